import { readableText } from './bytes.ts'
import type { Client } from './client.ts'
import type { ClientView, ReplySummary } from './observer.ts'
import { nilList, noReply, RedisError, Status, type Reply } from './reply.ts'

export const longestText = 500
const mostItems = 50
/** Of a command. */
export const mostWords = 100
const deepest = 4

/** A byte string as text to read, cut if it is long. */
export function cutText(text: string, longest = longestText): string {
  if (text.length <= longest) return readableText(text)
  // A character of several bytes may be cut in two: its beginning is left out.
  const head = text.slice(0, longest)
  return `${readableText(head.replace(/[\xc0-\xff][\x80-\xbf]{0,2}$/, ''))}…`
}

/** The same list where all are short and ASCII, as nearly all are. */
export function cutTexts(texts: readonly string[], longest = longestText): readonly string[] {
  for (const text of texts)
    if (cutText(text, longest) !== text) return texts.map((one) => cutText(one, longest))
  return texts
}

/** A command's words as text to read; of very many, the first ones. */
export function cutWords(words: readonly string[]): readonly string[] {
  if (words.length <= mostWords) return cutTexts(words)
  return [...cutTexts(words.slice(0, mostWords)), `… ${words.length - mostWords} more`]
}

export function summarise(reply: Reply, depth = 0): ReplySummary {
  if (typeof reply === 'string') return { kind: 'text', text: cutText(reply), length: reply.length }
  if (typeof reply === 'number' || typeof reply === 'bigint') return { kind: 'integer', text: String(reply) }
  if (reply === null || reply === nilList) return { kind: 'nil' }
  if (reply === noReply) return { kind: 'none' }
  if (reply instanceof Status) return { kind: 'status', text: reply.text }
  if (reply instanceof RedisError) return { kind: 'error', text: cutText(reply.message) }
  const shown = depth < deepest ? reply.slice(0, mostItems) : []
  return { kind: 'list', items: shown.map((item) => summarise(item, depth + 1)), length: reply.length }
}

export function viewClient(client: Client): ClientView {
  return {
    id: client.id,
    name: readableText(client.name),
    address: client.address,
    db: client.db,
    waitsFor: client.waiter ? client.waiter.keys.map((key) => cutText(key)) : null,
    isMonitor: client.isMonitor,
    subscriptions: [...client.channels, ...client.patterns].map((name) => cutText(name)),
  }
}
