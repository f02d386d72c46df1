import type { Handlers } from '../command.ts'
import { formatFloat } from '../floats.ts'
import { toCountFrom } from '../integers.ts'
import type { Keyspace } from '../keyspace.ts'
import { nilList, syntaxError, type Reply } from '../reply.ts'
import type { Scored } from '../sorted-set.ts'
import { readMultiPop, type MultiPop } from './multi-pop.ts'
import { listScored } from './sorted-sets.ts'

export type ScoreEnd = 'min' | 'max'

/** The group `sorted-set`: taking from an end. @see https://redis.io/docs/latest/commands/zpopmin/ */
export const sortedSetPopCommands: Handlers = {
  zpopmin: (words, { db }) => pop('min', words, db),
  zpopmax: (words, { db }) => pop('max', words, db),

  zmpop(words, { db }) {
    const request = readScoredMultiPop(words)
    for (const key of request.keys) {
      const popped = popSeveralScored(db, key, request)
      if (popped) return popped
    }
    return nilList
  },
}

export function readScoredMultiPop(words: readonly string[]): MultiPop<ScoreEnd> {
  return readMultiPop(words, ['min', 'max'])
}

/** What ZMPOP answers for a key: its name and members with scores; null if there is no such sorted set. */
export function popSeveralScored(db: Keyspace, key: string, request: MultiPop<ScoreEnd>): Reply {
  const popped = popScored(db, key, request)
  return popped && [key, popped.map(({ member, score }) => [member, formatFloat(score)])]
}

/** Takes up to `count` members from an end; null if there is no such sorted set. */
export function popScored(
  db: Keyspace,
  key: string,
  { end, count }: { readonly end: ScoreEnd; readonly count: number },
): readonly Scored[] | null {
  const set = db.get('zset', key)
  if (!set) return null
  const popped =
    end === 'min' ? set.slice(0, count) : [...set.slice(Math.max(0, set.size - count), set.size)].reverse()
  for (const { member } of popped) set.delete(member)
  if (popped.length > 0) db.changed(key, set)
  return popped
}

function pop(end: ScoreEnd, [key = '', countText, ...rest]: readonly string[], db: Keyspace): Reply {
  if (rest.length > 0) throw syntaxError()
  const count = countText === undefined ? 1 : toCountFrom(0, countText)
  return listScored(popScored(db, key, { end, count }) ?? [], true)
}
