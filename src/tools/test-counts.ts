/** How many tests of a phase passed and failed. */
export interface Counts {
  readonly passed: number
  readonly failed: number
}

/** The part we read of what vitest's JSON reporter writes. */
interface JsonReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[]
}

/**
 * Counts a vitest phase so that nothing broken counts as fine: a file that could not be loaded is a failure, so is a
 * run that ended badly for another reason, and so is one in which no test ran. `report` is null where none was written.
 */
export function countTests(report: string | null, exitCode: number | null): Counts {
  if (report === null) return { passed: 0, failed: 1 }
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(report) as JsonReport
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  )
  const failed = numFailedTests + unloaded.length
  const isBroken = exitCode !== 0 || numPassedTests + numFailedTests === 0
  return { passed: numPassedTests, failed: failed === 0 && isBroken ? 1 : failed }
}
