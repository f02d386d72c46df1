import type { StepId } from '../course/lesson.ts'
import { isCount, isRecord, isStepId, isTime } from './shape.ts'

/** The text of a step as it was saved last. */
export interface Draft {
  readonly step: StepId
  readonly text: string
  /** Counts the saves of this step, in all tabs; the first one is 1. */
  readonly revision: number
  /** Milliseconds since 1970. */
  readonly savedAt: number
}

/** Why a text is saved. Edits are typing; each other reason leaves the text before and after it in history. */
export type SaveReason = 'edit' | 'reset' | 'solution' | 'restore' | 'undo' | 'import' | 'merge'

/** One text on its way into the store. */
export interface SaveRequest {
  readonly step: StepId
  readonly text: string
  /** Revision of the draft that this text was made from; 0 when there was none. */
  readonly baseRevision: number
  readonly reason: SaveReason
  readonly savedAt: number
}

export type SaveOutcome =
  | { readonly kind: 'saved'; readonly draft: Draft }
  /** Somebody else saved since: nothing was overwritten, and the text that came too late is in history. */
  | { readonly kind: 'conflict'; readonly theirs: Draft }
  /** Kept in this tab only. `message` is for the learner. */
  | { readonly kind: 'not-saved'; readonly message: string }

const saveReasons: ReadonlySet<unknown> = new Set<SaveReason>([
  'edit',
  'reset',
  'solution',
  'restore',
  'undo',
  'import',
  'merge',
])

export function isSaveReason(value: unknown): value is SaveReason {
  return saveReasons.has(value)
}

/** A stored record as a save that was not finished, or null if it is none. */
export function readSaveRequest(value: unknown): SaveRequest | null {
  if (!isRecord(value)) return null
  const { step, text, baseRevision, reason, savedAt } = value
  if (!isStepId(step) || typeof text !== 'string' || !isCount(baseRevision)) return null
  return isSaveReason(reason) && isTime(savedAt) ? { step, text, baseRevision, reason, savedAt } : null
}

/** A stored record as a draft, or null if it is none. */
export function readDraft(value: unknown): Draft | null {
  if (!isRecord(value)) return null
  const { step, text, revision, savedAt } = value
  if (!isStepId(step) || typeof text !== 'string' || !isCount(revision) || !isTime(savedAt)) return null
  return { step, text, revision, savedAt }
}
