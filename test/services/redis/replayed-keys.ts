import type { EntryData, KeyChange, ValueChange, WholeValue } from '../../../src/trace/records.ts'

type ReplayedValue = { readonly deadline: number | null } & WholeValue

/** What the keys of a server hold by what was told of them: a plain model, to be held against the server. */
export class ReplayedKeys {
  /** By `db:key`. */
  readonly keys = new Map<string, ReplayedValue>()

  begin(all: readonly ({ readonly db: number; readonly key: string } & ReplayedValue)[]): void {
    this.keys.clear()
    for (const { db, key, ...value } of all) this.keys.set(`${db}:${key}`, value)
  }

  delete(db: number, key: string): void {
    this.keys.delete(`${db}:${key}`)
  }

  apply({ db, key, ...change }: KeyChange): void {
    const id = `${db}:${key}`
    const old = this.keys.get(id)
    if (change.kind === 'deleted') this.keys.delete(id)
    else if (change.kind === 'value') {
      const { kind: _, ...value } = change
      this.keys.set(id, value)
    } else if (!old) throw new Error(`${change.kind} of ${id}, of which nothing is known`)
    else if (change.kind === 'deadline') this.keys.set(id, { ...old, deadline: change.deadline })
    else this.keys.set(id, edited(old, change))
  }
}

function edited(old: ReplayedValue, change: Exclude<ValueChange, { kind: 'value' }>): ReplayedValue {
  if (old.type === 'string') throw new Error(`${change.kind} of a string`)
  if (change.kind === 'list-edits') {
    // Those that were not told.
    const entries = Array.from({ length: old.length }, (_, index) => old.entries[index] ?? { text: '?' })
    for (const { at, removed, added } of change.edits) {
      if (at < 0 || at + removed > entries.length) throw new Error(`An edit at ${at} of ${entries.length}`)
      entries.splice(at, removed, ...added.map((text) => ({ text })))
    }
    return { ...old, entries, length: entries.length }
  }
  const byName = new Map<string, EntryData>(old.entries.map((entry) => [entry.text, entry]))
  for (const entry of change.set) byName.set(entry.text, entry)
  for (const name of change.deleted) byName.delete(name)
  const entries = [...byName.values()]
  return { ...old, entries, length: change.length ?? entries.length }
}
