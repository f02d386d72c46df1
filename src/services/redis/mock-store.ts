import RedisMock from 'ioredis-mock'
import type { Collection, Value } from './values.ts'

/** The parts of ioredis-mock 8.13.1 that are used; its own types do not tell them. */
interface MockInternals {
  readonly data: {
    get(key: string): unknown
    set(key: string, value: unknown): void
    delete(key: string): void
    clear(): void
  }
  readonly context: {
    readonly modifiedKeyEvents: {
      on(event: 'modified', listener: (key: string) => void): void
      emit(event: 'modified', key: string): void
    }
  }
}

/**
 * The mock copies arrays, sets, maps and objects whenever it is asked for one: 1.9 ms for a list of 100,000. Of an object it
 * copies only the outermost layer; so a collection is kept in one.
 */
interface Held {
  readonly collection: Collection
}

/** The mock keeps its keys as properties of an object. With this before them no key is `__proto__`, and none a number. */
const prefix = ':'

let stores = 0

/**
 * The data of one database, kept by ioredis-mock, which also tells what was changed. Its commands are not used: each of them
 * answers in a later task, and most answer otherwise than Redis does.
 */
export class MockStore {
  readonly #onChange: (key: string) => void
  /** A mock takes a millisecond or two to make, and most databases are never used. */
  #mock: MockInternals | null = null
  /** What was used last is mostly what is asked for next, and the mock takes its time. */
  #last: { key: string; value: Value | undefined } | null = null

  /** `onChange` is told every key that was set, deleted or signalled. */
  constructor(onChange: (key: string) => void) {
    this.#onChange = onChange
  }

  get(key: string): Value | undefined {
    if (this.#last?.key === key) return this.#last.value
    const stored = this.#mock?.data.get(key) as string | Held | undefined
    const value = typeof stored === 'object' ? stored.collection : stored
    this.#last = { key, value }
    return value
  }

  set(key: string, value: Value): void {
    this.#mock ??= this.#open()
    this.#last = { key, value }
    this.#mock.data.set(key, typeof value === 'string' ? value : ({ collection: value } satisfies Held))
  }

  delete(key: string): void {
    this.#last = null
    this.#mock?.data.delete(key)
  }

  /** Tells `onChange` about a key whose value is the same as before. */
  signal(key: string): void {
    this.#mock?.context.modifiedKeyEvents.emit('modified', prefix + key)
  }

  /** Forgets all keys, telling nobody. */
  clear(): void {
    this.#last = null
    this.#mock?.data.clear()
  }

  #open(): MockInternals {
    // The mock shares the data of equal addresses; each database has its own.
    const options = { host: `database-${++stores}`, keyPrefix: prefix, lazyConnect: true }
    const mock = new RedisMock(options) as unknown as MockInternals
    mock.context.modifiedKeyEvents.on('modified', (key) => this.#onChange(key.slice(prefix.length)))
    return mock
  }
}
