import { Redis } from 'ioredis'
import { activeCount, enumerate, Thread } from 'threading'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { abandon, drain, nap, nest, poll, portOfRedis } from './exercise.ts'

const redis = new Redis()
afterAll(() => redis.quit())

test('two threads share a list, each time in the same way', async () => {
  const runs: unknown[] = []
  for (let run = 0; run < 20; run++) {
    await redis.rpush('list', 'a', 'b', 'c', 'd', 'e', 'f', 'g')
    const start = Date.now()
    const threads = [new Thread(drain, 'list').start(), new Thread(drain, 'list').start()]
    const taken = await Promise.all(threads.map((thread) => thread.join()))
    runs.push([taken.map((items) => items.join('')), Date.now() - start])
  }
  expect(runs).toEqual(runs.map(() => [['aceg', 'bdf'], 400]))
})

test('a thread’s time is the program’s', async () => {
  const start = Date.now()
  const thread = new Thread(nap, 5000).start()
  expect([activeCount(), enumerate()]).toEqual([1, [thread]])
  expect((await thread.join()) - start).toBe(5000)
  expect(Date.now() - start).toBe(5000)
  expect([activeCount(), enumerate()]).toEqual([0, []])
})

test('threads of threads live by it too', async () => {
  const start = Date.now()
  expect(await new Thread(nest).start().join()).toBe(500)
  expect(Date.now() - start).toBe(500)
})

test('a thread that was left behind holds nobody up', async () => {
  const start = Date.now()
  expect(await new Thread(abandon).start().join()).toBe('gone')
  await sleep(1000)
  expect(Date.now() - start).toBe(1010)
})

test('a thread that never rests is stopped in time too', async () => {
  const start = Date.now()
  const thread = new Thread(poll, 3000).start()
  await sleep(2000)
  expect(Date.now() - start).toBe(2000)
  expect(await thread.join()).toBe(0)
})

test('threads use the program’s Redis', async () => {
  await redis.ping()
  expect(await new Thread(portOfRedis).start().join()).toBe(redis.stream.remotePort)
})
