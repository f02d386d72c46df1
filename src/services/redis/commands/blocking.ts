import type { CommandContext, Handlers } from '../command.ts'
import { formatFloat, readNumberPrefix } from '../floats.ts'
import type { Keyspace } from '../keyspace.ts'
import { nilList, noReply, RedisError, type Reply } from '../reply.ts'
import type { ListEnd } from '../values.ts'
import type { Waiter } from '../waiting-room.ts'
import { move, popSeveral, readListMultiPop, toEnd, type Move } from './lists.ts'
import { popScored, popSeveralScored, readScoredMultiPop, type ScoreEnd } from './sorted-set-pops.ts'

/**
 * Commands that wait for something to take. In a transaction they answer at once.
 * @see https://redis.io/docs/latest/commands/blpop/
 */
export const blockingCommands: Handlers = {
  blpop: (words, context) => popOrWait('left', words, context),
  brpop: (words, context) => popOrWait('right', words, context),

  blmove([source = '', target = '', from = '', to = '', timeout = ''], context) {
    const way = { source, target, from: toEnd(from), to: toEnd(to) }
    return moveOrWait(way, timeout, context)
  },

  brpoplpush: ([source = '', target = '', timeout = ''], context) =>
    moveOrWait({ source, target, from: 'right', to: 'left' }, timeout, context),

  blmpop([timeout = '', ...words], context) {
    const request = readListMultiPop(words)
    const take = (key: string, db: Keyspace): Reply => popSeveral(db, key, request)
    return takeOrWait({ keys: request.keys, type: 'list', take, timeout, ifNone: nilList }, context)
  },

  bzpopmin: (words, context) => popScoredOrWait('min', words, context),
  bzpopmax: (words, context) => popScoredOrWait('max', words, context),

  bzmpop([timeout = '', ...words], context) {
    const request = readScoredMultiPop(words)
    const take = (key: string, db: Keyspace): Reply => popSeveralScored(db, key, request)
    return takeOrWait({ keys: request.keys, type: 'zset', take, timeout, ifNone: nilList }, context)
  },
}

interface Wish {
  readonly keys: readonly string[]
  readonly type: Waiter['type']
  /** Takes from a key; null if it has nothing. */
  take(key: string, db: Keyspace): Reply
  readonly timeout: string
  /** The answer where waiting is not allowed. */
  readonly ifNone: Reply
}

function popOrWait(end: ListEnd, words: readonly string[], context: CommandContext): Reply {
  const take = (key: string, db: Keyspace): Reply => {
    const list = db.get('list', key)
    const item = list?.pop(end)
    if (!list || item === undefined) return null
    db.changed(key, list)
    return [key, item]
  }
  const keys = words.slice(0, -1)
  return takeOrWait({ keys, type: 'list', take, timeout: words.at(-1) ?? '', ifNone: nilList }, context)
}

function moveOrWait(way: Move, timeout: string, context: CommandContext): Reply {
  const take = (_: string, db: Keyspace): Reply => move(db, way)
  return takeOrWait({ keys: [way.source], type: 'list', take, timeout, ifNone: null }, context)
}

function popScoredOrWait(end: ScoreEnd, words: readonly string[], context: CommandContext): Reply {
  const take = (key: string, db: Keyspace): Reply => {
    const [first] = popScored(db, key, { end, count: 1 }) ?? []
    return first ? [key, first.member, formatFloat(first.score)] : null
  }
  const keys = words.slice(0, -1)
  return takeOrWait({ keys, type: 'zset', take, timeout: words.at(-1) ?? '', ifNone: nilList }, context)
}

function takeOrWait(wish: Wish, { server, client, db, canWait }: CommandContext): Reply {
  const since = server.clock.now()
  const until = toEndOfWait(wish.timeout, since)
  for (const key of wish.keys) {
    const taken = wish.take(key, db)
    if (taken !== null) return taken
  }
  if (!canWait) return wish.ifNone
  const { keys, type, take } = wish
  server.waiting.add({ client, db: client.db, keys: [...new Set(keys)], type, take, since, until })
  return noReply
}

/** When a wait ends: seconds, also with a fraction, as a moment in ms since 1970; 0 stands for never. @throws RedisError */
function toEndOfWait(text: string, now: number): number {
  const { value, length } = readNumberPrefix(text)
  if (text === '' || /^[ \t-\r]/.test(text) || length !== text.length || Number.isNaN(value))
    throw new RedisError('ERR timeout is not a float or out of range')
  const milliseconds = Math.ceil(value * 1000)
  // More than 64 bits hold comes out below zero in Redis, and so does its error.
  if (value < 0 || milliseconds > 2 ** 63 - now) throw new RedisError('ERR timeout is negative')
  return milliseconds === 0 ? 0 : now + milliseconds
}
