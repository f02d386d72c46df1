// Relative imports are not allowed inside an ambient module, hence the types by import().
declare module 'virtual:mailroom/catalogue' {
  /** All chapters and steps, without their files. */
  export const catalogue: import('./lesson.ts').Catalogue
  /**
   * A step with all its files, loaded when it is opened.
   * @throws UnknownStepError for an id the catalogue does not have, LessonDownloadError with a sentence for the learner
   */
  export function loadLesson(id: string): Promise<import('./lesson.ts').Lesson>
  /**
   * The step's text in Chinese, a file of its own that is loaded when it is asked for; null if there is none.
   * @throws UnknownStepError for an id the catalogue does not have, LessonDownloadError with a sentence for the learner
   */
  export function loadTranslation(id: string): Promise<import('./lesson.ts').Translation | null>
}
