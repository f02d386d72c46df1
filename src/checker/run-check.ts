import type { Supplies } from '../runtime/supplies.ts'
import type { LoadedModule } from '../runtime/threading/find-export.ts'
import type { CheckReport } from '../wire/outcome.ts'
import type { CheckerToPage, CheckJob } from '../wire/sandbox-messages.ts'
import { describeThrown } from '../sandbox/stack.ts'
import { openWorkerClock } from '../sandbox/worker-clock.ts'
import type { Task } from '../sandbox/worker-door.ts'
import { makeBuiltIns } from './built-ins.ts'
import { collectingConsole } from './check-console.ts'
import { openLines } from './check-lines.ts'
import { openRecorder, recordFailures, recordLine, recordTested } from './check-recorder.ts'
import { evaluateTrusted, makeLearnerRoom } from './compartment.ts'
import { disarm } from './disarm.ts'
import { FunctionLoader, type Namespace } from './function-loader.ts'
import { guardedExpect } from './guarded-expect.ts'
import { allTests, runTestFile, testName } from './page-runner.ts'
import { exerciseFile, testFile } from './step-files.ts'
import { readResult, stackReader } from './read-results.ts'
import { vitest } from './realm.ts'
import { UncaughtErrors } from './uncaught-errors.ts'
import { enterWorld, type CheckSurroundings } from './world.ts'

/** What the tests import as `vitest`. */
const vitestForTests: Namespace = { ...vitest, expect: guardedExpect }

const realNow = performance.now.bind(performance)

/** Takes one job from the page, says how it goes and how it went. `supplies`: disarmed. */
export async function serveCheck(task: Task<CheckJob>, supplies: Promise<Supplies>): Promise<void> {
  const tell = task.report as (message: CheckerToPage) => void
  tell({ kind: 'started' })
  const clock = task.ports.clock ? await openWorkerClock(task.ports.clock, globalThis) : null
  const recorder = openRecorder(task, clock)
  const surroundings = { supplies: await supplies, clock, recorder }
  const outcome = await runCheck(task, surroundings).catch((thrown: unknown) => crashed('checker', thrown))
  recorder?.end(outcome.kind === 'tested' ? 'returned' : 'threw')
  tell({ kind: 'report', report: outcome })
}

/**
 * Runs a job's tests on the learner's modules and says how it went. Call it once in a worker, after `lockRealm()`:
 * timers, connections and threads that a program leaves behind die with its worker.
 */
async function runCheck(task: Task<CheckJob>, surroundings: CheckSurroundings): Promise<CheckReport> {
  const { supplies, recorder } = surroundings
  const { payload: job, report } = task
  const started = realNow()
  const lines: string[] = []
  const uncaught = new UncaughtErrors()
  globalThis.console = collectingConsole((line, method) => {
    lines.push(line)
    if (recorder) recordLine(recorder, line, method)
  })
  let targets: () => readonly LoadedModule[] = () => []
  const { threading, inbox, quiet } = await enterWorld(task, {
    ...surroundings,
    modules: () => targets(),
    // As a terminal does: printed, and no reason to fail. Whether somebody should have joined is for the tests to say.
    report: ({ name, message }, threadName) =>
      lines.push(`${threadName} │ ${name}: ${message}`.slice(0, 500)),
  })
  recorder?.add({ kind: 'start', target: 'tests' })
  const lineRecorder = openLines(job, supplies, recorder)
  const builtIn = makeBuiltIns({ supplies, threading })
  const evaluate = makeLearnerRoom()

  const given = new FunctionLoader(job.test, evaluateTrusted, builtIn)
  const givenModules = new Map<string, Namespace>()
  try {
    for (const { name } of job.test) if (name !== testFile) givenModules.set(name, await given.load(name))
    // The program gets the very same classes as the tests, and must not be able to change them.
    disarm([...givenModules.values()].flatMap((namespace) => Object.values(namespace)))
  } catch (error) {
    return crashed('checker', error)
  }
  const learner = new FunctionLoader(
    job.learner,
    evaluate,
    (name) => lineRecorder?.provide(name) ?? givenModules.get(name) ?? builtIn(name),
  )
  let exercise: Namespace
  try {
    exercise = await learner.load(exerciseFile)
  } catch (error) {
    return crashed('load', error)
  }
  // Found by identity: what a thread cannot load is no function for a thread.
  const loadable = new Set(job.threads?.modules.map(({ name }) => name))
  targets = () => [...learner.loaded, ...given.loaded].filter(({ name }) => loadable.has(name))

  const tests = new FunctionLoader(job.test, evaluateTrusted, (name) => {
    if (name === 'vitest') return vitestForTests
    if (name === exerciseFile) return exercise
    // Where no program of a learner's can ask for it.
    if (name === 'inbox' && inbox) return { inbox }
    return givenModules.get(name) ?? builtIn(name)
  })
  let testNow = ''
  if (recorder) recordFailures(recorder, () => testNow)
  const file = await runTestFile(testFile, async () => void (await tests.load(testFile)), {
    last: job.linesOf,
    onTest: (name) => {
      testNow = name
      recorder?.add({ kind: 'test', name }, true)
      lineRecorder?.testBegins(name)
      report({ kind: 'test-started', name } satisfies CheckerToPage)
    },
    ...(recorder && { onTested: (test) => recordTested(recorder, test) }),
  })
  const [fileError] = file.result?.errors ?? []
  const found = allTests(file)
  if (fileError && found.length === 0) return crashed('checker', fileError)
  await quiet()
  await uncaught.settled()
  const results = found.map(readResult)
  const isPassed =
    hasExactly(found.map(testName), job.expectedTests) && results.every((test) => test.status === 'pass')
  if (isPassed && uncaught.first) return crashed('unhandled', uncaught.first.thrown)
  return { kind: 'tested', isPassed, tests: results, lines, ms: realNow() - started }
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
