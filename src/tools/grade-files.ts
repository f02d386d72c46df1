import { createVitest } from 'vitest/node'

/** One file judged by a step's tests. */
export interface Job {
  /** `lessons/01-lists/01-queue` */
  readonly folder: string
  /** Absolute path of the file that stands in for `exercise.ts`. */
  readonly file: string
  /** `main`: only whether its `main()` runs. */
  readonly kind: 'tests' | 'main'
}

export interface JobResult {
  readonly tests: readonly { readonly name: string; readonly isPassed: boolean; readonly message: string }[]
  /** Why the tests could not be run at all. */
  readonly errors: readonly string[]
}

/** How vitest is run, where it is not as usual. */
interface GradingOptions {
  /** Of `root`, unless told otherwise. */
  readonly config?: string
  readonly maxWorkers?: number
}

/** Judges many files in one vitest. Results stand in the order of the jobs. */
export async function gradeFiles(
  root: string,
  jobs: readonly Job[],
  options: GradingOptions = {},
): Promise<readonly JobResult[]> {
  const vitest = await createVitest('test', {
    root,
    ...options,
    watch: false,
    project: ['lessons'],
    // A thread goes on to the next file: each graded file is a module of its own anyway, each has a world of its own (see
    // lesson-world.ts), and it is twice as fast.
    pool: 'threads',
    isolate: false,
    // The result is read from memory; what lessons print is no part of it.
    reporters: [{}],
    onConsoleLog: () => false,
  })
  try {
    const [project] = vitest.projects
    if (!project) throw new Error("vite.config.ts has no test project called 'lessons'")
    const ids = jobs.map(({ folder, file, kind }) => {
      const query = `grade=${encodeURIComponent(file)}${kind === 'main' ? '&main' : ''}`
      return `${root}/${folder}/exercise.test.ts?${query}`
    })
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(
      ids.map((id) => project.createSpecification(id)),
    )
    const modules = new Map(testModules.map((module) => [module.moduleId, module]))
    return ids.map((id) => {
      const module = modules.get(id)
      if (!module) return { tests: [], errors: ['its tests were not run'] }
      const tests = [...module.children.allTests()].map((test) => {
        const { state, errors } = test.result()
        const message = errors?.map((error) => error.message).join('\n') ?? ''
        return { name: test.fullName, isPassed: state === 'passed', message }
      })
      const loose = unhandledErrors.filter((error) => hasPath(error, id)).map((error) => messageOf(error))
      return { tests, errors: [...module.errors().map((error) => error.message), ...loose] }
    })
  } finally {
    await vitest.close()
  }
}

/** vitest notes on an unhandled error during which test file it came. */
function hasPath(error: unknown, id: string): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'VITEST_TEST_PATH' in error &&
    error.VITEST_TEST_PATH === id
  )
}

function messageOf(error: unknown): string {
  return error instanceof Error || (typeof error === 'object' && error !== null && 'message' in error)
    ? String(error.message)
    : String(error)
}
