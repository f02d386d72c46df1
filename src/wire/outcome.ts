import type { ErrorData } from './error-data.ts'
import type { Diagnostic } from './program.ts'

/** How a run of `main()` ended. */
export type RunOutcome =
  | { readonly kind: 'finished'; readonly ms: number }
  /** `main()` threw or rejected, or the module could not be loaded. The error was also put on the console. */
  | { readonly kind: 'threw'; readonly error: ErrorData; readonly ms: number }
  /** `user`: Stop, or a newer run. `hang`: the thread did not answer. `memory`: the frame's process died. `threads`/`flood`: a cap. */
  | { readonly kind: 'stopped'; readonly reason: 'user' | 'hang' | 'memory'; readonly message: string }

export interface TestResult {
  /** Full name: describe blocks and test, joined by ' > '. */
  readonly name: string
  readonly status: 'pass' | 'fail' | 'skipped'
  readonly ms: number
  /** What should happen → what happened → where to look; '' when passed. No colour codes. */
  readonly message: string
  /** What a recognised mistake should be told, from the test's message: the text after its `→ `. */
  readonly feedback?: string
  /** The two values of a failed comparison, printed, when the assertion had them. */
  readonly difference?: { readonly expected: string; readonly received: string }
  /** Where in the learner's files the error arose, if it did. */
  readonly error?: ErrorData
}

/** The four outcomes of a check that are never mixed up, and the one asked for by a person. */
export type CheckReport =
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] }
  /**
   * `load`: the learner's module threw while it was loaded. `unhandled`: an error that nobody caught, outside of any test.
   * `memory`: the frame's process died. `checker`: we could not check, which is no fault of the learner's.
   */
  | {
      readonly kind: 'crashed'
      readonly reason: 'load' | 'unhandled' | 'memory' | 'checker'
      readonly error: ErrorData
    }
  | { readonly kind: 'timed-out'; readonly limitMs: number; readonly test: string | null }
  | {
      readonly kind: 'tested'
      /** True only if exactly the expected tests ran and all passed. */
      readonly isPassed: boolean
      readonly tests: readonly TestResult[]
      /** What the learner's code printed, cut. */
      readonly lines: readonly string[]
      readonly ms: number
    }
  | { readonly kind: 'stopped' }
