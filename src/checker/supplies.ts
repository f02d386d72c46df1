import type { ConnectionEnd } from '../network/network.ts'
import { takeSupplies, type Supplies } from '../runtime/supplies.ts'
import type { ConnectionMessage } from '../wire/network-messages.ts'
import { disarm } from './disarm.ts'
import { hashSamples, mailSamples, redisSamples, webSamples } from './samples.ts'

/**
 * Takes the modules that were put into this worker by scripts of their own and disarms them, with all classes that one
 * client shares with another: whoever could change what stands behind them all could answer for the tests' own connections.
 *
 * Their scripts are evaluated before `lockRealm()`. Either order works, for what they keep of the unlocked realm cannot be
 * reached once it is disarmed; before, it is quicker. Call this after `lockRealm()` and before anything of a learner's.
 */
export async function disarmSupplies(): Promise<Supplies> {
  const supplies = takeSupplies()
  const { node, modules } = supplies
  const { ioredis, nodemailer, hono, 'node:crypto': crypto } = modules
  // Replaced by the world's.
  node?.plugIn(pretence)
  const samples = await Promise.all([
    crypto ? hashSamples(crypto) : [],
    ioredis ? redisSamples(ioredis) : [],
    nodemailer ? mailSamples(nodemailer) : [],
    hono ? webSamples(hono) : [],
  ])
  disarm([...Object.values(modules), ...samples.flat()])
  return supplies
}

/** A network with one host, which agrees to everything, as Redis or as a mail server, and hangs up in turn. */
const pretence: Parameters<NonNullable<Supplies['node']>['plugIn']>[0] = {
  lookup: async () => ['127.0.0.1'],
  dial: async (address, port) => {
    const isMail = port === mailPort
    let isData = false
    /** A mail server's word to a command, and to the dot that ends a mail. */
    const agreement = (words: string): string | null => {
      if (isData && !words.endsWith('.\r\n')) return null
      isData = words.startsWith('DATA')
      return isData ? '354 go on\r\n' : '250 yes\r\n'
    }
    const end: ConnectionEnd['port'] = {
      onmessage: null,
      postMessage: (message) => {
        if (typeof message !== 'string') return message.kind === 'credit' ? undefined : tell(message)
        const answer = isMail ? agreement(message) : subscribed
        if (answer !== null) tell(answer)
      },
      close: () => undefined,
    }
    const tell = (data: ConnectionMessage): void =>
      queueMicrotask(() => end.onmessage?.(new MessageEvent('message', { data })))
    if (isMail) setTimeout(() => tell('220 pretence\r\n'))
    return { port: end, local: { address, port: 1 }, remote: { address, port } }
  },
  listen: () => {
    throw new Error('Nobody listens in a pretence')
  },
}

const mailPort = 1025

const subscribed: ConnectionMessage = '*3\r\n$9\r\nsubscribe\r\n$6\r\nsample\r\n:1\r\n'
