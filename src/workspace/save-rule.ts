import type { Draft, SaveRequest } from './draft.ts'
import { entryBefore, entryOf, historyLimit, placeEntry, surplusEntries } from './history.ts'
import type { NewEntry, StoredEntry } from './history.ts'

/** The history of one step, to be changed: in a transaction of the store, or in memory. */
export interface HistoryRecords {
  /** Up to two, the newest first. */
  newestTwo(): Promise<readonly StoredEntry[]>
  /** Oldest first. */
  all(): Promise<readonly Pick<StoredEntry, 'id' | 'reason'>[]>
  count(): Promise<number>
  append(entry: NewEntry): Promise<void>
  replace(entry: StoredEntry): Promise<void>
  remove(id: number): Promise<void>
}

/** The draft and the history of one step within one transaction. */
export interface StepRecords {
  readonly history: HistoryRecords
  draft(): Promise<Draft | null>
  putDraft(draft: Draft): Promise<void>
}

export type SavedOutcome =
  { readonly kind: 'saved'; readonly draft: Draft } | { readonly kind: 'conflict'; readonly theirs: Draft }

/**
 * Saves one text, or finds that it was made from a draft which is no longer the newest: then that one stays, and the
 * text goes into history. `unsaved` are the entries that could not be stored before, oldest first.
 */
export async function saveText(
  records: StepRecords,
  request: SaveRequest,
  unsaved: readonly NewEntry[],
): Promise<SavedOutcome> {
  const current = await records.draft()
  const isSameText = current?.text === request.text
  if (current && !isSameText && current.revision !== request.baseRevision) {
    await keepEntries(records.history, [...unsaved, entryOf(request, 'merge')])
    return { kind: 'conflict', theirs: current }
  }
  await keepText(records.history, current, request, unsaved)
  if (current && isSameText) return { kind: 'saved', draft: current }
  const { step, text, savedAt } = request
  const revision = (current?.revision ?? request.baseRevision) + 1
  const draft: Draft = { step, text, revision, savedAt }
  await records.putDraft(draft)
  return { kind: 'saved', draft }
}

/** What a save leaves in history when its text takes the place of `before`. */
export async function keepText(
  history: HistoryRecords,
  before: Draft | null,
  request: SaveRequest,
  unsaved: readonly NewEntry[],
): Promise<void> {
  if (request.reason !== 'edit' && before) {
    const newest = await history.newestTwo()
    // The newest but one counts: a text that came too late may lie on top of the draft's own entry.
    const hasOlder = newest[1]?.text === before.text
    if (!hasOlder) await keepEntry(history, entryBefore(before))
  }
  await keepEntries(history, [...unsaved, entryOf(request)])
}

async function keepEntries(history: HistoryRecords, entries: readonly NewEntry[]): Promise<void> {
  const last = entries.length - 1
  for (const [index, entry] of entries.entries()) {
    // Only the last may take in more typing; the others already were texts of their own.
    await keepEntry(history, index < last ? { ...entry, typingSince: null } : entry)
  }
  if ((await history.count()) <= historyLimit) return
  for (const id of surplusEntries(await history.all())) await history.remove(id)
}

async function keepEntry(history: HistoryRecords, entry: NewEntry): Promise<void> {
  const [newest, second] = await history.newestTwo()
  const placement = placeEntry(entry, newest, second)
  switch (placement.kind) {
    case 'nothing':
      return
    case 'append':
      return history.append(placement.entry)
    case 'replace':
      return history.replace(placement.entry)
    case 'remove':
      return history.remove(placement.id)
    default:
      placement satisfies never
  }
}
