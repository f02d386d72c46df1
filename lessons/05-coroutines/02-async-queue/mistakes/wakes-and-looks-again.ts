// words: somebody else was quicker
// Puts the item onto the shelf, and wakes the first to look for it.
import { setTimeout as sleep } from 'node:timers/promises'

/** A queue that coroutines wait at. */
export class AsyncQueue<T> {
  #items: T[] = []
  /** Those who wait for an item, the longest first; each is called with its item. */
  #getters: (() => void)[] = []
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
    this.#items.push(item)
    this.#getters.shift()?.()
  }

  /** The oldest item; waits for one if there is none. */
  async get(): Promise<T> {
    while (this.#items.length === 0) await new Promise<void>((resolve) => this.#getters.push(resolve))
    return this.#items.shift() as T
  }

  /** To be called once for each item that is done. */
  taskDone(): void {
    if (this.#unfinished === 0) throw new Error('taskDone() was called more often than put()')
    this.#unfinished--
    if (this.#unfinished === 0) for (const joiner of this.#joiners.splice(0)) joiner()
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
