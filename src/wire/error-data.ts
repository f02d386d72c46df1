import type { Place } from './program.ts'

/** One line of a stack that lies in a step's file. */
export interface StackFrame extends Place {
  /** Name of the function, '' at the top level. */
  readonly in: string
}

/** An error as data: structured cloning loses an error's own name and fields, so the worker that caught it sends this. */
export interface ErrorData {
  readonly name: string
  readonly message: string
  /** Only frames in the step's files, innermost first. */
  readonly frames: readonly StackFrame[]
  readonly cause?: ErrorData
}
