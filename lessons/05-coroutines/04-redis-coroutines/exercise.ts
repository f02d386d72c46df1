import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { spawn } from './spawn.ts'

type Handle = (item: string) => Promise<void>

/** Handles tasks as they come, until it is told to stop. Returns how many it handled well. */
async function consume(redis: Redis, handle: Handle, signal: AbortSignal): Promise<number> {
  let handled = 0
  while (!signal.aborted) {
    const reply = await redis.blpop('task_queue', 2)
    if (reply === null) continue
    const [, item] = reply
    try {
      await handle(item)
      handled++
    } catch (error) {
      console.error(`could not handle '${item}':`, error)
    }
  }
  return handled
}

/** Lets n consumers work until they are told to stop. Returns how many tasks each handled well. */
export async function startConsumers(n: number, handle: Handle, signal: AbortSignal): Promise<number[]> {
  // ✎ Change this: the second begins when the first has ended. Spawn them all, then join them all,
  //   each on a connection of its own: who waits at Redis with BLPOP keeps all others on that connection waiting.
  const redis = new Redis()
  const counts: number[] = []
  for (let i = 0; i < n; i++) counts.push(await consume(redis, handle, signal))
  await redis.quit()
  return counts
}

export async function main() {
  const redis = new Redis()
  await redis.del('task_queue')
  await redis.rpush('task_queue', 'Ada', 'Bo', 'nobody', 'Cy', 'Dee', 'Eve')

  const start = Date.now()
  const send = async (name: string) => {
    console.log(Date.now() - start, 'ms: begins the letter to', name)
    await sleep(1000)
    if (name === 'nobody') throw new Error('no such address')
  }
  const stop = new AbortController()
  const counts = startConsumers(3, send, stop.signal)
  await sleep(2500)
  console.log('six letters, three at a time, so nothing should be left:', await redis.lrange('task_queue', 0, -1))

  stop.abort()
  console.log('one letter failed, so these should be 2, 2 and 1 in some order:', await counts)
  console.log('the stop should take no more than 2000 ms more:', Date.now() - start - 2500)
  await redis.quit()
}
