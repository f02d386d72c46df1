import type { SourceFile } from '../wire/program.ts'
import type { LessonStage, PredictionWords } from './lesson-stage.ts'
import type { LessonRequest } from './request-line.ts'

/** A step's address and the folder it lives in: `01-lists/02-stack`. */
export type StepId = `${string}/${string}`

/** What the contents show of a step, without its files. */
export interface StepEntry {
  readonly id: StepId
  /** `1.2` */
  readonly number: string
  readonly title: string
  readonly minutes: number
  readonly concepts: readonly string[]
}

export interface Chapter {
  /** Folder: `01-lists`. */
  readonly id: string
  readonly number: number
  readonly title: string
  /** One sentence for the front page. */
  readonly summary: string
  readonly steps: readonly StepEntry[]
}

export interface Catalogue {
  readonly chapters: readonly Chapter[]
}

/** A step with all that is needed to read, do, check and be helped. HTML is rendered from Markdown, not yet sanitised. */
export interface Lesson extends StepEntry {
  readonly source?: string
  readonly html: string
  /** Rendered `learned` of the front matter: what a learner can do now. */
  readonly learned: string
  readonly hints: readonly string[]
  readonly starter: string
  readonly solution: string
  readonly test: string
  /** Full names of the tests in `test`, in order: a check counts only if exactly these ran. */
  readonly tests: readonly string[]
  /** Read-only files beside the exercise. */
  readonly files: readonly SourceFile[]
  /**
   * Commands that Redis is given before a run, one a line as typed at a redis-cli prompt; lines that begin with `#` are
   * comments. '' if the step begins with nothing.
   */
  readonly seed: string
  /** Suggested for the step's `app`, one click each; absent if there are none. */
  readonly requests?: readonly LessonRequest[]
  /** What is drawn and asked while the recorded run is watched; absent where a step has nothing of its own. */
  readonly stage?: LessonStage
}

/** What a step's page shows in another language; its code is the same. HTML as in `Lesson`. */
export interface Translation {
  readonly title: string
  readonly html: string
  readonly learned: string
  /** Words of the questions of the lesson's stage, in their order; absent if there are none. */
  readonly predictions?: readonly PredictionWords[]
}
