import { HostTable } from '../network/host-table.ts'
import { serveNetwork } from '../network/serve-network.ts'
import type { Traffic } from '../network/traffic.ts'
import type { Clock } from './redis/clock.ts'
import { RedisServer } from './redis/redis-server.ts'
import { splitWords } from './redis/split-words.ts'
import { SmtpServer } from './smtp/smtp-server.ts'
import { MailFeed } from './mail-feed.ts'
import { Prompt } from './prompt.ts'
import { runSeed } from './prompt-client.ts'
import { RedisFeed, type RealTimers } from './redis-feed.ts'
import { serveRedis } from './redis-host.ts'
import type { PageToServices, ServicesToPage } from './services-messages.ts'
import { serveSmtp, smtpPorts } from './smtp-host.ts'

/** Where Redis listens, on all addresses of the pretend machine. */
const redisPort = 6379

export interface ServicesOptions {
  /** Commands as typed at a prompt, one a line, run before anybody can connect. */
  readonly seed: string
  /** The world's. */
  readonly clock: Clock
  readonly traffic: Traffic
  /** For the page, which lives in real time. */
  readonly realTimers: RealTimers
  readonly post: (message: ServicesToPage) => void
}

/** The servers of one world. */
export interface ServicesSession {
  /** A worker dials on this port; returns the function to call when it has ended. */
  link(port: MessagePort): () => void
  receive(message: PageToServices): void
  /** The mail server, for the tests of a step. */
  readonly mail: SmtpServer
}

/**
 * Starts a world's servers: fills them, listens, and says `ready`.
 * @throws RedisError if the seed is refused
 */
export function startServices({ seed, clock, traffic, realTimers, post }: ServicesOptions): ServicesSession {
  const hosts = new HostTable({}, traffic)
  const feed = new RedisFeed(post, realTimers)
  const server = new RedisServer({ clock, observer: feed.observer })
  const prompt = new Prompt(server, {
    onPush: (text) => post({ kind: 'prompt-push', text }),
    onConnect: (connect) => feed.hide(connect),
  })
  runSeed(server, seed, splitWords)
  feed.start({ server, now: () => clock.now() })
  hosts.listen({ port: redisPort }, (end) => serveRedis(server, end))
  const mailFeed = new MailFeed(post, realTimers)
  const mailServer = new SmtpServer({ clock, observer: mailFeed.observer })
  for (const port of smtpPorts) hosts.listen({ port }, (end) => serveSmtp(mailServer, end))
  post({ kind: 'ready' })
  return {
    link: (port) => serveNetwork(port, hosts),
    mail: mailServer,
    receive(message) {
      switch (message.kind) {
        case 'watch-redis':
          return feed.watch(message.db)
        case 'prompt':
          return void prompt
            .run(message.line)
            .then((reply) => post({ kind: 'prompt-reply', id: message.id, reply }))
        case 'prompt-interrupt':
          return prompt.interrupt()
        case 'watch-mail':
          return mailFeed.watch(mailServer)
        case 'set-faults':
          return mailServer.setFaults(message.plan)
        default:
          return message satisfies never
      }
    },
  }
}
