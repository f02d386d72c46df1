import { Redis } from 'ioredis'
import { serve, type Port } from '../../src/wire/channel.ts'
import { RemoteNetwork } from '../../src/network/remote-network.ts'
import { plugIn, programHandles } from '../../src/runtime/node/program-network.ts'
import type { IoredisCalls } from './ioredis-calls.ts'

const events = ['connect', 'ready', 'error', 'close', 'reconnecting', 'end'] as const

function listen(redis: Redis): string[] {
  const heard: string[] = []
  for (const event of events) redis.on(event, () => heard.push(event))
  return heard
}

const next = (redis: Redis, event: (typeof events)[number]): Promise<unknown> =>
  new Promise((resolve) => void redis.once(event, resolve))

function describe(error: unknown): object {
  const { name, message, constructor } = error as Error
  return { name, message, class: constructor.name, isError: error instanceof Error, ...(error as object) }
}

const failure = (promise: Promise<unknown>): Promise<object> =>
  promise.then(() => ({ name: 'none' }), describe)

let kept: Redis | undefined

serve<IoredisCalls>(self as unknown as Port, {
  plugIn: ({ port }) => plugIn(new RemoteNetwork(port)),

  async talk() {
    const redis = new Redis()
    const heard = listen(redis)
    const pong = await redis.ping()
    const handles = programHandles.size
    const said = await redis.echo('grüße')
    const ok = await redis.quit()
    if (redis.status !== 'end') await next(redis, 'end')
    await programHandles.allReleased()
    return { pong, said, ok, status: redis.status, heard, handles }
  },

  async pipeline(count) {
    const redis = new Redis()
    const pipeline = redis.pipeline()
    for (let index = 0; index < count; index++) pipeline.echo(`number ${index}`)
    const replies = (await pipeline.exec()) ?? []
    redis.disconnect()
    return replies.map(([error, reply]) => error?.message ?? reply)
  },

  async inFlight(count) {
    const redis = new Redis()
    const replies = await Promise.all(Array.from({ length: count }, (_, index) => redis.echo(String(index))))
    redis.disconnect()
    return replies
  },

  async binary(bytes) {
    const redis = new Redis()
    await redis.set('bytes', Buffer.from(bytes))
    const read = await redis.getBuffer('bytes')
    redis.disconnect()
    return new Uint8Array(read ?? [])
  },

  async keepOpen() {
    kept = new Redis({ retryStrategy: () => 5 })
    await kept.set('key', 'kept')
  },

  async comeBack() {
    if (!kept) throw new Error('keepOpen first')
    const heard = listen(kept)
    await next(kept, 'ready')
    const value = await kept.get('key')
    await kept.quit()
    return { heard, value }
  },

  async errors() {
    const redis = new Redis()
    const refused = await failure(redis.call('HELP'))
    redis.disconnect()
    const closed = await failure(redis.ping())
    const impatient = new Redis(6380, { maxRetriesPerRequest: 1, retryStrategy: () => 1 })
    impatient.on('error', () => {})
    const tired = await failure(impatient.ping())
    impatient.disconnect()
    const secure = new Redis('rediss://localhost:6379', { retryStrategy: () => null })
    const noTls = describe(await next(secure, 'error'))
    return { refused, closed, tired, noTls }
  },

  async cannotConnect({ port, host }) {
    const retries: number[] = []
    const redis = new Redis({
      port,
      host,
      retryStrategy: (times) => {
        retries.push(times)
        return times < 3 ? 1 : null
      },
    })
    const errors: object[] = []
    redis.on('error', (error: Error) => errors.push(describe(error)))
    const ping = await failure(redis.ping())
    return { retries, errors, ping, status: redis.status }
  },
})
