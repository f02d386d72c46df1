import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'

/** Writes for ever, in a thread. */
export async function write(): Promise<void> {
  const redis = new Redis()
  for (;;) {
    await redis.rpush('left', 'by a thread')
    await sleep(10)
  }
}
