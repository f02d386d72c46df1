// words: Both queues use one list
// Each queue has its items, but all count in one variable outside the class.
let count = 0

export class MyQueue<T> {
  #items: T[] = []

  push(item: T): void {
    this.#items.push(item)
    count += 1
  }

  pop(): T | undefined {
    if (this.#items.length > 0) count -= 1
    return this.#items.shift()
  }

  empty(): boolean {
    return count === 0
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
