// words: Taken is not done
// Counts an item as done when it is taken.
import { setTimeout as sleep } from 'node:timers/promises'

/** A queue that coroutines wait at. */
export class AsyncQueue<T> {
  #items: T[] = []
  /** Those who wait for an item, the longest first; each is called with its item. */
  #getters: ((item: T) => void)[] = []
  /** Those who wait until all is done. */
  #joiners: (() => void)[] = []
  /** Items that were put and are not done. */
  #unfinished = 0

  /** How many items are promised to nobody. */
  get size(): number {
    return this.#items.length
  }

  /** Adds an item, or hands it to whoever has waited longest. */
  put(item: T): void {
    this.#unfinished++
    const getter = this.#getters.shift()
    if (getter) getter(item)
    else this.#items.push(item)
  }

  /** The oldest item; waits for one if there is none. */
  async get(): Promise<T> {
    if (this.#items.length === 0) return new Promise((resolve) => this.#getters.push(resolve))
    this.#unfinished--
    for (const joiner of this.#unfinished === 0 ? this.#joiners.splice(0) : []) joiner()
    return this.#items.shift() as T
  }

  /** To be called once for each item that is done. */
  taskDone(): void {
    if (this.#unfinished < 0) throw new Error('taskDone() was called more often than put()')
  }

  /** Resolves when everything that was put is done. */
  async join(): Promise<void> {
    if (this.#unfinished > 0) await new Promise<void>((resolve) => this.#joiners.push(resolve))
  }
}

export async function main() {
  const queue = new AsyncQueue<string>()
  const consume = async (name: string) => {
    for (let turn = 1; turn <= 2; turn++) {
      const letter = await queue.get()
      console.log(name, 'got the letter to', letter)
      await sleep(1000)
      queue.taskDone()
    }
  }
  const consumers = [consume('one'), consume('two')]
  await sleep(500)
  console.log('both wait, and the shelf is empty, so size should be 0:', queue.size)

  const start = Date.now()
  for (const letter of ['Ada', 'Bo', 'Cy', 'Dee']) queue.put(letter)
  console.log('two of four letters are handed over already, so size should be 2:', queue.size)
  await queue.join()
  console.log('all should be done after about 2000 ms:', Date.now() - start)
  await Promise.all(consumers)
}
