import type { CommandContext, Handlers } from '../command.ts'
import { readCount, toCount, toCountFrom } from '../integers.ts'
import type { Keyspace } from '../keyspace.ts'
import {
  nilList,
  noSuchKey,
  notAnInteger,
  ok,
  RedisError,
  syntaxError,
  wrongArity,
  type Reply,
} from '../reply.ts'
import { ListValue, type ListEnd } from '../values.ts'
import { readMultiPop, type MultiPop } from './multi-pop.ts'
import { rangeOf } from './ranges.ts'

/** The group `list`, without those that wait. @see https://redis.io/docs/latest/commands/?group=list */
export const listCommands: Handlers = {
  rpush: (words, { db }) => push('right', words, db),
  lpush: (words, { db }) => push('left', words, db),
  rpushx: (words, { db }) => (db.get('list', words[0] ?? '') ? push('right', words, db) : 0),
  lpushx: (words, { db }) => (db.get('list', words[0] ?? '') ? push('left', words, db) : 0),
  lpop: (words, { db }) => pop('left', words, db),
  rpop: (words, { db }) => pop('right', words, db),

  llen: ([key = ''], { db }) => db.get('list', key)?.size ?? 0,

  lrange([key = '', first = '', last = ''], { db }) {
    const [start, stop] = [toCount(first), toCount(last)]
    const list = db.get('list', key)
    if (!list) return []
    const range = rangeOf(start, stop, list.size)
    return list.slice(range.start, range.end)
  },

  lindex([key = '', index = ''], { db }) {
    const list = db.get('list', key)
    if (!list) return null
    const place = toCount(index)
    return list.at(place < 0 ? list.size + place : place) ?? null
  },

  lset([key = '', index = '', item = ''], { db, server }) {
    const list = db.get('list', key)
    if (!list) throw noSuchKey()
    const given = toCount(index)
    const place = given < 0 ? list.size + given : given
    if (place < 0 || place >= list.size) throw new RedisError('ERR index out of range')
    server.memory.reserve(item.length)
    list.replace(place, item)
    db.changed(key, list)
    return ok
  },

  linsert([key = '', side = '', pivot = '', item = ''], { db }) {
    const where = side.toLowerCase()
    if (where !== 'before' && where !== 'after') throw syntaxError()
    const list = db.get('list', key)
    if (!list) return 0
    const place = firstPlace(list, pivot)
    if (place < 0) return -1
    list.insert(where === 'before' ? place : place + 1, item)
    db.changed(key, list)
    return list.size
  },

  lrem([key = '', countText = '', item = ''], { db }) {
    const count = toCount(countText)
    const list = db.get('list', key)
    if (!list) return 0
    const places = placesOf(list, item, { isBackwards: count < 0, most: Math.abs(count) || Infinity })
    // From the last to the first, so that those still to be removed stand where they stood.
    for (const place of places.sort((one, other) => other - one)) list.remove(place)
    if (places.length > 0) db.changed(key, list)
    return places.length
  },

  ltrim([key = '', first = '', last = ''], { db }) {
    const [start, stop] = [toCount(first), toCount(last)]
    const list = db.get('list', key)
    if (!list) return ok
    const range = rangeOf(start, stop, list.size)
    const surplus = list.size - range.end
    for (let count = 0; count < surplus; count++) list.pop('right')
    for (let count = 0; count < range.start; count++) list.pop('left')
    db.changed(key, list)
    return ok
  },

  lpos: (words, context) => findPlaces(words, context),

  rpoplpush: ([source = '', target = ''], { db }) => move(db, { source, target, from: 'right', to: 'left' }),

  lmove: ([source = '', target = '', from = '', to = ''], { db }) =>
    move(db, { source, target, from: toEnd(from), to: toEnd(to) }),

  lmpop(words, { db }) {
    const request = readListMultiPop(words)
    for (const key of request.keys) {
      const popped = popSeveral(db, key, request)
      if (popped) return popped
    }
    return nilList
  },
}

/** An element's way from one list to another. */
export interface Move {
  readonly source: string
  readonly target: string
  readonly from: ListEnd
  readonly to: ListEnd
}

