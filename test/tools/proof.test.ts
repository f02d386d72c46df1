import { expect, test } from 'vitest'
import type { JobResult } from '../../src/tools/grade-files.ts'
import { breachesOf, type StepRuns } from '../../src/tools/proof.ts'

const ran = (tests: { readonly [name: string]: string }): JobResult => ({
  tests: Object.entries(tests).map(([name, message]) => ({ name, isPassed: message === '', message })),
  errors: [],
})
const mistake = { name: 'm', file: 'lessons/c/s/mistakes/m.ts', words: 'one too few' }

const good: StepRuns = {
  id: 'c/s',
  tests: ['a', 'b'],
  solution: ran({ a: '', b: '' }),
  solutionMain: ran({ main: '' }),
  starter: ran({ a: 'no', b: '' }),
  starterMain: ran({ main: '' }),
  mistakes: [{ mistake, result: ran({ a: '', b: 'was 41\n→ That is one\ntoo few' }) }],
}

test('a good step breaks no promise', () => {
  expect(breachesOf(good)).toEqual([])
})

test('a mistake that is told its words may leave an error behind', () => {
  const result = { ...ran({ a: '', b: 'That is one too few' }), errors: ['nobody caught this'] }
  expect(breachesOf({ ...good, mistakes: [{ mistake, result }] })).toEqual([])
})

test.for<[string, Partial<StepRuns>, string]>([
  [
    'solution fails',
    { solution: ran({ a: '', b: 'no\nmore' }) },
    "solution.ts: fails 'b', expected it to pass (no)",
  ],
  [
    'a test did not run',
    { solution: ran({ a: '' }) },
    "solution.ts: fails 'b', expected it to pass (it did not run)",
  ],
  [
    'a test too many',
    { solution: ran({ a: '', b: '', c: '' }) },
    "solution.ts: ran 'c', expected only the tests",
  ],
  ['solution main', { solutionMain: ran({ main: 'Boom' }) }, 'solution.ts: main() threw (Boom)'],
  ['starter main', { starterMain: ran({ main: 'Boom' }) }, 'exercise.ts: main() threw (Boom)'],
  ['main not run', { starterMain: ran({}) }, 'exercise.ts: main() threw (it was not run)'],
  [
    'starter does not load',
    {
      starter: { tests: [], errors: ['Syntax'] },
      mistakes: [{ mistake, result: ran({ a: 'x', b: 'one too few' }) }],
    },
    'exercise.ts: Syntax, expected the starter to load',
  ],
  [
    'starter passes',
    { starter: ran({ a: '', b: '' }), mistakes: [{ mistake, result: ran({ a: 'x', b: 'one too few' }) }] },
    'exercise.ts: passes every test, expected the starter to fail one',
  ],
  [
    'idle test',
    { starter: ran({ a: '', b: 'no' }) },
    "exercise.test.ts: 'a' passes for the starter and every mistake",
  ],
  [
    'mistake passes',
    { starter: ran({ a: 'x', b: 'y' }), mistakes: [{ mistake, result: ran({ a: '', b: '' }) }] },
    'mistakes/m.ts: passes every test',
  ],
  [
    'words not shown',
    { mistakes: [{ mistake, result: ran({ a: '', b: 'was 41' }) }] },
    "mistakes/m.ts: no failing test says 'one too few', expected it (first: was 41)",
  ],
  [
    'mistake does not load',
    { starter: ran({ a: 'x', b: 'y' }), mistakes: [{ mistake, result: { tests: [], errors: ['Syntax'] } }] },
    'mistakes/m.ts: Syntax, expected it to load',
  ],
])('%s', ([, change, breach]) => {
  expect(breachesOf({ ...good, ...change })).toEqual([expect.stringContaining(`lessons/c/s/${breach}`)])
})
