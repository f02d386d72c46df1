// words: The right letter, but inside an array
// splice returns an array of what it removed.
/** Letters that wait to be sent. The one that came first leaves first. */
export class MyQueue<T> {
  #items: T[] = []

  push(item: T): void {
    this.#items.push(item)
  }

  pop(): any {
    return this.#items.length > 0 ? this.#items.splice(0, 1) : undefined
  }

  empty(): boolean {
    return this.#items.length === 0
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
