import type { ErrorData } from '../wire/error-data.ts'
import type { CheckReport, TestResult } from '../wire/outcome.ts'

/**
 * What is reported of one submission. `fail`: it was tested and did not pass. `error`: it could not be tested (it does
 * not compile, breaks while loading, takes all memory, is no readable file). `timeout`: it did not end in its time.
 */
export interface Verdict {
  readonly step: string
  readonly file: string
  readonly verdict: 'pass' | 'fail' | 'error' | 'timeout'
  readonly tests: readonly {
    readonly name: string
    readonly status: TestResult['status']
    readonly message: string
  }[]
  /** One or two sentences; '' for a pass. */
  readonly message: string
}

type Judged = Pick<Verdict, 'verdict' | 'tests' | 'message'>

/** A check's report in a grader's terms. */
export function judgedReport(report: CheckReport): Judged {
  switch (report.kind) {
    case 'refused': {
      const [first] = report.diagnostics
      const more = report.diagnostics.length - 1
      const place = first
        ? `${first.file}:${first.line}:${first.column}: ${first.message}`
        : 'no reason was given'
      return errored(`It does not compile. ${place}${more > 0 ? ` (and ${more} more)` : ''}`)
    }
    case 'crashed':
      return errored(`${crashText[report.reason]} ${printError(report.error)}`)
    case 'timed-out': {
      const during = report.test === null ? 'while it was loaded' : `in the test "${report.test}"`
      const seconds = report.limitMs / 1000
      return { verdict: 'timeout', tests: [], message: `It did not end within ${seconds} s, ${during}.` }
    }
    case 'stopped':
      return errored('The check was stopped.')
    case 'tested': {
      const tests = report.tests.map(({ name, status, message, feedback }) => ({
        name,
        status,
        message: feedback ? `${message}\n→ ${feedback}` : message,
      }))
      if (report.isPassed) return { verdict: 'pass', tests, message: '' }
      const failed = tests.find((test) => test.status === 'fail')
      const message = failed ? `${failed.name}: ${failed.message}` : 'Not all of the step’s tests ran.'
      return { verdict: 'fail', tests, message }
    }
    default:
      return report satisfies never
  }
}

/** The verdict on what could not be tested. */
export function errored(message: string): Judged {
  return { verdict: 'error', tests: [], message }
}

const crashText = {
  load: 'It broke while it was loaded.',
  unhandled: 'Outside of any test an error was caught by nobody.',
  memory: 'It ran out of memory.',
  checker: 'It could not be checked.',
} as const

function printError({ name, message, frames }: ErrorData): string {
  const [frame] = frames
  const place = frame ? ` (${frame.file}:${frame.line})` : ''
  return `${name}: ${message}${place}`
}
