import { afterAll, expect, test } from 'vitest'
import { loadCheckerScript } from '../../src/checker/checker-script.ts'
import { prepareCheck } from '../../src/checker/prepare-check.ts'
import { compileProgram } from '../../src/compiler/compile.ts'
import { testNames } from '../../src/course/test-names.ts'
import { builtinModules } from '../../src/runtime/builtins.ts'
import { Sandbox } from '../../src/sandbox/sandbox.ts'
import { pageScripts } from '../../src/sandbox/scripts.ts'
import exercise from '../tools/lesson-files/fetch/exercise.ts?raw'
import tests from '../tools/lesson-files/fetch/exercise.test.ts?raw'

const sandbox = new Sandbox(document.body, pageScripts(loadCheckerScript))
afterAll(() => sandbox.dispose())

test('the example web is the same in the page as in a terminal', async () => {
  const names = testNames(tests, 'exercise.test.ts', ({ message }) => {
    throw new Error(message)
  })
  expect(names.length).toBeGreaterThan(15)
  const prepared = await prepareCheck(
    exercise,
    { test: tests, tests: names, files: [] },
    { compile: compileProgram, builtins: builtinModules, timeLimitMs: 10_000 },
  )
  if (prepared.kind !== 'ready') throw new Error(JSON.stringify(prepared.report))
  const report = await sandbox.check(prepared.job).done
  if (report.kind !== 'tested') throw new Error(JSON.stringify(report))
  const failed = report.tests.filter(({ status }) => status !== 'pass')
  expect(failed.map(({ name, message }) => ({ name, message }))).toEqual([])
  expect(report.isPassed).toBe(true)
})
