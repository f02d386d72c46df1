/** A moment of a run that a lesson speaks of; the same in every run of the step, whatever its numbers. */
export interface Moment {
  readonly what: 'command' | 'call' | 'mail' | 'print' | 'line' | 'test'
  /** First words of a command, name of a function, address, beginning of a line printed, number of a line, a test's name. */
  readonly text: string
  /** Which of those in the run, from 1. */
  readonly nth: number
}
