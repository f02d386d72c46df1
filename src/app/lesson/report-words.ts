import type { CheckReport, TestResult } from '../../wire/outcome.ts'
import type { Diagnostic } from '../../wire/program.ts'
import { isMissingExport } from '../../checker/step-files.ts'

type Tested = Extract<CheckReport, { kind: 'tested' }>

/** What failed first, if anything did. */
export function firstFailing(report: Tested): TestResult | undefined {
  return report.tests.find(({ status }) => status === 'fail')
}

export function countPassed(report: Tested): number {
  return report.tests.filter(({ status }) => status === 'pass').length
}

/** The whole check in one sentence, read out when it is done. */
export function sentenceOf(report: CheckReport): string {
  switch (report.kind) {
    case 'refused': {
      const first = report.diagnostics[0]
      const place = first ? ` Line ${first.line}: ${first.message}` : ''
      return `${refusalHeading(report.diagnostics)}.${place}`
    }
    case 'crashed':
      return `Not checked to the end: ${crashHeading(report.reason)}. ${report.error.name}: ${report.error.message}`
    case 'timed-out':
      return `Time ran out${report.test ? ` in the test: ${lastName(report.test)}` : ''}.`
    case 'stopped':
      return 'The check was stopped.'
    case 'tested': {
      const first = firstFailing(report)
      if (report.isPassed) return `All ${testsPass(report.tests.length)}.`
      const count = `${countPassed(report)} of ${testsPass(report.tests.length)}`
      return first ? `${count}; first to fix: ${lastName(first.name)}.` : `${count}, but not every test ran.`
    }
    default:
      return report satisfies never
  }
}

export function refusalHeading(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.every(isMissingExport)
    ? 'The tests do not find your code yet'
    : 'Your code does not compile yet'
}

export function crashHeading(reason: Extract<CheckReport, { kind: 'crashed' }>['reason']): string {
  switch (reason) {
    case 'load':
      return 'your file threw an error while it was loaded'
    case 'unhandled':
      return 'an error was thrown that nobody caught'
    case 'memory':
      return 'the memory ran out'
    case 'checker':
      return 'the checker itself had a problem'
    default:
      return reason satisfies never
  }
}

/** A test's own name, without the describe blocks around it. */
export function lastName(name: string): string {
  return name.split(' > ').at(-1) ?? name
}

/** The message without the feedback that is shown on its own. */
export function messageOf({ message, feedback }: TestResult): string {
  const arrow = feedback === undefined ? -1 : message.search(/\n\s*→/)
  return (arrow < 0 ? message : message.slice(0, arrow)).trim()
}

/**
 * The lines of one test in a test file, found by its title; the whole file if they are not found. Tests are formatted by
 * prettier, so a test ends where its own indentation comes back.
 */
export function sourceOfTest(source: string, name: string): string {
  const title = lastName(name)
  const lines = source.split('\n')
  const start = lines.findIndex((line) => /^\s*(?:test|it)\b/.test(line) && unescaped(line).includes(title))
  if (start < 0) return source
  const indent = /^\s*/.exec(lines[start] ?? '')?.[0] ?? ''
  const length = lines.slice(start).findIndex((line) => line.startsWith(`${indent}}`))
  const found = lines.slice(start, length < 0 ? start + 1 : start + length + 1)
  return found.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line)).join('\n')
}

function unescaped(line: string): string {
  return line.replace(/\\(['"`\\])/g, '$1')
}

function testsPass(count: number): string {
  return count === 1 ? '1 test passes' : `${count} tests pass`
}
