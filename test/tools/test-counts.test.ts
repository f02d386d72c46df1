import { expect, test } from 'vitest'
import { countTests } from '../../src/tools/test-counts.ts'

const report = (
  passed: number,
  failed: number,
  files: readonly { status: string; assertionResults: readonly unknown[] }[] = [],
) => JSON.stringify({ numPassedTests: passed, numFailedTests: failed, testResults: files })

test.for([
  ['all well', report(3, 0), 0, { passed: 3, failed: 0 }],
  ['failures', report(3, 2), 1, { passed: 3, failed: 2 }],
  [
    'a file that did not load',
    report(3, 0, [{ status: 'failed', assertionResults: [] }]),
    1,
    { passed: 3, failed: 1 },
  ],
  ['an error outside of tests', report(3, 0), 1, { passed: 3, failed: 1 }],
  ['no tests', report(0, 0), 0, { passed: 0, failed: 1 }],
  ['no report', null, null, { passed: 0, failed: 1 }],
] as const)('%s', ([, text, exitCode, counts]) => {
  expect(countTests(text, exitCode)).toEqual(counts)
})
