/** A queue that coroutines wait at: the one of step 2. */
export class AsyncQueue<T> {
  #items: T[] = []
  /** Those who wait for an item, the longest first; each is called with its item. */
  #getters: ((item: T) => void)[] = []
  /** Those who wait until all is done. */
  #joiners: (() => void)[] = []
  /** Items that were put and are not done. */
  #unfinished = 0

  /** How many items are promised to nobody. */
  get size(): number {
    return this.#items.length
  }

  /** Adds an item, or hands it to whoever has waited longest. */
  put(item: T): void {
    this.#unfinished++
    const getter = this.#getters.shift()
    if (getter) getter(item)
    else this.#items.push(item)
  }

  /** The oldest item; waits for one if there is none. */
  async get(): Promise<T> {
    if (this.#items.length === 0) return new Promise((resolve) => this.#getters.push(resolve))
    return this.#items.shift() as T
  }

  /** To be called once for each item that is done. */
  taskDone(): void {
    if (this.#unfinished === 0) throw new Error('taskDone() was called more often than put()')
    this.#unfinished--
    if (this.#unfinished === 0) for (const joiner of this.#joiners.splice(0)) joiner()
  }

  /** Resolves when everything that was put is done. */
  async join(): Promise<void> {
    if (this.#unfinished > 0) await new Promise<void>((resolve) => this.#joiners.push(resolve))
  }
}
