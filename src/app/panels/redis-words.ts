import type { ClientView, ReplySummary } from '../../services/redis/observer.ts'
import type { KeySnapshot } from '../../services/redis/snapshot.ts'
import { visibleText } from './visible-text.ts'

export type KeyType = KeySnapshot['type']

/** How types are called in words. */
export const typeWords: { readonly [T in KeyType]: string } = {
  string: 'string',
  list: 'list',
  hash: 'hash',
  set: 'set',
  zset: 'sorted set',
}

const units: { readonly [T in KeyType]: string } = {
  string: 'byte',
  list: 'item',
  hash: 'field',
  set: 'member',
  zset: 'member',
}

/** `3 items`, `1 byte` */
export function sizeText({ type, length }: Pick<KeySnapshot, 'type' | 'length'>): string {
  return count(length, units[type])
}

export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`
}

/** A text as Redis' own prompt writes it: in quotation marks, what has no shape as an escape. */
export function quotedText(text: string): string {
  return `"${visibleText(text.replaceAll('\r', String.raw`\r`))
    .replaceAll('\n', String.raw`\n`)
    .replaceAll('\t', String.raw`\t`)}"`
}

/** A word of a command; quoted only if it would not be one word without. */
export function wordText(word: string): string {
  return word === '' || /[\s"']/.test(word) ? quotedText(word) : visibleText(word)
}

const longestReply = 100

/** A reply on one line: `OK`, `3`, `"a"`, `(nil)`, `["a", "b", … 7 more]`. */
export function replyText(reply: ReplySummary): string {
  const text = wholeReply(reply)
  return text.length > longestReply ? `${text.slice(0, longestReply - 1)}…` : text
}

function wholeReply(reply: ReplySummary): string {
  switch (reply.kind) {
    case 'status':
    case 'error':
    case 'integer':
      return visibleText(reply.text)
    case 'text':
      return quotedText(reply.text)
    case 'nil':
      return '(nil)'
    case 'none':
      return '(no reply)'
    case 'list': {
      const items = reply.items.map(wholeReply)
      const more = reply.length - reply.items.length
      return `[${[...items, ...(more > 0 ? [`… ${more.toLocaleString('en')} more`] : [])].join(', ')}]`
    }
    default:
      return reply satisfies never
  }
}

/** A client's name, if it has one, and number: `worker #4`. */
export function clientText({ id, name }: Pick<ClientView, 'id' | 'name'>): string {
  return name ? `${visibleText(name)} #${id}` : `#${id}`
}
