import type { Handlers, CommandContext } from '../command.ts'
import { readNumberPrefix } from '../floats.ts'
import { toCount } from '../integers.ts'
import type { Keyspace } from '../keyspace.ts'
import { RedisError, syntaxError, wrongType, type Reply } from '../reply.ts'
import { ListValue, type Value } from '../values.ts'

/** SORT and its twin that only reads. @see https://redis.io/docs/latest/commands/sort/ */
export const sortCommands: Handlers = {
  sort: (words, context) => sort(words, true, context),
  sort_ro: (words, context) => sort(words, false, context),
}

interface SortRequest {
  /** What is sorted by instead of the item; without a `*` nothing is sorted. */
  readonly by: string | null
  readonly isDescending: boolean
  readonly isAlphabetical: boolean
  readonly limit: { readonly offset: number; readonly count: number } | null
  /** What is answered instead of the items. */
  readonly patterns: readonly string[]
  readonly target: string | null
}

function sort([key = '', ...words]: readonly string[], mayStore: boolean, { db }: CommandContext): Reply {
  const request = readRequest(words, mayStore)
  const value = db.find(key)
  const { target, patterns } = request
  const items = cut(inOrder(itemsOf(value), value, request, db), request.limit)
  const found =
    patterns.length === 0 ? items : items.flatMap((item) => patterns.map((one) => lookUp(db, one, item)))
  if (target === null) return found
  if (found.length === 0) db.delete(target)
  else db.set(target, ListValue.from(found.map((text) => text ?? '')))
  return found.length
}

function readRequest(words: readonly string[], mayStore: boolean): SortRequest {
  let [by, target, limit] = [null as string | null, null as string | null, null as SortRequest['limit']]
  let [isDescending, isAlphabetical] = [false, false]
  const patterns: string[] = []
  for (let at = 0; at < words.length; at++) {
    const option = words[at]?.toLowerCase()
    const left = words.length - at - 1
    if (option === 'asc') isDescending = false
    else if (option === 'desc') isDescending = true
    else if (option === 'alpha') isAlphabetical = true
    else if (option === 'limit' && left >= 2)
      limit = { offset: toCount(words[++at] ?? ''), count: toCount(words[++at] ?? '') }
    else if (option === 'store' && left >= 1 && mayStore) target = words[++at] ?? ''
    else if (option === 'by' && left >= 1) by = words[++at] ?? ''
    else if (option === 'get' && left >= 1) patterns.push(words[++at] ?? '')
    else throw syntaxError()
  }
  return { by, isDescending, isAlphabetical, limit, patterns, target }
}

/** @throws RedisError for a value that has no items */
function itemsOf(value: Value | undefined): readonly string[] {
  if (value === undefined) return []
  if (typeof value === 'string' || value.type === 'hash') throw wrongType()
  if (value.type === 'list') return [...value.items()]
  return value.type === 'set' ? value.members() : value.entries().map(({ member }) => member)
}

function inOrder(
  items: readonly string[],
  value: Value | undefined,
  { by, isDescending, isAlphabetical, target }: SortRequest,
  db: Keyspace,
): readonly string[] {
  const isUnsorted = by !== null && !by.includes('*')
  // A set has no order of its own that could be kept in a list.
  const isStoredSet = isUnsorted && target !== null && typeof value === 'object' && value.type === 'set'
  if (isUnsorted && !isStoredSet) return isDescending ? [...items].reverse() : items
  const weightOf = (item: string): string | null => (by === null || isStoredSet ? item : lookUp(db, by, item))
  const weights = items.map((item) => ({ item, text: weightOf(item) }))
  // What is equal stays as it was, also from the last to the first.
  const sign = isDescending ? -1 : 1
  if (isAlphabetical || isStoredSet)
    return weights
      .map(({ item, text }) => ({ item, text: target === null ? untilZero(text) : text }))
      .sort((one, other) => sign * compare(one.text, other.text))
      .map(({ item }) => item)
  return weights
    .map(({ item, text }) => ({ item, score: toScore(text) }))
    .sort((one, other) => sign * (compare(one.score, other.score) || compare(one.item, other.item)))
    .map(({ item }) => item)
}

/** Texts as bytes; what is not there comes first. */
function compare<T extends string | number>(one: T | null, other: T | null): number {
  if (one === other) return 0
  return one === null || (other !== null && one < other) ? -1 : 1
}

/** What is only shown is compared as C's texts are: a zero byte ends them. */
function untilZero(text: string | null): string | null {
  return text?.split('\0', 1)[0] ?? null
}

/** What is not there counts as 0. @throws RedisError for what is no number */
function toScore(text: string | null): number {
  const start = untilZero(text) ?? ''
  const { value, length } = readNumberPrefix(start)
  const isTooLarge = Math.abs(value) === Infinity && !/inf/i.test(start)
  if (length !== start.length || Number.isNaN(value) || isTooLarge)
    throw new RedisError("ERR One or more scores can't be converted into double")
  return value
}

function cut(items: readonly string[], limit: SortRequest['limit']): readonly string[] {
  if (!limit) return items
  const start = Math.max(0, limit.offset)
  return items.slice(start, limit.count < 0 ? items.length : start + limit.count)
}

/** What `weight_*` or `user:*->name` leads to for an item; `#` is the item itself. */
function lookUp(db: Keyspace, pattern: string, item: string): string | null {
  if (pattern === '#') return item
  const star = pattern.indexOf('*')
  if (star < 0) return null
  const arrow = pattern.indexOf('->', star + 1)
  const hasField = arrow >= 0 && arrow + 2 < pattern.length
  const end = hasField ? arrow : pattern.length
  const value = db.find(pattern.slice(0, star) + item + pattern.slice(star + 1, end))
  if (!hasField) return typeof value === 'string' ? value : null
  if (typeof value !== 'object' || value.type !== 'hash') return null
  return value.get(pattern.slice(arrow + 2)) ?? null
}