/** Takes an element from one list and puts it into another, which may be the same; null if there is none. */
export function move(db: Keyspace, { source, target, from, to }: Move): string | null {
  const list = db.get('list', source)
  if (!list) return null
  const other = source === target ? list : (db.get('list', target) ?? new ListValue())
  const item = list.pop(from)
  if (item === undefined) return null
  other.push(to, item)
  if (other !== list) db.changed(target, other)
  db.changed(source, list)
  return item
}

/** @throws RedisError for a word that is no end of a list */
export function toEnd(word: string): ListEnd {
  const end = word.toLowerCase()
  if (end !== 'left' && end !== 'right') throw syntaxError()
  return end
}

export function readListMultiPop(words: readonly string[]): MultiPop<ListEnd> {
  return readMultiPop(words, ['left', 'right'])
}

/** What LMPOP answers for a key: its name and elements; null if there is no such list. */
export function popSeveral(db: Keyspace, key: string, { end, count }: MultiPop<ListEnd>): Reply {
  const list = db.get('list', key)
  return list ? [key, popItems(db, key, { list, end, count })] : null
}

function push(end: ListEnd, [key = '', ...items]: readonly string[], db: Keyspace): Reply {
  const list = db.get('list', key) ?? new ListValue()
  for (const item of items) list.push(end, item)
  db.changed(key, list)
  return list.size
}

function pop(end: ListEnd, [key = '', countText, ...rest]: readonly string[], db: Keyspace): Reply {
  if (rest.length > 0) throw wrongArity(end === 'left' ? 'lpop' : 'rpop')
  const count = countText === undefined ? null : toCountFrom(0, countText)
  const list = db.get('list', key)
  if (!list) return count === null ? null : nilList
  if (count !== null) return popItems(db, key, { list, end, count })
  const item = list.pop(end)
  db.changed(key, list)
  return item ?? null
}

function popItems(
  db: Keyspace,
  key: string,
  { list, end, count }: { list: ListValue; end: ListEnd; count: number },
): readonly string[] {
  const items: string[] = []
  while (items.length < count) {
    const item = list.pop(end)
    if (item === undefined) break
    items.push(item)
  }
  if (items.length > 0) db.changed(key, list)
  return items
}

function firstPlace(list: ListValue, item: string): number {
  let place = 0
  for (const other of list.items()) {
    if (other === item) return place
    place++
  }
  return -1
}

/** Where an item stands, from the side one looks from. */
function placesOf(
  list: ListValue,
  item: string,
  {
    isBackwards,
    most,
    skip = 0,
    reach = Infinity,
  }: { isBackwards: boolean; most: number; skip?: number; reach?: number },
): number[] {
  const places: number[] = []
  let [seen, found] = [0, 0]
  for (const other of isBackwards ? list.itemsBackwards() : list.items()) {
    if (seen >= reach || places.length >= most) break
    if (other === item && found++ >= skip) places.push(isBackwards ? list.size - 1 - seen : seen)
    seen++
  }
  return places
}

function findPlaces([key = '', item = '', ...options]: readonly string[], { db }: CommandContext): Reply {
  let rank = 1
  let count: number | null = null
  let reach = 0
  for (let at = 0; at < options.length; at += 2) {
    const value = options[at + 1]
    if (value === undefined) throw syntaxError()
    switch (options[at]?.toLowerCase()) {
      case 'rank':
        rank = toRank(value)
        break
      case 'count':
        count = toCountFrom(0, value, "COUNT can't be negative")
        break
      case 'maxlen':
        reach = toCountFrom(0, value, "MAXLEN can't be negative")
        break
      default:
        throw syntaxError()
    }
  }
  const list = db.get('list', key)
  if (!list) return count === null ? null : []
  const most = count === null ? 1 : count || Infinity
  const search = { isBackwards: rank < 0, skip: Math.abs(rank) - 1, most, reach: reach || Infinity }
  const places = placesOf(list, item, search)
  return count === null ? (places[0] ?? null) : places
}

function toRank(text: string): number {
  const rank = readCount(text)
  if (rank === null) throw notAnInteger()
  if (rank === 0)
    throw new RedisError(
      "ERR RANK can't be zero: use 1 to start from the first match, 2 from the second ... or use negative to start from the end of the list",
    )
  return rank
}
