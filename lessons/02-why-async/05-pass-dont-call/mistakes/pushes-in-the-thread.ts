// words: A thread has its own copy of every variable
// Collects the lines in a variable of the module.
import { setTimeout as sleep } from 'node:timers/promises'
import { Thread } from 'threading'

let lines: string[] = []

/** What each thread does: a second's work for one id, and a line that says so. */
export async function asynchronousTask(id: number): Promise<string> {
  await sleep(1000)
  const line = `task ${id} done`
  lines.push(line)
  return line
}

/** Gives each id to a thread of its own, and the lines of all in the order of the ids. */
export async function asynchronousWorker(ids: number[]): Promise<string[]> {
  lines = []
  const threads = ids.map((id) => new Thread(asynchronousTask, id).start())
  await Promise.all(threads.map((thread) => thread.join()))
  return lines
}

export async function main() {
  const start = Date.now()
  console.log('three tasks should be done:', await asynchronousWorker([3, 1, 2]))
  console.log('in about 1 second:', (Date.now() - start) / 1000)
}
