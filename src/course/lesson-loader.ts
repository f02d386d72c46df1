/** The course has no step of this address. */
export class UnknownStepError extends Error {
  override readonly name = 'UnknownStepError'
  readonly step: string

  constructor(step: string) {
    super(`There is no step ${step} in this course`)
    this.step = step
  }
}

/** A lesson or its translation did not arrive; the message is for the learner. */
export class LessonDownloadError extends Error {
  override readonly name = 'LessonDownloadError'
}

/** Imports a module. Another `version` must be another address: Firefox and Safari remember a failed import. */
type Import<T> = (version: number) => Promise<{ readonly default: T }>

/**
 * Loads lessons, or what else there is once for each step, when they are opened. A failed download can be tried again.
 *
 *     const loader = new LessonLoader<Lesson>({ '01-lists/01-queue': (version) => import(`./queue.js?version=${version}`) })
 *     const lesson = await loader.load('01-lists/01-queue')
 */
export class LessonLoader<T> {
  readonly #imports: ReadonlyMap<string, Import<T>>
  readonly #versions = new Map<string, number>()

  constructor(imports: { readonly [id: string]: Import<T> }) {
    this.#imports = new Map(Object.entries(imports))
  }

  /** @throws UnknownStepError, LessonDownloadError */
  async load(id: string): Promise<T> {
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
