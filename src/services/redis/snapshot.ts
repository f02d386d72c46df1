import type { Keyspace } from './keyspace.ts'
import { cutText } from './summaries.ts'
import { typeOf, type Value, type ValueType } from './values.ts'

/** A key as the page shows it. */
export interface KeySnapshot {
  readonly key: string
  readonly type: ValueType
  /** Milliseconds left; null: for ever. */
  readonly ttlMs: number | null
  /** Bytes of a string, entries of a collection. */
  readonly length: number
  /** The string, or the first entries; hash fields and members of sorted sets with their value or score. */
  readonly entries: readonly EntrySnapshot[]
  /** Of a list too long for `entries`, the last elements as well. */
  readonly lastEntries?: readonly EntrySnapshot[]
}

export interface EntrySnapshot {
  readonly text: string
  /** A hash field's value. */
  readonly value?: string
  /** A sorted set's score. */
  readonly score?: number
}

export interface DatabaseSnapshot {
  readonly db: number
  /** Number of all keys, of which `keys` may hold the first only. */
  readonly size: number
  readonly keys: readonly KeySnapshot[]
}

const mostEntries = 50
const mostLastEntries = 5
const longestText = 200

/** What a database holds, cut to what can be shown. */
export function snapshotOf(db: Keyspace, { now, most }: { now: number; most: number }): DatabaseSnapshot {
  const all = db.keys()
  // Sorting a million names for a panel that shows some hundreds would take a second.
  const some = all.length > 20 * most ? all.slice(0, most) : [...all]
  const keys = some.sort().slice(0, most)
  return { db: db.index, size: all.length, keys: keys.flatMap((key) => snapshotOfKey(db, key, now)) }
}

function snapshotOfKey(db: Keyspace, key: string, now: number): readonly KeySnapshot[] {
  const value = db.find(key)
  if (value === undefined) return []
  const deadline = db.deadline(key)
  const ttlMs = deadline === undefined ? null : Math.max(0, deadline - now)
  const length = typeof value === 'string' ? value.length : value.size
  const shown = {
    key: cutText(key, longestText),
    type: typeOf(value),
    ttlMs,
    length,
    entries: entriesOf(value),
  }
  if (typeof value === 'string' || value.type !== 'list' || length <= mostEntries) return [shown]
  const last = value.slice(Math.max(mostEntries, length - mostLastEntries), length)
  return [{ ...shown, lastEntries: last.map((item) => ({ text: cutText(item, longestText) })) }]
}

function entriesOf(value: Value): readonly EntrySnapshot[] {
  const cut = (text: string): string => cutText(text, longestText)
  if (typeof value === 'string') return [{ text: cutText(value, 2000) }]
  switch (value.type) {
    case 'list':
      return value.slice(0, mostEntries).map((item) => ({ text: cut(item) }))
    case 'set':
      return value
        .members()
        .slice(0, mostEntries)
        .map((member) => ({ text: cut(member) }))
    case 'hash':
      return value
        .fields()
        .slice(0, mostEntries)
        .map((field) => ({ text: cut(field), value: cut(value.get(field) ?? '') }))
    case 'zset':
      return value.slice(0, mostEntries).map(({ member, score }) => ({ text: cut(member), score }))
    default:
      return value satisfies never
  }
}
