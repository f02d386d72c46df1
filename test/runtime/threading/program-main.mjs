// JavaScript, since only who runs it has an alias for 'threading'; what its threads run is TypeScript.
import { Thread } from 'threading'
import { add } from './jobs.ts'

export async function job(id) {
  return `task ${id} done`
}

export async function main() {
  const threads = [new Thread(job, 1), new Thread(job, 2), new Thread(add, 2, 3)]
  return Promise.all(threads.map((thread) => thread.start().join()))
}
