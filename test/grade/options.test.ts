import { expect, test } from 'vitest'
import { parseOptions, UsageError } from '../../src/grade/options.ts'

test('reads step, files, JSON and the time limit', () => {
  expect(
    parseOptions(['--step', '01-lists/01-queue', '--json', '--time-limit', '1.5', 'a.ts', 'b.ts']),
  ).toEqual({
    step: '01-lists/01-queue',
    files: ['a.ts', 'b.ts'],
    isJson: true,
    timeLimitMs: 1500,
  })
  expect(parseOptions(['--step', 'x', 'a.ts'])).toMatchObject({ isJson: false, timeLimitMs: 5000 })
})

test.each([
  [['a.ts'], '--step is missing'],
  [['--step', 'x'], 'No files'],
  [['--step', 'x', '--time-limit', 'soon', 'a.ts'], "--time-limit is 'soon'"],
  [['--step', 'x', '--time-limit', '0', 'a.ts'], "--time-limit is '0'"],
  [['--step', 'x', '--colour', 'a.ts'], '--colour'],
])('refuses %j', (args, words) => {
  expect(() => parseOptions(args)).toThrow(UsageError)
  expect(() => parseOptions(args)).toThrow(words)
})
