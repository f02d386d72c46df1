// words: One notice must not stop the others: go on with the next
// Ends the coroutine at the first failure.
import { setTimeout as sleep } from 'node:timers/promises'
import { NoticeQueue } from './notice-queue.ts'
import { spawn } from './spawn.ts'

/** What a drain needs of the queue, and all it may use. */
type Notices = Pick<NoticeQueue, 'push' | 'pop' | 'qsize'>
type Send = (id: string) => Promise<void>

/** Sends one notice; false, after a word about it, if that failed. */
async function isSent(id: string, send: Send): Promise<boolean> {
  try {
    await send(id)
    return true
  } catch (error) {
    console.error(`could not send notice ${id}:`, String(error))
    return false
  }
}

/** Sends what waits, two at a time, until the queue is empty. Returns how many were sent. */
export async function drainInPairs(queue: Notices, send: Send): Promise<number> {
  let sent = 0

  const work = async () => {
    for (let id = await queue.pop(); id !== null; id = await queue.pop()) {
      if (!(await isSent(id, send))) break
      sent++
    }
  }
  const workers = [spawn(work), spawn(work)]
  for (const worker of workers) await worker.join()

  return sent
}

export async function main() {
  const queue = new NoticeQueue()
  // What an earlier run has left.
  while ((await queue.pop()) !== null) continue
  for (let id = 1; id <= 11; id++) await queue.push(id === 3 ? 'nobody' : String(id))

  const send = async (id: string) => {
    console.log('begins the notice for', id)
    await sleep(1000)
    if (id === 'nobody') throw new Error('no such user')
  }
  const drains = [1, 2, 3, 4].map(() => spawn(drainInPairs, queue, send))
  const counts: number[] = []
  for (const drain of drains) counts.push(await drain.join())

  console.log('of eleven notices one failed, so these should be ten together:', counts)
  console.log('nothing should be left:', await queue.qsize())
  await queue.close()
}
