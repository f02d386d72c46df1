import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RawEvent, TraceEvent } from '../../src/trace/event.ts'
import { eventWords, laneWords } from '../../src/trace/event-words.ts'
import { groupOf } from '../../src/trace/filter.ts'
import { client, command, integer, listOf, made, mailEvent, printed, text } from './made-events.ts'
import { anyRecording } from './random-events.ts'

function placed(event: RawEvent, task: number | null = null): TraceEvent {
  return { ...event, seq: 9, cause: null, task }
}

const words: readonly (readonly [RawEvent, string])[] = [
  [command('w', 'blpop mail 0', listOf('mail', 'a letter')), 'BLPOP mail 0 → [mail, a letter]'],
  [command('w', 'GET a', { kind: 'nil' }, [], { waitedMs: 20.4 }), 'GET a → (nil), after 20 ms'],
  [command('w', 'SET a', text('')), 'SET a → ""'],
  [made('w', { kind: 'blocked', client: client(1), words: ['brpop', 'a b', '0'] }), 'BRPOP "a b" 0 waits'],
  [printed('w', 'sent 3'), 'console.log: sent 3'],
  [mailEvent('w', 1, 'ada@x.org'), 'mail to ada@x.org: Notice'],
  [made('w', { kind: 'smtp', session: 1, from: 'server', text: '250 OK' }), '← 250 OK'],
  [made('w', { kind: 'smtp', session: 1, from: 'client', text: 'MAIL FROM:<a@x>' }), 'MAIL FROM:<a@x>'],
  [made('main', { kind: 'thread', thread: 'Thread-1', target: 'work' }), 'starts Thread-1: work'],
  [made('w', { kind: 'fetched', id: 1, status: null, text: 'refused' }), 'fetch failed: refused'],
  [made('server', { kind: 'gap', of: 'smtp', count: 3 }), '3 lines of mail came too fast to be recorded'],
]

test.each(words)('%o is told as %s', (event, expected) => {
  expect(eventWords(placed(event))).toBe(expected)
  expect(eventWords(placed(event, 7))).toBe(`${expected}, task 7`)
})

test('any event is told on one line of 160 characters at most', () => {
  fc.assert(
    fc.property(anyRecording, fc.option(fc.nat()), (events, task) => {
      for (const event of events) {
        const line = eventWords(placed(event, task))
        expect(line.length).toBeLessThanOrEqual(160)
        expect(line).not.toMatch(/[\n\r\u2028]/)
      }
    }),
  )
  expect(eventWords(placed(printed('w', '✉️'.repeat(500)), 7))).toMatch(/^.{100,159}…, task 7$/u)
})

test('lanes are called by their names, of which main has a longer one', () => {
  expect(['main', 'Thread-1', 'constructor', 'server'].map(laneWords)).toEqual([
    'main program',
    'Thread-1',
    'constructor',
    'server',
  ])
})

test('what went wrong is trouble, all else in the group of what it is about', () => {
  const failed = { kind: 'error', text: 'ERR' } as const
  const groups = [
    command('w', 'GET a', failed),
    command('w', 'GET a', integer(1)),
    made('w', { kind: 'smtp', session: 1, from: 'server', text: '550 no' }),
    made('w', { kind: 'smtp', session: 1, from: 'client', text: '550 no' }),
    made('w', { kind: 'end', how: 'threw' }),
    made('w', { kind: 'step', frame: 1, line: 1 }),
    made('server', { kind: 'over', text: '', isTrouble: true }),
  ].map((event) => groupOf(placed(event)))
  expect(groups).toEqual(['trouble', 'redis', 'trouble', 'mail', 'trouble', 'lines', 'trouble'])
})
