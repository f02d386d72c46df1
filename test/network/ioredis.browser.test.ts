import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Channel } from '../../src/wire/channel.ts'
import type { IoredisCalls } from './ioredis-calls.ts'
import clientScript from './ioredis-worker.ts?bundle-text&node'
import type { ResponderCalls } from './responder.ts'
import serverScript from './responder-worker.ts?bundle-text&node'

/** A classic worker from a blob, as the sandbox makes them. */
function startWorker(script: string): Worker {
  const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }))
  const worker = new Worker(url)
  URL.revokeObjectURL(url)
  return worker
}

const limit = { timeLimitMs: 5000 }
let server: Worker
let responder: Channel<ResponderCalls>
let client: Worker
let ioredis: Channel<IoredisCalls>
let link: number

beforeAll(() => {
  server = startWorker(serverScript)
  responder = new Channel<ResponderCalls>(server, 'responder')
})
afterAll(() => server.terminate())

beforeEach(async () => {
  client = startWorker(clientScript)
  ioredis = new Channel<IoredisCalls>(client, 'ioredis worker')
  const { port1, port2 } = new MessageChannel()
  link = await responder.call('link', { port: port1 }, { ...limit, transfer: [port1] })
  await ioredis.call('plugIn', { port: port2 }, { ...limit, transfer: [port2] })
  return async () => {
    client.terminate()
    await responder.call('hangUp', link, limit)
  }
})

describe('the real ioredis, in a worker', () => {
  test('connects, is answered, and quits', async () => {
    expect(await ioredis.call('talk', undefined, limit)).toEqual({
      pong: 'PONG',
      said: 'grüße',
      ok: 'OK',
      status: 'end',
      heard: ['connect', 'ready', 'close', 'end'],
      handles: 1,
    })
    const heard = await responder.call('heard', undefined as never, limit)
    expect(heard).toEqual(
      expect.arrayContaining(['CLIENT SETINFO LIB-NAME ioredis', 'INFO', 'PING', 'ECHO', 'QUIT']),
    )
    expect(heard.find((command) => command.startsWith('CLIENT SETINFO LIB-VER'))).toMatch(/ 5\.\d+\.\d+$/)
    await expect.poll(() => responder.call('connections', undefined as never, limit)).toBe(0)
  })

  test('sends a thousand commands in one pipeline', async () => {
    const expected = Array.from({ length: 1000 }, (_, index) => `number ${index}`)
    expect(await ioredis.call('pipeline', 1000, limit)).toEqual(expected)
  })

  test('has a thousand commands under way', async () => {
    const expected = Array.from({ length: 1000 }, (_, index) => String(index))
    expect(await ioredis.call('inFlight', 1000, limit)).toEqual(expected)
  })

  test('keeps every byte', async () => {
    const bytes = Uint8Array.from({ length: 300_000 }, (_, index) => (index * 7) % 256)
    const read = (await ioredis.call('binary', bytes, limit)) as Uint8Array
    expect([read.length, read.findIndex((byte, index) => byte !== bytes[index])]).toEqual([bytes.length, -1])
  })

  test('reconnects when the server hangs up', async () => {
    await ioredis.call('keepOpen', undefined, limit)
    const back = ioredis.call('comeBack', undefined, limit)
    await responder.call('destroyAll', undefined as never, limit)
    expect(await back).toEqual({ heard: ['close', 'reconnecting', 'connect', 'ready'], value: 'kept' })
  })

  test('keeps the names of its errors', async () => {
    expect(await ioredis.call('errors', undefined, limit)).toMatchObject({
      refused: {
        name: 'ReplyError',
        class: 'ReplyError',
        isError: true,
        message: 'WRONGTYPE Operation against a key holding the wrong kind of value',
        command: { name: 'HELP', args: [] },
      },
      closed: { name: 'Error', message: 'Connection is closed.' },
      tired: { name: 'MaxRetriesPerRequestError', class: 'MaxRetriesPerRequestError' },
      noTls: { message: expect.stringContaining('redis:// instead of rediss://') as string },
    })
  })

  test('asks its retryStrategy when nobody listens', async () => {
    const refused = {
      name: 'Error',
      message: 'connect ECONNREFUSED 127.0.0.1:6380',
      errno: -111,
      code: 'ECONNREFUSED',
      syscall: 'connect',
      address: '127.0.0.1',
      port: 6380,
    }
    expect(await ioredis.call('cannotConnect', { port: 6380, host: 'localhost' }, limit)).toMatchObject({
      retries: [1, 2, 3],
      errors: [refused, refused, refused],
      ping: { message: 'Connection is closed.' },
      status: 'end',
    })
  })

  test('says that nobody has that name', async () => {
    const answer = await ioredis.call('cannotConnect', { port: 6379, host: 'nowhere.example' }, limit)
    const error = { message: 'getaddrinfo ENOTFOUND nowhere.example', code: 'ENOTFOUND', errno: -3008 }
    expect(answer).toMatchObject({ errors: [error, error, error] })
  })

  test('is reset at the server’s when its worker is ended and the broker says so', async () => {
    await ioredis.call('keepOpen', undefined, limit)
    client.terminate()
    expect(await responder.call('connections', undefined as never, limit)).toBe(1)
    await responder.call('hangUp', link, limit)
    expect(await responder.call('heard', undefined as never, limit)).toContain('read ECONNRESET')
    await expect.poll(() => responder.call('connections', undefined as never, limit)).toBe(0)
  })
})
