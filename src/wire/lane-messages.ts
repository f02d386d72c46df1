/** What the threads of a run tell of themselves, so that it can be watched again: a lane is a thread, or a check's tests. */
import type { StackFrame } from './error-data.ts'
import type { ConsoleEntry, ValueData } from './value-data.ts'

/** `at`: milliseconds since 1970 by the clock of the run's world, fractions allowed. */
export type LaneRecord = { readonly at: number } & (LifeRecord | TalkRecord | TestRecord | LineRecord)

/** A lane begins, waits for time, ends. */
export type LifeRecord =
  /** Its program is loaded, and its function about to be called. `target`: `main`, a thread's function, `tests`. */
  | { readonly kind: 'start'; readonly target: string }
  | { readonly kind: 'end'; readonly how: 'returned' | 'threw' }
  /** It started another lane, whose name is `thread`: the event's own lane is who started it. */
  | { readonly kind: 'thread'; readonly thread: string; readonly target: string }
  | { readonly kind: 'timer-set'; readonly timer: number; readonly ms: number }
  | { readonly kind: 'timer-fired' | 'timer-cleared'; readonly timer: number }

/** What it says, and whom it asks outside of Redis and mail, which tell of it themselves. */
export type TalkRecord =
  /** A line of its console; an uncaught error has `entry.error`. */
  | { readonly kind: 'console'; readonly entry: ConsoleEntry }
  | { readonly kind: 'fetch'; readonly id: number; readonly method: string; readonly url: string }
  /** `status` is null if there was no answer; then `text` says why. */
  | { readonly kind: 'fetched'; readonly id: number; readonly status: number | null; readonly text: string }
  /** Somebody asks its `app`. */
  | { readonly kind: 'request'; readonly id: number; readonly method: string; readonly path: string }
  | { readonly kind: 'response'; readonly id: number; readonly status: number }

/** Of checks. */
export type TestRecord =
  | { readonly kind: 'test'; readonly name: string }
  /**
   * An assertion of the test does not hold: told at once, before anything is cleared up. One that is tried again may hold
   * the next time.
   */
  | { readonly kind: 'failed'; readonly name: string; readonly message: string }
  | {
      readonly kind: 'tested'
      readonly name: string
      readonly status: 'pass' | 'fail' | 'skipped'
      readonly message: string
    }

/**
 * A run that is recorded line by line. A frame is one call of one function; ids count from 1 in each lane, so that calls
 * of an async function stay apart while they wait.
 */
export type LineRecord =
  | {
      readonly kind: 'enter'
      readonly frame: number
      /** Frame of the code that called; null for the first, and where nothing recorded called. */
      readonly parent: number | null
      /** As in stacks: `pop`, `MyQueue.pop`, '' without a name. */
      readonly name: string
      readonly file: string
      readonly line: number
      readonly isAsync: boolean
    }
  /** The statement at `line` comes next. */
  | {
      readonly kind: 'step'
      readonly frame: number
      readonly line: number
      /** Variables of the frame that are others than when it was told of last; `this` and its fields are among them. */
      readonly changes?: readonly VariableChange[]
      /** Of the innermost loop around: how many times it has begun its body. */
      readonly loop?: { readonly line: number; readonly count: number }
    }
  /** It waits, in `await`, `for await` or `yield`, and lets others run. */
  | { readonly kind: 'await'; readonly frame: number; readonly line: number }
  | { readonly kind: 'resume'; readonly frame: number }
  | {
      readonly kind: 'leave'
      readonly frame: number
      readonly how: 'returned' | 'threw'
      readonly value?: ValueData
      readonly changes?: readonly VariableChange[]
    }
  /** A queue, a stack or the like that is drawn is another than before. */
  | StructureRecord
  /** From here on lines are not recorded; the run goes on. */
  | { readonly kind: 'lines-end'; readonly steps: number; readonly place: StackFrame | null }

export interface VariableChange {
  readonly name: string
  readonly value: ValueData
}

export interface StructureRecord {
  readonly kind: 'structure'
  /** Of the object, from 1 in each lane. */
  readonly id: number
  /** Class: `MyQueue`. */
  readonly type: string
  /** Name of the variable or field that holds it: `inbox`; '' if it is not known yet. */
  readonly label: string
  /** From the first to the last, as text to read, each cut to 60 characters; at most 200. */
  readonly items: readonly string[]
  readonly size: number
  /** The method that changed it, with its arguments: `push('letter to Ada')`; null when it is new. */
  readonly method: string | null
}

/** Records as a lane sends them; many as text (trace/packed-records.ts), which is quicker to make and to send. */
export type SentRecords = readonly LaneRecord[] | string

/** A piece of a run's recording, as the page gets it; all pieces in order are the whole. */
export type TracePiece =
  /** Of a world with servers, which have put the events of all its lanes in order: JSON of an array of `trace`'s `RawEvent`. */
  | { readonly kind: 'text'; readonly text: string; readonly count: number }
  /** Of a world without. */
  | { readonly kind: 'records'; readonly lane: string; readonly records: SentRecords }
