/** First in, first out: the queue of chapter 1. */
export class MyQueue<T> {
  #items: T[] = []

  /** Adds an item at the end. */
  push(item: T): void {
    this.#items.push(item)
  }

  /** Takes the oldest item away; `undefined` if there is none. */
  pop(): T | undefined {
    return this.#items.shift()
  }

  /** Whether nothing is waiting. */
  empty(): boolean {
    return this.#items.length === 0
  }
}
