import type { ConnectionEnd } from '../network/network.ts'
import type { Clients } from '../runtime/clients.ts'
import { takeClients } from '../sandbox/take-clients.ts'
import type { ConnectionMessage } from '../wire/network-messages.ts'
import { disarm } from './disarm.ts'

/**
 * Takes the clients that were put into this worker and disarms them, with all classes that one client shares with
 * another: whoever could change what stands behind them all could answer for the tests' own connections. Null if the
 * worker has no clients.
 *
 * Their script is evaluated before `lockRealm()`. Either order works, for what it keeps of the unlocked realm cannot be
 * reached once it is disarmed; before, it is quicker. Call this after `lockRealm()` and before anything of a learner's.
 */
export async function disarmClients(): Promise<Clients | null> {
  const clients = takeClients(globalThis)
  if (!clients) return null
  const { ioredis } = clients
  // Made when first asked for, and kept on the class.
  Reflect.apply(ioredis.Command.checkFlag, ioredis.Command, ['WILL_DISCONNECT', 'quit'])
  disarm([ioredis, ...Object.values(ioredis), ...(await samples(clients))])
  return clients
}

/**
 * One of each kind of object that a program can get hold of, so that the classes behind them are found which no module
 * exports: queues, sockets, subscriptions, buffers. They are frozen with their classes, and done with.
 */
async function samples({ ioredis, plugIn }: Clients): Promise<readonly unknown[]> {
  plugIn(pretence)
  const options = { enableReadyCheck: false, disableClientInfo: true, retryStrategy: () => null }
  const redis = new ioredis.Redis(options)
  redis.defineCommand('sample', { numberOfKeys: 0, lua: '' })
  const made = [redis.pipeline(), redis.multi(), redis.scanStream(), new ioredis.Command('get', ['key'])]
  await redis.subscribe('sample')
  const { stream } = redis
  // What it is only while it is subscribed.
  const condition: unknown = Reflect.get(redis, 'condition')
  const whileSubscribed = typeof condition === 'object' ? Object.values(condition ?? {}) : []
  const Socket = stream.constructor as new () => typeof stream
  const socket = new Socket()
  socket.push('some bytes')
  const ended = new Promise<void>((resolve) => redis.once('end', resolve))
  redis.disconnect()
  await ended
  return [redis, ...made, ...whileSubscribed, stream, socket, socket.read()]
}

/** A network with one host, which says to everything that it is subscribed now, and hangs up in turn. Replaced by the world's. */
const pretence: Parameters<Clients['plugIn']>[0] = {
  lookup: async () => ['127.0.0.1'],
  dial: async (address, port) => {
    const end: ConnectionEnd['port'] = {
      onmessage: null,
      postMessage: (message) => {
        const isData = typeof message === 'string' || message.kind === 'data'
        const data = isData ? subscribed : message
        queueMicrotask(() => end.onmessage?.(new MessageEvent('message', { data })))
      },
      close: () => undefined,
    }
    return { port: end, local: { address, port: 1 }, remote: { address, port } }
  },
  listen: () => {
    throw new Error('Nobody listens in a pretence')
  },
}

const subscribed: ConnectionMessage = '*3\r\n$9\r\nsubscribe\r\n$6\r\nsample\r\n:1\r\n'
