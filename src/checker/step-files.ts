import type { Diagnostic } from '../wire/program.ts'

/** The file that a learner edits and a step's tests judge. */
export const exerciseFile = 'exercise.ts'
/** The file that judges. */
export const testFile = 'exercise.test.ts'

/** A text that compiles but lacks what the tests import. */
export function isMissingExport({ message }: Diagnostic): boolean {
  return message.startsWith(`${exerciseFile} must export `)
}
