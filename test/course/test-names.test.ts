import { expect, test } from 'vitest'
import { formatProblem } from '../../src/course/problem.ts'
import { testNames } from '../../src/course/test-names.ts'

function read(source: string) {
  const problems: string[] = []
  const names = testNames(source, 'exercise.test.ts', (problem) => problems.push(formatProblem(problem)))
  return { names, problems }
}

test('reads literal names in order, with the names of the blocks around them', () => {
  const { names, problems } = read(`
    test('one', () => { /x/.test('y'); names.forEach(it => it.test('no test')) })
    describe('MyQueue', () => {
      it(\`two\`, { timeout: 5 }, async () => {})
      describe("inner", function () { test('th' + 'ree', () => {}) })
    })
    it.next()`)
  expect(problems).toEqual([])
  expect(names).toEqual(['one', 'MyQueue > two', 'MyQueue > inner > three'])
})

test.for([
  ['test(name, () => {})', 'exercise.test.ts:1: the name of this test is no literal'],
  ['test(`${n} items`, () => {})', 'exercise.test.ts:1: the name of this test is no literal'],
  ['\ntest.each([1])("%i", () => {})', 'exercise.test.ts:2: test.each is used, expected a plain test'],
  ['test.only("a", () => {})', 'exercise.test.ts:1: test.only is used'],
  ['describe.skip("a", () => {})', 'exercise.test.ts:1: describe.skip is used'],
  ['for (const n of [1]) {\n test("a", () => {}) }', 'exercise.test.ts:2: test() stands inside other code'],
  ['test("a", f)\ntest("a", f)', "exercise.test.ts:2: two tests are called 'a'"],
  ['const a = 1', 'exercise.test.ts: has no tests'],
  ['test("a", () => {\n  const = 1 })', 'exercise.test.ts:2: Unexpected token'],
] as const)('refuses %j', ([source, problem]) => {
  expect(read(source).problems[0]).toContain(problem)
})
