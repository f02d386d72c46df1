import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { afterAll, beforeEach, expect, test } from 'vitest'
import './exercise.ts'

const redis = new Redis()
beforeEach(() => redis.flushall())
afterAll(() => redis.quit())

test.each([undefined, 'localhost', '127.0.0.1', '::1'])('is found at %s, and is ours', async (host) => {
  const client = host === undefined ? new Redis() : new Redis({ host })
  await redis.set('key', 'value')
  expect(await client.get('key')).toBe('value')
  expect(client.stream).toMatchObject({ remoteAddress: '127.0.0.1', remotePort: redis.stream.remotePort })
  await client.quit()
})

test('a Redis of this machine is not touched', () => {
  expect(redis.stream.remotePort).not.toBe(6379)
})

test('a blocking pop times out in virtual time', async () => {
  const start = Date.now()
  expect(await redis.blpop('nothing', 2.5)).toBe(null)
  expect(Date.now() - start).toBe(2500)
})

test('a blocking pop is woken, by whom and when', async () => {
  const start = Date.now()
  const other = redis.duplicate()
  const popped = other.blpop('list', 600)
  await sleep(90_000)
  await redis.rpush('list', 'a')
  expect(await popped).toEqual(['list', 'a'])
  expect(Date.now() - start).toBe(90_000)
  await other.quit()
})

test('keys expire in virtual time', async () => {
  await redis.set('code', '123456', 'EX', 600)
  await sleep(599_999)
  expect(await redis.get('code')).toBe('123456')
  await sleep(1)
  expect(await redis.get('code')).toBe(null)
})

test('a client that was killed connects again', async () => {
  const other = redis.duplicate()
  other.on('error', () => {})
  const id = await other.client('ID')
  const start = Date.now()
  await redis.client('KILL', 'ID', id)
  expect(await other.ping()).toBe('PONG')
  // Its first pause, in virtual time.
  expect(Date.now() - start).toBe(50)
  await other.quit()
})

test('who asks again and again without a pause is stopped in time too', async () => {
  const start = Date.now()
  let isStopped = false
  setTimeout(() => (isStopped = true), 3000)
  while (!isStopped) await redis.lpop('nothing')
  expect(Date.now() - start).toBe(3000)
  await sleep(1000)
  expect(Date.now() - start).toBe(4000)
})
