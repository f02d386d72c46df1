import type { Clock } from './clock.ts'
import { Deadlines } from './deadlines.ts'
import type { Memory } from './memory.ts'
import { MockStore } from './mock-store.ts'
import { wrongType } from './reply.ts'
import { Table } from './table.ts'
import { sizeOf, typeOf, type Collection, type Value, type ValueTypes } from './values.ts'

/** What a key costs beside its text and its value, in bytes. */
const keyCost = 96

/** What a keyspace needs around it. */
export interface KeyspaceHost {
  readonly clock: Clock
  readonly memory: Memory
  /** A key was set, changed or deleted. */
  keyChanged(db: number, key: string): void
  /** A key's time was up, and it is gone. */
  keyExpired(db: number, key: string): void
  /** A key got a time to live, or lost it. */
  deadlinesChanged(): void
}

/**
 * One database: keys with values and times to live. Reading never sees a key whose time is up, and never an empty collection.
 *
 *     const list = db.get('list', 'queue') ?? new ListValue()
 *     list.push('right', 'mail')
 *     db.changed('queue', list)
 */
export class Keyspace {
  /** The database's number, 0–15; SWAPDB changes it. */
  index: number
  readonly #host: KeyspaceHost
  readonly #store: MockStore
  /** All keys, and how many bytes each is counted with. */
  readonly #keys = new Table<number>()
  readonly #deadlines = new Deadlines()

  constructor(index: number, host: KeyspaceHost) {
    this.index = index
    this.#host = host
    this.#store = new MockStore((key) => host.keyChanged(this.index, key))
  }

  /** Number of keys. */
  get size(): number {
    this.expireDue()
    return this.#keys.size
  }

  /** Number of keys with a time to live. */
  get volatileSize(): number {
    this.expireDue()
    return this.#deadlines.size
  }

  find(key: string): Value | undefined {
    this.#expireIfDue(key)
    return this.#store.get(key)
  }

  /** As `find`, but a key whose time is up may still be seen: nothing happens by looking. */
  peek(key: string): Value | undefined {
    return this.#store.get(key)
  }

  has(key: string): boolean {
    this.#expireIfDue(key)
    return this.#keys.has(key)
  }

  /** The value of a key that must be of that type. @throws RedisError (WRONGTYPE) if it is of another */
  get<T extends keyof ValueTypes>(type: T, key: string): ValueTypes[T] | undefined {
    const value = this.find(key)
    if (value !== undefined && typeOf(value) !== type) throw wrongType()
    return value as ValueTypes[T] | undefined
  }

  /** Gives a key another value. Its time to live goes, unless it is to be kept. */
  set(key: string, value: Value, { isDeadlineKept = false } = {}): void {
    this.#expireIfDue(key)
    if (!isDeadlineKept && this.#deadlines.delete(key)) this.#host.deadlinesChanged()
    this.#keep(key, value)
  }

  /** A collection was changed or made: counts it and tells whoever watches. An empty one is no more. */
  changed(key: string, collection: Collection): void {
    if (collection.size === 0) this.delete(key)
    else this.#keep(key, collection)
  }

  /** Returns whether the key was there. */
  delete(key: string): boolean {
    this.#expireIfDue(key)
    return this.#drop(key)
  }

  /** When the key's time is up, in ms since 1970. */
  deadline(key: string): number | undefined {
    return this.#deadlines.get(key)
  }

  /** Gives a key that is there a time to live, or with `null` takes it away. */
  setDeadline(key: string, at: number | null): void {
    if (at === null) this.#deadlines.delete(key)
    else this.#deadlines.set(key, at)
    this.#host.deadlinesChanged()
    this.#store.signal(key)
  }

  /** Forgets all keys, and returns them. */
  clear(): readonly string[] {
    const keys = [...this.#keys.names()]
    for (const bytes of this.#keys.values()) this.#host.memory.used -= bytes
    this.#keys.clear()
    this.#deadlines.clear()
    this.#store.clear()
    this.#host.deadlinesChanged()
    return keys
  }

  keys(): readonly string[] {
    this.expireDue()
    return this.#keys.names()
  }

  scan(cursor: number, count: number): ReturnType<Table<number>['scan']> {
    this.expireDue()
    return this.#keys.scan(cursor, count)
  }

  /** Bytes that a key and its value are counted with. */
  bytesOf(key: string): number {
    return this.#keys.get(key) ?? 0
  }

  /** When the next key's time is up, in ms since 1970. */
  nextDeadline(): number | null {
    return this.#deadlines.first()?.at ?? null
  }

  /** Deletes the keys whose time is up. */
  expireDue(): void {
    if (this.#deadlines.size === 0) return
    const now = this.#host.clock.now()
    for (let first = this.#deadlines.first(); first && first.at <= now; first = this.#deadlines.first())
      this.#expire(first.name)
  }

  #expireIfDue(key: string): void {
    if (this.#deadlines.size === 0) return
    const at = this.#deadlines.get(key)
    if (at !== undefined && at <= this.#host.clock.now()) this.#expire(key)
  }

  #expire(key: string): void {
    this.#drop(key)
    this.#host.keyExpired(this.index, key)
  }

  #keep(key: string, value: Value): void {
    const bytes = key.length + keyCost + sizeOf(value)
    this.#host.memory.used += bytes - (this.#keys.get(key) ?? 0)
    this.#keys.set(key, bytes)
    this.#store.set(key, value)
  }

  #drop(key: string): boolean {
    const bytes = this.#keys.get(key)
    if (bytes === undefined) return false
    this.#host.memory.used -= bytes
    this.#keys.delete(key)
    if (this.#deadlines.delete(key)) this.#host.deadlinesChanged()
    this.#store.delete(key)
    return true
  }
}
