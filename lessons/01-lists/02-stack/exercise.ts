/** Letters on a paper spike. The one that came last is taken first. */
export class MyStack<T> {
  #items: T[] = []

  // ✎ Write here: push lays an item on top, pop takes the topmost away and returns it
  //   (undefined if there is none), size counts what lies there, empty tells whether that is nothing.
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
  const stack = new MyStack<string>()
  stack.push('letter from Ada')
  stack.push('letter from Bo')
  stack.push('letter from Cy')

  console.log('three letters lie there, so size() should be 3:', stack.size())
  console.log('topmost should be the letter from Cy:', stack.pop())
  console.log('below it the letter from Bo:', stack.pop())
  console.log('at the bottom the letter from Ada:', stack.pop())
  console.log('nothing is left, so empty() should be true:', stack.empty())
}
