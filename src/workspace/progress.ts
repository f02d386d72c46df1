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
  /** What was answered to the questions of the step's stage, in their order; absent where none was asked. */
  readonly predictions?: readonly Prediction[]
}

/** `open`: not answered yet. */
export type Prediction = 'open' | 'wrong' | 'right'

/** From nothing to all: a later answer can only be better. */
const worth: readonly Prediction[] = ['open', 'wrong', 'right']

/** More questions than any step asks. */
const mostPredictions = 100

/** All steps that were started; without a prototype, so that no step's name finds anything else. */
export interface Progress {
  readonly [step: string]: StepProgress
}

export const noProgress: StepProgress = Object.freeze({ hints: 0, hasSeenSolution: false, checks: 0 })

/** What both know: progress only grows, so two tabs never take it from each other. */
function mergeStepProgress(one: StepProgress, other: StepProgress): StepProgress {
  const startedAt = earlier(one.startedAt, other.startedAt)
  const passedAt = earlier(one.passedAt, other.passedAt)
  const predictions = mergePredictions(one.predictions, other.predictions)
  return {
    hints: Math.max(one.hints, other.hints),
    hasSeenSolution: one.hasSeenSolution || other.hasSeenSolution,
    checks: Math.max(one.checks, other.checks),
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(passedAt === undefined ? {} : { passedAt }),
    ...(predictions === undefined ? {} : { predictions }),
  }
}

function mergePredictions(
  one: StepProgress['predictions'],
  other: StepProgress['predictions'],
): StepProgress['predictions'] {
  if (!one || !other) return one ?? other
  const [longer, shorter] = one.length >= other.length ? [one, other] : [other, one]
  return longer.map((prediction, index) => better(prediction, shorter[index] ?? 'open'))
}

function better(one: Prediction, other: Prediction): Prediction {
  return worth.indexOf(one) >= worth.indexOf(other) ? one : other
}

/** With one answer more, to the question of this place among those of the step. */
export function withPrediction(progress: StepProgress, index: number, isRight: boolean): StepProgress {
  if (!Number.isSafeInteger(index) || index < 0 || index >= mostPredictions)
    throw new RangeError(`Question ${index} of a step, expected 0 to ${mostPredictions - 1}`)
  const open = Array.from({ length: index }, (): Prediction => 'open')
  const answered: readonly Prediction[] = [...open, isRight ? 'right' : 'wrong']
  const predictions = mergePredictions(progress.predictions, answered) ?? answered
  return { ...progress, predictions }
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
    one.checks === other.checks &&
    (one.predictions ?? []).join() === (other.predictions ?? []).join()
  )
}

/** A stored record as a step and its progress, or null if it is none. */
export function readProgress(value: unknown): readonly [StepId, StepProgress] | null {
  if (!isRecord(value)) return null
  const { step, startedAt, passedAt, hints, hasSeenSolution, checks, predictions } = value
  if (!isStepId(step) || !isCount(hints) || !isCount(checks) || typeof hasSeenSolution !== 'boolean')
    return null
  if (startedAt !== undefined && !isTime(startedAt)) return null
  if (passedAt !== undefined && !isTime(passedAt)) return null
  if (predictions !== undefined && !isPredictions(predictions)) return null
  const rest = {
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(passedAt === undefined ? {} : { passedAt }),
    ...(predictions === undefined ? {} : { predictions }),
  }
  return [step, { hints, hasSeenSolution, checks, ...rest }]
}

function isPredictions(value: unknown): value is readonly Prediction[] {
  return (
    Array.isArray(value) &&
    value.length <= mostPredictions &&
    value.every((one) => worth.some((known) => known === one))
  )
}

function earlier(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return Math.min(one, other)
}
