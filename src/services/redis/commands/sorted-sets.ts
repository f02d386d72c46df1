import type { Handlers } from '../command.ts'
import { formatFloat, toFloat } from '../floats.ts'
import type { Keyspace } from '../keyspace.ts'
import { RedisError, syntaxError, type Reply } from '../reply.ts'
import { SortedSet, type Scored } from '../sorted-set.ts'
import { checkPicksWith, pickRandom, toPickCount } from './random-picks.ts'

/** The group `sorted-set`: adding, removing, looking up. @see https://redis.io/docs/latest/commands/?group=sorted-set */
export const sortedSetCommands: Handlers = {
  zadd: ([key = '', ...words], { db }) => add(db, key, readAddition(words)),

  // Its words are read as ZADD's: an option's name instead of a number is an option too many.
  zincrby: ([key = '', ...words], { db }) => add(db, key, readAddition(['INCR', ...words])),

  zrem([key = '', ...members], { db }) {
    const set = db.get('zset', key)
    if (!set) return 0
    const count = members.filter((member) => set.delete(member)).length
    if (count > 0) db.changed(key, set)
    return count
  },

  zcard: ([key = ''], { db }) => db.get('zset', key)?.size ?? 0,
  zscore: ([key = '', member = ''], { db }) => scoreText(db.get('zset', key), member),

  zmscore([key = '', ...members], { db }) {
    const set = db.get('zset', key)
    return members.map((member) => scoreText(set, member))
  },

  zrank: ([key = '', member = ''], { db }) => db.get('zset', key)?.rank(member) ?? null,

  zrevrank([key = '', member = ''], { db }) {
    const set = db.get('zset', key)
    const rank = set?.rank(member) ?? null
    return set && rank !== null ? set.size - 1 - rank : null
  },

  zrandmember([key = '', countText, withScores, ...rest], { db }) {
    if (countText === undefined) {
      const set = db.get('zset', key)
      return set ? (pickRandom(set.entries(), -1)[0]?.member ?? null) : null
    }
    const count = toPickCount(countText)
    checkPicksWith('withscores', count, [withScores, ...rest])
    const set = db.get('zset', key)
    return set ? listScored(pickRandom(set.entries(), count), withScores !== undefined) : []
  },
}

/** Members as ZRANGE answers them, with or without their scores between them. */
export function listScored(entries: readonly Scored[], hasScores: boolean): readonly string[] {
  if (!hasScores) return entries.map(({ member }) => member)
  return entries.flatMap(({ member, score }) => [member, formatFloat(score)])
}

function scoreText(set: SortedSet | undefined, member: string): string | null {
  const score = set?.score(member)
  return score === undefined ? null : formatFloat(score)
}

function isAddOption(word: string): boolean {
  return ['nx', 'xx', 'gt', 'lt', 'ch', 'incr'].includes(word)
}

interface Addition {
  /** nx, xx, gt, lt, ch, incr */
  readonly options: ReadonlySet<string>
  /** score, member, score, member … */
  readonly pairs: readonly string[]
}

function readAddition(words: readonly string[]): Addition {
  const size = words.findIndex((word) => !isAddOption(word.toLowerCase()))
  const options = new Set(words.slice(0, Math.max(0, size)).map((word) => word.toLowerCase()))
  return { options, pairs: size < 0 ? [] : words.slice(size) }
}

function add(db: Keyspace, key: string, { options, pairs }: Addition): Reply {
  if (pairs.length === 0 || pairs.length % 2 !== 0) throw syntaxError()
  checkTogether(options, pairs)
  const entries: Scored[] = []
  for (let at = 0; at < pairs.length; at += 2)
    entries.push({ score: toFloat(pairs[at] ?? ''), member: pairs[at + 1] ?? '' })
  const isIncrement = options.has('incr')
  const found = db.get('zset', key)
  if (!found && options.has('xx')) return isIncrement ? null : 0
  const set = found ?? new SortedSet()
  let [added, updated] = [0, 0]
  let last: number | null = null
  try {
    for (const entry of entries) {
      const old = set.score(entry.member)
      last = newScore(old, entry.score, options)
      if (last === null) continue
      if (old === undefined) added++
      else if (old !== last) updated++
      if (old !== last) set.set(entry.member, last)
    }
  } finally {
    // What was added before an error stays.
    if (added + updated > 0) db.changed(key, set)
  }
  if (isIncrement) return last === null ? null : formatFloat(last)
  return options.has('ch') ? added + updated : added
}

/** @throws RedisError for options that exclude each other */
function checkTogether(options: ReadonlySet<string>, pairs: readonly string[]): void {
  const [nx, gt, lt] = [options.has('nx'), options.has('gt'), options.has('lt')]
  if (nx && options.has('xx'))
    throw new RedisError('ERR XX and NX options at the same time are not compatible')
  if ((nx && (gt || lt)) || (gt && lt))
    throw new RedisError('ERR GT, LT, and/or NX options at the same time are not compatible')
  if (options.has('incr') && pairs.length > 2)
    throw new RedisError('ERR INCR option supports a single increment-element pair')
}

/** The score that a member gets; null if the options leave it as it is. @throws RedisError if there is no such number */
function newScore(old: number | undefined, given: number, options: ReadonlySet<string>): number | null {
  if (old === undefined) return options.has('xx') ? null : given
  if (options.has('nx')) return null
  const score = options.has('incr') ? old + given : given
  if (Number.isNaN(score)) throw new RedisError('ERR resulting score is not a number (NaN)')
  if (options.has('lt') && score >= old) return null
  if (options.has('gt') && score <= old) return null
  return score
}
