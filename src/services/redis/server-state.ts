import { Client, type Connection } from './client.ts'
import { longestDelayMs, type Clock } from './clock.ts'
import { Keyspace, type KeyspaceHost } from './keyspace.ts'
import { Memory } from './memory.ts'
import { Observation } from './observation.ts'
import type { RedisObserver } from './observer.ts'
import { OutputLimitError } from './output.ts'
import { outOfMemory, type Reply } from './reply.ts'
import { Subscriptions } from './subscriptions.ts'
import { WaitingRoom, type Waiter, type WaitingRoomHost } from './waiting-room.ts'
import { Watches } from './watches.ts'

/** Number of databases, as in Redis unless told otherwise. */
export const databaseCount = 16

export interface ServerOptions {
  readonly clock: Clock
  /** Bytes that all data together may take. */
  readonly maxMemory: number
  readonly observer: RedisObserver | null
  /** Goes on with what a client sent while it waited. */
  readonly resume: (client: Client) => void
}

/** All that commands work on: databases, clients, and who waits, watches and listens. */
export class ServerState implements KeyspaceHost, WaitingRoomHost {
  readonly clock: Clock
  readonly memory: Memory
  readonly observation: Observation | null
  readonly clients = new Map<number, Client>()
  readonly monitors = new Set<Client>()
  readonly watches = new Watches()
  readonly subscriptions = new Subscriptions()
  readonly waiting: WaitingRoom
  /** Names of the scripts that were loaded. */
  readonly scripts = new Set<string>()
  readonly startedAt: number
  /** For INFO. */
  readonly counts = { connections: 0, commands: 0, expired: 0 }
  readonly #databases: Keyspace[]
  readonly #resume: (client: Client) => void
  /** Clients whose wait ended, and which may have sent more meanwhile. */
  readonly #resumed = new Set<Client>()
  readonly #unsent = new Set<Client>()
  #lastId = 0
  #isInTurn = false
  #haveDeadlinesChanged = false
  #expiryTimer: unknown
  /** When the timer calls, in ms since 1970. */
  #expiryAt = Infinity

  constructor({ clock, maxMemory, observer, resume }: ServerOptions) {
    this.#resume = resume
    this.clock = clock
    this.memory = new Memory(maxMemory)
    this.observation = observer && new Observation(observer, clock)
    this.waiting = new WaitingRoom(this)
    this.startedAt = clock.now()
    this.#databases = Array.from({ length: databaseCount }, (_, index) => new Keyspace(index, this))
  }

  get databases(): readonly Keyspace[] {
    return this.#databases
  }

  /** @throws RangeError for a database that there is not; commands look first */
  database(index: number): Keyspace {
    const database = this.#databases[index]
    if (!database) throw new RangeError(`Database ${index} of ${databaseCount}`)
    return database
  }

  /** Everything in a database is forgotten. Whoever watched a key of it is told. */
  clear(database: Keyspace): void {
    for (const key of database.clear()) this.keyChanged(database.index, key)
  }

  swapDatabases(one: Keyspace, other: Keyspace): void {
    const [first, second] = [one.index, other.index]
    const keys = [...one.keys(), ...other.keys()]
    this.#databases[first] = other
    this.#databases[second] = one
    one.index = second
    other.index = first
    for (const key of keys) for (const index of [first, second]) this.keyChanged(index, key)
    this.waiting.databasesSwapped([first, second])
  }

