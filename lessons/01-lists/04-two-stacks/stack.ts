/** Last in, first out: the stack of step 2. */
export class MyStack<T> {
  #items: T[] = []

  /** Lays an item on top. */
  push(item: T): void {
    this.#items.push(item)
  }

  /** Takes the topmost item away; `undefined` if there is none. */
  pop(): T | undefined {
    return this.#items.pop()
  }

  /** How many items lie here. */
  size(): number {
    return this.#items.length
  }

  empty(): boolean {
    return this.#items.length === 0
  }
}
