import { expect, test } from 'vitest'
import { LaneRecorder, mostEvents } from '../../src/sandbox/lane-recorder.ts'
import type { LaneRecord, SentRecords } from '../../src/wire/lane-messages.ts'

const recordsOf = (sent: SentRecords): readonly LaneRecord[] =>
  typeof sent === 'string' ? (JSON.parse(sent) as LaneRecord[]) : sent

function open() {
  const posted: (readonly LaneRecord[])[] = []
  const times = { now: 0, at: 5000 }
  let deferred: (() => void)[] = []
  const recorder = new LaneRecorder({
    lane: 'main',
    post: ({ records }) => posted.push(recordsOf(records)),
    at: () => times.at,
    now: () => times.now,
    defer: (flush) => deferred.push(flush),
  })
  const turn = (): void => {
    const flushes = deferred
    deferred = []
    for (const flush of flushes) flush()
  }
  return { recorder, posted, times, turn, deferrals: () => deferred.length }
}

const fired = (timer: number) => ({ kind: 'timer-fired', timer }) as const

test('the first event of a while goes at once, those after it together, each with the time at which it happened', () => {
  const { recorder, posted, times, turn } = open()
  recorder.add({ kind: 'start', target: 'main' })
  expect(posted).toEqual([[{ at: 5000, kind: 'start', target: 'main' }]])
  times.at = 5000.25
  recorder.add(fired(1))
  times.at = 5001
  recorder.add(fired(2))
  expect(posted).toHaveLength(1)
  turn()
  expect(posted[1]).toEqual([
    { at: 5000.25, kind: 'timer-fired', timer: 1 },
    { at: 5001, kind: 'timer-fired', timer: 2 },
  ])
  turn()
  expect(posted).toHaveLength(2)
})

test('a loop that gives nobody a turn is told of all the same: after a while, and in pieces of 500', () => {
  const { recorder, posted, times } = open()
  for (let timer = 0; timer < 1001; timer++) recorder.add(fired(timer))
  expect(posted.map(({ length }) => length)).toEqual([1, 500, 500])
  recorder.add(fired(1001))
  times.now = 11
  recorder.add(fired(1002))
  expect(posted.at(-1)).toHaveLength(2)
})

test('after the cap only what is kept in any case is told, and once that the rest is not', () => {
  const { recorder, posted } = open()
  for (let timer = 0; timer < 2 * mostEvents; timer++) recorder.add(fired(timer))
  recorder.add({ kind: 'leave', frame: 1, how: 'returned' }, true)
  recorder.end('returned')
  const records = posted.flat()
  expect(records.slice(mostEvents)).toMatchObject([
    { kind: 'console', entry: { form: 'note', values: [{ text: expect.stringContaining('not recorded') }] } },
    { kind: 'leave' },
    { kind: 'end', how: 'returned' },
  ])
  expect(records[mostEvents - 1]).toMatchObject(fired(mostEvents - 1))
})

test('what is kept in any case does not count', () => {
  const { recorder, posted } = open()
  for (let frame = 0; frame < 2 * mostEvents; frame++) recorder.add({ kind: 'resume', frame }, true)
  recorder.add(fired(1))
  recorder.flush()
  expect(posted.flat().at(-1)).toMatchObject(fired(1))
})

test('many at once go as text, unless that is bent', () => {
  const sent: SentRecords[] = []
  let flush = (): void => {}
  const recorder = new LaneRecorder({
    lane: 'main',
    post: ({ records }) => sent.push(records),
    at: () => 1,
    now: () => 0,
    defer: (later) => (flush = later),
  })
  const tell = (): void => {
    for (let timer = 0; timer < 30; timer++) recorder.add(fired(timer))
    flush()
  }
  tell()
  expect(typeof sent.at(-1)).toBe('string')
  Object.defineProperty(Array.prototype, 'toJSON', { value: () => 'forged', configurable: true })
  try {
    tell()
  } finally {
    Reflect.deleteProperty(Array.prototype, 'toJSON')
  }
  expect(sent.at(-1)).toHaveLength(30)
})

test('a lane that tells a lot in one turn asks once to be called back', () => {
  const { recorder, posted, turn, deferrals } = open()
  for (let timer = 0; timer < 1200; timer++) recorder.add(fired(timer))
  expect(posted.map(({ length }) => length)).toEqual([1, 500, 500])
  expect(deferrals()).toBe(1)
  turn()
  expect(posted.at(-1)).toHaveLength(199)
  recorder.add(fired(1200))
  expect(deferrals()).toBe(1)
})

test('another batch takes what comes from then on, and may hold more', () => {
  const { recorder, posted } = open()
  recorder.add(fired(0))
  recorder.add(fired(1))
  const held: LaneRecord[] = []
  const take = (): LaneRecord[] => held.splice(0)
  recorder.use(
    {
      add: (record) => held.push(record),
      take,
      get size() {
        return held.length
      },
    },
    900,
  )
  for (let timer = 2; timer < 1000; timer++) recorder.add(fired(timer))
  expect(posted.map(({ length }) => length)).toEqual([1, 1, 900])
  recorder.end('returned')
  expect(posted.at(-1)).toHaveLength(99)
})
