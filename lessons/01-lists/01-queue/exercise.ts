/** Letters that wait to be sent. The one that came first leaves first. */
export class MyQueue<T> {
  #items: T[] = []

  // ✎ Write here: push adds to the end, pop takes the oldest item away and returns it,
  //   empty tells whether nothing is left. #items is the array that remembers.
  push(item: T): void {}

  pop(): T | undefined {
    return undefined
  }

  empty(): boolean {
    return true
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
