/** Whoever may change a sequence in place: a new one is taken whenever what is there is shared. */
export type Owner = object

interface Chunk<T> {
  readonly owner: Owner
  readonly items: T[]
}

/** A chunk that grows beyond it is halved. */
const most = 256

const nobody: Owner = {}

/**
 * A long sequence in pieces, so that a change costs little and versions share all that is the same in them. It is changed
 * in place by who owns it; all others take an `editable` version first and change that.
 *
 *     const owner = {}
 *     const longer = list.editable(owner)
 *     longer.splice(owner, longer.length, 0, ['new'])
 */
export class Chunks<T> {
  static readonly #none = new Chunks<never>(nobody, [], 0)

  readonly #owner: Owner
  readonly #chunks: Chunk<T>[]
  #length: number

  private constructor(owner: Owner, chunks: Chunk<T>[], length: number) {
    this.#owner = owner
    this.#chunks = chunks
    this.#length = length
  }

  static empty<T>(): Chunks<T> {
    return Chunks.#none
  }

  /** So many of the same: they take no room. */
  static filled<T>(item: T, length: number): Chunks<T> {
    const piece = (size: number): Chunk<T> => ({
      owner: nobody,
      items: Array.from({ length: size }, () => item),
    })
    const whole = piece(most)
    const chunks = Array.from({ length: Math.floor(length / most) }, () => whole)
    if (length % most > 0) chunks.push(piece(length % most))
    return new Chunks(nobody, chunks, length)
  }

  get length(): number {
    return this.#length
  }

  /** Itself, if the owner has it already. */
  editable(owner: Owner): Chunks<T> {
    return this.#owner === owner ? this : new Chunks(owner, [...this.#chunks], this.#length)
  }

  at(index: number): T | undefined {
    if (index < 0 || index >= this.#length) return undefined
    const { number, offset } = this.#locate(index)
    return this.#chunks[number]?.items[offset]
  }

  slice(start = 0, end = this.#length): T[] {
    const from = Math.max(0, start)
    const to = Math.min(this.#length, end)
    if (from >= to) return []
    const slice: T[] = []
    let { number, offset } = this.#locate(from)
    while (slice.length < to - from) {
      const { items } = this.#chunk(number++)
      const last = Math.min(items.length, offset + to - from - slice.length)
      for (let place = offset; place < last; place++) slice.push(items[place] as T)
      offset = 0
    }
    return slice
  }

  /** Where an item is, or would have to be, in a sorted sequence. `compare` tells whether one comes before it (negative). */
  search(compare: (item: T) => number): { readonly index: number; readonly found: T | undefined } {
    let low = 0
    let high = this.#chunks.length
    while (low < high) {
      const middle = (low + high) >> 1
      const last = this.#chunk(middle).items.at(-1)
      if (last !== undefined && compare(last) < 0) low = middle + 1
      else high = middle
    }
    const chunk = this.#chunks[low]
    if (!chunk) return { index: this.#length, found: undefined }
    let [from, to] = [0, chunk.items.length]
    while (from < to) {
      const middle = (from + to) >> 1
      if (compare(chunk.items[middle] as T) < 0) from = middle + 1
      else to = middle
    }
    const item = chunk.items[from]
    const isFound = item !== undefined && compare(item) === 0
    return { index: this.#before(low) + from, found: isFound ? item : undefined }
  }

  /** Puts another item in the place of one. */
  replace(owner: Owner, index: number, item: T): void {
    const { number, offset } = this.#locate(index)
    this.#editableChunk(owner, number).items[offset] = item
  }

  /** As of an array, but tells only the first `told` of those that it took out. Needs a version that the owner has. */
  splice(owner: Owner, at: number, removed: number, added: readonly T[], told = Infinity): T[] {
    const start = Math.max(0, Math.min(at, this.#length))
    const count = Math.max(0, Math.min(removed, this.#length - start))
    const taken: T[] = []
    if (count > 0) this.#remove(owner, start, count, taken, told)
    if (added.length > 0) this.#insert(owner, start, added)
    return taken
  }

  #remove(owner: Owner, start: number, count: number, taken: T[], told: number): void {
    const { number, offset } = this.#locate(start)
    let left = count
    let from = offset
    let place = number
    let gone = 0
    const firstGone = offset === 0 ? number : number + 1
    while (left > 0) {
      const { items } = this.#chunk(place)
      const here = Math.min(left, items.length - from)
      for (let index = from; index < from + here && taken.length < told; index++)
        taken.push(items[index] as T)
      if (here === items.length) gone++
      // One from either end is what a queue does: it is quicker by itself.
      else if (here === 1 && from === 0) this.#editableChunk(owner, place).items.shift()
      else this.#editableChunk(owner, place).items.splice(from, here)
      left -= here
      from = 0
      place++
    }
    if (gone > 0) this.#chunks.splice(firstGone, gone)
    this.#length -= count
  }

  #insert(owner: Owner, start: number, added: readonly T[]): void {
    if (this.#chunks.length === 0) this.#chunks.push({ owner, items: [] })
    const { number, offset } = this.#locate(start)
    const { items } = this.#editableChunk(owner, number)
    this.#length += added.length
    if (items.length + added.length <= most) {
      if (offset === items.length) for (const item of added) items.push(item)
      else items.splice(offset, 0, ...added)
      return
    }
    const all = [...items.slice(0, offset), ...added, ...items.slice(offset)]
    // At its end a sequence grows on: there, full pieces stay as they are.
    const isEnd = number === this.#chunks.length - 1 && offset === items.length
    const size = isEnd ? most : most / 2
    const pieces: Chunk<T>[] = []
    for (let from = 0; from < all.length; from += size)
      pieces.push({ owner, items: all.slice(from, from + size) })
    this.#chunks.splice(number, 1, ...pieces)
  }

  #chunk(number: number): Chunk<T> {
    const chunk = this.#chunks[number]
    if (!chunk) throw new RangeError(`Piece ${number} of a sequence of ${this.#chunks.length} pieces`)
    return chunk
  }

  #editableChunk(owner: Owner, number: number): Chunk<T> {
    const chunk = this.#chunk(number)
    if (chunk.owner === owner) return chunk
    return (this.#chunks[number] = { owner, items: [...chunk.items] })
  }

  /** The piece in which an item is, looked for from the nearer end; the end is in the last piece. */
  #locate(index: number): { readonly number: number; readonly offset: number } {
    if (index <= this.#length / 2) {
      let offset = index
      for (let number = 0; number < this.#chunks.length; number++) {
        const { length } = this.#chunk(number).items
        if (offset < length) return { number, offset }
        offset -= length
      }
    }
    let left = this.#length - index
    for (let number = this.#chunks.length - 1; number > 0; number--) {
      const { length } = this.#chunk(number).items
      if (left <= length) return { number, offset: length - left }
      left -= length
    }
    return { number: 0, offset: index }
  }

  #before(number: number): number {
    let count = 0
    for (let before = 0; before < number; before++) count += this.#chunk(before).items.length
    return count
  }
}
