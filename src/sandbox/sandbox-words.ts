import type { CheckReport, RunOutcome } from '../wire/outcome.ts'
import type { FrameEnd } from './frame-link.ts'

/** What the sandbox says to a learner about a run or a check that it ended. */

export const stoppedByUser: RunOutcome = { kind: 'stopped', reason: 'user', message: 'Stopped.' }

const outOfMemory =
  'The code took more memory than there is, and was ended. Is something added again and again without an end?'
const navigatedAway = 'The code tried to leave its sandbox, and was ended.'

export const frameEndWords = (reason: FrameEnd): string => (reason === 'memory' ? outOfMemory : navigatedAway)

export function hungWords(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000))
  return `Stopped: for ${seconds} s the code gave nothing else a turn. Does a loop never come to its end?`
}

/** For a run that could not go on by no fault of its code's. */
export function brokenRun(message: string): RunOutcome {
  return { kind: 'threw', error: { name: 'SandboxError', message, frames: [] }, ms: 0 }
}

export function crashedCheck(reason: 'memory' | 'checker', message: string): CheckReport {
  return { kind: 'crashed', reason, error: { name: 'Error', message, frames: [] } }
}

/** An error's own words: those of the loaders are for the learner. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
