import type { Catalogue, StepEntry, StepId } from '../../course/lesson.ts'
import type { Progress } from '../../workspace/progress.ts'
import { allSteps } from './route.ts'

/** How far somebody is, in steps. */
export interface Tally {
  readonly done: number
  readonly total: number
}

export function isDone(progress: Progress, id: StepId): boolean {
  return progress[id]?.passedAt !== undefined
}

export function tally(steps: readonly StepEntry[], progress: Progress): Tally {
  return { done: steps.filter((step) => isDone(progress, step.id)).length, total: steps.length }
}

/** `3 of 4 done` */
export function tallyText({ done, total }: Tally): string {
  return `${done} of ${total} done`
}

/** What the front page's button does. */
export type WayIn =
  | { readonly kind: 'start'; readonly entry: StepEntry }
  | { readonly kind: 'resume'; readonly entry: StepEntry }
  /** Everything passed: back to the first step. */
  | { readonly kind: 'again'; readonly entry: StepEntry }

/**
 * The step to open next: the last one visited unless it is passed, then the first after it that is not, then the
 * first that is not. Null for a course without steps.
 */
export function wayIn(catalogue: Catalogue, progress: Progress, lastStep: StepId | null): WayIn | null {
  const steps = allSteps(catalogue)
  const first = steps[0]
  if (!first) return null
  const last = steps.findIndex((step) => step.id === lastStep)
  const isNew = last < 0 && !steps.some((step) => progress[step.id] !== undefined)
  if (isNew) return { kind: 'start', entry: first }
  const isOpen = (step: StepEntry): boolean => !isDone(progress, step.id)
  const open = steps.slice(Math.max(last, 0)).find(isOpen) ?? steps.find(isOpen)
  return open ? { kind: 'resume', entry: open } : { kind: 'again', entry: first }
}

/** `about 45 minutes`, `about 1 hour 10 minutes`; to five minutes above twenty. */
export function durationText(steps: readonly StepEntry[]): string {
  const sum = steps.reduce((total, step) => total + step.minutes, 0)
  const minutes = sum > 20 ? Math.round(sum / 5) * 5 : sum
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  const parts = [hours ? plural(hours, 'hour') : '', rest || !hours ? plural(rest, 'minute') : '']
  return `about ${parts.filter(Boolean).join(' ')}`
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
