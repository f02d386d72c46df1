import type { EntryData, WholeValue } from '../../trace/records.ts'
import { changeOf, noteValue, weightOfNote, type ChangeNote, type Place } from './change-notes.ts'
import { ListJournal, mostNoted, type NameJournal } from './journal.ts'
import type { Keyspace } from './keyspace.ts'
import { cutText } from './summaries.ts'
import type { Collection, Value } from './values.ts'
import { cutEntry, longestEntry, mostEntries, weightOf, wholeValue } from './whole-value.ts'

/** A key with all that it holds, cut to what can be shown. */
export type KeyValue = {
  readonly db: number
  readonly key: string
  readonly deadline: number | null
} & WholeValue

/** What was told of a key last. */
interface Told {
  readonly value: Value
  /** The one that the value had then: another owner of the same value, after RENAME, gives it another. */
  readonly journal: Collection['journal']
  readonly deadline: number | null
  /** Not all entries were told. */
  readonly isCut: boolean
}

/** Of all keys together, and of what one command did. */
const heaviest = { all: 8_000_000, command: 1_000_000 }
/** Beyond these, keys are told of when they change. */
const mostKeys = 20_000

/**
 * Remembers what was told of each key, and says from there what became of it: an edit of a list, a field of a hash, or the
 * whole value where it is another. Who replays the changes on what `all` returned has what the databases hold.
 *
 *     const watch = new KeyWatch(server.databases)
 *     const keys = watch.all()
 *     watch.changes([{ db: 0, key: 'inbox' }])       // after a command
 *     watch.end()
 */
export class KeyWatch {
  readonly #databases: readonly Keyspace[]
  readonly #told: readonly Map<string, Told>[]

  /** `databases` by their numbers, also after they were swapped. */
  constructor(databases: readonly Keyspace[]) {
    this.#databases = databases
    this.#told = databases.map(() => new Map())
  }

  /** How things stand. Of very much, the rest is told by its length only. */
  all(): readonly KeyValue[] {
    this.end()
    let weight = 0
    const keys: KeyValue[] = []
    for (const database of this.#databases)
      for (const key of database.keys().slice(0, mostKeys - keys.length)) {
        const value = database.peek(key)
        if (value === undefined) continue
        const deadline = database.deadline(key) ?? null
        const isTold = weight < heaviest.all
        if (isTold) this.#told[database.index]?.set(key, toldOf(value, deadline))
        const whole = isTold ? wholeValue(value) : onlyLength(value)
        weight += weightOf(whole)
        keys.push({ db: database.index, key: cutText(key), deadline, ...whole })
      }
    return keys
  }

  /**
   * What a command that ran in a database made of keys since they were told of last; null if it is too much, and `all` is to
   * be asked again.
   */
  changes(
    keys: readonly { readonly db: number; readonly key: string }[],
    ranIn: number,
  ): readonly ChangeNote[] | null {
    let weight = 0
    const changes: ChangeNote[] = []
    for (const { db, key } of keys) {
      const from = changes.length
      this.#change(db, key, changes)
      for (let at = from; at < changes.length; at++) {
        const note = changes[at] as ChangeNote
        weight += weightOfNote(note)
        if (db !== ranIn) changes[at] = changeOf(note, db)
      }
      if (weight > heaviest.command) return null
    }
    return changes
  }

  /** Adds what became of one key. */
  #change(db: number, key: string, changes: ChangeNote[]): void {
    const database = this.#databases[db]
    const value = database?.peek(key)
    if (!database || value === undefined) {
      this.forget(db, key)
      changes.push([key])
      return
    }
    const told = this.#told[db]?.get(key)
    const place = { db, key, deadline: database.deadline(key) ?? null }
    const edits = editsOf(told, value, place)
    if (edits === undefined) {
      this.#told[db]?.set(key, toldOf(value, place.deadline))
      changes.push(noteValue(value, place))
      return
    }
    if (edits) changes.push(edits)
    if (!told || told.deadline === place.deadline) return
    this.#told[db]?.set(key, { ...told, deadline: place.deadline })
    changes.push({ db, key: cutText(key), kind: 'deadline', deadline: place.deadline })
  }

  /** A key is gone. */
  forget(db: number, key: string): void {
    const told = this.#told[db]?.get(key)
    if (!told) return
    letGo(told)
    this.#told[db]?.delete(key)
  }

  /** Nothing is watched any more. */
  end(): void {
    for (const keys of this.#told) {
      for (const told of keys.values()) letGo(told)
      keys.clear()
    }
  }
}

function toldOf(value: Value, deadline: number | null): Told {
  const isText = typeof value === 'string'
  return {
    value,
    journal: isText ? null : watched(value),
    deadline,
    isCut: !isText && value.size > mostEntries,
  }
}

/** Gives a value a fresh journal. */
function watched(value: Collection): Collection['journal'] {
  if (value.type === 'list') return (value.journal = new ListJournal())
  return (value.journal = new Set())
}

function letGo({ value, journal }: Told): void {
  if (typeof value !== 'string' && value.journal === journal) value.journal = null
}

/** What was done to a value; null: nothing; undefined: nobody knows, or it is another. */
function editsOf(told: Told | undefined, value: Value, place: Place): ChangeNote | null | undefined {
  if (told?.value !== value) return undefined
  // A string that was set to what it was is told all the same, unless it is only its time that is another.
  if (typeof value === 'string') return told.deadline === place.deadline ? undefined : null
  if (value.journal === null || value.journal !== told.journal) return undefined
  if (value.type !== 'list') return entriesOf(value, value.journal, { ...place, isCut: told.isCut })
  const edits = value.journal.take()
  if (!edits) return undefined
  if (edits.length === 0) return null
  const parts: (number | readonly string[])[] = []
  for (const { at, removed, added } of edits) parts.push(at, removed, added)
  return [place.key, ...parts]
}

function entriesOf(
  value: Exclude<Collection, { type: 'list' }>,
  journal: NameJournal,
  { db, key, isCut }: Place & Pick<Told, 'isCut'>,
): ChangeNote | null | undefined {
  if (journal.size === 0) return null
  const names = [...journal]
  journal.clear()
  // Two long names may look the same when they are cut.
  if (names.length > mostNoted || names.some((name) => name.length > longestEntry)) return undefined
  const set: EntryData[] = []
  const deleted: string[] = []
  for (const name of names) {
    const entry = entryOf(value, name)
    if (entry) set.push(entry)
    else deleted.push(cutEntry(name))
  }
  const change = { db, key: cutText(key), kind: 'entries', set, deleted } as const
  return isCut ? { ...change, length: value.size } : change
}

function entryOf(value: Exclude<Collection, { type: 'list' }>, name: string): EntryData | null {
  const text = cutEntry(name)
  switch (value.type) {
    case 'set':
      return value.has(name) ? { text } : null
    case 'hash': {
      const field = value.get(name)
      return field === undefined ? null : { text, value: cutEntry(field) }
    }
    case 'zset': {
      const score = value.score(name)
      return score === undefined ? null : { text, score }
    }
    default:
      return value satisfies never
  }
}

function onlyLength(value: Value): WholeValue {
  return typeof value === 'string'
    ? { type: 'string', text: '', length: value.length }
    : { type: value.type, entries: [], length: value.size }
}
