// words: LPUSH adds at the head, where LPOP takes away
// LPUSH and LPOP: both at the head.
import { Redis } from 'ioredis'

/** Puts letters at the tail of the line in Redis. */
export async function produce(redis: Redis, items: string[]): Promise<void> {
  if (items.length > 0) await redis.lpush('queue_name', ...items)
}

/** Takes letters from the head of the line until none is left; returns them, the oldest first. */
export async function consume(redis: Redis): Promise<string[]> {
  const taken: string[] = []

  for (;;) {
    const item = await redis.lpop('queue_name')
    if (item === null) break
    taken.push(item)
  }

  return taken
}

export async function main() {
  const redis = new Redis()
  await produce(redis, ['letter to Ada', 'letter to Bo'])
  await produce(redis, ['letter to Cy'])
  console.log('Ada, Bo and Cy should wait in Redis:', await redis.lrange('queue_name', 0, -1))
  console.log('taken out, whoever came first should come first:', await consume(redis))
  console.log('nothing is left, so LLEN should be 0:', await redis.llen('queue_name'))
  await redis.quit()
}
