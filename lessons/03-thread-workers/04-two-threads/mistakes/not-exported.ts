// words: Is the word export still in front of
// A thread cannot find what is not exported.
import { setTimeout as sleep } from 'node:timers/promises'
import { Thread } from 'threading'
import { RedisQueue } from './redis-queue.ts'

/** Sends letters until the queue is empty, 100 ms of work for each, and tells which ones it took. */
async function dojob(key: string): Promise<string[]> {
  const taken: string[] = []

  const queue = new RedisQueue(key)
  for (let item = await queue.pop(); item !== null; item = await queue.pop()) {
    await sleep(100)
    taken.push(item)
  }
  await queue.close()

  return taken
}

export async function main() {
  const queue = new RedisQueue('letters')
  try {
    for (const number of [1, 2, 3, 4, 5, 6, 7, 8]) await queue.put(`letter ${number}`)

    const start = Date.now()
    const threads = [new Thread(dojob, 'letters').start(), new Thread(dojob, 'letters').start()]
    for (const thread of threads) console.log(thread.name, 'should have taken about half:', await thread.join())

    console.log('two threads should need about 400 ms for them, not 800:', Date.now() - start)
    console.log('nothing should be left, so qsize() should be 0:', await queue.qsize())
  } finally {
    await queue.close()
  }
}
