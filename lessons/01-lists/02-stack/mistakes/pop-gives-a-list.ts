// words: The right letter, but inside an array
// splice returns an array of what it removed.
/** Letters on a paper spike. The one that came last is taken first. */
export class MyStack<T> {
  #items: T[] = []

  push(item: T): void {
    this.#items.push(item)
  }

  pop(): any {
    return this.#items.length > 0 ? this.#items.splice(-1) : undefined
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
