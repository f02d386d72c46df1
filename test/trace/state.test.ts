import { expect, test } from 'vitest'
import type { RawEvent } from '../../src/trace/event.ts'
import type { LaneState, TraceState } from '../../src/trace/state.ts'
import { TraceLog } from '../../src/trace/log.ts'
import {
  client,
  command,
  edits,
  integer,
  itemsOf,
  made,
  mailEvent,
  popped,
  printed,
  pushed,
  text,
} from './made-events.ts'

function stateAfter(...events: readonly RawEvent[]): TraceState {
  const log = new TraceLog({ keyframeEvery: 2 })
  log.append(events)
  return log.stateAt(log.lastSeq)
}

function laneOf(state: TraceState, lane: string): LaneState | undefined {
  return state.lanes.find((other) => other.lane === lane)
}

test('items of a list keep their names while others come and go', () => {
  const state = stateAfter(
    command('main', 'RPUSH mail a b c', integer(3), [pushed('mail', 0, 'a', 'b', 'c')]),
    command('main', 'LPUSH mail z', integer(4), [edits('mail', { at: 0, removed: 0, added: ['z'] })]),
    command('main', 'LREM mail 1 b', integer(1), [edits('mail', { at: 2, removed: 1, added: [] })]),
    command('main', 'LPOP mail', text('z'), [popped('mail')]),
  )
  expect(itemsOf(state, 'mail')).toEqual([
    { id: '1.0', text: 'a' },
    { id: '1.2', text: 'c' },
  ])
  expect(state.key(0, 'mail')).toMatchObject({ type: 'list', length: 2 })
})

test('a list whose whole value is told again keeps the names of what was there', () => {
  const entries = ['b', 'c', 'd'].map((item) => ({ text: item }))
  const state = stateAfter(
    command('main', 'RPUSH mail a b c', integer(3), [pushed('mail', 0, 'a', 'b', 'c')]),
    command('main', 'EVAL x', integer(3), [
      { db: 0, key: 'mail', kind: 'value', deadline: 5, type: 'list', entries, length: 3 },
    ]),
  )
  expect(itemsOf(state, 'mail').map(({ id }) => id)).toEqual(['1.1', '1.2', '2.0'])
  expect(state.key(0, 'mail')?.deadline).toBe(5)
})

test('of a long list the items that were not told have a place and a name, and keep it when the first leaves', () => {
  const entries = [{ text: 'a' }, { text: 'b' }]
  const told = made('server', {
    kind: 'snapshot',
    keys: [{ db: 0, key: 'mail', deadline: null, type: 'list', entries, length: 100_000 }],
    clients: [],
    mails: [],
    sessions: [],
  })
  const before = stateAfter(told)
  const after = stateAfter(told, command('main', 'LPOP mail', text('a'), [popped('mail')]))
  expect(
    before
      .key(0, 'mail')
      ?.items.slice(0, 2)
      .map(({ id }) => id),
  ).toEqual(['l1.0', 'l1.1'])
  const item = before.key(0, 'mail')?.items.slice(99_999, 100_000)[0]
  expect(after.key(0, 'mail')?.items.slice(99_998, 99_999)).toEqual([item])
  expect(after.key(0, 'mail')?.length).toBe(99_999)
  expect(new Set(itemsOf(after, 'mail').map(({ id }) => id)).size).toBe(99_999)
})

test('keys are sorted by database and name, and gone when they are deleted, expired or empty', () => {
  const set = (db: number, key: string): RawEvent =>
    command('main', `SET ${key} 1`, integer(1), [
      { db, key, kind: 'value', deadline: null, type: 'string', text: '1', length: 1 },
    ])
  const state = stateAfter(
    ...[set(1, 'a'), set(0, 'b'), set(0, 'a'), set(0, 'c'), set(0, 'd')],
    command('main', 'DEL c', integer(1), [{ db: 0, key: 'c', kind: 'deleted' }]),
    made('server', { kind: 'expired', db: 0, key: 'd' }),
    command('main', 'RPUSH mail a', integer(1), [pushed('mail', 0, 'a')]),
    command('main', 'LPOP mail', text('a'), [popped('mail')]),
    command('main', 'EXPIRE a 5', integer(1), [{ db: 0, key: 'a', kind: 'deadline', deadline: 7 }]),
  )
  expect(state.keys.map(({ db, key }) => `${db}:${key}`)).toEqual(['0:a', '0:b', '1:a'])
  expect(state.key(0, 'a')?.deadline).toBe(7)
  expect(state.key(1, 'b')).toBeUndefined()
})

