/**
 * A map that forgets what was put in long ago, since what never comes to an end would fill it: it holds the last `most`
 * entries at least, and twice as many at most.
 */
export class BoundedMap<K, V> {
  readonly #most: number
  // What is taken out is only marked: a map of entries that come and go keeps engines from clearing memory soon.
  #young = new Map<K, V | null>()
  #old = new Map<K, V | null>()

  constructor(most: number) {
    this.#most = most
  }

  get(key: K): V | undefined {
    const value = this.#young.get(key)
    return (value === undefined ? this.#old.get(key) : value) ?? undefined
  }

  set(key: K, value: V): void {
    this.#put(key, value)
  }

  /** Gets it out. */
  take(key: K): V | undefined {
    const value = this.get(key)
    if (value !== undefined) this.#put(key, null)
    return value
  }

  #put(key: K, value: V | null): void {
    this.#young.set(key, value)
    if (this.#young.size < this.#most) return
    this.#old = this.#young
    this.#young = new Map()
  }
}
