/** Messages between the page and a world's services, by direction. All texts are cut to what can be shown. */
import type { FaultPlan } from '../wire/fault-plan.ts'
import type { ClientView, CommandEvent, KeyName } from './redis/observer.ts'
import type { DatabaseSnapshot } from './redis/snapshot.ts'
import type { DialogueLine, Mail, SessionView } from './smtp/observer.ts'

/** Page → services. */
export type PageToServices =
  /** Says which database is looked at; null while nobody looks. A `redis-state` follows at once, and on each change. */
  | { readonly kind: 'watch-redis'; readonly db: number | null }
  /** A line typed at the prompt, which is a client of its own: it has a database, transactions, subscriptions. Answered by its `id`. */
  | { readonly kind: 'prompt'; readonly id: number; readonly line: string }
  /** Ctrl+C at the prompt: ends a wait, a subscription, MONITOR. */
  | { readonly kind: 'prompt-interrupt' }
  /** Asks for all mail and all SMTP sessions so far, and for what follows. */
  | { readonly kind: 'watch-mail' }
  /** What shall go wrong by chance in SMTP sessions from now on; null: nothing. */
  | { readonly kind: 'set-faults'; readonly plan: FaultPlan | null }
  /** Asks for what is recorded and not told yet; then `trace-flushed` follows. */
  | { readonly kind: 'flush-trace' }

/** Services → page. */
export type ServicesToPage =
  /** Seeded, and listening. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'redis-state'; readonly state: RedisState }
  /** In the order they were answered; `left` counts those that came too fast to be sent. */
  | { readonly kind: 'redis-commands'; readonly commands: readonly CommandEvent[]; readonly left: number }
  | { readonly kind: 'redis-expired'; readonly keys: readonly (KeyName & { readonly at: number })[] }
  | { readonly kind: 'prompt-reply'; readonly id: number; readonly reply: PromptReply }
  /** What comes unasked: messages of subscriptions, lines of MONITOR. */
  | { readonly kind: 'prompt-push'; readonly text: string }
  /** In the order of arrival. */
  | { readonly kind: 'mail'; readonly mails: readonly Mail[] }
  /** Sessions that opened or changed, what was said in them, in order, and where it was too much to be sent. */
  | {
      readonly kind: 'smtp-sessions'
      readonly sessions: readonly SessionView[]
      readonly lines: readonly DialogueLine[]
      readonly gaps: readonly SessionGap[]
    }
  /**
   * What was recorded since the last one: JSON of an array of so many of `trace`'s `RawEvent`. Recordings are numbered: the
   * joining of a main lane begins the next.
   */
  | { readonly kind: 'trace'; readonly recording: number; readonly text: string; readonly count: number }
  | { readonly kind: 'trace-flushed' }

/** Lines of a dialogue that came too fast to be sent. */
export interface SessionGap {
  readonly session: number
  readonly count: number
}

/** What a Redis holds at one moment. */
export interface RedisState {
  /** By the server's clock, milliseconds since 1970. */
  readonly at: number
  /** Number of keys of each of the 16 databases. */
  readonly sizes: readonly number[]
  /** The database that is looked at. */
  readonly database: DatabaseSnapshot
  /** All who are connected, but for the page's own prompt. */
  readonly clients: readonly ClientView[]
}

export interface PromptReply {
  /** As redis-cli prints it on a terminal: `(integer) 1`, `1) "a"`, `(error) ERR …`. */
  readonly text: string
  readonly isError: boolean
  /** The prompt from now on: `127.0.0.1:6379[5]>`, `127.0.0.1:6379(TX)>`. */
  readonly prompt: string
}
