import { describe, expect, test } from 'vitest'
import { messageOf, sentenceOf, sourceOfTest } from '../../../src/app/lesson/report-words.ts'
import { emptyConsoleText, statusOf } from '../../../src/app/lesson/run-words.ts'
import type { StepSnapshot } from '../../../src/app/session/step-snapshot.ts'
import type { CheckReport, TestResult } from '../../../src/wire/outcome.ts'
import { finished, hung, problem } from '../doubles.ts'

const result = (name: string, status: TestResult['status'], message = ''): TestResult => ({
  name,
  status,
  ms: 1,
  message,
})
const tested = (...tests: TestResult[]): CheckReport => ({
  kind: 'tested',
  isPassed: tests.every(({ status }) => status === 'pass'),
  tests,
  lines: [],
  ms: 1,
})
const error = { name: 'TypeError', message: 'no', frames: [] }

describe('a report in one sentence', () => {
  test.each<[CheckReport, string]>([
    [tested(result('a', 'pass'), result('b', 'pass')), 'All 2 tests pass.'],
    [
      tested(result('a', 'pass'), result('list > b', 'fail'), result('c', 'fail')),
      '1 of 3 tests pass; first to fix: b.',
    ],
    [
      { ...tested(result('a', 'pass'), result('b', 'skipped')), isPassed: false } as CheckReport,
      '1 of 2 tests pass, but not every test ran.',
    ],
    [{ kind: 'refused', diagnostics: [problem()] }, "Your code does not compile yet. Line 3: ';' expected."],
    [
      { kind: 'crashed', reason: 'load', error },
      'Not checked to the end: your file threw an error while it was loaded. TypeError: no',
    ],
    [{ kind: 'timed-out', limitMs: 5000, test: 'list > b' }, 'Time ran out in the test: b.'],
    [{ kind: 'timed-out', limitMs: 5000, test: null }, 'Time ran out.'],
    [{ kind: 'stopped' }, 'The check was stopped.'],
  ])('%o', (report, sentence) => {
    expect(sentenceOf(report)).toBe(sentence)
  })
})

test('the message is shown without the feedback, which stands on its own', () => {
  const failed = result('a', 'fail', 'pop should give a; it gave b.\n→ You took the wrong end')
  expect(messageOf({ ...failed, feedback: 'You took the wrong end' })).toBe('pop should give a; it gave b.')
  expect(messageOf(failed)).toBe(failed.message)
})

describe('the source of a test', () => {
  const source = [
    "describe('list', () => {",
    "  test('it\\'s empty', () => {",
    '    expect(1).toBe(1)',
    '  })',
    "  test('other', () => {})",
    '})',
  ].join('\n')

  test('is cut out by its title, with its indentation taken off', () => {
    expect(sourceOfTest(source, "list > it's empty")).toBe(
      "test('it\\'s empty', () => {\n  expect(1).toBe(1)\n})",
    )
  })

  test('is the whole file when it cannot be found', () => {
    expect(sourceOfTest(source, 'generated 7')).toBe(source)
  })
})

describe('the state of a run in words', () => {
  const idle = {
    run: { kind: 'idle' },
    diagnostics: [],
    isOutputStale: false,
    isHeld: false,
    wasRunKilled: false,
  } as const
  const words = (changes: Partial<StepSnapshot>): string => statusOf({ ...idle, ...changes } as StepSnapshot)

  test.each<[Partial<StepSnapshot>, string]>([
    [{ run: { kind: 'ended', outcome: finished } }, 'Finished in 12 ms.'],
    [{ run: { kind: 'ended', outcome: { kind: 'finished', ms: 2345 } } }, 'Finished in 2.3 s.'],
    [{ run: { kind: 'ended', outcome: { kind: 'threw', error, ms: 3 } } }, 'Ended by an error after 3 ms.'],
    [{ run: { kind: 'refused' }, diagnostics: [problem()] }, 'Does not compile yet (line 3).'],
    [
      { run: { kind: 'ended', outcome: finished }, isOutputStale: true },
      'Printed by an earlier version of your code.',
    ],
    [
      { run: { kind: 'failed', message: 'no answer' } },
      'Could not compile just now: no answer. Press Run to try again.',
    ],
  ])('%o', (changes, sentence) => {
    expect(words(changes)).toBe(sentence)
  })

  test('a killed run tells what to do', () => {
    expect(words({ run: { kind: 'ended', outcome: hung }, wasRunKilled: true })).toMatch(
      /loop.*Change your code, then press Run/,
    )
  })

  test('an empty console tells why it is empty', () => {
    const empty = (changes: Partial<StepSnapshot>): string =>
      emptyConsoleText({ ...idle, ...changes } as StepSnapshot)
    expect(empty({})).toContain('Press Run')
    expect(empty({ wasRunKilled: true })).toContain('had to be stopped')
    expect(empty({ run: { kind: 'ended', outcome: finished } })).toContain('printed nothing')
    expect(empty({ diagnostics: [problem()] })).toContain('Problems')
  })
})
