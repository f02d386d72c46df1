import { expect, test } from 'vitest'
import { countTests } from '../../src/tools/test-counts.ts'

interface File {
  readonly name: string
  readonly status: string
  readonly message: string
  readonly assertionResults: readonly unknown[]
}

const report = (passed: number, files: readonly File[] = []) =>
  JSON.stringify({ numPassedTests: passed, testResults: files })

const failing: File = {
  name: '/course/test/queue.test.ts',
  status: 'failed',
  message: '',
  assertionResults: [
    { fullName: 'queue takes', status: 'passed', failureMessages: [] },
    {
      fullName: 'queue gives',
      status: 'failed',
      failureMessages: ['Error: gave nothing\n    at queue.ts:3'],
    },
  ],
}
const unloaded: File = {
  name: '/course/test/stack.test.ts',
  status: 'failed',
  message: 'No such module: ./stack.ts\n    at node',
  assertionResults: [],
}

test.for([
  ['all well', report(3), 0, 3, 0, []],
  ['a failure', report(3, [failing]), 1, 3, 1, ['test/queue.test.ts: queue gives: Error: gave nothing']],
  [
    'a file that did not load',
    report(3, [unloaded]),
    1,
    3,
    1,
    ['test/stack.test.ts: could not be loaded: No such module: ./stack.ts'],
  ],
  ['an error outside of tests', report(3), 1, 3, 1, ['vitest ended with 1, though no test failed']],
  ['no tests', report(0), 0, 0, 1, ['no test ran']],
  ['no report', null, null, 0, 1, ['vitest ended with null and wrote no report']],
] as const)('%s', ([, text, exitCode, passed, failed, failures]) => {
  expect(countTests(text, exitCode, '/course')).toEqual({ passed, failed, failures })
})
