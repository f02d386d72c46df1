import { Redis } from 'ioredis'
import { setTimeout as sleep } from 'node:timers/promises'
import { activeCount } from 'threading'
import { expect, test } from 'vitest'
import './exercise.ts'

test('starts with an empty Redis, which nobody else uses', async () => {
  const redis = new Redis()
  await sleep(3_600_000)
  // What is not bound to the clock gets its chance too.
  for (let turn = 0; turn < 500; turn++) await new Promise((resolve) => setImmediate(resolve))
  expect([await redis.dbsize(), activeCount()]).toEqual([0, 0])
  const clients = String(await redis.client('LIST'))
    .trim()
    .split('\n')
  expect(clients).toHaveLength(1)
  expect(clients[0]).toMatch(/^id=1 /)
  await redis.quit()
})
