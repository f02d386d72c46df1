import type { CommandContext, Handlers } from '../command.ts'
import { toCount } from '../integers.ts'
import type { Keyspace } from '../keyspace.ts'
import { RedisError, syntaxError, type Reply } from '../reply.ts'
import { SortedSet, type Scored } from '../sorted-set.ts'
import { rangeOf } from './ranges.ts'
import { lexSpan, scoreSpan, type Span } from './score-bounds.ts'
import { listScored } from './sorted-sets.ts'

/** The group `sorted-set`: members between bounds. @see https://redis.io/docs/latest/commands/zrange/ */
export const sortedSetRangeCommands: Handlers = {
  zrange: (words, context) => list(words, {}, context),
  zrevrange: (words, context) => list(words, { isReverse: true, by: 'rank' }, context),
  zrangebyscore: (words, context) => list(words, { isReverse: false, by: 'score' }, context),
  zrevrangebyscore: (words, context) => list(words, { isReverse: true, by: 'score' }, context),
  zrangebylex: (words, context) => list(words, { isReverse: false, by: 'lex' }, context),
  zrevrangebylex: (words, context) => list(words, { isReverse: true, by: 'lex' }, context),

  zrangestore([target = '', source = '', ...words], { db }) {
    const request = readRequest(words, {}, true)
    const set = db.get('zset', source)
    const entries = set ? entriesOf(set, request) : []
    if (entries.length === 0) db.delete(target)
    else db.set(target, SortedSet.from(entries))
    return entries.length
  },

  zcount: ([key = '', min = '', max = ''], { db }) => countIn(db, key, scoreSpan(min, max)),
  zlexcount: ([key = '', min = '', max = ''], { db }) => countIn(db, key, lexSpan(min, max)),
  zremrangebyscore: ([key = '', min = '', max = ''], { db }) => removeIn(db, key, scoreSpan(min, max)),
  zremrangebylex: ([key = '', min = '', max = ''], { db }) => removeIn(db, key, lexSpan(min, max)),
  zremrangebyrank: ([key = '', first = '', last = ''], { db }) => removeIn(db, key, rankSpan(first, last)),
}

/** What the command's name says already; ZRANGE says it in options. */
interface Fixed {
  readonly isReverse?: boolean
  readonly by?: By
}

type By = 'rank' | 'score' | 'lex'

interface RangeRequest {
  readonly span: Span
  readonly isReverse: boolean
  readonly isByRank: boolean
  readonly hasScores: boolean
  readonly offset: number
  /** Below zero: all. */
  readonly limit: number
}

function list([key = '', ...words]: readonly string[], fixed: Fixed, { db }: CommandContext): Reply {
  const request = readRequest(words, fixed, false)
  const set = db.get('zset', key)
  return set ? listScored(entriesOf(set, request), request.hasScores) : []
}

function readRequest(
  [min = '', max = '', ...options]: readonly string[],
  fixed: Fixed,
  isStore: boolean,
): RangeRequest {
  let { isReverse, by } = fixed
  let hasScores = false
  let [offset, limit] = [0, -1]
  for (let at = 0; at < options.length; at++) {
    const option = options[at]?.toLowerCase()
    if (!isStore && option === 'withscores') hasScores = true
    else if (option === 'limit' && at + 2 < options.length) {
      offset = toCount(options[++at] ?? '')
      limit = toCount(options[++at] ?? '')
    } else if (option === 'rev' && isReverse === undefined) isReverse = true
    else if (option === 'bylex' && by === undefined) by = 'lex'
    else if (option === 'byscore' && by === undefined) by = 'score'
    else throw syntaxError()
  }
  by ??= 'rank'
  if (limit !== -1 && by === 'rank')
    throw new RedisError(
      'ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX',
    )
  if (hasScores && by === 'lex')
    throw new RedisError('ERR syntax error, WITHSCORES not supported in combination with BYLEX')
  return {
    span: readSpan(by, min, max, isReverse ?? false),
    isReverse: isReverse ?? false,
    isByRank: by === 'rank',
    hasScores,
    offset,
    limit,
  }
}

function readSpan(by: By, min: string, max: string, isReverse: boolean): Span {
  if (by === 'rank') return rankSpan(min, max)
  const [lower, upper] = isReverse ? [max, min] : [min, max]
  return by === 'score' ? scoreSpan(lower, upper) : lexSpan(lower, upper)
}

function rankSpan(first: string, last: string): Span {
  const [start, stop] = [toCount(first), toCount(last)]
  return (set) => rangeOf(start, stop, set.size)
}

function entriesOf(
  set: SortedSet,
  { span, isReverse, isByRank, offset, limit }: RangeRequest,
): readonly Scored[] {
  const { start, end } = span(set)
  // Ranks are counted from the end one reads from; scores and members are the same from both.
  if (isByRank)
    return isReverse ? [...set.slice(set.size - end, set.size - start)].reverse() : set.slice(start, end)
  if (offset < 0) return []
  const most = limit < 0 ? Infinity : limit
  if (isReverse) return [...set.slice(Math.max(start, end - offset - most), end - offset)].reverse()
  return set.slice(start + offset, Math.min(end, start + offset + most))
}

function countIn(db: Keyspace, key: string, span: Span): number {
  const set = db.get('zset', key)
  if (!set) return 0
  const { start, end } = span(set)
  return end - start
}

function removeIn(db: Keyspace, key: string, span: Span): number {
  const set = db.get('zset', key)
  if (!set) return 0
  const { start, end } = span(set)
  for (const { member } of set.slice(start, end)) set.delete(member)
  if (end > start) db.changed(key, set)
  return end - start
}
