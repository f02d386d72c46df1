// words: because all of them move over and back again
// Pours everything over for one item, and everything back.
import { MyStack } from './stack.ts'

/** A queue made of two stacks: items arrive on the inbox and leave from the outbox. */
export class StackQueue<T> {
  #inbox: MyStack<T>
  #outbox: MyStack<T>

  constructor(inbox: MyStack<T>, outbox: MyStack<T>) {
    this.#inbox = inbox
    this.#outbox = outbox
  }

  push(item: T): void {
    this.#inbox.push(item)
  }

  pop(): T | undefined {
    while (!this.#inbox.empty()) this.#outbox.push(this.#inbox.pop() as T)
    const item = this.#outbox.pop()
    while (!this.#outbox.empty()) this.#inbox.push(this.#outbox.pop() as T)
    return item
  }

  size(): number {
    return this.#inbox.size() + this.#outbox.size()
  }

  empty(): boolean {
    return this.size() === 0
  }
}

export async function main() {
  const queue = new StackQueue<string>(new MyStack(), new MyStack())
  queue.push('letter to Ada')
  queue.push('letter to Bo')
  console.log('first out should be the letter to Ada:', queue.pop())

  queue.push('letter to Cy')
  console.log('two letters wait, so size() should be 2:', queue.size())
  console.log('then the letter to Bo:', queue.pop())
  console.log('and at last the letter to Cy:', queue.pop())
  console.log('nothing is left, so empty() should be true:', queue.empty())
}
