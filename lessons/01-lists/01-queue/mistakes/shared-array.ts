// words: Both queues use one list
// One static array for all queues.
/** Letters that wait to be sent. The one that came first leaves first. */
export class MyQueue<T> {
  static items: unknown[] = []

  push(item: T): void {
    MyQueue.items.push(item)
  }

  pop(): T | undefined {
    return MyQueue.items.shift() as T | undefined
  }

  empty(): boolean {
    return MyQueue.items.length === 0
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
