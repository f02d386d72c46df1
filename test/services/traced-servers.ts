import { beforeEach } from 'vitest'
import type { RawEvent } from '../../src/trace/event.ts'
import { unpackEvents } from '../../src/trace/packed-events.ts'
import { bothRedisObservers, bothSmtpObservers } from '../../src/services/both-observers.ts'
import { MailFeed } from '../../src/services/mail-feed.ts'
import { RedisFeed } from '../../src/services/redis-feed.ts'
import { RedisServer } from '../../src/services/redis/redis-server.ts'
import type { ServicesToPage } from '../../src/services/services-messages.ts'
import { SmtpServer } from '../../src/services/smtp/smtp-server.ts'
import { TraceFeed } from '../../src/services/trace-feed.ts'
import { DirectClient } from './redis/direct-client.ts'
import { ManualClock } from './redis/manual-clock.ts'

/** A lane's end of the port on which it tells. */
interface Lane {
  tell(message: unknown): void
  records(...records: readonly object[]): void
}

// New for each test of the file that imports this.
let nowMs: number
export let timers: { readonly callback: () => void; readonly ms: number }[]
export let posted: ServicesToPage[]
export let feed: TraceFeed
export let clock: ManualClock
export let server: RedisServer
export let mailServer: SmtpServer

beforeEach(() => {
  nowMs = 0
  timers = []
  posted = []
  clock = new ManualClock()
  const post = (message: ServicesToPage): void => void posted.push(message)
  const realTimers = {
    now: () => nowMs,
    setTimeout: (callback: () => void, ms: number) => timers.push({ callback, ms }),
  }
  feed = new TraceFeed({ post, timers: realTimers, now: () => clock.now() + 0.5 })
  const redisFeed = new RedisFeed(post, realTimers)
  server = new RedisServer({ clock, observer: bothRedisObservers(redisFeed.observer, feed.redis) })
  redisFeed.start({ server, now: () => clock.now() })
  const mailFeed = new MailFeed(post, realTimers)
  mailServer = new SmtpServer({ clock, observer: bothSmtpObservers(mailFeed.observer, feed.smtp) })
  feed.start({ server, mail: mailServer })
  return () => server.dispose()
})

export const join = (name: string): Lane => {
  const port: Pick<MessagePort, 'onmessage'> = { onmessage: null }
  feed.lane(port, name)
  const tell = (data: unknown): void =>
    void port.onmessage?.call(port as MessagePort, { data } as MessageEvent)
  return { tell, records: (...records) => tell({ kind: 'records', records }) }
}
export const client = (lane: string, port: number): DirectClient => {
  feed.dialled(`127.0.0.1:${port}`, lane)
  return new DirectClient(server, `127.0.0.1:${port}`)
}
/** All real time that is waited for passes. */
export const pass = (): void => {
  const waiting = timers.splice(0)
  nowMs += Math.max(0, ...waiting.map(({ ms }) => ms))
  for (const { callback } of waiting) callback()
}
export const told = () =>
  posted.filter((message): message is Extract<ServicesToPage, { kind: 'trace' }> => message.kind === 'trace')
export const events = (recording = 1): RawEvent[] =>
  told()
    .filter((message) => message.recording === recording)
    .flatMap(({ text, count }) => {
      const some = unpackEvents(text) as readonly RawEvent[]
      if (some.length !== count) throw new Error(`${some.length} events were told as ${count}`)
      return some
    })
export const ofKind = <K extends RawEvent['kind']>(kind: K, recording = 1, all = events(recording)) =>
  all.filter((event): event is Extract<RawEvent, { kind: K }> => event.kind === kind)
/** Lane, kind, and what tells one from another. */
export const brief = (event: RawEvent): string => {
  const about =
    event.kind === 'command' || event.kind === 'blocked'
      ? event.words.join(' ')
      : event.kind === 'smtp'
        ? event.text.slice(0, 4).trim()
        : ''
  return [event.lane, event.kind, about].join(' ').trim()
}
