import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'

/** Handles letters as they come, until it is told to stop. Returns how many were handled well. */
export async function worker(
  redis: Redis,
  handle: (item: string) => Promise<void>,
  signal: AbortSignal,
): Promise<number> {
  let handled = 0

  // ✎ Change this: it goes home when nothing waits. BLPOP waits for the next letter, here for 1 second at most;
  //   let it wait on a connection of the worker's own, and close that at the end.
  //   If handle fails, tell it with console.error and go on with the next letter.
  while (!signal.aborted) {
    const item = await redis.lpop('queue_name')
    if (item === null) break
    await handle(item)
    handled++
  }

  return handled
}

async function send(item: string): Promise<void> {
  if (item.includes('nobody')) throw new Error('no such address')
  console.log('sent:', item)
}

export async function main() {
  const redis = new Redis()
  const stop = new AbortController()
  await redis.rpush('queue_name', 'letter to Ada')
  const work = worker(redis, send, stop.signal)

  await sleep(2500)
  console.log('more letters come, two and a half seconds later')
  await redis.rpush('queue_name', 'letter to nobody', 'letter to Bo')
  await sleep(500)

  stop.abort()
  console.log('Ada and Bo have their letters, so this should be 2:', await work)
  console.log('nothing should be left in the queue:', await redis.lrange('queue_name', 0, -1))
  await redis.quit()
}
