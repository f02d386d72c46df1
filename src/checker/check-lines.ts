import type { Supplies } from '../runtime/supplies.ts'
import type { LaneRecorder } from '../sandbox/lane-recorder.ts'
import { linesModule } from '../wire/program.ts'
import type { CheckJob } from '../wire/sandbox-messages.ts'
import type { Namespace } from './function-loader.ts'

/** What the learner's modules tell of their lines in a check that is watched. */
export interface CheckLines {
  /** `mailroom:lines`, for the learner's modules alone; undefined for any other name. */
  provide(name: string): Namespace | undefined
  testBegins(name: string): void
}

/**
 * Takes down what the learner's modules tell of their lines, once the test begins that is asked about: the tests before it
 * are run for what they leave behind, and cost nothing of what can be recorded. Open it before any room is made for the
 * learner's program, which gets its `Proxy` from here.
 */
export function openLines(
  { linesOf }: Pick<CheckJob, 'linesOf'>,
  { makeLines }: Pick<Supplies, 'makeLines'>,
  recorder: LaneRecorder | null,
): CheckLines | null {
  if (linesOf === undefined || !recorder || !makeLines) return null
  const lines = makeLines(recorder)
  lines.on = false
  const namespace: Namespace = { default: lines }
  return {
    provide: (name) => (name === linesModule ? namespace : undefined),
    testBegins: (name) => {
      if (name === linesOf) lines.on = true
    },
  }
}
