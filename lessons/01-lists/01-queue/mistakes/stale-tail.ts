// words: All was well until the queue ran empty
// A linked list whose tail still points at an item that is gone.
type Link<T> = { item: T; next?: Link<T> }

/** Letters that wait to be sent. The one that came first leaves first. */
export class MyQueue<T> {
  #head: Link<T> | undefined
  #tail: Link<T> | undefined

  push(item: T): void {
    const link = { item }
    if (this.#tail) this.#tail.next = link
    else this.#head = link
    this.#tail = link
  }

  pop(): T | undefined {
    const link = this.#head
    this.#head = link?.next
    return link?.item
  }

  empty(): boolean {
    return this.#head === undefined
  }
}

export async function main() {
  const queue = new MyQueue<string>()
  queue.push('letter to Ada')
  queue.push('letter to Bo')
  queue.push('letter to Cy')

  console.log('three letters wait, so empty() should be false:', queue.empty())
  console.log('first out should be the letter to Ada:', queue.pop())
  console.log('then the letter to Bo:', queue.pop())
  console.log('then the letter to Cy:', queue.pop())
  console.log('and then undefined, since nothing is left:', queue.pop())
}
