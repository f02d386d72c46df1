import type { File, Suite, Test, VitestRunner, VitestRunnerConfig } from '@vitest/runner'
import { startTests, vitest, workerState } from './realm.ts'

/** vitest's tracing, switched off: it calls what it is given. */
const noTraces = {
  $: (_name: string, options: unknown, call?: unknown): unknown => {
    const run = (call ?? options) as (span: { setAttribute(): void }) => unknown
    return run({ setAttribute: () => undefined })
  },
}

interface TestWatcher {
  /** Name of the test after which no other is run; undefined: all are. */
  readonly last?: string | undefined
  /** A test begins. */
  onTest(name: string): void
  /** It has its result: of a test that failed, before anything is put away after it. */
  onTested?(test: Test): void
}

/** vitest's own runner, reduced to what exists in a worker without a server: no snapshots, no module runner. */
class WorkerTestRunner extends (vitest.TestRunner as unknown as new (config: VitestRunnerConfig) => object) {
  readonly #load: () => Promise<void>
  readonly #watcher: TestWatcher
  #told: Test | null = null

  constructor(load: () => Promise<void>, watcher: TestWatcher) {
    super(workerState.config as unknown as VitestRunnerConfig)
    this.#load = load
    this.#watcher = watcher
    const { __setTraces: setTraces } = this as unknown as { __setTraces(traces: typeof noTraces): void }
    setTraces.call(this, noTraces)
  }

  importFile(): Promise<void> {
    return this.#load()
  }

  onBeforeRunSuite(suite: Suite): void {
    workerState.current = suite
  }

  onAfterRunSuite(suite: Suite): void {
    workerState.current = suite.suite ?? suite.file
  }

  onBeforeTryTask(test: Test): void {
    this.#watcher.onTest(testName(test))
    // What a test puts in the place of `fetch` or of a method is gone before the next; in a terminal as well.
    vitest.vi.restoreAllMocks()
    vitest.vi.unstubAllGlobals()
    vitest.expect.setState({
      assertionCalls: 0,
      isExpectingAssertions: false,
      isExpectingAssertionsError: null,
      expectedAssertionsNumber: null,
      expectedAssertionsNumberErrorGen: null,
      currentTestName: testName(test),
    })
  }

  onTaskFinished(test: Test): void {
    if (test.result?.state === 'fail') this.#tell(test)
  }

  onAfterRunTask(test: Test): void {
    workerState.current = test.suite ?? test.file
    if (this.#told !== test) this.#tell(test)
  }

  #tell(test: Test): void {
    this.#told = test
    this.#watcher.onTested?.(test)
    // vitest's own word for it: tests that have not begun are skipped.
    if (testName(test) === this.#watcher.last) (this as unknown as VitestRunner).cancel?.('test-failure')
  }
}

/**
 * Runs one test file whose module `load` evaluates, with the real vitest.
 * @throws nothing: what goes wrong while loading is an error of the returned file.
 */
export async function runTestFile(
  name: string,
  load: () => Promise<void>,
  watcher: TestWatcher,
): Promise<File> {
  const runner = new WorkerTestRunner(load, watcher) as unknown as VitestRunner
  const [file] = await startTests([name], runner)
  if (!file) throw new Error(`vitest reported nothing for ${name}`)
  return file
}

/** Describe blocks and test, joined as vitest's reporters do. */
export function testName(test: Test): string {
  const names = [test.name]
  for (let suite = test.suite; suite && suite.name; suite = suite.suite) names.unshift(suite.name)
  return names.join(' > ')
}

/** All tests of a file in the order they stand there. */
export function allTests(suite: Suite): Test[] {
  return suite.tasks.flatMap((task) => (task.type === 'test' ? [task] : allTests(task)))
}
