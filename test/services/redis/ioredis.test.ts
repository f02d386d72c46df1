import { spawn, spawnSync } from 'node:child_process'
import Redis from 'ioredis'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startOurs, type RunningServer } from './tcp-server.ts'

/** What the courses’ client sees: ioredis as it comes, against our server. */
describe('ioredis', () => {
  let server: RunningServer
  let redis: Redis
  beforeAll(async () => {
    server = await startOurs()
  })
  afterAll(() => server.stop())
  beforeEach(async () => {
    redis = new Redis({ port: server.port, host: '127.0.0.1', retryStrategy: () => 5 })
    await redis.flushall()
    return () => redis.disconnect()
  })

  test('gets values, errors and pipelines', async () => {
    await redis.set('a', 'café')
    expect(await redis.get('a')).toBe('café')
    expect(await redis.getBuffer('a')).toEqual(Buffer.from('café'))
    await redis.hset('h', { name: 'Ada', born: 1815 })
    expect(await redis.hgetall('h')).toEqual({ name: 'Ada', born: '1815' })
    await expect(redis.lpush('a', 'x')).rejects.toMatchObject({
      name: 'ReplyError',
      message: 'WRONGTYPE Operation against a key holding the wrong kind of value',
    })
    const results = await redis.pipeline().incr('n').lpush('a', 'x').incr('n').exec()
    expect(results?.map(([error, value]) => error?.message ?? value)).toEqual([
      1,
      expect.stringMatching(/^WRONGTYPE/),
      2,
    ])
    const multi = await redis.multi().set('b', '1').get('b').exec()
    expect(multi).toEqual([
      [null, 'OK'],
      [null, '1'],
    ])
  })

  test('waits in BLPOP, while its duplicate works on', async () => {
    const worker = redis.duplicate()
    const popped = worker.blpop('queue', 0)
    await redis.rpush('queue', 'task')
    expect(await popped).toEqual(['queue', 'task'])
    expect(await worker.blpop('queue', 0.01)).toBe(null)
    expect(await worker.quit()).toBe('OK')
    await expect.poll(() => worker.status, { interval: 5 }).toBe('end')
  })

  test('listens to channels and patterns', async () => {
    const listener = redis.duplicate()
    const heard: (readonly string[])[] = []
    const both = new Promise<void>((resolve) => {
      listener.on('message', (...words: string[]) => heard.push(words))
      listener.on('pmessage', (...words: string[]) => {
        heard.push(words)
        resolve()
      })
    })
    await listener.subscribe('news')
    await listener.psubscribe('n*')
    expect(await redis.publish('news', 'hello')).toBe(2)
    await both
    expect(heard).toEqual([
      ['news', 'hello'],
      ['n*', 'news', 'hello'],
    ])
    await expect(listener.get('a')).rejects.toThrow()
    listener.disconnect()
  })

  test('streams what SCAN finds', async () => {
    await redis.mset(Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`key:${index}`, 'x'])))
    const keys = new Set<string>()
    for await (const some of redis.scanStream({ match: 'key:*', count: 50 }))
      for (const key of some as string[]) keys.add(key)
    expect(keys.size).toBe(300)
  })

  test('connects again after it was killed, in its database', async () => {
    const other = redis.duplicate({ db: 5, connectionName: 'victim' })
    await other.set('a', '5')
    const id = await other.client('ID')
    await redis.client('KILL', 'ID', id)
    expect(await other.get('a')).toBe('5')
    expect(await other.client('GETNAME')).toBe('victim')
    other.disconnect()
  })

  test('shows what MONITOR tells', async () => {
    const monitor = await redis.monitor()
    const seen = new Promise<readonly string[]>((resolve) =>
      monitor.on('monitor', (_: string, words: string[]) => resolve(words)),
    )
    await redis.set('a', 'x')
    expect(await seen).toEqual(['set', 'a', 'x'])
    monitor.disconnect()
  })
})

const hasCli = spawnSync('redis-cli', ['--version']).status === 0

test.skipIf(!hasCli)('redis-cli talks to it', { timeout: 20_000 }, async () => {
  const server = await startOurs()
  const child = spawn('redis-cli', ['-p', String(server.port)])
  let output = ''
  child.stdout.on('data', (data: Buffer) => (output += data.toString()))
  child.stdin.end(
    'set greeting "hello there"\nget greeting\nlpush list a b\nlrange list 0 -1\nhelp blpop\nnosuch\ncommand docs get\n',
  )
  await new Promise((resolve) => child.on('close', resolve))
  expect(output).toContain('OK\nhello there\n2\nb\na\n')
  expect(output).toContain('BLPOP')
  expect(output).toMatch(/ERR unknown command .?nosuch/)
  await server.stop()
})
