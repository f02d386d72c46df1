import { HostTable } from '../network/host-table.ts'
import { Lifeline } from '../network/lifeline.ts'
import type { ConnectionEnd } from '../network/network.ts'
import { serveNetwork } from '../network/serve-network.ts'
import type { Traffic } from '../network/traffic.ts'
import { serverLane } from '../trace/event.ts'
import { bothRedisObservers, bothSmtpObservers } from './both-observers.ts'
import { ConnectionOrder, type OrderClock } from './connection-order.ts'
import type { Clock } from './redis/clock.ts'
import { RedisServer } from './redis/redis-server.ts'
import { splitWords } from './redis/split-words.ts'
import { SmtpServer } from './smtp/smtp-server.ts'
import { MailFeed } from './mail-feed.ts'
import { redisPort, smtpPorts } from './ports.ts'
import { Prompt } from './prompt.ts'
import { runSeed } from './prompt-client.ts'
import { RedisFeed, type RealTimers } from './redis-feed.ts'
import { serveRedis } from './redis-host.ts'
import type { PageToServices, ServicesToPage } from './services-messages.ts'
import { serveSmtp } from './smtp-host.ts'
import { TraceFeed } from './trace-feed.ts'

export interface ServicesOptions {
  /** Commands as typed at a prompt, one a line, run before anybody can connect. */
  readonly seed: string
  /** Decides in which order connections are served where it could be any; null: as things come. */
  readonly orderSeed: number | null
  /** The world's. */
  readonly clock: Clock
  /** The same time, with fractions of milliseconds. */
  readonly fineClock: OrderClock
  readonly traffic: Traffic
  /** For the page, which lives in real time. */
  readonly realTimers: RealTimers
  readonly post: (message: ServicesToPage) => void
}

/** The servers of one world. */
export interface ServicesSession {
  /** A worker dials on this port, for its lane if it is recorded; returns the function to call when it has ended. */
  link(port: MessagePort, lane?: string): () => void
  /** A lane tells on this port what happens in it. `main` and `tests` begin a new recording. */
  lane(port: MessagePort, lane: string): void
  receive(message: PageToServices): void
  /** The mail server, for the tests of a step. */
  readonly mail: SmtpServer
}

/**
 * Starts a world's servers: fills them, listens, and says `ready`.
 * @throws RedisError if the seed is refused
 */
export function startServices(options: ServicesOptions): ServicesSession {
  const { seed, orderSeed, clock, fineClock, traffic, realTimers, post } = options
  const hosts = new HostTable({}, traffic)
  const feed = new RedisFeed(post, realTimers)
  const trace = new TraceFeed({ post, timers: realTimers, now: () => fineClock.now() })
  const server = new RedisServer({ clock, observer: bothRedisObservers(feed.observer, trace.redis) })
  const prompt = new Prompt(server, {
    onPush: (text) => post({ kind: 'prompt-push', text }),
    onConnect: (connect) => feed.hide(() => trace.hide(connect)),
  })
  runSeed(server, seed, splitWords)
  feed.start({ server, now: () => clock.now() })
  const mailFeed = new MailFeed(post, realTimers)
  const mailServer = new SmtpServer({ clock, observer: bothSmtpObservers(mailFeed.observer, trace.smtp) })
  trace.start({ server, mail: mailServer })

  const lanes = new WeakMap<Lifeline, string>()
  const order = orderSeed === null ? null : new ConnectionOrder(orderSeed, fineClock)
  const listen = (port: number, serve: (end: ConnectionEnd) => void): void => {
    hosts.listen({ port }, (end) => {
      const lane = (end.peer && lanes.get(end.peer)) ?? serverLane
      trace.dialled(`${end.remote.address}:${end.remote.port}`, lane)
      serve(order ? order.delayed(end, lane) : end)
    })
  }
  listen(redisPort, (end) => serveRedis(server, end))
  for (const port of smtpPorts) listen(port, (end) => serveSmtp(mailServer, end))
  post({ kind: 'ready' })
  return {
    link(port, lane) {
      const dialler = new Lifeline()
      if (lane !== undefined) lanes.set(dialler, lane)
      const hangUp = serveNetwork(port, hosts, dialler)
      return () => {
        hangUp()
        if (lane !== undefined) trace.laneEnded(lane)
      }
    },
    lane: (port, lane) => trace.lane(port, lane),
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
        case 'flush-trace':
          trace.flush()
          return post({ kind: 'trace-flushed' })
        default:
          return message satisfies never
      }
    },
  }
}
