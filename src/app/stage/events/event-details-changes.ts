import type { EntryData, KeyChange, ListEdit } from '../../../trace/records.ts'
import { count, quotedText } from '../../panels/redis-words.ts'

const mostNamed = 3

/**
 * What became of a key, in words.
 *
 *     changeWords({ db: 0, key: 'mail', kind: 'list-edits', edits: [{ at: 0, removed: 1, added: [] }] })
 *     // 'mail: 1 item left, at place 0'
 */
export function changeWords(change: KeyChange): string {
  const key = change.db === 0 ? change.key : `${change.key} [db ${change.db}]`
  return `${key}: ${whatChanged(change)}`
}

function whatChanged(change: KeyChange): string {
  switch (change.kind) {
    case 'deleted':
      return 'is gone'
    case 'deadline':
      return change.deadline === null
        ? 'is kept for ever'
        : `expires at ${new Date(change.deadline).toISOString().slice(11, 23)}`
    case 'list-edits':
      return change.edits.map(editWords).join('; ')
    case 'entries':
      return [
        ...(change.set.length > 0 ? [`set ${named(change.set.map(entryWords))}`] : []),
        ...(change.deleted.length > 0 ? [`removed ${named(change.deleted.map(quotedText))}`] : []),
      ].join('; ')
    case 'value':
      return change.type === 'string'
        ? `is now ${quotedText(change.text)}`
        : `is now a ${change.type} of ${change.length === 1 ? '1 entry' : `${change.length.toLocaleString('en')} entries`}`
    default:
      return change satisfies never
  }
}

function editWords({ at, removed, added }: ListEdit): string {
  const came = added.length > 0 ? `${named(added.map(quotedText))} came in` : ''
  const left = removed > 0 ? `${count(removed, 'item')} left` : ''
  return `${[left, came].filter(Boolean).join(', ')}, at place ${at}`
}

function entryWords({ text, value, score }: EntryData): string {
  const more = value !== undefined ? ` = ${quotedText(value)}` : score !== undefined ? `, score ${score}` : ''
  return quotedText(text) + more
}

function named(texts: readonly string[]): string {
  const more = texts.length - mostNamed
  return [...texts.slice(0, mostNamed), ...(more > 0 ? [`… ${more.toLocaleString('en')} more`] : [])].join(
    ', ',
  )
}
