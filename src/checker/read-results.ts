import type { Test } from '@vitest/runner'
import type { TestResult } from '../wire/outcome.ts'
import { describeThrown, type StackReader } from '../sandbox/stack.ts'
import { testName } from './page-runner.ts'
import { testFile } from './step-files.ts'

/** vitest's description of an error, as far as it is shown. */
interface TestError {
  readonly name?: unknown
  readonly message?: unknown
  readonly stack?: unknown
  readonly expected?: unknown
  readonly actual?: unknown
}

/** The checker's modules begin with one line of prologue (CompiledModule). */
export const stackReader: StackReader = { fileOf: () => undefined, linesBefore: 1 }
const longestMessage = 4000
const longestValue = 2000

/** A test's outcome in the page's terms, its message taken apart. */
export function readResult(test: Test): TestResult {
  const { result } = test
  const status = result?.state === 'pass' ? 'pass' : result?.state === 'fail' ? 'fail' : 'skipped'
  const base = { name: testName(test), status, ms: result?.duration ?? 0 } as const
  const error = result?.errors?.[0] as TestError | undefined
  if (status !== 'fail' || !error)
    return { ...base, message: status === 'skipped' ? 'This test did not run.' : '' }
  const { message, feedback } = readMessage(
    typeof error.message === 'string' ? error.message : 'The test failed.',
  )
  const difference = readDifference(error)
  const described = describeThrown(error, stackReader)
  const isOwnError = error.name !== 'AssertionError'
  return {
    ...base,
    message: isOwnError ? `The code threw ${String(error.name)}: ${message}` : message,
    ...(feedback ? { feedback } : {}),
    ...(difference ? { difference } : {}),
    ...(described.frames.some((frame) => frame.file !== testFile) ? { error: described } : {}),
  }
}

/**
 * A test's message is `what should happen; what happened\n→ feedback`, to which vitest adds `: expected 'b' to be 'a'`.
 */
export function readMessage(text: string): { message: string; feedback?: string } {
  const plain = stripColours(text).slice(0, longestMessage)
  const end = plain.lastIndexOf(': expected ')
  const own = end > 0 ? plain.slice(0, end) : plain
  const arrow = own.indexOf('\n→ ')
  if (arrow < 0) return { message: own }
  return { message: own.slice(0, arrow), feedback: asSentence(own.slice(arrow + 3)) }
}

/** Messages leave their last full stop to vitest's `: expected …`, which is gone here. */
function asSentence(text: string): string {
  return /[.?!。？！]$/.test(text) ? text : `${text}.`
}

function readDifference({ expected, actual }: TestError): { expected: string; received: string } | null {
  if (typeof expected !== 'string' || typeof actual !== 'string' || expected === actual) return null
  const print = (text: string): string => stripColours(text).slice(0, longestValue)
  return { expected: print(expected), received: print(actual) }
}

/** vitest paints its differences for terminals. */
export function stripColours(text: string): string {
  // oxlint-disable-next-line no-control-regex -- the escape character is what is looked for
  return text.replace(/\u001b\[[0-9;]*m/g, '')
}
