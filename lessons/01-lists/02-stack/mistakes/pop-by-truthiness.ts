// words: Somewhere push or pop asks what the item is worth
// `||` turns 0, the empty string and null into undefined.
/** Letters on a paper spike. The one that came last is taken first. */
export class MyStack<T> {
  #items: T[] = []

  push(item: T): void {
    this.#items.push(item)
  }

  pop(): T | undefined {
    return this.#items.pop() || undefined
  }

  size(): number {
    return this.#items.length
  }

  empty(): boolean {
    return this.#items.length === 0
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
