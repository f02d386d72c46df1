import type { EntrySnapshot, KeySnapshot } from '../../services/redis/snapshot.ts'

/** An element of a list that keeps its place on the screen while others come and go around it. */
export interface ShownItem {
  readonly id: number
  readonly entry: EntrySnapshot
  /** It came with the newest state. */
  readonly isNew: boolean
}

/** A key as it is drawn: with what has happened to it since one looks. */
export interface ShownKey {
  readonly snapshot: KeySnapshot
  /** How often it was seen to change. */
  readonly changes: number
  /** The longest time to live it was seen with: the countdown's full length. */
  readonly fullTtlMs: number
  readonly items: readonly ShownItem[]
}

/** The keys of the newest state, set against those shown before; null: there was nothing to compare with. */
export function nextKeys(before: readonly ShownKey[] | null, now: readonly KeySnapshot[]): ShownKey[] {
  const known = new Map(before?.map((shown) => [shown.snapshot.key, shown]))
  return now.map((snapshot) => nextKey(known.get(snapshot.key), snapshot, before !== null))
}

function nextKey(before: ShownKey | undefined, snapshot: KeySnapshot, hasHistory: boolean): ShownKey {
  const ttlMs = snapshot.ttlMs ?? 0
  if (!before || before.snapshot.type !== snapshot.type) {
    const changes = hasHistory ? (before?.changes ?? 0) + 1 : 0
    return { snapshot, changes, fullTtlMs: ttlMs, items: nextItems([], snapshot.entries, hasHistory) }
  }
  const isSame = isSameValue(before.snapshot, snapshot)
  // A time to live that grew was set anew.
  const isRenewed = snapshot.ttlMs !== null && ttlMs > (before.snapshot.ttlMs ?? 0)
  return {
    snapshot,
    changes: before.changes + (isSame ? 0 : 1),
    fullTtlMs: isRenewed ? ttlMs : Math.max(before.fullTtlMs, ttlMs),
    items: isSame ? before.items : nextItems(before.items, snapshot.entries, true),
  }
}

function isSameValue(one: KeySnapshot, other: KeySnapshot): boolean {
  return (
    one.length === other.length &&
    isSameEntries(one.entries, other.entries) &&
    isSameEntries(one.lastEntries ?? [], other.lastEntries ?? [])
  )
}

function isSameEntries(one: readonly EntrySnapshot[], other: readonly EntrySnapshot[]): boolean {
  return one.length === other.length && one.every((entry, at) => isSameEntry(entry, other[at]))
}

function isSameEntry(one: EntrySnapshot, other: EntrySnapshot | undefined): boolean {
  return one.text === other?.text && one.value === other.value && one.score === other.score
}

/** Recognises elements that moved up because others were taken from the head or put there: most queues do only that. */
function nextItems(
  before: readonly ShownItem[],
  entries: readonly EntrySnapshot[],
  isNews: boolean,
): ShownItem[] {
  const shift = shiftBetween(before, entries)
  const kept = entries.map((entry, at) => {
    const old = before[at + shift]
    return old && isSameEntry(old.entry, entry) ? old : null
  })
  let id = before.reduce((highest, item) => Math.max(highest, item.id), 0)
  return entries.map((entry, at) => {
    const old = kept[at]
    return old ? { ...old, isNew: false } : { id: ++id, entry, isNew: isNews }
  })
}

/** How many were taken from the head; below zero: how many were put there; 0 if it was neither. */
function shiftBetween(before: readonly ShownItem[], entries: readonly EntrySnapshot[]): number {
  const fits = (shift: number): boolean => {
    const length = Math.min(before.length - Math.max(0, shift), entries.length - Math.max(0, -shift))
    for (let at = 0; at < length; at++) {
      const old = before[at + Math.max(0, shift)]
      if (!old || !isSameEntry(old.entry, entries[at + Math.max(0, -shift)])) return false
    }
    return length > 0
  }
  for (let by = 0; by < Math.max(before.length, entries.length); by++) {
    if (fits(by)) return by
    if (fits(-by)) return -by
  }
  return 0
}
