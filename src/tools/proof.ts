import { plainSpaces, type Mistake } from '../course/mistakes.ts'
import type { JobResult } from './grade-files.ts'

/** All that was run for one step. */
export interface StepRuns {
  readonly id: string
  /** Names of the tests as the course reads them. */
  readonly tests: readonly string[]
  readonly solution: JobResult
  readonly solutionMain: JobResult
  readonly starter: JobResult
  readonly starterMain: JobResult
  readonly mistakes: readonly { readonly mistake: Mistake; readonly result: JobResult }[]
}

/**
 * What a step promises and does not hold: the solution passes every test, the starter runs and fails, each test fails
 * for somebody, each mistake fails and is told its words. One line each, none if all is well.
 */
export function breachesOf(step: StepRuns): readonly string[] {
  const folder = `lessons/${step.id}`
  return [
    ...solutionBreaches(step, `${folder}/solution.ts`),
    ...starterBreaches(step, `${folder}/exercise.ts`),
    ...idleTests(step).map(
      (name) =>
        `${folder}/exercise.test.ts: '${name}' passes for the starter and every mistake, expected it to fail for one`,
    ),
    ...step.mistakes.flatMap(({ mistake, result }) => mistakeBreaches(mistake, result)),
  ]
}

function solutionBreaches({ solution, solutionMain, tests }: StepRuns, file: string): string[] {
  const passed = solution.tests.filter((test) => test.isPassed).map((test) => test.name)
  const ran = solution.tests.map((test) => test.name)
  return [
    ...solution.errors.map((error) => `${file}: ${firstLine(error)}, expected it to load`),
    ...tests
      .filter((name) => !passed.includes(name))
      .map((name) => `${file}: fails '${name}', expected it to pass (${why(solution, name)})`),
    ...ran
      .filter((name) => !tests.includes(name))
      .map((name) => `${file}: ran '${name}', expected only the tests that stand in exercise.test.ts`),
    ...mainBreaches(solutionMain, file),
  ]
}

function starterBreaches({ starter, starterMain }: StepRuns, file: string): string[] {
  const isFailing = starter.tests.some((test) => !test.isPassed)
  return [
    ...starter.errors.map((error) => `${file}: ${firstLine(error)}, expected the starter to load`),
    ...(isFailing || starter.errors.length > 0
      ? []
      : [`${file}: passes every test, expected the starter to fail one`]),
    ...mainBreaches(starterMain, file),
  ]
}

function mainBreaches({ tests, errors }: JobResult, file: string): string[] {
  const messages = [...errors, ...tests.filter((test) => !test.isPassed).map((test) => test.message)]
  if (messages.length === 0 && tests.length === 0) messages.push('it was not run')
  return messages.map(
    (message) => `${file}: main() threw (${firstLine(message)}), expected it to run to its end`,
  )
}

function idleTests({ tests, starter, mistakes }: StepRuns): string[] {
  const failed = [starter, ...mistakes.map(({ result }) => result)].flatMap((result) =>
    result.tests.filter((test) => !test.isPassed).map((test) => test.name),
  )
  return tests.filter((name) => !failed.includes(name))
}

function mistakeBreaches({ file, words }: Mistake, result: JobResult): string[] {
  const failed = result.tests.filter((test) => !test.isPassed)
  // Told is told: a mistake may well leave an error behind that nobody caught.
  if (failed.some((test) => plainSpaces(test.message).includes(words))) return []
  if (result.errors.length > 0)
    return result.errors.map((error) => `${file}: ${firstLine(error)}, expected it to load`)
  if (failed.length === 0) return [`${file}: passes every test, expected it to fail one`]
  return [
    `${file}: no failing test says '${words}', expected it (first: ${firstLine(failed[0]?.message ?? '')})`,
  ]
}

function why(result: JobResult, name: string): string {
  const test = result.tests.find((candidate) => candidate.name === name)
  return test ? firstLine(test.message) : 'it did not run'
}

/** Enough of a message to know it by; the compiler tells on its second line what it means. */
function firstLine(message: string): string {
  const [first = '', second = ''] = message.split('\n')
  return first.endsWith(':') ? `${first} ${second.trim()}` : first
}
