import type { ValueData } from '../wire/value-data.ts'
import type { ClientView, EntryData, MailData, SessionView } from './records.ts'

/** An item of a list or of a drawn structure, which keeps its identity while it waits and moves. */
export interface Item {
  /** Unique in the recording: `412.0` for the first item that event 412 brought in, `l1.7` where nobody saw it come. */
  readonly id: string
  readonly text: string
}

/** A key of Redis at one moment. */
export interface KeyState {
  readonly db: number
  readonly key: string
  readonly type: 'string' | 'list' | 'hash' | 'set' | 'zset'
  /** Milliseconds since 1970; null: for ever. */
  readonly deadline: number | null
  /** Bytes of a string, entries of a collection. */
  readonly length: number
  /** Of a string. */
  readonly text: string
  /** Of hashes, sets and sorted sets, in the order in which Redis tells them. */
  readonly entries: readonly EntryData[]
  /** What `Item.id` is for an item of a list: which event set the entry last. Null if there is no such entry. */
  idOfEntry(text: string): string | null
  /** Of a list. */
  readonly items: ItemList
}

/** A long list of items, of which one looks at a part. */
export interface ItemList {
  readonly length: number
  slice(start: number, end: number): readonly Item[]
}

/** What a lane is doing. */
export type LaneActivity =
  | { readonly kind: 'running' }
  /** `keys` of BLPOP and the like; `timer` with how many ms; `answer` of a fetch. */
  | { readonly kind: 'waiting'; readonly what: string; readonly since: number }
  | { readonly kind: 'ended'; readonly how: 'returned' | 'threw' | 'cut off' }

/** One call of one function, of a run that is recorded line by line. */
export interface FrameState {
  readonly id: number
  readonly parent: number | null
  readonly name: string
  readonly file: string
  readonly line: number
  readonly isAsync: boolean
  readonly isWaiting: boolean
  readonly variables: readonly {
    readonly name: string
    readonly value: ValueData
    readonly isChanged: boolean
  }[]
  readonly loop: { readonly line: number; readonly count: number } | null
}

/** A thread, or what else acts, at one moment. */
export interface LaneState {
  readonly lane: string
  readonly parent: string | null
  readonly target: string
  readonly activity: LaneActivity
  /** The innermost frame first; empty where lines are not recorded. */
  readonly stack: readonly FrameState[]
  /** Calls of async functions that wait and are not on the stack: they go on later. */
  readonly waiting: readonly FrameState[]
}

/** A queue, stack and the like of the learner's own, at one moment. */
export interface StructureState {
  readonly lane: string
  readonly id: number
  readonly type: string
  readonly label: string
  readonly items: readonly Item[]
  readonly size: number
  /** Method that made it so, and the event at which it did. */
  readonly method: string | null
  readonly changedAt: number
}

/** How everything stands after one event. */
export interface TraceState {
  readonly seq: number
  /** Milliseconds since 1970, by the run's clock. */
  readonly at: number
  readonly lanes: readonly LaneState[]
  /** Sorted by database, then name. */
  readonly keys: readonly KeyState[]
  key(db: number, key: string): KeyState | undefined
  readonly clients: readonly ClientView[]
  readonly sessions: readonly SessionView[]
  readonly mails: readonly (MailData & { readonly at: number })[]
  readonly structures: readonly StructureState[]
  /** How many console lines there were. */
  readonly consoleLines: number
}
