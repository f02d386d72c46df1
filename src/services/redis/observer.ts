import type { ClientView, KeyChange, ReplySummary } from '../../trace/records.ts'
import type { ChangeNote } from './change-notes.ts'
import type { Reply } from './reply.ts'

export type { ClientView, ReplySummary } from '../../trace/records.ts'

/** A key of a database, as text to read. */
export interface KeyName {
  readonly db: number
  readonly key: string
}

/** A command that a client sent, when it was answered. */
export interface CommandEvent {
  /** Numbers all events of a server. */
  readonly seq: number
  /** When the answer was made, in ms since 1970 by the server's clock. */
  readonly at: number
  readonly client: ClientView
  /** Database in which it ran. */
  readonly db: number
  /** Name and arguments as text to read, long ones cut. */
  readonly words: readonly string[]
  readonly reply: ReplySummary
  /** What the server worked on it. */
  readonly durationMs: number
  /** What it waited before, in BLPOP and the like, by the server's clock. */
  readonly waitedMs: number
  readonly changedKeys: readonly KeyName[]
}

/** What a server has at hand when it answers a command; texts are byte strings, long ones whole. None of it changes later. */
export interface CommandParts extends Pick<
  CommandEvent,
  'seq' | 'client' | 'db' | 'durationMs' | 'waitedMs' | 'changedKeys'
> {
  readonly words: readonly string[]
  /** `noReply` if it is a list. */
  readonly reply: Reply
  /** A list may be one that the server goes on with. */
  readonly listReply: ReplySummary | null
  /** Null: too much was changed to be told. */
  readonly notes: readonly ChangeNote[] | null
}

/** A command as an observer is told of it: what is to be read is put together when it is asked for. */
export interface ObservedCommand extends Omit<CommandEvent, 'at'> {
  /** Empty unless keys are watched (`watchKeys`); null: too much was changed to be told. */
  readonly changes: readonly KeyChange[] | null
  readonly parts: CommandParts
  /** As another thread can be told of it; `at` is when it was answered. */
  toEvent(at: number): CommandEvent
}

interface ClientEvent {
  readonly seq: number
  readonly at: number
  readonly client: ClientView
}

/** A message on its way to one subscriber. */
interface ChannelEvent extends ClientEvent {
  readonly channel: string
  readonly text: string
}

/**
 * Told what happens in a server, as it happens. All is optional; what nobody asks for is not even put together.
 *
 *     new RedisServer({ observer: { onCommand: ({ words }) => console.log(words.join(' ')) } })
 */
export interface RedisObserver {
  readonly onCommand?: ((command: ObservedCommand) => void) | undefined
  /** A command found nothing, and its client waits. */
  onBlocked?(event: ClientEvent & { readonly words: readonly string[] }): void
  /** The wait is over; `onCommand` follows, unless the client went away. */
  onUnblocked?(event: ClientEvent & { readonly reason: 'served' | 'refused' | 'time is up' | 'gone' }): void
  onClientOpened?(event: ClientEvent): void
  onClientClosed?(event: ClientEvent): void
  /** A subscriber was sent a message; told behind the command that sent it. */
  readonly onMessage?: ((event: ChannelEvent) => void) | undefined
  /** A key's time to live ran out. */
  onExpired?(event: { readonly seq: number; readonly at: number } & KeyName): void
}
