import { beforeEach, expect, test } from 'vitest'
import { MailFeed } from '../../src/services/mail-feed.ts'
import type { ServicesToPage } from '../../src/services/services-messages.ts'
import type { DialogueLine, Mail, SessionView } from '../../src/services/smtp/observer.ts'

let nowMs: number
let timers: { readonly callback: () => void; readonly ms: number }[]
let posted: ServicesToPage[]
let feed: MailFeed
let sink: { readonly mails: Mail[]; readonly sessions: SessionView[] }

beforeEach(() => {
  nowMs = 0
  timers = []
  posted = []
  sink = { mails: [], sessions: [] }
  feed = new MailFeed((message) => void posted.push(message), {
    now: () => nowMs,
    setTimeout: (callback, ms) => timers.push({ callback, ms }),
  })
})

/** All real time that is waited for passes. */
const pass = (): void => {
  const waiting = timers.splice(0)
  nowMs += Math.max(0, ...waiting.map(({ ms }) => ms))
  for (const { callback } of waiting) callback()
}
const ofKind = <K extends ServicesToPage['kind']>(kind: K) =>
  posted.filter((message): message is Extract<ServicesToPage, { kind: K }> => message.kind === kind)

function deliver(id: number): void {
  const mail: Mail = { id, at: id, session: 1, from: 'a@b', to: ['c@d'], source: new Uint8Array() }
  sink.mails.push(mail)
  feed.observer.onMail?.(mail)
}

const session = (id: number, mails = 0): SessionView => ({
  ...{ id, client: '127.0.0.1:50001', port: 1025, openedAt: 0, closedAt: null, end: null, user: null },
  mails,
})

const line = (id: number, text: string): DialogueLine => ({ session: id, at: 0, from: 'client', text })

test('who begins to watch is told all there is, then what comes, in batches', () => {
  deliver(1)
  sink.sessions.push(session(1, 1))
  feed.observer.onSession?.(session(1, 1))
  feed.observer.onLine?.(line(1, 'EHLO a'))
  expect([posted, timers]).toEqual([[], []])
  feed.watch(sink)
  expect(ofKind('mail').map(({ mails }) => mails.map(({ id }) => id))).toEqual([[1]])
  expect(ofKind('smtp-sessions')).toEqual([
    { kind: 'smtp-sessions', sessions: [session(1, 1)], lines: [line(1, 'EHLO a')], gaps: [] },
  ])
  deliver(2)
  deliver(3)
  feed.observer.onSession?.(session(2))
  feed.observer.onSession?.(session(2, 1))
  feed.observer.onLine?.(line(2, 'QUIT'))
  expect(posted).toHaveLength(2)
  pass()
  expect(ofKind('mail').map(({ mails }) => mails.map(({ id }) => id))).toEqual([[1], [2, 3]])
  expect(ofKind('smtp-sessions')[1]).toEqual({
    kind: 'smtp-sessions',
    sessions: [session(2, 1)],
    lines: [line(2, 'QUIT')],
    gaps: [],
  })
  pass()
  expect(posted).toHaveLength(4)
})

test('a mail is told within 25 ms, a line within 50', () => {
  feed.watch(sink)
  deliver(1)
  feed.observer.onLine?.(line(1, 'NOOP'))
  expect(timers.map(({ ms }) => ms)).toEqual([25, 50])
})

test('of a flood of lines the first are told and the rest counted, by session, until it has been quiet for a while', () => {
  feed.watch(sink)
  for (let index = 0; index < 21_000; index++) feed.observer.onLine?.(line(index % 2, 'NOOP'))
  pass()
  const [flood] = ofKind('smtp-sessions')
  // 20,000 in all: with the first beyond them time has not gone on.
  expect([flood?.lines.length, flood?.gaps]).toEqual([
    20_000,
    [
      { session: 0, count: 500 },
      { session: 1, count: 500 },
    ],
  ])
  nowMs = 1000
  for (let index = 0; index < 600; index++) feed.observer.onLine?.(line(1, 'NOOP'))
  pass()
  const next = ofKind('smtp-sessions')[1]
  expect([next?.lines.length, next?.gaps]).toEqual([500, [{ session: 1, count: 100 }]])
})

test('mail is never left out', () => {
  feed.watch(sink)
  for (let id = 1; id <= 5000; id++) deliver(id)
  pass()
  expect(ofKind('mail').flatMap(({ mails }) => mails)).toHaveLength(5000)
})
