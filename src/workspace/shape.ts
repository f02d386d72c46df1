import type { StepId } from '../course/lesson.ts'

/** Questions about a value that came from outside: a stored record, another tab's message. */

export function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Any string is somebody's step: the course changes, and work of a step that is gone must stay readable. */
export function isStepId(value: unknown): value is StepId {
  return typeof value === 'string'
}

export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}

export function isTime(value: unknown): value is number {
  return Number.isFinite(value)
}
