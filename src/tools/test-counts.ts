import { relative } from 'node:path'

/** How many tests of a phase passed and failed. */
export interface Counts {
  readonly passed: number
  readonly failed: number
  /** A line for each failure, as far as its name is known: the file, the test, how its error begins. */
  readonly failures: readonly string[]
}

/** The part we read of what vitest's JSON reporter writes. */
interface JsonReport {
  readonly numPassedTests: number
  readonly testResults: readonly FileResult[]
}

interface FileResult {
  /** Absolute path. */
  readonly name: string
  readonly status: string
  /** Why the file could not be loaded; else empty. */
  readonly message: string
  readonly assertionResults: readonly {
    readonly fullName: string
    readonly status: string
    readonly failureMessages: readonly string[]
  }[]
}

const beginning = (text: string | undefined): string => (text ?? '').trim().split('\n', 1)[0] ?? ''

/** Counts one failure that is no test's. */
export const broken = (why: string): Counts => ({ passed: 0, failed: 1, failures: [why] })

/**
 * Counts a vitest phase so that nothing broken counts as fine: a file that could not be loaded is a failure, so is a
 * run that ended badly for another reason, and so is one in which no test ran. `report` is null where none was
 * written; `root` is the folder that paths are told from.
 */
export function countTests(report: string | null, exitCode: number | null, root: string): Counts {
  if (report === null) return broken(`vitest ended with ${exitCode} and wrote no report`)
  const { numPassedTests, testResults } = JSON.parse(report) as JsonReport
  const failures = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const path = relative(root, name)
    if (status === 'failed' && assertionResults.length === 0)
      return [`${path}: could not be loaded: ${beginning(message)}`]
    return assertionResults
      .filter((test) => test.status === 'failed')
      .map(({ fullName, failureMessages }) => `${path}: ${fullName}: ${beginning(failureMessages[0])}`)
  })
  if (failures.length > 0) return { passed: numPassedTests, failed: failures.length, failures }
  if (numPassedTests === 0) return broken('no test ran')
  if (exitCode === 0) return { passed: numPassedTests, failed: 0, failures }
  return {
    passed: numPassedTests,
    failed: 1,
    failures: [`vitest ended with ${exitCode}, though no test failed`],
  }
}
