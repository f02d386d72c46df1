// words: Both queues use one pair of stacks
// The fields are static.
import { MyStack } from './stack.ts'

/** A queue made of two stacks: items arrive on the inbox and leave from the outbox. */
export class StackQueue<T> {
  static inbox: MyStack<any>
  static outbox: MyStack<any>

  constructor(inbox: MyStack<T>, outbox: MyStack<T>) {
    StackQueue.inbox = inbox
    StackQueue.outbox = outbox
  }

  push(item: T): void {
    StackQueue.inbox.push(item)
  }

  pop(): T | undefined {
    if (StackQueue.outbox.empty()) {
      while (!StackQueue.inbox.empty()) StackQueue.outbox.push(StackQueue.inbox.pop() as T)
    }
    return StackQueue.outbox.pop()
  }

  size(): number {
    return StackQueue.inbox.size() + StackQueue.outbox.size()
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
