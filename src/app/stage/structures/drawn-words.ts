import type { TraceEvent } from '../../../trace/event.ts'
import { laneWords } from '../../../trace/event-words.ts'
import type { ReplySummary } from '../../../trace/records.ts'
import type { Item } from '../../../trace/state.ts'

type Kind = 'queue' | 'stack'

const ends = {
  queue: { front: 'at the head', back: 'at the tail', between: 'in the middle' },
  stack: { front: 'on top', back: 'at the bottom', between: 'in the middle' },
} as const

/**
 * What a method did to a structure, from its head or top: `push('letter to Ada') put it at the tail`. Without `before` only
 * what was called is known.
 */
export function methodWords(
  kind: Kind,
  method: string | null,
  before: readonly Item[] | undefined,
  after: readonly Item[],
): string {
  if (method === null) return before ? '' : 'It is new.'
  if (!before) return `${method} was called.`
  const change = changeOf(before, after)
  const call = /\(.+\)$/.test(method)
  const put = call && change.entered.length === 1 ? 'it' : textsOf(change.entered)
  return `${method} ${doneWords(kind, change, before, after, put) ?? 'changed nothing'}.`
}

/** What a command did to a list: `BLPOP took “letter to Ada” at the head, for Thread-2.`; '' if it is about something else. */
export function commandWords(
  event: TraceEvent,
  db: number,
  key: string,
  before: readonly Item[] | undefined,
  after: readonly Item[],
): string {
  if (event.kind === 'blocked') {
    if (event.client.db !== db || !event.words.slice(1).includes(key)) return ''
    return `${nameOf(event.words)} found nothing: ${who(event.lane)} waits.`
  }
  if (event.kind !== 'command' || event.db !== db || !event.words.slice(1).includes(key)) return ''
  const name = nameOf(event.words)
  if (event.reply.kind === 'error') return `${name} was refused: ${event.reply.text}`
  const change = changeOf(before ?? after, after)
  const side = /^B?L(PUSHX?|POP)$/.test(name) ? 'front' : /^B?R(PUSHX?|POP)$/.test(name) ? 'back' : undefined
  const done = doneWords('queue', change, before ?? after, after, textsOf(change.entered), side)
  const isTaking = change.left.length > 0
  if (done) return `${name} ${done}, ${isTaking ? 'for' : 'by'} ${who(event.lane)}.`
  const handed = /^B?[LR](M?POP|MOVE)$|^B?RPOPLPUSH$/.test(name) ? replyText(event.reply) : null
  if (handed !== null) return `${name} was handed “${short(handed)}” as it came, for ${who(event.lane)}.`
  return event.reply.kind === 'nil'
    ? `${name} found nothing, for ${who(event.lane)}.`
    : `${name} only looked.`
}

interface Change {
  readonly entered: readonly Item[]
  readonly left: readonly Item[]
}

function changeOf(before: readonly Item[], after: readonly Item[]): Change {
  const old = new Set(before.map(({ id }) => id))
  const now = new Set(after.map(({ id }) => id))
  return {
    entered: after.filter(({ id }) => !old.has(id)),
    left: before.filter(({ id }) => !now.has(id)),
  }
}

function doneWords(
  kind: Kind,
  { entered, left }: Change,
  before: readonly Item[],
  after: readonly Item[],
  put: string,
  side?: 'front' | 'back',
): string | null {
  const parts: string[] = []
  if (left.length > 0) parts.push(`took ${textsOf(left)} ${takenAt(kind, left, before, side ?? 'front')}`)
  if (entered.length > 0)
    parts.push(
      `put ${put} ${ends[kind][placeOf(entered, after, side ?? (kind === 'stack' ? 'front' : 'back'))]}`,
    )
  return parts.length > 0 ? parts.join(' and ') : null
}

/** From a stack one takes off, and not at, the top. */
function takenAt(kind: Kind, left: readonly Item[], before: readonly Item[], side: 'front' | 'back'): string {
  const place = placeOf(left, before, side)
  return kind === 'stack' && place === 'front' ? 'off the top' : ends[kind][place]
}

/** `side`: where an item lies that is the only one, and so at both ends. */
function placeOf(
  some: readonly Item[],
  all: readonly Item[],
  side: 'front' | 'back',
): 'front' | 'back' | 'between' {
  const isAmong = (item: Item | undefined): boolean => some.some(({ id }) => id === item?.id)
  const isFirst = isAmong(all[0])
  const isLast = isAmong(all.at(-1))
  if (isFirst && isLast) return side
  return isFirst ? 'front' : isLast ? 'back' : 'between'
}

function textsOf(items: readonly Item[]): string {
  const [first] = items
  return items.length === 1 && first ? `“${short(first.text)}”` : `${items.length} items`
}

function replyText(reply: ReplySummary): string | null {
  if (reply.kind === 'text') return reply.text
  const last = reply.kind === 'list' ? reply.items.at(-1) : undefined
  return last?.kind === 'text' ? last.text : null
}

function nameOf(words: readonly string[]): string {
  return (words[0] ?? '').toUpperCase()
}

function who(lane: string): string {
  if (lane === 'prompt') return 'you, at the prompt'
  return lane === 'main' ? 'the main program' : laneWords(lane)
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}
