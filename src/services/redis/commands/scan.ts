import type { Handlers } from '../command.ts'
import { formatFloat } from '../floats.ts'
import { matchesGlob } from '../glob.ts'
import { toCount } from '../integers.ts'
import { RedisError, syntaxError, type Reply } from '../reply.ts'
import { typeOf } from '../values.ts'

/** Redis shows collections of up to so many entries in one go, whatever COUNT says. */
const smallSize = 128

/** The family of SCAN. @see https://redis.io/docs/latest/commands/scan/ */
export const scanCommands: Handlers = {
  scan([cursorText = '', ...options], { db }) {
    const cursor = toCursor(cursorText)
    const { count, matches, type } = readOptions(options, true)
    const { next, names } = db.scan(cursor, count)
    const keys = names.filter((key) => {
      if (!matches(key)) return false
      const value = type === null ? null : db.find(key)
      return value === null || (value !== undefined && typeOf(value) === type)
    })
    return [String(next), keys]
  },

  sscan([key = '', cursor = '', ...options], { db }) {
    return scanCollection(
      () => db.get('set', key),
      (_, member) => [member],
      cursor,
      options,
    )
  },

  hscan([key = '', cursor = '', ...options], { db }) {
    return scanCollection(
      () => db.get('hash', key),
      (hash, field) => [field, hash.get(field) ?? ''],
      cursor,
      options,
    )
  },

  zscan([key = '', cursor = '', ...options], { db }) {
    return scanCollection(
      () => db.get('zset', key),
      (set, member) => [member, formatFloat(set.score(member) ?? 0)],
      cursor,
      options,
    )
  },
}

interface Scannable {
  readonly size: number
  scan(cursor: number, count: number): { readonly next: number; readonly names: readonly string[] }
}

function scanCollection<C extends Scannable>(
  find: () => C | undefined,
  entryOf: (collection: C, name: string) => readonly string[],
  cursorText: string,
  words: readonly string[],
): Reply {
  const cursor = toCursor(cursorText)
  const collection = find()
  if (!collection) return ['0', []]
  const { count, matches } = readOptions(words, false)
  const isSmall = collection.size <= smallSize
  const { next, names } = isSmall ? collection.scan(0, smallSize) : collection.scan(cursor, count)
  return [String(next), names.filter(matches).flatMap((name) => entryOf(collection, name))]
}

/** A cursor of 64 bits, of which ours need fewer: what we never gave out begins anew, as good as any other place. */
function toCursor(text: string): number {
  const cursor = /^[+-]?\d*$/.test(text) ? Number(text) : NaN
  if (Number.isNaN(cursor) || Math.abs(cursor) >= 2 ** 64) throw new RedisError('ERR invalid cursor')
  return Math.max(0, cursor)
}

interface ScanOptions {
  readonly count: number
  /** In lower case. */
  readonly type: string | null
  matches(name: string): boolean
}

function readOptions(words: readonly string[], hasType: boolean): ScanOptions {
  let [count, pattern, type] = [10, '*', null as string | null]
  for (let at = 0; at < words.length; at += 2) {
    const value = words[at + 1]
    const option = words[at]?.toLowerCase()
    if (value === undefined) throw syntaxError()
    if (option === 'count') {
      count = toCount(value)
      if (count < 1) throw syntaxError()
    } else if (option === 'match') pattern = value
    else if (option === 'type' && hasType) type = value.toLowerCase()
    else throw syntaxError()
  }
  return { count, type, matches: (name) => pattern === '*' || matchesGlob(pattern, name) }
}
