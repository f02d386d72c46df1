import { Redis } from 'ioredis'
import { Thread } from 'threading'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { write } from './exercise.ts'

test('leaves clients, timers and threads behind', async () => {
  const redis = new Redis()
  redis.on('error', () => {})
  // Connects again whenever it is cut off, and then does this.
  redis.on('ready', () => void redis.rpush('left', 'by a client').catch(() => {}))
  const blocked = new Redis()
  blocked.on('error', () => {})
  void blocked.blpop('nothing', 0).catch(() => {})
  setInterval(() => void redis.rpush('left', 'by a timer').catch(() => {}), 10)
  new Thread(write).start()
  await sleep(1000)
  expect(await redis.llen('left')).toBeGreaterThan(100)
})
