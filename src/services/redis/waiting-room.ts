import type { Client } from './client.ts'
import { longestDelayMs, type Clock } from './clock.ts'
import type { Keyspace } from './keyspace.ts'
import { nilList, RedisError, type Reply } from './reply.ts'
import { typeOf } from './values.ts'

/** A client that waits until one of its keys has something. */
export interface Waiter {
  readonly client: Client
  /** Number of the database in which it waits. */
  readonly db: number
  readonly keys: readonly string[]
  readonly type: 'list' | 'zset'
  /** Takes from a key that has something. @throws RedisError, which ends the wait as well */
  take(key: string, db: Keyspace): Reply
  /** When it began, and when it ends, in ms since 1970; 0: never. */
  readonly since: number
  readonly until: number
}

export interface WaitingRoomHost {
  readonly clock: Clock
  database(index: number): Keyspace
  /** A wait is over: the reply is the client's. */
  waitEnded(waiter: Waiter, reply: Reply): void
}

/**
 * Clients that wait in BLPOP and the like. Who came first is served first, key by key, after the command that brought
 * something. A client that goes away is forgotten before it takes anything, so nothing is lost to it.
 * @see https://redis.io/docs/latest/commands/blpop/
 */
export class WaitingRoom {
  readonly #host: WaitingRoomHost
  /** Who waits for a key, in the order they came; keys as `number:key`. */
  readonly #queues = new Map<string, Set<Waiter>>()
  readonly #timers = new Map<Waiter, unknown>()
  /** Keys that were changed and are waited for, in the order of the changes. */
  #ready = new Map<string, { readonly db: number; readonly key: string }>()

  constructor(host: WaitingRoomHost) {
    this.#host = host
  }

  /** All who wait. */
  get waiters(): Iterable<Waiter> {
    return this.#timers.keys()
  }

  get size(): number {
    return this.#timers.size
  }

  add(waiter: Waiter): void {
    waiter.client.waiter = waiter
    for (const key of waiter.keys) {
      const id = `${waiter.db}:${key}`
      const queue = this.#queues.get(id) ?? new Set()
      this.#queues.set(id, queue.add(waiter))
    }
    this.#timers.set(waiter, undefined)
    if (waiter.until > 0) this.#setTimer(waiter)
  }

  /** Ends a wait with a reply. */
  end(waiter: Waiter, reply: Reply): void {
    this.forget(waiter)
    this.#host.waitEnded(waiter, reply)
  }

  /** Ends a wait without a reply. */
  forget(waiter: Waiter): void {
    this.#host.clock.clearTimeout(this.#timers.get(waiter))
    this.#timers.delete(waiter)
    waiter.client.waiter = null
    for (const key of waiter.keys) {
      const id = `${waiter.db}:${key}`
      const queue = this.#queues.get(id)
      queue?.delete(waiter)
      if (queue?.size === 0) this.#queues.delete(id)
    }
  }

  keyChanged(db: number, key: string): void {
    if (this.#queues.size === 0) return
    const id = `${db}:${key}`
    if (this.#queues.has(id)) this.#ready.set(id, { db, key })
  }

  /** Two databases were swapped: who waited in one may find something in the other. */
  databasesSwapped(indices: readonly number[]): void {
    for (const waiter of this.waiters)
      if (indices.includes(waiter.db)) for (const key of waiter.keys) this.keyChanged(waiter.db, key)
  }

  /** Gives what was brought to those who wait for it. */
  serve(): void {
    while (this.#ready.size > 0) {
      const ready = this.#ready
      this.#ready = new Map()
      for (const [id, { db, key }] of ready)
        for (const waiter of [...(this.#queues.get(id) ?? [])]) {
          const keyspace = this.#host.database(db)
          const value = keyspace.find(key)
          if (value === undefined) break
          if (typeOf(value) === waiter.type) this.end(waiter, attempt(waiter, key, keyspace))
        }
    }
  }

  #setTimer(waiter: Waiter): void {
    const { clock } = this.#host
    const delay = Math.min(waiter.until - clock.now(), longestDelayMs)
    const timer = clock.setTimeout(
      () => {
        if (waiter.until <= clock.now()) this.end(waiter, nilList)
        else this.#setTimer(waiter)
      },
      Math.max(0, delay),
    )
    this.#timers.set(waiter, timer)
  }
}

function attempt(waiter: Waiter, key: string, db: Keyspace): Reply {
  try {
    return waiter.take(key, db)
  } catch (error) {
    if (error instanceof RedisError) return error
    throw error
  }
}