  open(connection: Connection): Client {
    const now = this.clock.now()
    const client = new Client(++this.#lastId, connection, { now, mostBytes: this.memory.ceiling })
    this.clients.set(client.id, client)
    this.counts.connections++
    this.observation?.clientOpened(client)
    return client
  }

  /** Forgets a client that is gone: what it waited for, watched and listened to. */
  forget(client: Client): void {
    if (!this.clients.delete(client.id)) return
    client.isClosing = true
    if (client.waiter) this.waiting.forget(client.waiter)
    this.dropTransaction(client)
    this.watches.clear(client)
    this.subscriptions.clear(client)
    this.monitors.delete(client)
    this.#unsent.delete(client)
    this.#resumed.delete(client)
    this.observation?.clientClosed(client)
  }

  /** Sends what waits and ends the connection. */
  disconnect(client: Client): void {
    client.isClosing = true
    if (!this.clients.has(client.id)) return
    this.flush(client, true)
    this.forget(client)
    client.connection.close()
  }

  /** What MULTI began is over, and so are the watches. */
  dropTransaction(client: Client): void {
    this.memory.used -= client.transaction?.bytes ?? 0
    client.transaction = null
    this.watches.clear(client)
  }

  /** Puts a reply or message behind what a client gets at the end of the turn. */
  send(client: Client, reply: Reply): void {
    if (!this.clients.has(client.id)) return
    try {
      client.send(reply)
      this.#unsent.add(client)
    } catch (error) {
      if (!(error instanceof OutputLimitError)) throw error
      this.forget(client)
      client.connection.close()
    }
  }

  /** As `send`, with what a command answers: if that alone is more than is kept for one client, it is refused. */
  answer(client: Client, reply: Reply): void {
    if (!this.clients.has(client.id)) return
    try {
      client.send(reply)
      this.#unsent.add(client)
    } catch (error) {
      if (!(error instanceof OutputLimitError)) throw error
      // A client that is let go would connect and ask again, for ever.
      this.send(client, outOfMemory())
    }
  }

  /** Does something that may bring replies, and then sends them, all of a client's at once. */
  turn(work: () => void): void {
    if (this.#isInTurn) return work()
    this.#isInTurn = true
    try {
      work()
      for (const client of this.#resumed) {
        this.#resumed.delete(client)
        this.#resume(client)
      }
    } finally {
      this.#isInTurn = false
      for (const client of this.#unsent) this.flush(client)
      if (this.#haveDeadlinesChanged) this.#setExpiryTimer()
    }
  }

  keyChanged(db: number, key: string): void {
    this.watches.keyChanged(db, key)
    this.waiting.keyChanged(db, key)
    this.observation?.keyChanged(db, key)
  }

  keyExpired(db: number, key: string): void {
    this.counts.expired++
    this.observation?.keyExpired(db, key)
  }

  deadlinesChanged(): void {
    this.#haveDeadlinesChanged = true
  }

  waitEnded({ client }: Waiter, reply: Reply): void {
    this.turn(() => {
      this.observation?.waitEnded(client, reply)
      this.send(client, reply)
      this.#resumed.add(client)
    })
  }

  /** Ends all: connections, waits, timers. */
  dispose(): void {
    for (const client of [...this.clients.values()]) this.disconnect(client)
    for (const database of this.#databases) database.clear()
    this.clock.clearTimeout(this.#expiryTimer)
  }

  /** Sends what waits for a client, unless it takes nothing. */
  flush(client: Client, isLast = false): void {
    if (!this.clients.has(client.id) || (client.isFull && !isLast)) return
    this.#unsent.delete(client)
    for (const bytes of client.output.take())
      if (client.connection.write(bytes) === false) client.isFull = true
  }

  #setExpiryTimer(): void {
    this.#haveDeadlinesChanged = false
    const next = Math.min(...this.#databases.map((database) => database.nextDeadline() ?? Infinity))
    // A timer that calls too early sets itself anew.
    if (next !== Infinity && next >= this.#expiryAt) return
    this.clock.clearTimeout(this.#expiryTimer)
    this.#expiryAt = next
    if (next === Infinity) return
    const delay = Math.max(0, Math.min(next - this.clock.now(), longestDelayMs))
    this.#expiryTimer = this.clock.setTimeout(() => {
      this.#expiryAt = Infinity
      this.turn(() => {
        for (const database of this.#databases) database.expireDue()
        this.#haveDeadlinesChanged = true
      })
    }, delay)
  }
}
