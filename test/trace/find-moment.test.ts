import { expect, test } from 'vitest'
import { findMoment, MomentSearch } from '../../src/trace/find-moment.ts'
import { TraceLog } from '../../src/trace/log.ts'
import type { Moment } from '../../src/wire/moment.ts'
import { command, integer, made, mailEvent, printed } from './made-events.ts'

const log = new TraceLog()
const call = (name: string): ReturnType<typeof made> =>
  made('main', { kind: 'enter', frame: 1, parent: null, name, file: 'exercise.ts', line: 1, isAsync: false })
log.append([
  command('main', 'RPUSH queue_name a', integer(1)),
  command('main', 'lpop queue_name', integer(1)),
  command('main', 'LPOP other', integer(1)),
  command('main', 'LPOP queue_name', integer(1)),
  call('MyQueue.push'),
  call('unpush'),
  call('push'),
  mailEvent('main', 1, 'Ada@example.com'),
  printed('main', 'sent 1'),
  printed('main', 'sent 10'),
  made('main', { kind: 'step', frame: 1, line: 12 }),
  made('main', { kind: 'step', frame: 1, line: 1 }),
  made('tests', { kind: 'test', name: 'sends one mail' }),
  made('tests', { kind: 'tested', name: 'sends one mail', status: 'pass', message: '' }),
])

const cases: readonly (readonly [Moment['what'], string, number, number | null])[] = [
  ['command', 'LPOP queue_name', 1, 2],
  ['command', 'lpop queue_name', 2, 4],
  ['command', 'lpop', 2, 3],
  ['command', 'lpop queue_name', 3, null],
  ['command', 'lpo', 1, null],
  ['call', 'push', 1, 5],
  ['call', 'push', 2, 7],
  ['call', 'MyQueue.push', 1, 5],
  ['mail', 'ada@example.com', 1, 8],
  ['print', 'sent 1', 2, 10],
  ['line', '1', 1, 12],
  ['line', '12', 1, 11],
  ['test', 'one mail', 1, 13],
]

test.each(cases)('%s %s #%i is event %s', (what, text, nth, seq) => {
  expect(findMoment(log, { what, text, nth })).toBe(seq)
})

test('within a part of the run, moments are counted from its beginning, and only those that count', () => {
  const pops: Moment = { what: 'command', text: 'lpop', nth: 1 }
  const all = () => true
  expect(findMoment(log, pops, { after: 2, before: 5, counts: all })).toBe(3)
  expect(findMoment(log, pops, { after: 4, before: 20, counts: all })).toBeNull()
  expect(findMoment(log, { ...pops, nth: 3 }, { after: 0, before: 4, counts: all })).toBeNull()
  expect(findMoment(log, pops, { after: 0, before: 20, counts: ({ seq }) => seq > 3 })).toBe(4)
})

test('piece by piece, while the recording grows and is folded, as if looked for at once', () => {
  const folding = new TraceLog({ keyframeEvery: 16, most: 128 })
  const moment: Moment = { what: 'command', text: 'lpop queue_name', nth: 230 }
  const search = new MomentSearch(folding, moment)
  for (let at = 1; at <= 490; at++) {
    folding.append([command('main', at % 2 ? 'LPOP queue_name' : 'LPOP other', integer(at))])
    if (at % 70 > 0) continue
    search.goOn(() => false)
    expect(search.isOver).toBe(at === 490)
    search.goOn(() => false)
    expect(search.isOver).toBe(true)
  }
  expect(search.seq).toBe(459)
  expect(findMoment(folding, moment)).toBeNull()
})

test('mails and errors count though they were folded before one looked, and each once', () => {
  const folding = new TraceLog({ keyframeEvery: 4, most: 8 })
  const search = new MomentSearch(folding, { what: 'mail', text: 'ada@example.com', nth: 3 })
  const lines = Array.from({ length: 40 }, (_, at) => printed('main', String(at)))
  for (const events of [lines.slice(0, 3), lines, lines]) {
    folding.append([mailEvent('main', 1, 'ada@example.com'), ...events])
    search.goOn()
  }
  expect(folding.firstSeq).toBeGreaterThan(46)
  expect(search.seq).toBe(46)
})
