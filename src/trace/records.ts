/** What services tell for a recording; what threads tell is in `wire/lane-messages.ts`. Texts are cut to what can be shown. */

/** A client as the page shows it. */
export interface ClientView {
  readonly id: number
  /** Given with CLIENT SETNAME, or empty. */
  readonly name: string
  readonly address: string
  readonly db: number
  /** Keys it waits for in BLPOP and the like; null while it does not wait. */
  readonly waitsFor: readonly string[] | null
  readonly isMonitor: boolean
  /** Channels and patterns it listens to. */
  readonly subscriptions: readonly string[]
}

/** A reply, cut to what can be shown. `length` is that of the whole: bytes of a text, items of a list. */
export type ReplySummary =
  | { readonly kind: 'status' | 'error' | 'integer'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string; readonly length: number }
  | { readonly kind: 'list'; readonly items: readonly ReplySummary[]; readonly length: number }
  | { readonly kind: 'nil' | 'none' }

/** What a command, or a key's time to live, did to one key. */
export type KeyChange = { readonly db: number; readonly key: string } & (
  | ValueChange
  /** Milliseconds since 1970; null: for ever. */
  | { readonly kind: 'deadline'; readonly deadline: number | null }
  | { readonly kind: 'deleted' }
)

export type ValueChange =
  /** The whole value, when it is told for the first time, replaced, or was not watched for a while. */
  | ({ readonly kind: 'value'; readonly deadline: number | null } & WholeValue)
  /** Edits of a list, in their order. */
  | { readonly kind: 'list-edits'; readonly edits: readonly ListEdit[] }
  /** Entries of a hash, a set or a sorted set that are new or others, and those that are gone. */
  | {
      readonly kind: 'entries'
      readonly set: readonly EntryData[]
      readonly deleted: readonly string[]
      /** Entries of the whole afterwards, where more are there than were told. */
      readonly length?: number
    }

export type WholeValue =
  | { readonly type: 'string'; readonly text: string; readonly length: number }
  /** The first 5,000 entries at most; `length` counts all. */
  | {
      readonly type: 'list' | 'hash' | 'set' | 'zset'
      readonly entries: readonly EntryData[]
      readonly length: number
    }

/** Removes `removed` items from place `at` on, then puts in `added`. */
export interface ListEdit {
  readonly at: number
  readonly removed: number
  readonly added: readonly string[]
}

export interface EntryData {
  readonly text: string
  /** A hash field's value. */
  readonly value?: string
  /** A sorted set's score. */
  readonly score?: number
}

export type RedisRecord =
  /** A command was answered. */
  | {
      readonly kind: 'command'
      readonly client: ClientView
      readonly db: number
      readonly words: readonly string[]
      readonly reply: ReplySummary
      /** What the server worked on it. */
      readonly durationMs: number
      /** What it waited before, in BLPOP and the like. */
      readonly waitedMs: number
      readonly changes: readonly KeyChange[]
    }
  /** A command found nothing, and its client waits. */
  | { readonly kind: 'blocked'; readonly client: ClientView; readonly words: readonly string[] }
  /** A waiting client went away. */
  | { readonly kind: 'gone'; readonly client: ClientView }
  | { readonly kind: 'client-opened' | 'client-closed'; readonly client: ClientView }
  /** A subscriber got a message. */
  | { readonly kind: 'message'; readonly client: ClientView; readonly channel: string; readonly text: string }
  | { readonly kind: 'expired'; readonly db: number; readonly key: string }

/**
 * How a session ended: `quit` by its client in good order, `closed` by a client that hung up without QUIT, `reset` by a
 * client that broke off, `dropped` by the sink (a fault, or too many errors), `timeout` by the sink, for silence.
 */
export type SessionEnd = 'quit' | 'closed' | 'reset' | 'dropped' | 'timeout'

/** One connection to the mail server. */
export interface SessionView {
  readonly id: number
  /** IP address and port. */
  readonly client: string
  /** The port that was dialled. */
  readonly port: number
  readonly openedAt: number
  readonly closedAt: number | null
  readonly end: SessionEnd | null
  /** Who logged in. */
  readonly user: string | null
  /** Messages it delivered. */
  readonly mails: number
}

/** A message as it was taken. */
export interface MailData {
  readonly id: number
  readonly session: number
  readonly from: string
  readonly to: readonly string[]
  readonly subject: string
  /** As sent: a character for each byte. */
  readonly source: string
}

export type MailRecord =
  | { readonly kind: 'session'; readonly session: SessionView }
  | {
      readonly kind: 'smtp'
      readonly session: number
      readonly from: 'client' | 'server'
      readonly text: string
    }
  | { readonly kind: 'mail'; readonly mail: MailData }

/** About the recording itself. */
export type RecordingRecord =
  /** How things stand: at the start of a run, and after a gap. */
  | {
      readonly kind: 'snapshot'
      readonly keys: readonly ({
        readonly db: number
        readonly key: string
        readonly deadline: number | null
      } & WholeValue)[]
      readonly clients: readonly ClientView[]
      readonly mails: readonly (MailData & { readonly at: number })[]
      readonly sessions: readonly SessionView[]
    }
  /** So many commands, or lines of dialogue, came too fast to be recorded. */
  | { readonly kind: 'gap'; readonly count: number; readonly of: 'commands' | 'smtp' | 'records' }
  /** The run is over: what its outcome's words are. */
  | { readonly kind: 'over'; readonly text: string; readonly isTrouble: boolean }

export type ServiceRecord = { readonly at: number } & (RedisRecord | MailRecord | RecordingRecord)
