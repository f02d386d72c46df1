import type { StepId } from '../course/lesson.ts'
import { isSaveReason } from './draft.ts'
import type { Draft, SaveRequest, SaveReason } from './draft.ts'
import { isRecord, isStepId, isTime } from './shape.ts'

/** A text that a step once had, to look at and to restore. */
export interface HistoryEntry {
  readonly id: number
  readonly step: StepId
  readonly text: string
  readonly savedAt: number
  readonly reason: SaveReason
}

/** What is stored of it: `typingSince` is set while more typing may still go into the entry. */
export interface NewEntry extends Omit<HistoryEntry, 'id'> {
  readonly typingSince: number | null
}

export interface StoredEntry extends NewEntry {
  readonly id: number
}

/** Entries a step keeps. */
export const historyLimit = 100

/** Typing within this time makes one entry. */
const typingMs = 30_000

/** Typing that takes away more than about a line at once begins a new entry, so that the old one keeps it. */
const erasedLimit = 40

/** What becomes of history when a text comes to its end. */
type Placement =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'append'; readonly entry: NewEntry }
  | { readonly kind: 'replace'; readonly entry: StoredEntry }
  | { readonly kind: 'remove'; readonly id: number }

/** Where an entry goes that comes after `newest`, which comes after `second`. */
export function placeEntry(entry: NewEntry, newest?: StoredEntry, second?: StoredEntry): Placement {
  if (!newest) return { kind: 'append', entry }
  const isTyping = entry.typingSince !== null
  if (newest.text === entry.text) {
    const isOpen = newest.typingSince !== null
    const saysMore = newest.reason === 'edit' ? !isTyping || entry.reason !== 'edit' : isOpen && !isTyping
    return saysMore ? { kind: 'replace', entry: { ...entry, id: newest.id } } : { kind: 'nothing' }
  }
  if (!isTyping || !isSameTyping(newest, entry)) return { kind: 'append', entry }
  // Typed and taken back: the neighbours would be the same.
  if (second?.text === entry.text) return { kind: 'remove', id: newest.id }
  return { kind: 'replace', entry: { ...entry, id: newest.id, typingSince: newest.typingSince } }
}

/** Ids to remove so that `limit` entries are left: the oldest edits first, never the newest entry. `entries` are oldest first. */
export function surplusEntries(
  entries: readonly Pick<StoredEntry, 'id' | 'reason'>[],
  limit = historyLimit,
): readonly number[] {
  const older = entries.slice(0, -1)
  const edits = older.filter(({ reason }) => reason === 'edit')
  const others = older.filter(({ reason }) => reason !== 'edit')
  return [...edits, ...others].slice(0, Math.max(0, entries.length - limit)).map(({ id }) => id)
}

/** The entry that a save leaves, whether it succeeded or, as a 'merge', came too late. */
export function entryOf(request: SaveRequest, reason: SaveReason = request.reason): NewEntry {
  const { step, text, savedAt } = request
  return { step, text, savedAt, reason, typingSince: request.reason === 'edit' ? savedAt : null }
}

/** The entry of a draft that is about to be replaced as a whole. */
export function entryBefore({ step, text, savedAt }: Draft): NewEntry {
  return { step, text, savedAt, reason: 'edit', typingSince: null }
}

/** A stored record as an entry, or null if it is none. */
export function readEntry(value: unknown): StoredEntry | null {
  if (!isRecord(value)) return null
  const { id, step, text, savedAt, reason, typingSince } = value
  if (typeof id !== 'number' || !isStepId(step) || typeof text !== 'string') return null
  if (!isTime(savedAt) || !isSaveReason(reason) || (typingSince !== null && !isTime(typingSince))) return null
  return { id, step, text, savedAt, reason, typingSince }
}

/** Without what only the store needs. */
export function publicEntry({ id, step, text, savedAt, reason }: StoredEntry): HistoryEntry {
  return { id, step, text, savedAt, reason }
}

function isSameTyping(newest: StoredEntry, entry: NewEntry): boolean {
  if (newest.typingSince === null || newest.reason !== entry.reason) return false
  const age = entry.savedAt - newest.typingSince
  // A clock that was set back must not let one entry swallow everything.
  return age >= 0 && age < typingMs && countErased(newest.text, entry.text) <= erasedLimit
}

/** Characters of `before` that are neither in its common beginning nor its common end with `after`. */
function countErased(before: string, after: string): number {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start++
  let end = 0
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  return before.length - start - end
}
