import { Greetings } from './greetings.ts'
import type { KeyName, ObservedCommand, RedisObserver } from './redis/observer.ts'
import type { RedisServer } from './redis/redis-server.ts'
import type { ServicesToPage } from './services-messages.ts'

/** Real milliseconds: the page is told so often at most. */
const stateEveryMs = 100
const eventsEveryMs = 50
/** While a flood goes on: to draw it would cost the program the processor. */
const inFloodEveryMs = 300
/** As many commands between two states are a flood. */
const manyCommands = 1000
const mostEventsAtOnce = 200
/** Of a flood that goes on: nobody reads more. */
const eventsPerMs = 0.2

/** Real timers, whatever the world's clock does. */
export interface RealTimers {
  /** Milliseconds. */
  now(): number
  setTimeout(callback: () => void, ms: number): unknown
}

/** What the page is told about. */
export interface FeedSource {
  readonly server: RedisServer
  /** The world's time. */
  now(): number
}

type Expired = KeyName & { readonly at: number }

/** Tells the page what happens in a Redis, in batches that it can keep up with. */
export class RedisFeed {
  readonly #post: (message: ServicesToPage) => void
  readonly #timers: RealTimers
  #source: FeedSource | null = null
  #watchedDb: number | null = null
  /** Clients that are not shown. */
  readonly #hidden = new Set<number>()
  readonly #greetings = new Greetings()
  #isHiding = false
  #isStateDue = false
  #isFlood = false
  #countAtState = 0
  #isStateWaiting = false
  #commands: { readonly command: ObservedCommand; readonly at: number }[] = []
  /** How many commands this batch may hold: few while a flood goes on, more again as time passes. */
  #allowance = mostEventsAtOnce
  #allowedAt = 0
  /** Commands of the server when this batch began. */
  #countBefore = 0
  #expired: Expired[] = []
  #areEventsWaiting = false

  constructor(post: (message: ServicesToPage) => void, timers: RealTimers) {
    this.#post = post
    this.#timers = timers
  }

  /** For the server. */
  readonly observer: { -readonly [K in keyof RedisObserver]: RedisObserver[K] } = {
    onExpired: ({ at, db, key }) => {
      if (this.#expired.length < mostEventsAtOnce) this.#expired.push({ at, db, key })
      this.#eventHappened()
    },
    onBlocked: () => this.#stateChanged(),
    onUnblocked: () => this.#stateChanged(),
    onClientOpened: ({ client }) => {
      if (this.#isHiding) this.#hidden.add(client.id)
      this.#stateChanged()
    },
    onClientClosed: ({ client }) => {
      this.#hidden.delete(client.id)
      this.#greetings.forget(client.id)
      this.#stateChanged()
    },
  }

  /** From now on the page is told: what filled the server before is nobody's command. */
  start(source: FeedSource): void {
    this.#source = source
    this.#beginBatch()
  }

  /** Clients that connect meanwhile are not shown. */
  hide(connect: () => void): void {
    this.#isHiding = true
    connect()
    this.#isHiding = false
  }

  /** Sends the state at once, and from now on with each change. */
  watch(db: number | null): void {
    this.#watchedDb = db
    this.#sendState()
  }

  #beginBatch(): void {
    const now = this.#timers.now()
    const gained = (now - this.#allowedAt) * eventsPerMs
    const left = Math.max(0, this.#allowance - this.#commands.length)
    this.#allowance = Math.max(1, Math.min(mostEventsAtOnce, Math.floor(left + gained)))
    this.#allowedAt = now
    this.#commands = []
    this.#expired = []
    this.#countBefore = this.#source?.server.commandCount ?? 0
    this.observer.onCommand = (command) => {
      if (this.#greetings.has(command)) return
      this.#commands.push({ command, at: this.#source?.now() ?? 0 })
      // The server does not even put together what nobody asks for.
      if (this.#commands.length >= this.#allowance) delete this.observer.onCommand
      this.#eventHappened()
    }
  }

  #eventHappened(): void {
    this.#stateChanged()
    if (!this.#source || this.#areEventsWaiting) return
    this.#areEventsWaiting = true
    const isFlood = this.#allowance < mostEventsAtOnce / 2
    this.#timers.setTimeout(() => this.#sendEvents(), isFlood ? inFloodEveryMs : eventsEveryMs)
  }

  #sendEvents(): void {
    this.#areEventsWaiting = false
    const [commands, expired] = [this.#commands, this.#expired]
    const count = (this.#source?.server.commandCount ?? 0) - this.#countBefore
    const left = commands.length < this.#allowance ? 0 : Math.max(0, count - commands.length)
    this.#beginBatch()
    if (commands.length > 0)
      this.#post({
        kind: 'redis-commands',
        commands: commands.map(({ command, at }) => command.toEvent(at)),
        left,
      })
    if (expired.length > 0) this.#post({ kind: 'redis-expired', keys: expired })
    // Those that were left out may have changed something since the state was sent.
    if (left > 0) this.#stateChanged()
  }

  #stateChanged(): void {
    this.#isStateDue = true
    if (!this.#isStateWaiting && this.#watchedDb !== null) this.#awaitState()
  }

  #awaitState(): void {
    this.#isStateWaiting = true
    const send = (): void => {
      this.#isStateWaiting = false
      if (this.#isStateDue) this.#sendState()
    }
    this.#timers.setTimeout(send, this.#isFlood ? inFloodEveryMs : stateEveryMs)
  }

  #sendState(): void {
    if (!this.#source || this.#watchedDb === null) return
    const { server, now } = this.#source
    this.#isStateDue = false
    this.#isFlood = server.commandCount - this.#countAtState > manyCommands
    this.#countAtState = server.commandCount
    this.#post({
      kind: 'redis-state',
      state: {
        at: now(),
        sizes: server.sizes,
        database: server.snapshot(this.#watchedDb),
        clients: server.clients.filter(({ id }) => !this.#hidden.has(id)),
      },
    })
  }
}
