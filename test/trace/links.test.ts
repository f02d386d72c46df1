import { expect, test } from 'vitest'
import { TraceLog } from '../../src/trace/log.ts'
import {
  client,
  command,
  integer,
  itemsOf,
  linksOf,
  listOf,
  made,
  mailEvent,
  popped,
  pushed,
  text,
} from './made-events.ts'

function logOf(...events: Parameters<TraceLog['append']>[0]): TraceLog {
  const log = new TraceLog()
  log.append(events)
  return log
}

test('a pop is brought about by the push of the item it took, and both are about one task', () => {
  const log = logOf(
    command('main', 'RPUSH mail a', integer(1), [pushed('mail', 0, 'a')]),
    command('main', 'RPUSH mail b', integer(2), [pushed('mail', 1, 'b')]),
    command('worker', 'LPOP mail', text('a'), [popped('mail')]),
    command('worker', 'LPOP mail', text('b'), [popped('mail')]),
  )
  expect(linksOf(log, 1)).toEqual({ cause: null, task: 1 })
  expect(linksOf(log, 3)).toEqual({ cause: 1, task: 1 })
  expect(linksOf(log, 4)).toEqual({ cause: 2, task: 2 })
})

test('the last item of a list is known although the key is told to be gone', () => {
  const log = logOf(
    command('main', 'RPUSH mail a', integer(1), [pushed('mail', 0, 'a')]),
    command('worker', 'LPOP mail', text('a'), [{ db: 0, key: 'mail', kind: 'deleted' }]),
  )
  expect(linksOf(log, 2)).toEqual({ cause: 1, task: 1 })
})

test('an item that was handed to one who waited is found, although no list ever held it', () => {
  const waits = client(6, { waitsFor: ['mail'] })
  const log = logOf(
    made('worker', { kind: 'blocked', client: waits, words: ['BLPOP', 'mail', '0'] }),
    command('main', 'RPUSH mail a', integer(1)),
    command('worker', 'BLPOP mail 0', listOf('mail', 'a'), [], { waitedMs: 5 }),
  )
  expect(linksOf(log, 3)).toEqual({ cause: 2, task: 2 })
})

test('a task stays one when its item is moved, by one command or by two, also with another count of attempts', () => {
  const [first, again] = ['{"to":"ada@x.org","attempts":0}', '{"to":"ada@x.org","attempts":1}']
  const log = logOf(
    command('main', `RPUSH mail ${first}`, integer(1), [pushed('mail', 0, first)]),
    command('worker', 'LMOVE mail busy LEFT RIGHT', text(first), [popped('mail'), pushed('busy', 0, first)]),
    command('worker', 'RPOP busy', text(first), [popped('busy')]),
    command('worker', `RPUSH mail ${again}`, integer(1), [pushed('mail', 0, again)]),
    command('other', 'LPOP mail', text(again), [popped('mail')]),
  )
  expect([2, 3, 4, 5].map((seq) => linksOf(log, seq))).toEqual([
    { cause: 1, task: 1 },
    { cause: 2, task: 1 },
    { cause: 3, task: 1 },
    { cause: 4, task: 1 },
  ])
  // Moved by one command it is the same item; pushed again it is another item of the same task.
  expect(itemsOf(log.stateAt(2), 'busy')).toEqual([{ id: '1.0', text: first }])
  expect(itemsOf(log.stateAt(4), 'mail')).toEqual([{ id: '4.0', text: again }])
})

test('the same text pushed once more than it was taken is a task of its own', () => {
  const log = logOf(
    command('main', 'RPUSH mail a', integer(1), [pushed('mail', 0, 'a')]),
    command('main', 'LPOP mail', text('a'), [popped('mail')]),
    command('main', 'RPUSH mail a', integer(1), [pushed('mail', 0, 'a')]),
    command('main', 'RPUSH mail a', integer(2), [pushed('mail', 1, 'a')]),
  )
  expect(linksOf(log, 3).task).toBe(1)
  expect(linksOf(log, 4)).toEqual({ cause: null, task: 4 })
})

test('a delayed task is one from its sorted set to the list and the worker', () => {
  const entries = (set: readonly { text: string; score: number }[], deleted: readonly string[]) =>
    ({ db: 0, key: 'delayed', kind: 'entries', set, deleted }) as const
  const log = logOf(
    command('main', 'ZADD delayed 5 a', integer(1), [entries([{ text: 'a', score: 5 }], [])]),
    command('mover', 'ZREM delayed a', integer(1), [entries([], ['a'])]),
    command('mover', 'RPUSH mail a', integer(1), [pushed('mail', 0, 'a')]),
    command('worker', 'LPOP mail', text('a'), [popped('mail')]),
  )
  expect([2, 3, 4].map((seq) => linksOf(log, seq))).toEqual([
    { cause: 1, task: 1 },
    { cause: 2, task: 1 },
    { cause: 3, task: 1 },
  ])
})

test('an item that was there before the run is a task from its taking on, and keeps its name when it is moved', () => {
  const key = { db: 0, key: 'mail', deadline: null, type: 'list', entries: [{ text: 'a' }], length: 1 }
  const log = logOf(
    made('server', { kind: 'snapshot', keys: [key], clients: [], mails: [], sessions: [] }),
    command('worker', 'LMOVE mail busy LEFT RIGHT', text('a'), [popped('mail'), pushed('busy', 0, 'a')]),
    command('worker', 'LREM busy 1 a', integer(1), [popped('busy')]),
  )
  expect(itemsOf(log.stateAt(1), 'mail')).toEqual([{ id: 'l1.0', text: 'a' }])
  expect(itemsOf(log.stateAt(2), 'busy')).toEqual([{ id: 'l1.0', text: 'a' }])
  expect(linksOf(log, 2)).toEqual({ cause: null, task: 2 })
  expect(linksOf(log, 3)).toEqual({ cause: 2, task: 2 })
})

