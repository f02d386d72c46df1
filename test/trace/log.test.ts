import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RawEvent } from '../../src/trace/event.ts'
import type { EventFilter } from '../../src/trace/filter.ts'
import { nothingYet } from '../../src/trace/frozen-state.ts'
import { TraceLog, eventKinds } from '../../src/trace/log.ts'
import { Reducer } from '../../src/trace/reducer.ts'
import { command, edits, integer, made, mailEvent, plain, printed } from './made-events.ts'
import { anyRecording } from './random-events.ts'

const all: EventFilter = { text: '', lanes: null, groups: null, task: null }

/** Lists, hashes and sorted sets that are edited at random, among events of all other kinds. */
const anyEdits = fc
  .array(
    fc.oneof(
      fc.record({
        kind: fc.constant('list-edits' as const),
        edits: fc.array(
          fc.record({
            at: fc.nat(6),
            removed: fc.nat(3),
            added: fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 }),
          }),
          { minLength: 1, maxLength: 3 },
        ),
      }),
      fc.record({
        kind: fc.constant('entries' as const),
        set: fc.array(fc.record({ text: fc.constantFrom('a', 'b', 'c'), score: fc.nat(4) }), {
          maxLength: 3,
        }),
        deleted: fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 2 }),
      }),
      fc.constant({ kind: 'deleted' as const }),
    ),
    { maxLength: 40 },
  )
  .map((changes) =>
    changes.map((change) => command('main', 'EVAL x', integer(1), [{ db: 0, key: change.kind, ...change }])),
  )

const anyRun = fc.tuple(anyRecording, anyEdits, fc.nat()).map(([events, edited, seed]) =>
  // Mixed, but always the same way.
  [...events, ...edited].toSorted(
    (one, other) => ((one.at * 7_919 + seed) % 101) - ((other.at * 7_919 + seed) % 101),
  ),
)

/** What a reducer without pages and keyframes makes of the events. */
function replayed(events: readonly RawEvent[]): unknown {
  const reducer = new Reducer(nothingYet)
  for (const event of events) reducer.apply(event)
  return plain(reducer.freeze())
}

test('the state at any event is the same live, from a keyframe, stepped to, and looked at again', () => {
  fc.assert(
    fc.property(anyRun, fc.infiniteStream(fc.nat()), (events, seeks) => {
      const log = new TraceLog({ keyframeEvery: 7 })
      const states = events.map((event) => {
        log.append([event])
        return plain(log.stateAt(log.lastSeq))
      })
      for (const [index, state] of states.entries()) {
        expect(plain(log.stateAt(index + 1))).toEqual(state)
        expect(state).toEqual(replayed(events.slice(0, index + 1)))
      }
      for (let count = 0; count < 10; count++) {
        const seq = (seeks.next().value ?? 0) % (events.length + 1)
        if (seq > 0) expect(plain(log.stateAt(seq))).toEqual(states[seq - 1])
      }
    }),
    { numRuns: 60 },
  )
})

test('a state that was given out stays as it was', () => {
  const log = new TraceLog({ keyframeEvery: 4 })
  const push = (text: string): RawEvent =>
    command('main', `RPUSH mail ${text}`, integer(1), [edits('mail', { at: 0, removed: 0, added: [text] })])
  log.append([push('a'), push('b')])
  const before = log.stateAt(2)
  const copy = plain(before)
  log.append([push('c'), push('d'), push('e'), push('f')])
  log.stateAt(3)
  log.stateAt(4)
  expect(plain(before)).toEqual(copy)
})

test('folding changes no state from the first event on', () => {
  fc.assert(
    fc.property(anyRun, (events) => {
      const whole = new TraceLog({ keyframeEvery: 5 })
      const folded = new TraceLog({ keyframeEvery: 5, most: 10 })
      whole.append(events)
      folded.append(events)
      expect(folded.lastSeq).toBe(whole.lastSeq)
      expect(folded.lastSeq - folded.foldedCount).toBeLessThan(15)
      for (let seq = folded.firstSeq - 1; seq <= folded.lastSeq; seq++)
        expect(plain(folded.stateAt(seq))).toEqual(plain(whole.stateAt(seq)))
      expect(plain(folded.stateAt(0))).toEqual(plain(whole.stateAt(folded.firstSeq - 1)))
      expect(folded.events(folded.firstSeq, folded.lastSeq)).toEqual(
        whole.events(folded.firstSeq, whole.lastSeq),
      )
    }),
    { numRuns: 60 },
  )
})

test('errors and mails are kept with their numbers and links when all around them is folded', () => {
  const error = { name: 'TypeError', message: 'no', frames: [] }
  const uncaught = made('main', {
    kind: 'console',
    entry: { level: 'error', form: 'line', values: [], count: 1, indent: 0, error },
  })
  const log = new TraceLog({ keyframeEvery: 4, most: 8 })
  log.append([
    command('main', 'RPUSH mail ada@x.org', integer(1), [
      edits('mail', { at: 0, removed: 0, added: ['ada@x.org'] }),
    ]),
    command('main', 'LPOP mail', { kind: 'text', text: 'ada@x.org', length: 9 }, [
      edits('mail', { at: 0, removed: 1, added: [] }),
    ]),
    mailEvent('main', 1, 'ada@x.org'),
    printed('main', 'gone'),
    uncaught,
    made('tests', { kind: 'tested', name: 'sends', status: 'fail', message: 'no mail' }),
    made('tests', { kind: 'tested', name: 'counts', status: 'pass', message: '' }),
    ...Array.from({ length: 30 }, (_, index) => printed('other', String(index))),
  ])
  expect(log.firstSeq).toBeGreaterThan(7)
  expect(log.event(4)).toBeUndefined()
  expect(log.event(3)).toMatchObject({ kind: 'mail', seq: 3, cause: 2, task: 1 })
  expect(log.event(5)).toMatchObject({ kind: 'console', seq: 5 })
  expect(log.find(all).slice(0, 4)).toEqual([3, 5, 6, log.firstSeq])
  expect(log.events(1, log.firstSeq).map(({ seq }) => seq)).toEqual([3, 5, 6, log.firstSeq])
  expect(log.find({ ...all, task: 1 })).toEqual([3, 5])
  expect(log.stateAt(log.lastSeq).mails).toHaveLength(1)
})

