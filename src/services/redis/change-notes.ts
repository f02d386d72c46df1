import { unpackChange, type PackedChange, type PackedPart } from '../../trace/packed-events.ts'
import type { KeyChange } from '../../trace/records.ts'
import { cutText, longestText } from './summaries.ts'
import type { Value } from './values.ts'
import {
  cutEntries,
  cutString,
  entryWeight,
  longestEntry,
  longestString,
  mostEntries,
  weightOf,
  weightOfEntries,
  wholeValue,
} from './whole-value.ts'

/**
 * What a command did to a key, noted while its client waits. The commonest are packed, of byte strings as they are at hand,
 * and of the command's database; the texts that are to be read are made later.
 */
export type ChangeNote = PackedChange | KeyChange

/** Where a value is, and until when. */
export interface Place {
  readonly db: number
  /** A byte string. */
  readonly key: string
  readonly deadline: number | null
}

/** A whole value. */
export function noteValue(value: Value, { db, key, deadline }: Place): ChangeNote {
  if (deadline === null && typeof value === 'string') return [key, value, value.length]
  if (deadline === null && typeof value !== 'string' && value.type === 'list' && value.size <= mostEntries)
    return [key, value.slice(0, value.size)]
  return { db, key: cutText(key), kind: 'value', deadline, ...wholeValue(value) }
}

/** With its texts to be read, cut to what can be shown. */
export function readNote(note: ChangeNote): ChangeNote {
  if ('kind' in note) return note
  const [key, ...parts] = note
  return [cutText(key), ...parts.map(readPart)]
}

function readPart(part: PackedPart): PackedPart {
  if (typeof part === 'string') return cutString(part)
  return typeof part === 'number' ? part : cutEntries(part)
}

/** What it tells of a command that ran in that database. */
export function changeOf(note: ChangeNote, db: number): KeyChange {
  const read = readNote(note)
  return 'kind' in read ? read : unpackChange(read, db)
}

/** Whether there is nothing to cut. */
export function isShort(note: ChangeNote): boolean {
  return 'kind' in note || note.every((part, index) => isShortPart(part, index === 0))
}

function isShortPart(part: PackedPart, isKey: boolean): boolean {
  if (typeof part === 'string') return part.length <= (isKey ? longestText : longestString)
  return typeof part === 'number' || part.every(({ length }) => length <= longestEntry)
}

/** Entries of a key that a note tells. */
export function entriesIn(note: ChangeNote): number {
  if (!('kind' in note))
    return note.reduce<number>((sum, part) => sum + (Array.isArray(part) ? part.length : 0), 0)
  switch (note.kind) {
    case 'value':
      return note.type === 'string' ? 1 : note.entries.length
    case 'entries':
      return note.set.length
    case 'list-edits':
      return note.edits.reduce((sum, { added }) => sum + added.length, 0)
    case 'deadline':
    case 'deleted':
      return 0
    default:
      return note satisfies never
  }
}

/** Characters, roughly, that it takes in a recording. */
export function weightOfNote(note: ChangeNote): number {
  if (!('kind' in note)) return note.reduce<number>((sum, part) => sum + weightOfPart(part), entryWeight)
  switch (note.kind) {
    case 'value':
      return weightOf(note)
    case 'entries':
      return weightOfEntries(note.set) + weightOfEntries(note.deleted.map((text) => ({ text })))
    case 'list-edits':
      return note.edits.reduce((sum, { added }) => sum + weightOfPart(added), entryWeight)
    case 'deadline':
    case 'deleted':
      return note.key.length
    default:
      return note satisfies never
  }
}

function weightOfPart(part: PackedPart): number {
  if (typeof part === 'string') return Math.min(part.length, longestString)
  if (typeof part === 'number') return 0
  return part.reduce((sum, { length }) => sum + entryWeight + Math.min(length, longestEntry), 0)
}