test('hashes tell their fields in the order they came, sorted sets theirs by score', () => {
  const state = stateAfter(
    command('main', 'HSET h b 1 a 1', integer(2), [
      {
        ...{ db: 0, key: 'h', kind: 'entries', deleted: [] },
        set: [
          { text: 'b', value: '1' },
          { text: 'a', value: '1' },
        ],
      },
    ]),
    command('main', 'HSET h b 2', integer(0), [
      { db: 0, key: 'h', kind: 'entries', set: [{ text: 'b', value: '2' }], deleted: [] },
    ]),
    command('main', 'ZADD z 2 x 1 y', integer(2), [
      {
        ...{ db: 0, key: 'z', kind: 'entries', deleted: [] },
        set: [
          { text: 'x', score: 2 },
          { text: 'y', score: 1 },
          { text: 'w', score: 2 },
        ],
      },
    ]),
    command('main', 'ZADD z 0 x', integer(0), [
      { db: 0, key: 'z', kind: 'entries', set: [{ text: 'x', score: 0 }], deleted: ['w'] },
    ]),
  )
  expect(state.key(0, 'h')).toMatchObject({ type: 'hash', length: 2 })
  expect(state.key(0, 'h')?.entries).toEqual([
    { text: 'b', value: '2' },
    { text: 'a', value: '1' },
  ])
  expect(state.key(0, 'z')?.entries).toEqual([
    { text: 'x', score: 0 },
    { text: 'y', score: 1 },
  ])
})

test('a lane waits for a key, a timer, an answer, and runs on when that has come', () => {
  const waits = client(6, { waitsFor: ['mail'] })
  const log = new TraceLog()
  log.append([
    made('main', { kind: 'thread', thread: 'worker', target: 'work' }),
    made('worker', { kind: 'start', target: 'work' }),
    made('worker', { kind: 'blocked', client: waits, words: ['blpop', 'mail', '0'] }),
    command('worker', 'BLPOP mail 0', { kind: 'nil' }),
    made('worker', { kind: 'timer-set', timer: 1, ms: 500 }),
    made('worker', { kind: 'timer-fired', timer: 1 }),
    made('worker', { kind: 'fetch', id: 1, method: 'GET', url: 'http://x' }),
    made('worker', { kind: 'fetched', id: 1, status: 200, text: '' }),
    made('worker', { kind: 'end', how: 'returned' }),
  ])
  const activity = (seq: number): unknown => laneOf(log.stateAt(seq), 'worker')?.activity
  expect(activity(1)).toMatchObject({ kind: 'waiting', what: 'start' })
  expect(activity(2)).toEqual({ kind: 'running' })
  expect(activity(3)).toEqual({ kind: 'waiting', what: 'BLPOP mail', since: log.event(3)?.at })
  expect(log.stateAt(3).clients).toEqual([waits])
  expect(activity(4)).toEqual({ kind: 'running' })
  expect(activity(5)).toMatchObject({ kind: 'waiting', what: 'timer 500 ms' })
  expect(activity(6)).toEqual({ kind: 'running' })
  expect(activity(7)).toMatchObject({ kind: 'waiting', what: 'answer of GET http://x' })
  expect(activity(8)).toEqual({ kind: 'running' })
  expect(activity(9)).toEqual({ kind: 'ended', how: 'returned' })
  expect(laneOf(log.stateAt(9), 'worker')).toMatchObject({ parent: 'main', target: 'work' })
})

test('lanes that do not end are cut off when the run is over; what people and servers do has no lane', () => {
  const state = stateAfter(
    made('main', { kind: 'start', target: 'main' }),
    made('worker', { kind: 'start', target: 'work' }),
    made('main', { kind: 'end', how: 'threw' }),
    command('prompt', 'GET a', { kind: 'nil' }),
    made('server', { kind: 'over', text: 'stopped', isTrouble: false }),
  )
  expect(state.lanes.map(({ lane, activity }) => [lane, activity])).toEqual([
    ['main', { kind: 'ended', how: 'threw' }],
    ['worker', { kind: 'ended', how: 'cut off' }],
  ])
})

const value = (number: number): unknown => ({ kind: 'primitive', type: 'number', text: String(number) })

function enter(frame: number, parent: number | null, name: string): RawEvent {
  return made('main', { kind: 'enter', frame, parent, name, file: 'exercise.ts', line: 1, isAsync: true })
}

