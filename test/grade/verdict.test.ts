import { expect, test } from 'vitest'
import { printable, verdictTable } from '../../src/grade/report.ts'
import { judgedReport } from '../../src/grade/verdict.ts'
import type { CheckReport } from '../../src/wire/outcome.ts'

const error = {
  name: 'RangeError',
  message: 'no',
  frames: [{ file: 'exercise.ts', line: 3, column: 1, in: 'f' }],
}
const result = (name: string, status: 'pass' | 'fail' | 'skipped', message = '') => ({
  name,
  status,
  message,
  ms: 1,
})

test.each<[CheckReport, string, string]>([
  [
    { kind: 'crashed', reason: 'load', error },
    'error',
    'It broke while it was loaded. RangeError: no (exercise.ts:3)',
  ],
  [{ kind: 'crashed', reason: 'memory', error }, 'error', 'ran out of memory'],
  [{ kind: 'timed-out', limitMs: 5000, test: 'waits' }, 'timeout', 'within 5 s, in the test "waits"'],
  [{ kind: 'timed-out', limitMs: 500, test: null }, 'timeout', 'within 0.5 s, while it was loaded'],
  [{ kind: 'refused', diagnostics: [] }, 'error', 'does not compile'],
])('%j', (report, verdict, words) => {
  expect(judgedReport(report)).toMatchObject({ verdict, tests: [], message: expect.stringContaining(words) })
})

test('a pass has no message, a fail names its first failing test with what it says', () => {
  const tested = { kind: 'tested', lines: [], ms: 1 } as const
  const passed = judgedReport({ ...tested, isPassed: true, tests: [result('a', 'pass')] })
  expect(passed).toMatchObject({ verdict: 'pass', message: '' })
  const tests = [result('a', 'pass'), { ...result('b', 'fail', 'It should.'), feedback: 'You did not.' }]
  expect(judgedReport({ ...tested, isPassed: false, tests })).toMatchObject({
    verdict: 'fail',
    message: 'b: It should.\n→ You did not.',
  })
})

test('tests that all pass but are not the step’s own tests are no pass', () => {
  const report: CheckReport = {
    kind: 'tested',
    isPassed: false,
    tests: [result('a', 'pass')],
    lines: [],
    ms: 1,
  }
  expect(judgedReport(report)).toMatchObject({
    verdict: 'fail',
    message: expect.stringContaining('tests ran'),
  })
})

test('the table and the bar carry no control characters and no workflow commands of a submission', () => {
  const verdicts = [
    {
      step: 's',
      file: 'a\u001b[2J.ts',
      verdict: 'fail',
      tests: [result('t', 'fail')],
      message: '::notice::hi\u202e',
    },
  ] as const
  const table = verdictTable(verdicts)
  expect(table).not.toContain('\u001b')
  expect(table).not.toContain('::')
  expect(table).toContain('1 graded: 0 pass, 1 fail, 0 error, 0 timeout')
  expect(printable('x\r\n')).toBe('x··')
  expect(printable('plain 信')).toBe('plain 信')
})
