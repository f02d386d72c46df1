import type { CheckReport } from '../wire/outcome.ts'
import type { CheckerToPage, CheckJob } from '../wire/sandbox-messages.ts'
import { describeThrown } from '../sandbox/stack.ts'
import type { Task } from '../sandbox/worker-door.ts'
import { evaluateTrusted, makeLearnerRoom, trustedBuiltin } from './compartment.ts'
import { FunctionLoader, type Namespace } from './function-loader.ts'
import { guardedExpect } from './guarded-expect.ts'
import { allTests, runTestFile, testName } from './page-runner.ts'
import { exerciseFile, testFile } from './prepare-check.ts'
import { readResult, stackReader } from './read-results.ts'
import { vitest } from './realm.ts'
import { UncaughtErrors } from './uncaught-errors.ts'

/** What the tests import as `vitest`. */
const vitestForTests: Namespace = { ...vitest, expect: guardedExpect }

/** Takes one job from the page, says how it goes and how it went. */
export async function serveCheck({ payload, report }: Task<CheckJob>): Promise<void> {
  const tell = report as (message: CheckerToPage) => void
  tell({ kind: 'started' })
  const outcome = await runCheck(payload, tell).catch((thrown: unknown) => crashed('checker', thrown))
  tell({ kind: 'report', report: outcome })
}

/**
 * Runs a job's tests on the learner's modules and says how it went. Call it once in a worker, after `lockRealm()`:
 * timers that a program leaves behind die with its worker.
 */
async function runCheck(job: CheckJob, report: (message: CheckerToPage) => void): Promise<CheckReport> {
  const started = performance.now()
  const lines: string[] = []
  const uncaught = new UncaughtErrors()
  const room = makeLearnerRoom((line) => lines.push(line))

  const given = new FunctionLoader(job.test, evaluateTrusted, trustedBuiltin)
  const givenModules = new Map<string, Namespace>()
  try {
    for (const { name } of job.test) if (name !== testFile) givenModules.set(name, await given.load(name))
    // The program gets the very same classes as the tests, and must not be able to change them.
    for (const namespace of givenModules.values()) Object.values(namespace).forEach(harden)
  } catch (error) {
    return crashed('checker', error)
  }
  const learner = new FunctionLoader(
    job.learner,
    room.evaluate,
    (name) => givenModules.get(name) ?? room.builtin(name),
  )
  let exercise: Namespace
  try {
    exercise = await learner.load(exerciseFile)
  } catch (error) {
    return crashed('load', error)
  }

  const tests = new FunctionLoader(job.test, evaluateTrusted, (name) => {
    if (name === 'vitest') return vitestForTests
    if (name === exerciseFile) return exercise
    return givenModules.get(name) ?? trustedBuiltin(name)
  })
  const file = await runTestFile(
    testFile,
    async () => void (await tests.load(testFile)),
    (name) => report({ kind: 'test-started', name }),
  )
  const [fileError] = file.result?.errors ?? []
  const found = allTests(file)
  if (fileError && found.length === 0) return crashed('checker', fileError)
  await uncaught.settled()
  const results = found.map(readResult)
  const isPassed =
    hasExactly(found.map(testName), job.expectedTests) && results.every((test) => test.status === 'pass')
  if (isPassed && uncaught.first) return crashed('unhandled', uncaught.first.thrown)
  return { kind: 'tested', isPassed, tests: results, lines, ms: performance.now() - started }
}

function crashed(reason: 'load' | 'unhandled' | 'checker', thrown: unknown): CheckReport {
  return { kind: 'crashed', reason, error: describeThrown(thrown, stackReader) }
}

/** Never trust a run's own word: the tests of the step, each once, and no other. */
function hasExactly(found: readonly string[], expected: readonly string[]): boolean {
  if (found.length !== expected.length || expected.length === 0) return false
  const left = new Set(expected)
  return found.every((name) => left.delete(name)) && left.size === 0
}