test('calls form a stack, with variables, what changed of them, and rounds', () => {
  const change = (name: string, number: number): unknown => ({ name, value: value(number) })
  const log = new TraceLog()
  log.append([
    enter(1, null, 'main'),
    made('main', { kind: 'step', frame: 1, line: 2, changes: [change('a', 1), change('b', 1)] }),
    enter(2, 1, 'pop'),
    made('main', { kind: 'step', frame: 2, line: 9, loop: { line: 8, count: 3 } }),
    made('main', { kind: 'leave', frame: 2, how: 'returned' }),
    made('main', { kind: 'step', frame: 1, line: 3, changes: [change('b', 2)] }),
    made('main', { kind: 'await', frame: 1, line: 3 }),
  ])
  const stack = (seq: number) => laneOf(log.stateAt(seq), 'main')?.stack ?? []
  expect(stack(4).map(({ name, line }) => [name, line])).toEqual([
    ['pop', 9],
    ['main', 2],
  ])
  expect(stack(4)[0]?.loop).toEqual({ line: 8, count: 3 })
  expect(stack(5).map(({ name }) => name)).toEqual(['main'])
  expect(stack(6)[0]?.variables.map(({ name, isChanged }) => [name, isChanged])).toEqual([
    ['a', false],
    ['b', true],
  ])
  expect(stack(7)[0]).toMatchObject({ isWaiting: true, line: 3 })
  expect(laneOf(log.stateAt(7), 'main')?.activity).toMatchObject({ kind: 'waiting', what: 'await' })
})

test('calls of async functions stay apart: the stack is that of the one that goes on', () => {
  const log = new TraceLog()
  log.append([
    enter(1, null, 'main'),
    enter(2, 1, 'first'),
    made('main', { kind: 'await', frame: 2, line: 5 }),
    enter(3, 1, 'second'),
    made('main', { kind: 'await', frame: 3, line: 6 }),
    made('main', { kind: 'leave', frame: 1, how: 'returned' }),
    made('main', { kind: 'resume', frame: 2 }),
  ])
  const [frame, ...rest] = laneOf(log.stateAt(7), 'main')?.stack ?? []
  expect(frame).toMatchObject({ name: 'first', isWaiting: false, line: 5 })
  expect(rest).toEqual([])
})

test('items of drawn structures keep their names when they stay, and when they go from one to another', () => {
  const stack = (id: number, items: readonly string[], method: string | null): RawEvent =>
    made('main', {
      ...{ kind: 'structure', id, type: 'MyStack', label: id === 1 ? 'inbox' : 'outbox' },
      ...{ items, size: items.length, method },
    })
  const log = new TraceLog()
  log.append([
    stack(1, ['a', 'b'], null),
    stack(2, [], null),
    stack(1, ['a'], 'pop()'),
    stack(2, ['b'], "push('b')"),
    stack(1, ['a', 'b'], "push('b')"),
  ])
  const ids = (seq: number): unknown =>
    log.stateAt(seq).structures.map(({ items }) => items.map(({ id }) => id))
  expect(ids(1)).toEqual([['1.0', '1.1']])
  expect(ids(4)).toEqual([['1.0'], ['1.1']])
  expect(ids(5)).toEqual([['1.0', '5.0'], ['1.1']])
  expect(log.stateAt(4).structures[1]).toMatchObject({ method: "push('b')", changedAt: 4, label: 'outbox' })
})

test('sessions, mails, clients and console lines are told, and replaced by a snapshot', () => {
  const session = (id: number, end: string | null): unknown => ({
    ...{ id, client: '127.0.0.1:5', port: 1025, openedAt: 1, closedAt: null, end, user: null, mails: 0 },
  })
  const log = new TraceLog()
  log.append([
    made('main', { kind: 'start', target: 'main' }),
    made('main', { kind: 'session', session: session(1, null) }),
    made('main', { kind: 'session', session: session(1, 'quit') }),
    mailEvent('main', 1, 'ada@x.org'),
    made('main', { kind: 'client-opened', client: client(2) }),
    made('main', { kind: 'client-opened', client: client(1) }),
    made('main', { kind: 'client-closed', client: client(2) }),
    printed('main', 'x'),
    made('server', { kind: 'snapshot', keys: [], clients: [client(7)], mails: [], sessions: [] }),
  ])
  const state = log.stateAt(8)
  expect(state.sessions).toEqual([session(1, 'quit')])
  expect(state.mails).toMatchObject([{ to: ['ada@x.org'], at: log.event(4)?.at }])
  expect(state.clients.map(({ id }) => id)).toEqual([1])
  expect(state.consoleLines).toBe(1)
  const after = log.stateAt(9)
  expect([after.sessions, after.mails, after.clients]).toEqual([[], [], [client(7)]])
  expect(after.lanes).toHaveLength(1)
})
