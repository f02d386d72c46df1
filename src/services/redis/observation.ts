import type { Client } from './client.ts'
import { nowMs, type Clock } from './clock.ts'
import { KeyWatch, type KeyValue } from './key-watch.ts'
import type { Keyspace } from './keyspace.ts'
import type { ClientView, RedisObserver } from './observer.ts'
import { RanCommand } from './ran-command.ts'
import { nilList, noReply, RedisError, type Reply } from './reply.ts'
import { cutText, cutWords, summarise, viewClient } from './summaries.ts'

/** A command between its beginning and its answer. */
interface Started {
  readonly words: readonly string[]
  readonly db: number
  /** By `performance.now()`; null if nobody asked for commands then. */
  readonly startedMs: number | null
}

/** Puts together what an observer is told. There is none while nobody observes. */
export class Observation {
  readonly #observer: RedisObserver
  readonly #clock: Clock
  #seq = 0
  /** Of the command that runs: whether it is told. */
  #isAsked = false
  #changes: { readonly db: number; readonly key: string }[] = []
  /** Commands whose clients wait. */
  readonly #waiting = new Map<Client, Started & { readonly since: number; readonly durationMs: number }>()
  /** Messages that the command which is being run has sent. */
  #messages: { readonly client: Client; readonly channel: string; readonly text: string }[] = []
  #keyWatch: KeyWatch | null = null
  readonly #views = new WeakMap<Client, ClientView>()

  constructor(observer: RedisObserver, clock: Clock) {
    this.#observer = observer
    this.#clock = clock
  }

  /** A command begins. Returns when, by `performance.now()`; null if commands are not told now, as those of a flood. */
  commandBegins(): number | null {
    this.#isAsked = this.#observer.onCommand !== undefined
    return this.#isAsked ? nowMs() : null
  }

  /** All keys as they are. From now on commands are told with what they changed. */
  watchKeys(databases: readonly Keyspace[]): readonly KeyValue[] {
    this.#keyWatch ??= new KeyWatch(databases)
    const keys = this.#keyWatch.all()
    this.#changes = []
    return keys
  }

  unwatchKeys(): void {
    this.#keyWatch?.end()
    this.#keyWatch = null
  }

  keyChanged(db: number, key: string): void {
    if (this.#isAsked) this.#changes.push({ db, key })
  }

  keyExpired(db: number, key: string): void {
    this.#changes = this.#changes.filter((change) => change.db !== db || change.key !== key)
    this.#keyWatch?.forget(db, key)
    this.#observer.onExpired?.({ ...this.#stamp(), db, key: cutText(key) })
  }

  messageSent(client: Client, channel: string, text: string): void {
    if (this.#observer.onMessage) this.#messages.push({ client, channel, text })
  }

  clientOpened(client: Client): void {
    this.#observer.onClientOpened?.({ ...this.#stamp(), client: viewClient(client) })
  }

  clientClosed(client: Client): void {
    if (this.#waiting.delete(client))
      this.#observer.onUnblocked?.({ ...this.#stamp(), client: viewClient(client), reason: 'gone' })
    this.#observer.onClientClosed?.({ ...this.#stamp(), client: viewClient(client) })
  }

  /** A command was run: it is told at once, or when its client's wait is over. */
  commandRan(client: Client, started: Started, reply: Reply): void {
    const durationMs = started.startedMs === null ? 0 : nowMs() - started.startedMs
    if (reply !== noReply || !client.waiter) return this.#tell(client, started, reply, durationMs, 0)
    this.#waiting.set(client, { ...started, since: this.#clock.now(), durationMs })
    const words = cutWords(started.words)
    this.#observer.onBlocked?.({ ...this.#stamp(), client: viewClient(client), words })
  }

  waitEnded(client: Client, reply: Reply): void {
    const waiting = this.#waiting.get(client)
    if (!waiting) return
    this.#waiting.delete(client)
    const reason = reply === nilList ? 'time is up' : reply instanceof RedisError ? 'refused' : 'served'
    this.#observer.onUnblocked?.({ ...this.#stamp(), client: viewClient(client), reason })
    this.#tell(client, waiting, reply, waiting.durationMs, this.#clock.now() - waiting.since)
  }

  #tell(client: Client, { words, db }: Started, reply: Reply, durationMs: number, waitedMs: number): void {
    const keys = distinct(this.#changes)
    this.#changes = []
    const isList = Array.isArray(reply)
    this.#observer.onCommand?.(
      new RanCommand({
        seq: ++this.#seq,
        client: this.#view(client),
        db,
        words,
        reply: isList ? noReply : reply,
        listReply: isList ? summarise(reply) : null,
        durationMs,
        waitedMs,
        changedKeys: keys,
        notes: this.#keyWatch ? this.#keyWatch.changes(keys, db) : none,
      }),
    )
    if (this.#messages.length > 0) this.#tellMessages()
  }

  /** Behind the command that sent them, as they came about by it. */
  #tellMessages(): void {
    const messages = this.#messages
    this.#messages = []
    for (const { client, channel, text } of messages) {
      const event = { ...this.#stamp(), client: viewClient(client) }
      this.#observer.onMessage?.({ ...event, channel: cutText(channel), text: cutText(text) })
    }
  }

  /** The same as long as it is true: of most clients there is nothing new from command to command. */
  #view(client: Client): ClientView {
    const last = this.#views.get(client)
    if (last && isStill(last, client)) return last
    const view = viewClient(client)
    this.#views.set(client, view)
    return view
  }

  #stamp(): { readonly seq: number; readonly at: number } {
    return { seq: ++this.#seq, at: this.#clock.now() }
  }
}

const none: readonly never[] = []

/** Whether a client that neither waits nor listens is shown by that view. */
function isStill(view: ClientView, client: Client): boolean {
  return (
    view.db === client.db &&
    view.name === client.name &&
    view.isMonitor === client.isMonitor &&
    view.waitsFor === null &&
    client.waiter === null &&
    view.subscriptions.length === 0 &&
    !client.isSubscribed
  )
}

/** Each key once, in the order of the first change. */
function distinct<T extends { readonly db: number; readonly key: string }>(
  changes: readonly T[],
): readonly T[] {
  return changes.length < 2
    ? changes
    : [...new Map(changes.map((change) => [`${change.db}:${change.key}`, change])).values()]
}
