import type { ClientView } from '../../src/trace/records.ts'
import type { RawEvent } from '../../src/trace/event.ts'

const threads = 8
const backlog = 200
const startedAt = 1_700_000_000_000

/**
 * A run as it is recorded: `main` puts tasks into a list, eight threads wait for them in BLPOP, send each as a mail, note it in
 * a hash, and work a few lines that are recorded one by one. Ends after so many events.
 */
export function* recordedRun(most: number): Generator<RawEvent> {
  let count = 0
  for (const event of wholeRun()) {
    if (count++ === most) return
    yield event
  }
}

function* wholeRun(): Generator<RawEvent> {
  let at = startedAt
  const tick = (): number => (at += 0.37)
  const lanes = Array.from({ length: threads }, (_, index) => `Thread-${index + 1}`)
  yield { lane: 'main', at: tick(), kind: 'start', target: 'main' }
  for (const lane of lanes) {
    yield { lane: 'main', at: tick(), kind: 'thread', thread: lane, target: 'worker' }
    yield { lane, at: tick(), kind: 'start', target: 'worker' }
  }
  const waiting: string[] = []
  for (let sent = 0; ; sent++) {
    const lane = lanes[sent % threads] ?? ''
    while (waiting.length < backlog) yield push(tick(), waiting, sent + waiting.length)
    yield push(tick(), waiting, sent + waiting.length)
    yield* work(lane, sent % threads, sent, waiting, tick)
  }
}

function taskText(number: number): string {
  return JSON.stringify({
    id: number,
    to: `reader${number}@example.com`,
    subject: `Notice ${number}`,
    attempts: 0,
  })
}

function push(at: number, waiting: string[], number: number): RawEvent {
  const text = taskText(number)
  waiting.push(text)
  return {
    ...{ lane: 'main', at, kind: 'command', client: clientOf(1), db: 0, words: ['rpush', 'mail', text] },
    reply: { kind: 'integer', text: String(waiting.length) },
    ...{ durationMs: 0.021, waitedMs: 0 },
    changes: [
      {
        ...{ db: 0, key: 'mail', kind: 'list-edits' },
        edits: [{ at: waiting.length - 1, removed: 0, added: [text] }],
      },
    ],
  }
}

function* work(
  lane: string,
  index: number,
  number: number,
  waiting: string[],
  tick: () => number,
): Generator<RawEvent> {
  const text = waiting.shift() ?? ''
  const client = clientOf(index + 2)
  const words = ['blpop', 'mail', '0']
  yield { lane, at: tick(), kind: 'blocked', client: { ...client, waitsFor: ['mail'] }, words }
  yield {
    ...{ lane, at: tick(), kind: 'command', client, db: 0, words, durationMs: 0.034, waitedMs: 1 },
    reply: {
      ...{ kind: 'list', length: 2 },
      items: [
        { kind: 'text', text: 'mail', length: 4 },
        { kind: 'text', text, length: text.length },
      ],
    },
    changes: [{ db: 0, key: 'mail', kind: 'list-edits', edits: [{ at: 0, removed: 1, added: [] }] }],
  }
  yield* lines(lane, number, tick)
  yield* mail(lane, number, tick)
  yield {
    ...{ lane, at: tick(), kind: 'command', client, db: 0, words: ['hset', 'sent', String(number), 'yes'] },
    ...{ reply: { kind: 'integer', text: '1' }, durationMs: 0.018, waitedMs: 0 },
    changes: [
      {
        ...{ db: 0, key: 'sent', kind: 'entries', deleted: [] },
        set: [{ text: String(number), value: 'yes' }],
      },
    ],
  }
  yield {
    ...{ lane, at: tick(), kind: 'console' },
    entry: {
      ...{ level: 'log', form: 'line', count: 1, thread: lane, indent: 0 },
      values: [{ kind: 'primitive', type: 'string', text: `sent ${number}` }],
    },
  }
}

function* lines(lane: string, frame: number, tick: () => number): Generator<RawEvent> {
  const id = frame + 1
  yield {
    ...{ lane, at: tick(), kind: 'enter', frame: id, parent: null, name: 'sendNotice' },
    ...{ file: 'exercise.ts', line: 12, isAsync: true },
  }
  for (let line = 13; line < 17; line++)
    yield {
      ...{ lane, at: tick(), kind: 'step', frame: id, line },
      changes: [{ name: 'task', value: { kind: 'primitive', type: 'number', text: String(frame + line) } }],
    }
  yield { lane, at: tick(), kind: 'await', frame: id, line: 17 }
  yield { lane, at: tick(), kind: 'resume', frame: id }
  yield { lane, at: tick(), kind: 'leave', frame: id, how: 'returned' }
}

function* mail(lane: string, number: number, tick: () => number): Generator<RawEvent> {
  const session = number + 1
  const to = `reader${number}@example.com`
  const view = { id: session, client: `127.0.0.1:${50_000 + (number % 9_000)}`, port: 1025, openedAt: tick() }
  const open = { closedAt: null, end: null, user: null, mails: 0 }
  yield { lane, at: tick(), kind: 'session', session: { ...view, ...open } }
  const source = `From: notices@example.com\r\nTo: ${to}\r\nSubject: Notice ${number}\r\n\r\n${'Dear reader, this is what you asked for.\r\n'.repeat(8)}`
  const dialogue = [
    ['server', '220 mailroom ESMTP'],
    ['client', 'EHLO localhost'],
    ['server', '250-mailroom'],
    ['client', 'MAIL FROM:<notices@example.com>'],
    ['server', '250 Accepted'],
    ['client', `RCPT TO:<${to}>`],
    ['server', '250 Accepted'],
    ['client', 'DATA'],
    ['server', '354 End data with <CR><LF>.<CR><LF>'],
  ] as const
  for (const [from, text] of dialogue) yield { lane, at: tick(), kind: 'smtp', session, from, text }
  yield {
    ...{ lane, at: tick(), kind: 'mail' },
    mail: {
      id: session,
      session,
      from: 'notices@example.com',
      to: [to],
      subject: `Notice ${number}`,
      source,
    },
  }
  yield { lane, at: tick(), kind: 'smtp', session, from: 'server', text: '250 OK: message queued' }
  yield {
    ...{ lane, at: tick(), kind: 'session' },
    session: { ...view, closedAt: tick(), end: 'quit', user: null, mails: 1 },
  }
}

function clientOf(id: number): ClientView {
  return {
    ...{ id, name: '', address: `127.0.0.1:${50_000 + id}`, db: 0, waitsFor: null, isMonitor: false },
    subscriptions: [],
  }
}
