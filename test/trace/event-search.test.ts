import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { TraceEvent } from '../../src/trace/event.ts'
import type { EventSearch } from '../../src/trace/event-search.ts'
import { eventWords, laneWords } from '../../src/trace/event-words.ts'
import { isInGroups, type EventFilter, type EventGroup } from '../../src/trace/filter.ts'
import { TraceLog } from '../../src/trace/log.ts'
import { command, edits, integer, made, popped, printed, pushed } from './made-events.ts'
import { anyRecording } from './random-events.ts'

const all: EventFilter = { text: '', lanes: null, groups: null, task: null }

/** What is found by looking at each event there is. */
function lookedThrough(log: TraceLog, filter: EventFilter): readonly number[] {
  const events = log.events(1, log.lastSeq).filter((event) => isLike(event, filter))
  return events.map(({ seq }) => seq)
}

function isLike(event: TraceEvent, { text, lanes, groups, task }: EventFilter): boolean {
  const words = `${eventWords({ ...event, task: null })}${event.task === null ? '' : `, task ${event.task}`}`
  const texts = [words, event.lane, laneWords(event.lane)]
  return (
    texts.some((one) => one.toLowerCase().includes(text.toLowerCase())) &&
    (lanes === null || lanes.has(event.lane)) &&
    (groups === null || isInGroups(event, groups)) &&
    (task === null || event.task === task)
  )
}

const anyFilter = fc.record({
  text: fc.constantFrom(
    '',
    'a',
    '1',
    'MAIL',
    'main',
    '→',
    ',',
    ', t',
    'task',
    'task 1',
    '1, task 1',
    'k 1',
    '0',
  ),
  lanes: fc.option(fc.subarray(['main', 'Thread-1', 'server']).map((lanes) => new Set(lanes))),
  groups: fc.option(
    fc.subarray<EventGroup>(['redis', 'console', 'trouble', 'lines']).map((groups) => new Set(groups)),
  ),
  task: fc.option(fc.integer({ min: 1, max: 4 }), { freq: 4 }),
})

/** Goes on for so many pieces. */
function goOn(search: EventSearch, pieces: number): void {
  let left = pieces
  search.goOn(() => --left > 0)
}

test('however it grows, is folded, and is looked at in pieces: found is what is found by looking at each', () => {
  fc.assert(
    fc.property(fc.array(anyRecording, { minLength: 1, maxLength: 6 }), anyFilter, (recordings, filter) => {
      const log = new TraceLog({ keyframeEvery: 4, most: 8 })
      const search = log.search(filter)
      for (const [round, events] of recordings.entries()) {
        log.append(events)
        if (round % 3 > 0) goOn(search, round)
        if (round % 3 === 2) expect(log.find(filter)).toEqual(lookedThrough(log, filter))
      }
      search.goOn()
      expect(search.isWhole).toBe(true)
      expect(search.found).toEqual(lookedThrough(log, filter))
    }),
    { numRuns: 300 },
  )
})

test('what an event is about may be found out after it was looked at', () => {
  const log = new TraceLog()
  const say = (text: string) => made('main', { kind: 'smtp', session: 1, from: 'client', text })
  const taken = ['ada@x.org', 'bob@x.org'].map((text) =>
    command('main', 'LPOP mail', { kind: 'text', text, length: 9 }, [popped('mail')]),
  )
  const put = ['ada@x.org', 'bob@x.org'].map((text, at) =>
    command('main', `RPUSH mail ${text}`, integer(at + 1), [pushed('mail', at, text)]),
  )
  log.append([...put, ...taken, say('MAIL FROM:<us@x.org>')])
  const searches = [log.search({ ...all, task: 1 }), log.search({ ...all, text: 'from:<us@x.org>, task 1' })]
  const found = () =>
    searches.map((search) => {
      search.goOn()
      return search.found.includes(5)
    })
  expect(log.event(5)?.task).toBe(2)
  expect(found()).toEqual([false, false])
  log.append([say('RCPT TO:<ada@x.org>')])
  expect(log.event(5)?.task).toBe(1)
  expect(found()).toEqual([true, true])
})

describe('of thousands of events', () => {
  const events = Array.from({ length: 3_000 }, (_, at) =>
    at % 3 === 0
      ? command('main', `RPUSH mail item-${at}`, integer(at), [
          edits('mail', { at: 0, removed: 0, added: [`item-${at}`] }),
        ])
      : printed(`Thread-${at % 4}`, `line ${at}`),
  )

  test('the same are found, in pieces, and by the numbers that they have', () => {
    for (const text of ['item-29', 'line 1', 'thread-2', 'task 25', '2, task 2', 'nowhere']) {
      const log = new TraceLog({ keyframeEvery: 128, most: 2_048 })
      const search = log.search({ ...all, text })
      for (let at = 0; at < events.length; at += 700) {
        log.append(events.slice(at, at + 700))
        goOn(search, 2)
      }
      expect(search.isWhole).toBe(false)
      while (!search.isWhole) goOn(search, 1)
      if (text !== 'nowhere') expect(search.found.length, text).toBeGreaterThan(5)
      expect(search.found).toEqual(lookedThrough(log, { ...all, text }))
    }
  })

  test('each is unpacked once, whatever is looked for, and how often', () => {
    const log = new TraceLog()
    log.append(events)
    const unpack = vi.spyOn(log, 'event')
    for (const text of ['i', 'it', 'item', 'line']) log.find({ ...all, text })
    log.append(events.slice(0, 10))
    const search = log.search({ ...all, text: 'item-2' })
    search.goOn()
    expect(unpack).toHaveBeenCalledTimes(3_010)
    log.append(events.slice(0, 10))
    unpack.mockClear()
    search.goOn()
    expect(unpack).toHaveBeenCalledTimes(10)
  })

  test('what a search will look into is made ready beforehand, a bit at a time', () => {
    const log = new TraceLog()
    log.append(events)
    const unpack = vi.spyOn(log, 'event')
    let left = 5
    expect(log.prepareSearch(() => left-- > 0)).toBe(false)
    expect(unpack.mock.calls.length).toBeLessThan(1_500)
    expect(log.prepareSearch(() => true)).toBe(true)
    expect(unpack).toHaveBeenCalledTimes(3_000)
    log.find({ ...all, text: 'item-29' })
    expect(unpack).toHaveBeenCalledTimes(3_000)
  })
})
