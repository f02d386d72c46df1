import type { RawEvent } from './event.ts'

/** What a recording is of. */
export interface RecordingInfo {
  /** Id of the step: `05-coroutines/06-race`. */
  readonly step: string
  /** The learner's code that ran. */
  readonly text: string
  /** Milliseconds since 1970. */
  readonly startedAt: number
}

/** First line of a recording's file. */
export interface RecordingHeader extends RecordingInfo {
  readonly mailroom: 'recording'
  readonly version: 1
  /** How many events follow. */
  readonly count: number
  /** How many events of the run were folded away before it was saved; none if there were none. */
  readonly folded?: number
}

/** What a file turned out to be. */
export type ReadRecording =
  | {
      readonly kind: 'recording'
      readonly info: RecordingInfo
      readonly events: readonly RawEvent[]
      /** What is to be known of it: that its end is missing, or the like. */
      readonly note: string | null
    }
  /** `message` says what is wrong, and what to do. */
  | { readonly kind: 'broken'; readonly message: string }
