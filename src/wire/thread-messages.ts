/** Every message about threads, by direction. What is thrown or returned crosses as data. */
import type { ErrorData } from './error-data.ts'
import type { RunProgram } from './sandbox-messages.ts'

/** The function a thread runs: a thread loads the module anew, and finds it there by the name it is exported under. */
export interface ThreadTarget {
  /** `exercise.ts` in the page, a module's id in Node. */
  readonly module: string
  readonly exportName: string
}

export interface ThreadRequest extends ThreadTarget {
  /** `Thread-1`: whose console lines and errors these are. */
  readonly threadName: string
  readonly args: readonly unknown[]
}

/** Values of an error's own that are worth keeping: `code`, `responseCode`. */
export type ErrorFields = { readonly [name: string]: string | number | boolean | null }

/** Thread worker → whoever started the thread, once, on the port that came with the start. */
export type ThreadOutcome =
  | { readonly kind: 'returned'; readonly value: unknown }
  | { readonly kind: 'threw'; readonly error: ErrorData; readonly fields: ErrorFields }

/** A worker that starts threads (the learner's, or a thread's own) → frame. `id` counts the threads of that worker. */
export type StarterToFrame =
  /** Comes with the port on which the thread is to answer. */
  | { readonly kind: 'thread-start'; readonly id: number; readonly request: ThreadRequest }
  /** The thread has answered: its worker can go. */
  | { readonly kind: 'thread-end'; readonly id: number }

/** Frame → a worker that starts threads. After `refused` and `broken` the thread will never answer. */
export type FrameToStarter =
  /** It lives by the world's clock from now on, so the starter need not hold the clock any longer. */
  | { readonly kind: 'thread-started'; readonly id: number }
  /** There were too many threads in the run already. */
  | { readonly kind: 'thread-refused'; readonly id: number; readonly message: string }
  /** Its worker could not be started, hung, or broke down. */
  | { readonly kind: 'thread-broken'; readonly id: number; readonly message: string }

/** Frame → thread worker, as its task. */
export interface ThreadTask {
  readonly program: RunProgram
  readonly request: ThreadRequest
  /** From these it knows how long to wait before it calls its function; null if orders are not decided. */
  readonly order: { readonly seed: number; readonly lane: string } | null
}