test('columns tell each event’s place, whatever was folded', () => {
  fc.assert(
    fc.property(anyRun, (events) => {
      const log = new TraceLog({ keyframeEvery: 4, most: 8 })
      for (const event of events) log.append([event])
      const { at, lane, kind, cause, task } = log.columns
      for (let seq = log.firstSeq; seq <= log.lastSeq; seq++) {
        const place = seq - log.firstSeq
        const event = log.event(seq)
        expect(event).toMatchObject({ ...events[seq - 1], seq })
        expect(at[place]).toBe(event?.at)
        expect(log.lanes[lane[place] ?? -1]).toBe(event?.lane)
        expect(eventKinds[kind[place] ?? -1]).toBe(event?.kind)
        expect(cause[place]).toBe(event?.cause ?? 0)
        expect(task[place]).toBe(event?.task ?? 0)
      }
    }),
    { numRuns: 30 },
  )
})

test('columns hold when they outgrow their first room, and when much is folded', () => {
  const log = new TraceLog({ most: 20_000 })
  const events = Array.from({ length: 64_000 }, (_, index) => printed(`lane ${index % 3}`, String(index)))
  log.append(events)
  expect(log.firstSeq).toBe(43_009)
  const { at, lane } = log.columns
  for (const seq of [43_009, 50_000, 64_000]) {
    expect(at[seq - log.firstSeq]).toBe(events[seq - 1]?.at)
    expect(lane[seq - log.firstSeq]).toBe((seq - 1) % 3)
  }
})

test('what is searched is found by words, lanes, groups and task, and goes on being found while the recording grows', () => {
  const log = new TraceLog({ keyframeEvery: 4 })
  log.append([
    printed('main', 'sent 1'),
    command('Thread-1', 'SET a 1', { kind: 'error', text: 'ERR no' }),
    printed('Thread-1', 'Sent 2'),
    printed('main', 'sent 10'),
    command('Thread-1', 'GET a', integer(1)),
  ])
  expect(log.find({ ...all, text: 'SENT' })).toEqual([1, 3, 4])
  expect(log.find({ ...all, text: 'sent 1' })).toEqual([1, 4])
  expect(log.find({ ...all, text: 'thread-1' })).toEqual([2, 3, 5])
  expect(log.find({ ...all, lanes: new Set(['main']) })).toEqual([1, 4])
  expect(log.find({ ...all, groups: new Set(['redis']) })).toEqual([2, 5])
  expect(log.find({ ...all, groups: new Set(['trouble', 'console']) })).toEqual([1, 2, 3, 4])
  expect(log.find({ ...all, lanes: new Set(['main']), text: 'sent 1' })).toEqual([1, 4])
  log.append([printed('main', 'sent 11'), printed('Thread-1', 'sent 12')])
  expect(log.find({ ...all, lanes: new Set(['main']), text: 'sent 1' })).toEqual([1, 4, 6])
  expect(log.find({ ...all, text: 'sent 1' })).toEqual([1, 4, 6, 7])
})

test('the next event of a lane and of a task is found in both directions', () => {
  const log = new TraceLog()
  log.append([
    command('main', 'RPUSH mail a', integer(1), [edits('mail', { at: 0, removed: 0, added: ['a'] })]),
    printed('worker', 'x'),
    command('worker', 'LPOP mail', { kind: 'text', text: 'a', length: 1 }, [
      edits('mail', { at: 0, removed: 1, added: [] }),
    ]),
    printed('main', 'y'),
  ])
  expect(log.nextInLane(1, 1)).toBe(4)
  expect(log.nextInLane(3, -1)).toBe(2)
  expect(log.nextInLane(4, 1)).toBeNull()
  expect(log.nextOfTask(1, 1)).toBe(3)
  expect(log.nextOfTask(3, -1)).toBe(1)
  expect(log.nextOfTask(2, 1)).toBeNull()
  expect(log.nextInLane(99, -1)).toBeNull()
})

test('an empty log and one of unknown kinds say that there is nothing', () => {
  const log = new TraceLog()
  log.append([{ lane: 'main', at: 1, kind: 'from the future' } as unknown as RawEvent])
  expect([log.lastSeq, log.firstSeq, log.foldedCount, log.startMs]).toEqual([0, 1, 0, 0])
  expect(log.event(1)).toBeUndefined()
  expect(log.stateAt(5)).toMatchObject({ seq: 0, lanes: [], keys: [] })
})

test('scores without an end, wide characters and half ones come out as they went in', () => {
  const log = new TraceLog({ keyframeEvery: 2 })
  const events = [
    command('main', 'ZADD z +inf ✉', integer(1), [
      { db: 0, key: 'z', kind: 'entries', set: [{ text: '✉\uD83D', score: Infinity }], deleted: [] },
    ]),
    printed('main', '信 é \\u00e9'),
  ]
  log.append(events)
  expect(log.event(1)).toMatchObject(events[0] ?? {})
  expect(log.event(2)).toMatchObject(events[1] ?? {})
})
