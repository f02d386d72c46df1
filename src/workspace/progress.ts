import type { StepId } from '../course/lesson.ts'
import { isCount, isRecord, isStepId, isTime } from './shape.ts'

/** How far a learner is with one step. Times are milliseconds since 1970. */
export interface StepProgress {
  readonly startedAt?: number
  readonly passedAt?: number
  /** Hints shown. */
  readonly hints: number
  readonly hasSeenSolution: boolean
  readonly checks: number
}

/** All steps that were started; without a prototype, so that no step's name finds anything else. */
export interface Progress {
  readonly [step: string]: StepProgress
}

export const noProgress: StepProgress = Object.freeze({ hints: 0, hasSeenSolution: false, checks: 0 })

/** What both know: progress only grows, so two tabs never take it from each other. */
function mergeStepProgress(one: StepProgress, other: StepProgress): StepProgress {
  const startedAt = earlier(one.startedAt, other.startedAt)
  const passedAt = earlier(one.passedAt, other.passedAt)
  return {
    hints: Math.max(one.hints, other.hints),
    hasSeenSolution: one.hasSeenSolution || other.hasSeenSolution,
    checks: Math.max(one.checks, other.checks),
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(passedAt === undefined ? {} : { passedAt }),
  }
}

/** `progress` with what `news` adds to it; the same object if that is nothing. */
export function mergeProgress(progress: Progress, news: Iterable<readonly [string, StepProgress]>): Progress {
  const steps = new Map(Object.entries(progress))
  let isChanged = false
  for (const [step, added] of news) {
    const known = steps.get(step)
    const merged = known ? mergeStepProgress(known, added) : added
    if (known && isSameProgress(known, merged)) continue
    steps.set(step, merged)
    isChanged = true
  }
  return isChanged ? progressOf(steps) : progress
}

export function progressOf(steps: Iterable<readonly [string, StepProgress]>): Progress {
  const progress: { [step: string]: StepProgress } = Object.create(null)
  for (const [step, value] of steps) progress[step] = Object.freeze({ ...value })
  return Object.freeze(progress)
}

export function isSameProgress(one: StepProgress, other: StepProgress): boolean {
  return (
    one.startedAt === other.startedAt &&
    one.passedAt === other.passedAt &&
    one.hints === other.hints &&
    one.hasSeenSolution === other.hasSeenSolution &&
    one.checks === other.checks
  )
}

/** A stored record as a step and its progress, or null if it is none. */
export function readProgress(value: unknown): readonly [StepId, StepProgress] | null {
  if (!isRecord(value)) return null
  const { step, startedAt, passedAt, hints, hasSeenSolution, checks } = value
  if (!isStepId(step) || !isCount(hints) || !isCount(checks) || typeof hasSeenSolution !== 'boolean')
    return null
  if (startedAt !== undefined && !isTime(startedAt)) return null
  if (passedAt !== undefined && !isTime(passedAt)) return null
  const times = {
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(passedAt === undefined ? {} : { passedAt }),
  }
  return [step, { hints, hasSeenSolution, checks, ...times }]
}

function earlier(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return Math.min(one, other)
}
