import type { EntryData, WholeValue } from '../../trace/records.ts'
import { cutText, cutTexts } from './summaries.ts'
import type { Value } from './values.ts'

export const mostEntries = 5_000
/** Of an entry's text. */
export const longestEntry = 200
export const longestString = 2_000
/** What an entry weighs beside its texts. */
export const entryWeight = 30

/** A value as a recording tells it, cut to what can be shown. */
export function wholeValue(value: Value): WholeValue {
  if (typeof value === 'string') return { type: 'string', text: cutString(value), length: value.length }
  return { type: value.type, entries: entriesOf(value), length: value.size }
}

export function cutString(text: string): string {
  return cutText(text, longestString)
}

export function cutEntries(texts: readonly string[]): readonly string[] {
  return cutTexts(texts, longestEntry)
}

export function cutEntry(text: string): string {
  return cutText(text, longestEntry)
}

/** Characters, roughly, that a value takes in a recording. */
export function weightOf(value: WholeValue): number {
  return value.type === 'string' ? entryWeight + value.text.length : weightOfEntries(value.entries)
}

export function weightOfEntries(entries: readonly EntryData[]): number {
  return entries.reduce(
    (sum, { text, value }) => sum + entryWeight + text.length + (value?.length ?? 0),
    entryWeight,
  )
}

function entriesOf(value: Exclude<Value, string>): readonly EntryData[] {
  switch (value.type) {
    case 'list':
      return value.slice(0, mostEntries).map((item) => ({ text: cutEntry(item) }))
    case 'set':
      return value
        .members()
        .slice(0, mostEntries)
        .map((member) => ({ text: cutEntry(member) }))
    case 'hash':
      return value
        .fields()
        .slice(0, mostEntries)
        .map((field) => ({ text: cutEntry(field), value: cutEntry(value.get(field) ?? '') }))
    case 'zset':
      return value.slice(0, mostEntries).map(({ member, score }) => ({ text: cutEntry(member), score }))
    default:
      return value satisfies never
  }
}
