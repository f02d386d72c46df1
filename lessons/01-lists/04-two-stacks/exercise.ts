import { MyStack } from './stack.ts'

/** A queue made of two stacks: items arrive on the inbox and leave from the outbox. */
export class StackQueue<T> {
  #inbox: MyStack<T>
  #outbox: MyStack<T>

  constructor(inbox: MyStack<T>, outbox: MyStack<T>) {
    this.#inbox = inbox
    this.#outbox = outbox
  }

  // ✎ Write here: the items live on the two stacks and nowhere else. Pour the inbox over only
  //   when the outbox has run empty: pouring turns the order round.
  push(item: T): void {}

  pop(): T | undefined {
    return undefined
  }

  size(): number {
    return 0
  }

  empty(): boolean {
    return true
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
