import fc from 'fast-check'
import { expect, test } from 'vitest'
import { execute } from '../../src/services/redis/executor.ts'
import type { ObservedCommand } from '../../src/services/redis/observer.ts'
import { ServerState } from '../../src/services/redis/server-state.ts'
import { TraceBatches, type TracedEvent } from '../../src/services/trace-batches.ts'
import type { RawEvent } from '../../src/trace/event.ts'
import { unpackEvents } from '../../src/trace/packed-events.ts'
import { dataTemplates } from './redis/command-templates.ts'
import { ManualClock } from './redis/manual-clock.ts'
import { hostile, wellFormed, type Words } from './redis/random-commands.ts'

/** What a command tells, read at once. */
function eventOf({ command, lane, at }: Traced): RawEvent {
  const { client, db, words, reply, durationMs, waitedMs, changes } = command
  const event = {
    ...{ lane, at, kind: 'command' as const, client, db, words, reply },
    ...{ durationMs: Math.round(durationMs * 1_000) / 1_000, waitedMs, changes: changes ?? [] },
  }
  return structuredClone(event)
}

type Traced = { readonly command: ObservedCommand; readonly lane: string; readonly at: number }

/** A server with three clients, whose commands become text, and what they told at once. */
function traced() {
  const clock = new ManualClock()
  const expected: RawEvent[] = []
  const events: unknown[] = []
  const batches = new TraceBatches({
    post: (message) => message.kind === 'trace' && events.push(...unpackEvents(message.text)),
    timers: { now: () => 0, setTimeout: () => undefined },
    onPack: () => undefined,
  })
  let at = 1_700_000_000_000.25
  const state: ServerState = new ServerState({
    clock,
    maxMemory: 64 * 2 ** 20,
    resume: () => undefined,
    observer: {
      onCommand(command) {
        at += 0.137
        const lane = command.client.id % 2 === 0 ? 'main' : 'Thread-1'
        expected.push(eventOf({ command, lane, at }))
        batches.add({ kind: 'ran', lane, at, command })
        if (command.parts.notes === null) state.observation?.watchKeys(state.databases)
      },
    },
  })
  state.observation?.watchKeys(state.databases)
  const open = () => state.open({ write: () => undefined, close: () => undefined })
  const clients = [open(), open(), open()]
  const run = (words: Words, number = 0): void => {
    const client = clients[number]
    if (!client || !state.clients.has(client.id)) clients[number] = open()
    else if (!client.waiter) state.turn(() => execute(state, client, { words, isTooLarge: false }))
  }
  return { run, batches, events, expected }
}

test.for([
  { name: 'well-formed', command: wellFormed(dataTemplates) },
  { name: 'hostile', command: hostile(dataTemplates) },
])('thousands of $name commands at random come out of the text as they were told at once', ({ command }) => {
  let count = 0
  const step = fc.record({ words: command, client: fc.constantFrom(0, 0, 0, 1, 2), isFlush: fc.nat(40) })
  const steps = fc.array(step, { maxLength: 200, size: 'max' })
  fc.assert(
    fc.property(steps, (all) => {
      const { run, batches, events, expected } = traced()
      for (const { words, client, isFlush } of all) {
        run(words, client)
        if (isFlush === 0) batches.flush()
      }
      batches.flush()
      expect(events).toEqual(expected)
      count += events.length
    }),
    { seed: 20_261_127, numRuns: 60, includeErrorInReport: true },
  )
  expect(count).toBeGreaterThan(3_000)
})

