import type { LaneRecord } from '../wire/lane-messages.ts'
import type { ServiceRecord } from './records.ts'

/** Lanes that are no threads: what a person types at the prompt of Redis; servers, and the recording itself. */
export const promptLane = 'prompt'
export const serverLane = 'server'

/** As it comes from where it happened, in the order of happening. */
export type RawEvent = {
  /** Who did it: `main`, `Thread-1`, `Thread-1/Thread-1` for a thread's thread, `tests`, `prompt`, `server`. */
  readonly lane: string
} & (LaneRecord | ServiceRecord)

/** What whoever keeps the recording adds. */
export interface Place {
  /** From 1, in the order of happening; never changes, whatever is filtered or folded away. */
  readonly seq: number
  /** Event that brought this one about: the push of what a pop took, the command that woke a waiting one. */
  readonly cause: number | null
  /** The task it is about: number of the event that brought its item in. Of several, the first. */
  readonly task: number | null
}

/** One thing that happened in a run. */
export type TraceEvent = RawEvent & Place

export type EventKind = TraceEvent['kind']
export type EventOf<K extends EventKind> = Extract<TraceEvent, { readonly kind: K }>
