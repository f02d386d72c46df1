import { expect, test } from 'vitest'
import { captureConsole, mostLines } from '../../src/sandbox/console-capture.ts'
import { formatArguments } from '../../src/sandbox/format-arguments.ts'
import type { ConsoleEntry } from '../../src/wire/value-data.ts'

function capture() {
  const batches: (readonly ConsoleEntry[])[] = []
  let now = 0
  let deferred: (() => void) | undefined
  const captured = captureConsole((entries) => batches.push(entries), {
    now: () => now,
    defer: (flush) => {
      deferred = flush
    },
  })
  return {
    console: captured.console as Console,
    captured,
    batches,
    pass: (ms: number) => {
      now += ms
    },
    turn: () => deferred?.(),
    lines: () =>
      batches
        .flat()
        .map((entry) => entry.values.map((value) => ('text' in value ? value.text : '?')).join(' ')),
  }
}

test('the first line goes at once, those right after it together', () => {
  const { console, batches, turn } = capture()
  console.log('a')
  console.log('b')
  console.warn('c')
  expect(batches).toHaveLength(1)
  turn()
  expect(batches.map((batch) => batch.length)).toEqual([1, 2])
  expect(batches[1]?.[1]).toMatchObject({ level: 'warn', form: 'line', count: 1, indent: 0 })
})

test('a loop that never gives a turn is heard all the same', () => {
  const { console, batches, pass } = capture()
  for (let index = 0; index < 10; index++) {
    console.log(index)
    pass(20)
  }
  expect(batches.length).toBeGreaterThan(2)
})

test('equal lines are counted', () => {
  const { console, batches, turn } = capture()
  console.log('first')
  for (let index = 0; index < 1000; index++) console.log('same', 1)
  turn()
  expect(batches[1]).toEqual([expect.objectContaining({ count: 1000 })])
})

test('after the cap one note, and errors still', () => {
  const { console, captured, lines, batches } = capture()
  for (let index = 0; index < mostLines + 10; index++) console.log(index)
  captured.addError({ name: 'Error', message: 'late', frames: [] })
  expect(lines()).toHaveLength(mostLines + 2)
  expect(lines()[mostLines]).toContain('the rest is not shown')
  expect(batches.flat().at(-1)?.error?.message).toBe('late')
})

test('groups, tables, counters, timers and assertions', () => {
  const { console, captured, batches, lines, pass } = capture()
  console.group('outer')
  console.log('inner')
  console.groupEnd()
  console.table([{ a: 1 }])
  console.count()
  console.count()
  console.time('t')
  pass(7)
  console.timeEnd('t')
  console.assert(false, 'so')
  console.assert(true, 'never')
  captured.flush()
  expect(lines()).toEqual([
    'outer',
    'inner',
    '?',
    'default: 1',
    'default: 2',
    't: 7.0 ms',
    'Assertion failed: so',
  ])
  const entries = batches.flat()
  expect(entries.map(({ indent }) => indent).slice(0, 3)).toEqual([0, 1, 0])
  expect(entries[2]?.form).toBe('table')
})

test.each([
  [
    ['%s is %d', 'Ada', 36.5, 'extra'],
    ['Ada is 36', 'extra'],
  ],
  [
    ['100% sure', 1],
    ['100% sure', 1],
  ],
  [['%c red', 'color: red'], [' red']],
  [
    ['%%s', 1],
    ['%s', 1],
  ],
  [
    ['%o!', { a: 1 }],
    [{ a: 1 }, '!'],
  ],
  [['%f', '1.5'], ['1.5']],
  [['%s'], ['%s']],
  [
    ['ends with %', 1],
    ['ends with %', 1],
  ],
])('fills in %j', (values, expected) => {
  expect(formatArguments(values)).toEqual(expected)
})

test('tells of each entry at once: also of lines that are only counted, errors and notes', () => {
  const told: ConsoleEntry[] = []
  const sent: ConsoleEntry[] = []
  const captured = captureConsole((entries) => sent.push(...entries), {
    now: () => 0,
    defer: () => undefined,
    tell: (entry) => told.push(entry),
  })
  const console = captured.console as Console
  console.log('a')
  for (let i = 0; i < 3; i++) console.log('b')
  expect(told.map(({ count, values }) => [count, values[0]])).toMatchObject([
    [1, { text: 'a' }],
    [1, { text: 'b' }],
    [1, { text: 'b' }],
    [1, { text: 'b' }],
  ])
  captured.addError({ name: 'TypeError', message: 'late', frames: [] }, 'Thread-1')
  captured.addNote('The end.')
  expect(told.slice(4)).toMatchObject([{ error: { message: 'late' }, thread: 'Thread-1' }, { form: 'note' }])
  expect(sent.find(({ count }) => count > 1)).toMatchObject({ count: 3, values: [{ text: 'b' }] })
})