function say(lane: string, session: number, line: string): ReturnType<typeof made> {
  return made(lane, { kind: 'smtp', session, from: 'client', text: line })
}

test('dialogue and mail are about the task that mentions the recipient, though another was taken since', () => {
  const log = logOf(
    command('main', 'RPUSH mail ada@x.org bob@x.org', integer(2), [pushed('mail', 0, 'ada@x.org')]),
    command('main', 'RPUSH mail bob@x.org', integer(2), [pushed('mail', 1, 'bob@x.org')]),
    command('worker', 'LPOP mail', text('ada@x.org'), [popped('mail')]),
    command('worker', 'LPOP mail', text('bob@x.org'), [popped('mail')]),
    say('worker', 1, 'EHLO localhost'),
    say('worker', 1, 'MAIL FROM:<us@x.org>'),
    say('worker', 1, 'RCPT TO:<Ada@x.org>'),
    mailEvent('worker', 1, 'ada@x.org'),
    say('worker', 1, 'MAIL FROM:<us@x.org>'),
    say('worker', 1, 'RCPT TO:<bob@x.org>'),
    mailEvent('worker', 1, 'bob@x.org'),
  )
  // What was said before the recipient is found to be about the same task.
  expect([5, 6, 7, 8].map((seq) => linksOf(log, seq).task)).toEqual([1, 1, 1, 1])
  expect(linksOf(log, 8).cause).toBe(3)
  expect([9, 10].map((seq) => linksOf(log, seq).task)).toEqual([2, 2])
  expect(linksOf(log, 11)).toEqual({ cause: 4, task: 2 })
})

test('a mail whose recipient no task mentions is about the one whose text it has, else about the last one', () => {
  const log = logOf(
    command('main', 'RPUSH mail news', integer(1), [pushed('mail', 0, 'news')]),
    command('main', 'RPUSH mail other', integer(2), [pushed('mail', 1, 'other')]),
    command('worker', 'LPOP mail', text('news'), [popped('mail')]),
    command('worker', 'LPOP mail', text('other'), [popped('mail')]),
    mailEvent('worker', 1, 'ada@x.org', 'Subject: x\r\n\r\nthe news'),
    mailEvent('worker', 2, 'ada@x.org'),
  )
  expect(linksOf(log, 5)).toEqual({ cause: 3, task: 1 })
  expect(linksOf(log, 6)).toEqual({ cause: 4, task: 2 })
})

test('what a lane does between two pops is about the task it took', () => {
  const entry = { level: 'log', form: 'line', values: [], count: 1, indent: 0 }
  const log = logOf(
    command('main', 'RPUSH mail a', integer(1), [pushed('mail', 0, 'a')]),
    made('worker', { kind: 'console', entry }),
    command('worker', 'LPOP mail', text('a'), [popped('mail')]),
    command('worker', 'SET sent a', { kind: 'status', text: 'OK' }),
    made('worker', { kind: 'console', entry }),
    made('worker', { kind: 'timer-set', timer: 1, ms: 5 }),
    made('worker', { kind: 'timer-fired', timer: 1 }),
    made('main', { kind: 'console', entry }),
  )
  expect([2, 4, 5, 6, 7, 8].map((seq) => linksOf(log, seq).task)).toEqual([null, 1, 1, 1, 1, null])
  expect(linksOf(log, 7).cause).toBe(6)
})

test('messages are brought about by PUBLISH, whichever is told first', () => {
  const message = made('main', { kind: 'message', client: client(9), channel: 'news', text: 'hi' })
  const publish = command('worker', 'PUBLISH news hi', integer(1))
  const log = logOf(message, publish, message, publish, publish, message)
  expect([1, 3, 6].map((seq) => linksOf(log, seq).cause)).toEqual([2, 4, 5])
})

test('threads, timers, fetches, requests and tests are joined with their beginnings', () => {
  const log = logOf(
    made('main', { kind: 'thread', thread: 'Thread-1', target: 'worker' }),
    made('Thread-1', { kind: 'start', target: 'worker' }),
    made('main', { kind: 'fetch', id: 1, method: 'GET', url: 'http://x' }),
    made('Thread-1', { kind: 'fetched', id: 1, status: 200, text: '' }),
    made('main', { kind: 'fetched', id: 1, status: 200, text: '' }),
    made('main', { kind: 'request', id: 1, method: 'GET', path: '/' }),
    made('main', { kind: 'response', id: 1, status: 200 }),
    made('tests', { kind: 'test', name: 'sends' }),
    made('tests', { kind: 'tested', name: 'sends', status: 'pass', message: '' }),
  )
  expect([2, 4, 5, 7, 9].map((seq) => linksOf(log, seq).cause)).toEqual([1, null, 3, 6, 8])
})

test('items of a learner’s own queue are tasks as well', () => {
  const queue = (items: readonly string[], method: string) =>
    made('main', {
      ...{ kind: 'structure', id: 1, type: 'MyQueue', label: 'inbox', items, size: items.length, method },
    })
  const log = logOf(queue(['a'], "push('a')"), queue(['a', 'b'], "push('b')"), queue(['b'], 'pop()'))
  expect([1, 2, 3].map((seq) => linksOf(log, seq))).toEqual([
    { cause: null, task: 1 },
    { cause: null, task: 2 },
    { cause: 1, task: 1 },
  ])
})
