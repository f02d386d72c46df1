import type { Lesson } from './lesson.ts'

/** The course has no step of this address. */
export class UnknownStepError extends Error {
  override readonly name = 'UnknownStepError'
  readonly step: string

  constructor(step: string) {
    super(`There is no step ${step} in this course`)
    this.step = step
  }
}

/** A lesson did not arrive; the message is for the learner. */
export class LessonDownloadError extends Error {
  override readonly name = 'LessonDownloadError'
}

/** Imports a lesson's module. Another `version` must be another address: Firefox and Safari remember a failed import. */
type ImportLesson = (version: number) => Promise<{ readonly default: Lesson }>

/**
 * Loads lessons when they are opened. A failed download can be tried again.
 *
 *     const loader = new LessonLoader({ '01-lists/01-queue': (version) => import(`./queue.js?version=${version}`) })
 *     const lesson = await loader.load('01-lists/01-queue')
 */
export class LessonLoader {
  readonly #imports: ReadonlyMap<string, ImportLesson>
  readonly #versions = new Map<string, number>()

  constructor(imports: { readonly [id: string]: ImportLesson }) {
    this.#imports = new Map(Object.entries(imports))
  }

  /** @throws UnknownStepError, LessonDownloadError */
  async load(id: string): Promise<Lesson> {
    const importLesson = this.#imports.get(id)
    if (!importLesson) throw new UnknownStepError(id)
    try {
      return (await importLesson(this.#versions.get(id) ?? 0)).default
    } catch (cause) {
      this.refresh(id)
      const message = 'This step could not be downloaded. Check your connection, then try again.'
      throw new LessonDownloadError(message, { cause })
    }
  }

  /** The next load of this step asks for it anew. */
  refresh(id: string): void {
    this.#versions.set(id, (this.#versions.get(id) ?? 0) + 1)
  }
}
