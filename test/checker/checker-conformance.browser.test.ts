import { afterAll, expect, test } from 'vitest'
import { loadCheckerScript } from '../../src/checker/checker-script.ts'
import { prepareCheck } from '../../src/checker/prepare-check.ts'
import { compileProgram } from '../../src/compiler/compile.ts'
import { Sandbox } from '../../src/sandbox/sandbox.ts'
import { pageScripts } from '../../src/sandbox/scripts.ts'
import exercise from './conformance/exercise.ts?raw'
import tests from './conformance/exercise.test.ts?raw'

const sandbox = new Sandbox(document.body, pageScripts(loadCheckerScript))
afterAll(() => sandbox.dispose())

/** The names as the file states them, which is how vitest in a terminal reports them. */
function namesOf(source: string): string[] {
  const names: string[] = []
  let group = ''
  for (const line of source.split('\n')) {
    const [, indent, kind, name] = /^( *)(describe|test(?:\.fails)?)\('([^']+)'/.exec(line) ?? []
    if (kind === 'describe') group = name ?? ''
    else if (name) names.push(indent ? `${group} > ${name}` : name)
  }
  return names
}

test('what vitest offers to a course’s tests works in the page as it does in a terminal', async () => {
  const expected = namesOf(tests)
  expect(expected.length).toBeGreaterThan(15)
  const prepared = await prepareCheck(
    exercise,
    { test: tests, tests: expected, files: [] },
    {
      compile: compileProgram,
      builtins: [],
      timeLimitMs: 10_000,
    },
  )
  if (prepared.kind !== 'ready') throw new Error(JSON.stringify(prepared.report))
  const report = await sandbox.check(prepared.job).done
  if (report.kind !== 'tested') throw new Error(JSON.stringify(report))
  const failed = report.tests.filter(({ status }) => status !== 'pass')
  expect(failed.map(({ name, message }) => ({ name, message }))).toEqual([])
  expect(report.tests.map(({ name }) => name)).toEqual(expected)
  expect(report.isPassed).toBe(true)
})