test.for([
  {
    name: 'text that is not ASCII',
    commands: [
      ['SET', 'schlüssel', 'grüße'],
      ['GET', 'schlüssel'],
    ],
  },
  { name: 'bytes that are no text', commands: [['RPUSH', '\xff', '\xfe\xff', 'a']] },
  {
    name: 'long texts',
    commands: [
      ['RPUSH', 'l', 'x'.repeat(3_000)],
      ['SET', 's', 'y'.repeat(3_000)],
      ['GET', 's'],
    ],
  },
  {
    name: 'a string with a time to live',
    commands: [
      ['SET', 's', 'x', 'EX', '10'],
      ['EXPIRE', 's', '20'],
      ['GETSET', 's', 'y'],
    ],
  },
  {
    name: 'a list with a time to live',
    commands: [
      ['RPUSH', 'l', 'a'],
      ['EXPIRE', 'l', '10'],
      ['RENAME', 'l', 'm'],
    ],
  },
  {
    name: 'a list that is too long to tell',
    commands: [
      ['RPUSH', 'l', ...Array<string>(6_000).fill('x')],
      ['LPOP', 'l'],
    ],
  },
  {
    name: 'an edit in the middle of a list',
    commands: [
      ['RPUSH', 'l', 'a', 'b', 'c'],
      ['LINSERT', 'l', 'BEFORE', 'b', 'x'],
      ['LSET', 'l', '1', 'y'],
    ],
  },
  {
    name: 'infinite scores',
    commands: [
      ['ZADD', 'z', 'inf', 'a', '-inf', 'b'],
      ['ZINCRBY', 'z', '1', 'a'],
    ],
  },
  {
    name: 'lists in lists',
    commands: [['ZADD', 'z', '1', 'a'], ['ZRANGE', 'z', '0', '-1', 'WITHSCORES'], ['ROLE']],
  },
  {
    name: 'errors and nothing',
    commands: [['NOSUCH'], ['GET', 'none'], ['LPOP', 'none', '2'], ['INCR', 's'], ['PING']],
  },
  {
    name: 'other databases',
    commands: [
      ['SET', 's', 'x'],
      ['MOVE', 's', '3'],
      ['SELECT', '3'],
      ['APPEND', 's', 'y'],
      ['SWAPDB', '0', '3'],
    ],
  },
  { name: 'a client that gets a name', commands: [['PING'], ['CLIENT', 'SETNAME', 'worker'], ['PING']] },
  { name: 'very many words', commands: [['RPUSH', 'l', ...Array<string>(300).fill('x')]] },
])('$name comes out of the text as it was told at once', ({ commands }) => {
  const { run, batches, events, expected } = traced()
  for (const words of commands) run(words)
  batches.flush()
  expect(events).toHaveLength(commands.length)
  expect(events).toEqual(expected)
})

test('is told when a batch is full, at once what is large, and else when the time is there', () => {
  const timers: (() => void)[] = []
  const counts: number[] = []
  const batches = new TraceBatches({
    post: (message) => message.kind === 'trace' && counts.push(message.count),
    timers: { now: () => 0, setTimeout: (callback) => timers.push(callback) },
    onPack: () => undefined,
  })
  const event = (seq: number): TracedEvent => ({
    lane: 'main',
    at: seq,
    kind: 'gap',
    count: 1,
    of: 'records',
  })
  for (let seq = 0; seq < 1_200; seq++) batches.add(event(seq))
  expect(timers).toHaveLength(1)
  timers[0]?.()
  expect(counts).toEqual([500, 500, 200])
})

test('an event that JSON cannot hold is left out, and nothing else', () => {
  const told: unknown[] = []
  const batches = new TraceBatches({
    post: (message) => message.kind === 'trace' && told.push(message.count, ...unpackEvents(message.text)),
    timers: { now: () => 0, setTimeout: () => undefined },
    onPack: () => undefined,
  })
  const cycle: Record<string, unknown> = { lane: 'main', at: 2, kind: 'gap', count: 2, of: 'records' }
  cycle['self'] = cycle
  const fine = (at: number): TracedEvent => ({ lane: 'main', at, kind: 'gap', count: 1, of: 'records' })
  for (const event of [fine(1), cycle as unknown as TracedEvent, fine(3)]) batches.add(event)
  batches.flush()
  expect(told).toEqual([2, fine(1), fine(3)])
})

test('a text that is none, or of a client that nobody told of, tells nothing', () => {
  expect(unpackEvents('')).toEqual([])
  expect(unpackEvents('{"kind":"gap"}')).toEqual([])
  expect(unpackEvents('[[0,1,1,0,["PING"],1,[]]]')).toEqual([])
})
