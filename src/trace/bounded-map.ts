/** A map that forgets what was put in first, once it holds too much: what never comes to an end would fill it. */
export class BoundedMap<K, V> {
  readonly #most: number
  readonly #map = new Map<K, V>()

  constructor(most: number) {
    this.#most = most
  }

  get(key: K): V | undefined {
    return this.#map.get(key)
  }

  set(key: K, value: V): void {
    this.#map.set(key, value)
    if (this.#map.size <= this.#most) return
    for (const first of this.#map.keys()) {
      this.#map.delete(first)
      return
    }
  }

  /** Gets it out. */
  take(key: K): V | undefined {
    const value = this.#map.get(key)
    if (value !== undefined) this.#map.delete(key)
    return value
  }
}
