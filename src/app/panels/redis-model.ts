import type { ClientView } from '../../services/redis/observer.ts'
import type { RedisState } from '../../services/services-messages.ts'
import type { RedisLink } from '../session/step-services.ts'
import { nextKeys, type ShownKey } from './redis-keys-shown.ts'
import { appendLog, noLog, type LogLine, type RedisLog } from './redis-log.ts'

/** The model's snapshot is another one now. */
export class RedisChange extends Event {
  static readonly type = 'redis-change'
  constructor() {
    super(RedisChange.type)
  }
}

/** All that the panel draws of a Redis, at one moment. */
export interface RedisSnapshot {
  /** The database that is looked at. */
  readonly db: number
  /** Null until the first one came. */
  readonly state: RedisState | null
  /** When the state came, by this page's `performance.now()`. */
  readonly receivedMs: number
  readonly keys: readonly ShownKey[]
  /** Since when clients wait, by their ids and the server's clock. */
  readonly waits: ReadonlyMap<number, number>
  readonly log: RedisLog
  /** This Redis is gone. */
  readonly hasEnded: boolean
}

const nothingYet: RedisSnapshot = {
  db: 0,
  state: null,
  receivedMs: 0,
  keys: [],
  waits: new Map(),
  log: noLog,
  hasEnded: false,
}

/**
 * What a Redis tells of itself, put together for drawing. Knows nothing of the page.
 *
 *     const model = new RedisModel(() => performance.now())
 *     model.addEventListener(RedisChange.type, () => draw(model.snapshot))
 *     model.connect(link)                 // … model.connect(null)
 */
export class RedisModel extends EventTarget {
  readonly #now: () => number
  #snapshot = nothingYet
  #link: RedisLink | null = null
  #unlisten = (): void => {}
  /** A person chose the database; until then the panel goes where the data is. */
  #isChosen = false
  #hadKeys = false

  /** `now` tells the time that passes on this page, in ms. */
  constructor(now: () => number) {
    super()
    this.#now = now
  }

  get snapshot(): RedisSnapshot {
    return this.#snapshot
  }

  /** Another Redis, or none: what was known of the last one is forgotten, but for the database looked at. */
  connect(link: RedisLink | null): void {
    if (link === this.#link) return
    this.#unlisten()
    this.#link?.watch(null)
    this.#link = link
    this.#hadKeys = false
    const db = this.#isChosen ? this.#snapshot.db : 0
    this.#change({ ...nothingYet, db })
    this.#unlisten =
      link?.listen({
        onState: (state) => this.#hearState(state),
        onCommands: (commands, left) => {
          const lines: LogLine[] = commands.map((event) => ({ kind: 'command', event }))
          if (left > 0) lines.push({ kind: 'left', count: left })
          this.#hearLines(lines)
        },
        onExpired: (keys) => this.#hearLines(keys.map((key) => ({ kind: 'expired', at: key.at, key }))),
        onEnd: () => this.#change({ hasEnded: true }),
      }) ?? ((): void => {})
    link?.watch(db)
  }

  /** Looks at another database. */
  choose(db: number): void {
    this.#isChosen = true
    this.#look(db)
  }

  clearLog(): void {
    this.#change({ log: { ...noLog, total: this.#snapshot.log.total } })
  }

  #look(db: number): void {
    if (db === this.#snapshot.db) return
    this.#change({ db, keys: [] })
    this.#link?.watch(db)
  }

  #hearState(state: RedisState): void {
    const { db, state: before, keys, waits, log } = this.#snapshot
    // The answer for a database that was left meanwhile.
    if (state.database.db !== db) return
    const isFirst = before?.database.db !== db
    this.#hadKeys ||= state.database.size > 0
    this.#change({
      state,
      receivedMs: this.#now(),
      keys: nextKeys(isFirst ? null : keys, state.database.keys),
      waits: nextWaits(waits, state, log),
    })
    this.#followData(state)
  }

  /** A program that works in another database is not looked for in vain. */
  #followData({ sizes }: RedisState): void {
    if (this.#isChosen || this.#hadKeys) return
    const filled = sizes.findIndex((size) => size > 0)
    if (filled >= 0) this.#look(filled)
  }

  #hearLines(lines: readonly LogLine[]): void {
    if (lines.length > 0) this.#change({ log: appendLog(this.#snapshot.log, lines) })
  }

  #change(change: Partial<RedisSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change }
    this.dispatchEvent(new RedisChange())
  }
}

/** A client that was answered since it was last seen waiting waits anew. */
function nextWaits(
  before: ReadonlyMap<number, number>,
  state: RedisState,
  log: RedisLog,
): ReadonlyMap<number, number> {
  const waiting = state.clients.filter(({ waitsFor }) => waitsFor !== null)
  return new Map(
    waiting.map((client) => {
      const since = before.get(client.id) ?? state.at
      return [client.id, Math.max(since, lastAnswer(client, log) ?? since)]
    }),
  )
}

function lastAnswer({ id }: ClientView, { chunks }: RedisLog): number | undefined {
  for (const { lines } of chunks.slice(-2).reverse()) {
    const last = lines.findLast((line) => line.kind === 'command' && line.event.client.id === id)
    if (last?.kind === 'command') return last.event.at
  }
  return undefined
}
