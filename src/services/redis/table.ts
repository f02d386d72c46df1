/** Up to so many entries a table keeps the order in which they came, as Redis' small hashes and sets do. */
const orderedSize = 128

/**
 * Names with values, which can also be counted through by number: what SCAN, RANDOMKEY and SRANDMEMBER need and a Map lacks.
 *
 *     const table = new Table<string>()
 *     table.set('name', 'value')          // true: it is new
 *     table.scan(0, 10)                   // { next: 0, indices: [0] }
 */
export class Table<V> {
  readonly #places = new Map<string, number>()
  readonly #names: string[] = []
  readonly #values: V[] = []

  get size(): number {
    return this.#names.length
  }

  has(name: string): boolean {
    return this.#places.has(name)
  }

  get(name: string): V | undefined {
    const place = this.#places.get(name)
    return place === undefined ? undefined : this.#values[place]
  }

  /** Returns whether the name is new. */
  set(name: string, value: V): boolean {
    const place = this.#places.get(name)
    if (place !== undefined) {
      this.#values[place] = value
      return false
    }
    this.#places.set(name, this.#names.length)
    this.#names.push(name)
    this.#values.push(value)
    return true
  }

  /** Returns whether the name was there. */
  delete(name: string): boolean {
    const place = this.#places.get(name)
    if (place === undefined) return false
    this.#places.delete(name)
    if (this.#names.length <= orderedSize) {
      this.#names.splice(place, 1)
      this.#values.splice(place, 1)
      for (let at = place; at < this.#names.length; at++) this.#places.set(this.#names[at] as string, at)
      return true
    }
    // The last entry fills the gap. A scan counts down, so an entry that moves down has been seen already.
    const name_ = this.#names.pop() as string
    const value = this.#values.pop() as V
    if (place < this.#names.length) {
      this.#names[place] = name_
      this.#values[place] = value
      this.#places.set(name_, place)
    }
    return true
  }

  clear(): void {
    this.#places.clear()
    this.#names.length = 0
    this.#values.length = 0
  }

  names(): readonly string[] {
    return this.#names
  }

  values(): readonly V[] {
    return this.#values
  }

  nameAt(place: number): string | undefined {
    return this.#names[place]
  }

  /**
   * A part of the names, and the cursor for the next part; 0 begins and 0 ends. Counts from the last name down: names that
   * are there from beginning to end come at least once, whatever is added and deleted meanwhile.
   */
  scan(cursor: number, count: number): { readonly next: number; readonly names: readonly string[] } {
    const end = cursor === 0 ? this.#names.length : Math.min(cursor, this.#names.length)
    const next = Math.max(0, end - count)
    return { next, names: this.#names.slice(next, end) }
  }
}
