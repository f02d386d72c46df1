import { expect, test } from 'vitest'
import { failedAt, momentNamedBy } from '../../../src/app/stage/failed-test.ts'
import { parseMoment } from '../../../src/course/moment.ts'
import { TraceLog } from '../../../src/trace/log.ts'
import type { RawEvent } from '../../../src/trace/event.ts'
import { client, command, integer, made, mailEvent, printed } from '../../trace/made-events.ts'

const begins = (name: string): RawEvent => made('tests', { kind: 'test', name })
const fails = (name: string, message: string): RawEvent => made('tests', { kind: 'failed', name, message })
const ends = (name: string, status: 'pass' | 'fail', message = ''): RawEvent =>
  made('tests', { kind: 'tested', name, status, message })
const step = (line: number): RawEvent => made('tests', { kind: 'step', frame: 1, line })
/** Over the connection of the test itself. */
const asked = (words: string): RawEvent =>
  made('tests', { ...command('tests', words, integer(1)), client: client(9, { name: 'tests' }) })
const sent = (words: string, lane = 'tests'): RawEvent => command(lane, words, integer(1))
const leaves = (lane = 'tests'): RawEvent => made(lane, { kind: 'client-closed', client: client(2) })

/** The words of the event where a check of these events went wrong. */
function shown(events: readonly RawEvent[], wanted: Parameters<typeof failedAt>[1] = {}): RawEvent | null {
  const log = new TraceLog()
  log.append(events)
  const seq = failedAt(log, wanted)
  return seq === null ? null : (events[seq - 1] ?? null)
}

test('it is the last thing that the learner’s code did before the assertion, not what cleared up after it', () => {
  const popped = sent('lpop mail', 'Thread-1')
  const events = [
    ...[begins('a'), asked('rpush mail letter'), popped, leaves('Thread-1'), asked('llen mail')],
    ...[
      fails('a', 'It should be 1'),
      sent('del mail'),
      sent('quit'),
      leaves(),
      ends('a', 'fail', 'It should be 1'),
    ],
  ]
  expect(shown(events)).toBe(popped)
  expect(shown(events, { test: 'a' })).toBe(popped)
  expect(shown(events, { test: 'b' })).toBeNull()
})

test.each([
  ['a line of code', step(4)],
  ['a mail', mailEvent('tests', 1, 'ada@example.com')],
  ['a line printed', printed('Thread-1', 'sent')],
  [
    'a command that waits',
    made('Thread-1', { kind: 'blocked', client: client(3), words: ['BLPOP', 'a', '0'] }),
  ],
  [
    'an answer of the mail server',
    made('tests', { kind: 'smtp', session: 1, from: 'server', text: '550 no such user' }),
  ],
  ['where lines end', made('tests', { kind: 'lines-end', steps: 20_000, place: null })],
])('%s can be it', (_, event) => {
  const after = [
    made('tests', { kind: 'leave', frame: 1, how: 'returned' }),
    made('tests', { kind: 'smtp', session: 1, from: 'client', text: 'QUIT' }),
    made('tests', { kind: 'smtp', session: 1, from: 'server', text: '221 bye' }),
    sent('info server'),
    sent('PING'),
  ]
  expect(shown([begins('a'), event, ...after, fails('a', 'no'), ends('a', 'fail', 'no')])).toBe(event)
})

test('of an assertion that was tried again the last counts; what was caught before another error does not', () => {
  const [first, second] = [step(1), step(2)]
  const tries = [begins('a'), first, fails('a', 'Three'), second, fails('a', 'Three')]
  expect(shown([...tries, ends('a', 'fail', 'Three')])).toBe(second)
  const threw = 'The code threw TypeError: no'
  expect(shown([begins('a'), first, fails('a', 'caught'), second, ends('a', 'fail', threw)])).toBe(second)
})

test('what the test asks the web does not count beside lines, which are surely the learner’s', () => {
  const asks = made('tests', { kind: 'fetch', id: 1, method: 'GET', url: 'https://api.example.com/music/1' })
  const answer = made('tests', { kind: 'fetched', id: 1, status: 200, text: 'OK' })
  const rest = [asks, answer, fails('a', 'no'), ends('a', 'fail', 'no')]
  const line = step(3)
  expect(shown([begins('a'), line, ...rest])).toBe(line)
  expect(shown([begins('a'), ...rest])).toBe(answer)
})

test('where nothing was done, it is the assertion; what was done in another test does not count', () => {
  const failed = fails('b', 'no')
  const told = ends('b', 'fail', 'no')
  const before = [begins('a'), step(1), ends('a', 'pass'), begins('b'), asked('llen mail')]
  expect(shown([...before, failed, told])).toBe(failed)
  expect(shown([...before, told])).toBe(told)
  expect(shown(before)).toBeNull()
})

test('a moment that the test names is counted from its beginning, without what the test asked itself', () => {
  const pops = [1, 2, 3].map(() => sent('lpop letters'))
  const events = [
    ...[begins('a'), sent('lpop letters'), ends('a', 'pass'), begins('b'), asked('lpop letters')],
    ...[...pops, fails('b', 'no'), sent('lpop letters'), ends('b', 'fail', 'no')],
  ]
  expect(shown(events, { moment: parseMoment('lpop letters #2') })).toBe(pops[1])
  // There are not so many: then as without.
  expect(shown(events, { moment: parseMoment('lpop letters #4') })).toBe(pops[2])
})

test('the moment stands in the message or in what is said to a mistake', () => {
  const result = { name: 'a', status: 'fail', ms: 1, message: 'It held 0' } as const
  const report = (message: string, feedback = '') =>
    ({
      kind: 'tested',
      isPassed: false,
      lines: [],
      ms: 1,
      tests: [
        { ...result, name: 'first' },
        { ...result, message, feedback },
      ],
    }) as const
  const third = { what: 'command', text: 'lpop letters', nth: 3 }
  expect(momentNamedBy(report('It held 0 (see lpop letters #3)'), 'a')).toEqual(third)
  expect(momentNamedBy(report('It held 0', 'Too soon (see the lesson) (see lpop letters #3).'), 'a')).toEqual(
    third,
  )
  expect(momentNamedBy(report('It held 0 (see lpop letters #3)'), undefined)).toBeNull()
  expect(momentNamedBy({ kind: 'stopped' }, 'a')).toBeNull()
})
