// words: It is the wrong way round
// `empty` says whether there is something.
/** Letters that wait to be sent. The one that came first leaves first. */
export class MyQueue<T> {
  #items: T[] = []

  push(item: T): void {
    this.#items.push(item)
  }

  pop(): T | undefined {
    return this.#items.shift()
  }

  empty(): boolean {
    return this.#items.length > 0
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
