import { formatTable } from '../tools/table.ts'
import type { Verdict } from './verdict.ts'

const longestCell = 100

/** All verdicts as a table for people. */
export function verdictTable(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map(({ file, verdict, tests, message }) => {
    const passed = tests.filter((test) => test.status === 'pass').length
    return [verdict, tests.length > 0 ? `${passed}/${tests.length}` : '', printable(file), firstLine(message)]
  })
  const count = (kind: Verdict['verdict']): number =>
    verdicts.filter(({ verdict }) => verdict === kind).length
  const sums = (['pass', 'fail', 'error', 'timeout'] as const)
    .map((kind) => `${count(kind)} ${kind}`)
    .join(', ')
  return `${formatTable(['verdict', 'tests', 'file', 'first to mend'], rows)}\n\n${verdicts.length} graded: ${sums}`
}

function firstLine(text: string): string {
  const line = printable(text.split('\n')[0] ?? '')
  return line.length > longestCell ? `${line.slice(0, longestCell - 1)}…` : line
}

/** Nothing that a submission or its name contains may steer the terminal, or stand for a command of a CI service. */
export function printable(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '·').replaceAll('::', ':·:')
}
