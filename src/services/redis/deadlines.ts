/** Names with a moment each, in ms since 1970, and the quickest way to the earliest: a heap. */
export class Deadlines {
  readonly #moments = new Map<string, number>()
  /** Entries whose moment was changed or deleted stay until they come up, or until they are too many. */
  #heap: { readonly name: string; readonly at: number }[] = []

  get size(): number {
    return this.#moments.size
  }

  get(name: string): number | undefined {
    return this.#moments.get(name)
  }

  set(name: string, at: number): void {
    this.#moments.set(name, at)
    this.#heap.push({ name, at })
    this.#rise(this.#heap.length - 1)
    if (this.#heap.length > 64 && this.#heap.length > 2 * this.#moments.size) this.#rebuild()
  }

  delete(name: string): boolean {
    return this.#moments.delete(name)
  }

  clear(): void {
    this.#moments.clear()
    this.#heap = []
  }

  /** The earliest name and its moment. */
  first(): { readonly name: string; readonly at: number } | null {
    for (;;) {
      const first = this.#heap[0]
      if (!first) return null
      if (this.#moments.get(first.name) === first.at) return first
      this.#dropFirst()
    }
  }

  #rebuild(): void {
    this.#heap = [...this.#moments]
      .map(([name, at]) => ({ name, at }))
      .sort((one, other) => one.at - other.at)
  }

  #dropFirst(): void {
    const last = this.#heap.pop()
    if (!last || this.#heap.length === 0) return
    this.#heap[0] = last
    let at = 0
    for (;;) {
      const [left, right] = [2 * at + 1, 2 * at + 2]
      let least = at
      if (this.#at(left) < this.#at(least)) least = left
      if (this.#at(right) < this.#at(least)) least = right
      if (least === at) return
      this.#swap(at, least)
      at = least
    }
  }

  #rise(from: number): void {
    let at = from
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (this.#at(parent) <= this.#at(at)) return
      this.#swap(at, parent)
      at = parent
    }
  }

  #at(index: number): number {
    return this.#heap[index]?.at ?? Infinity
  }

  #swap(one: number, other: number): void {
    const [first, second] = [this.#heap[one], this.#heap[other]]
    if (first && second) [this.#heap[one], this.#heap[other]] = [second, first]
  }
}
