/** At most so many items stand in one array, which therefore is quick to insert into at any place. */
const capacity = 512

/**
 * A sequence that is quick at both ends however long it is, and not slow in the middle: arrays of at most 512 items each.
 * JavaScript's own `shift` moves every item of a long array, which makes a queue of 100,000 unusable.
 *
 *     const items = new Chunks<string>()
 *     items.push('a'); items.unshift('b')
 *     items.shift()                        // 'b'
 */
export class Chunks<T> {
  #chunks: T[][] = []
  #length = 0

  static from<T>(items: Iterable<T>): Chunks<T> {
    const chunks = new Chunks<T>()
    for (const item of items) chunks.push(item)
    return chunks
  }

  get length(): number {
    return this.#length
  }

  push(item: T): void {
    const last = this.#chunks.at(-1)
    if (last && last.length < capacity) last.push(item)
    else this.#chunks.push([item])
    this.#length++
  }

  unshift(item: T): void {
    const first = this.#chunks[0]
    if (first && first.length < capacity) first.unshift(item)
    else this.#chunks.unshift([item])
    this.#length++
  }

  pop(): T | undefined {
    const last = this.#chunks.at(-1)
    if (!last) return undefined
    const item = last.pop()
    if (last.length === 0) this.#chunks.pop()
    this.#length--
    return item
  }

  shift(): T | undefined {
    const first = this.#chunks[0]
    if (!first) return undefined
    const item = first.shift()
    if (first.length === 0) this.#chunks.shift()
    this.#length--
    return item
  }

  at(index: number): T | undefined {
    if (index < 0 || index >= this.#length) return undefined
    const { chunk, offset } = this.#find(index)
    return this.#chunks[chunk]?.[offset]
  }

  replace(index: number, item: T): void {
    const { chunk, offset } = this.#find(index)
    this.#chunks[chunk]?.splice(offset, 1, item)
  }

  /** Puts an item before the one at `index`, or at the end. */
  insert(index: number, item: T): void {
    if (index >= this.#length) return this.push(item)
    const place = this.#find(index)
    const chunk = this.#chunks[place.chunk]
    chunk?.splice(place.offset, 0, item)
    if (chunk && chunk.length > capacity) this.#chunks.splice(place.chunk + 1, 0, chunk.splice(capacity / 2))
    this.#length++
  }

  remove(index: number): void {
    const place = this.#find(index)
    const chunk = this.#chunks[place.chunk]
    chunk?.splice(place.offset, 1)
    if (chunk?.length === 0) this.#chunks.splice(place.chunk, 1)
    this.#length--
  }

  /** The items from `start` up to, not including, `end`. */
  slice(start: number, end: number): T[] {
    const items: T[] = []
    let first = 0
    for (const chunk of this.#chunks) {
      if (first >= end) break
      if (first + chunk.length > start) {
        for (const item of chunk.slice(Math.max(0, start - first), end - first)) items.push(item)
      }
      first += chunk.length
    }
    return items
  }

  /** Where the first item stands for which `isBefore` is false; all items before it must say true. */
  lowerBound(isBefore: (item: T) => boolean): number {
    let low = 0
    let high = this.#chunks.length
    while (low < high) {
      const middle = (low + high) >> 1
      const last = this.#chunks[middle]?.at(-1)
      if (last !== undefined && isBefore(last)) low = middle + 1
      else high = middle
    }
    const chunk = this.#chunks[low] ?? []
    let [from, to] = [0, chunk.length]
    while (from < to) {
      const middle = (from + to) >> 1
      const item = chunk[middle]
      if (item !== undefined && isBefore(item)) from = middle + 1
      else to = middle
    }
    let index = from
    for (let before = 0; before < low; before++) index += this.#chunks[before]?.length ?? 0
    return index
  }

  *[Symbol.iterator](): Generator<T> {
    for (const chunk of this.#chunks) yield* chunk
  }

  /** From the last item to the first. */
  *backwards(): Generator<T> {
    for (let at = this.#chunks.length - 1; at >= 0; at--) {
      const chunk = this.#chunks[at] ?? []
      for (let offset = chunk.length - 1; offset >= 0; offset--) yield chunk[offset] as T
    }
  }

  #find(index: number): { readonly chunk: number; readonly offset: number } {
    let offset = index
    for (let chunk = 0; chunk < this.#chunks.length; chunk++) {
      const length = this.#chunks[chunk]?.length ?? 0
      if (offset < length) return { chunk, offset }
      offset -= length
    }
    throw new RangeError(`Item ${index} of a sequence of ${this.#length}`)
  }
}
