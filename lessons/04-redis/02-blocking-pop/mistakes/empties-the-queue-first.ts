// words: Others can take those letters
// Goes on after the stop until nothing waits.
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'

/** Handles letters as they come, until it is told to stop. Returns how many were handled well. */
export async function worker(
  redis: Redis,
  handle: (item: string) => Promise<void>,
  signal: AbortSignal,
): Promise<number> {
  let handled = 0

  const own = redis.duplicate()
  while (!signal.aborted) {
    const reply = await own.blpop('queue_name', 1)
    if (reply === null) continue
    const [, item] = reply
    try {
      await handle(item)
      handled++
    } catch (error) {
      console.error(`could not handle '${item}':`, error)
    }
  }
  let item
  while ((item = await own.lpop('queue_name')) !== null) {
    await handle(item)
    handled++
  }
  await own.quit()

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
