import type { Handlers } from '../command.ts'
import { toFloat } from '../floats.ts'
import { toCount, toCountFrom } from '../integers.ts'
import type { Keyspace } from '../keyspace.ts'
import { RedisError, syntaxError, wrongType, type Reply } from '../reply.ts'
import { compareScored, SortedSet, type Scored } from '../sorted-set.ts'
import { listScored } from './sorted-sets.ts'

type Operation = 'union' | 'inter' | 'diff'

/** The group `sorted-set`: several sets at once. Plain sets count as sorted ones whose scores are 1. @see https://redis.io/docs/latest/commands/zunionstore/ */
export const sortedSetAlgebraCommands: Handlers = {
  zunion: (words, { db }) => list('zunion', 'union', words, db),
  zinter: (words, { db }) => list('zinter', 'inter', words, db),
  zdiff: (words, { db }) => list('zdiff', 'diff', words, db),
  zunionstore: (words, { db }) => store('zunionstore', 'union', words, db),
  zinterstore: (words, { db }) => store('zinterstore', 'inter', words, db),
  zdiffstore: (words, { db }) => store('zdiffstore', 'diff', words, db),

  zintercard(words, { db }) {
    const request = readRequest('zintercard', 'inter', words, db)
    const { length } = combine('inter', request)
    return request.limit > 0 ? Math.min(request.limit, length) : length
  },
}

interface Source {
  readonly size: number
  readonly weight: number
  entries(): Iterable<Scored>
  score(member: string): number | undefined
}

interface Request {
  readonly sources: readonly Source[]
  readonly aggregate: 'sum' | 'min' | 'max'
  readonly hasScores: boolean
  readonly limit: number
}

function list(command: string, operation: Operation, words: readonly string[], db: Keyspace): Reply {
  const request = readRequest(command, operation, words, db)
  return listScored([...combine(operation, request)].sort(compareScored), request.hasScores)
}

function store(
  command: string,
  operation: Operation,
  [target = '', ...words]: readonly string[],
  db: Keyspace,
): Reply {
  const entries = combine(operation, readRequest(command, operation, words, db))
  if (entries.length === 0) db.delete(target)
  else db.set(target, SortedSet.from(entries))
  return entries.length
}

function readRequest(
  command: string,
  operation: Operation,
  [numkeys = '', ...words]: readonly string[],
  db: Keyspace,
): Request {
  const size = toCount(numkeys)
  if (size < 1) throw new RedisError(`ERR at least 1 input key is needed for '${command}' command`)
  if (size > words.length) throw syntaxError()
  const sources = words.slice(0, size).map((key) => sourceOf(db, key))
  const isCount = command === 'zintercard'
  const isStore = command.endsWith('store')
  const hasWeights = operation !== 'diff' && !isCount
  let weights: readonly number[] = []
  let aggregate: Request['aggregate'] = 'sum'
  let [hasScores, limit] = [false, 0]
  for (let at = size; at < words.length;) {
    const option = words[at]?.toLowerCase()
    const left = words.length - at
    if (hasWeights && option === 'weights' && left > size) {
      const notAWeight = (): RedisError => new RedisError('ERR weight value is not a float')
      weights = words.slice(at + 1, at + 1 + size).map((text) => toFloat(text, notAWeight))
      at += 1 + size
    } else if (hasWeights && option === 'aggregate' && left >= 2) {
      aggregate = toAggregate(words[at + 1] ?? '')
      at += 2
    } else if (!isStore && !isCount && option === 'withscores') {
      hasScores = true
      at++
    } else if (isCount && option === 'limit' && left >= 2) {
      limit = toCountFrom(0, words[at + 1] ?? '', "LIMIT can't be negative")
      at += 2
    } else throw syntaxError()
  }
  const weighted = sources.map((source, index) => ({ ...source, weight: weights[index] ?? 1 }))
  return { sources: weighted, aggregate, hasScores, limit }
}

function toAggregate(text: string): Request['aggregate'] {
  const name = text.toLowerCase()
  if (name !== 'sum' && name !== 'min' && name !== 'max') throw syntaxError()
  return name
}

function sourceOf(db: Keyspace, key: string): Source {
  const value = db.find(key)
  if (value === undefined) return { size: 0, weight: 1, entries: () => [], score: () => undefined }
  if (typeof value === 'string') throw wrongType()
  if (value.type === 'zset')
    return {
      size: value.size,
      weight: 1,
      entries: () => value.entries(),
      score: (member) => value.score(member),
    }
  if (value.type !== 'set') throw wrongType()
  const entries = (): Iterable<Scored> => value.members().map((member) => ({ member, score: 1 }))
  return { size: value.size, weight: 1, entries, score: (member) => (value.has(member) ? 1 : undefined) }
}

function combine(operation: Operation, { sources, aggregate }: Request): readonly Scored[] {
  if (operation === 'diff') return difference(sources)
  // Redis begins with the smallest; in floating point the order in which scores are added shows.
  const ordered = [...sources].sort((one, other) => one.size - other.size)
  const scores = new Map<string, number>()
  if (operation === 'union') {
    for (const source of ordered)
      for (const { member, score } of source.entries()) {
        const weighted = weigh(source, score)
        const old = scores.get(member)
        scores.set(member, old === undefined ? weighted : join(old, weighted, aggregate))
      }
  } else {
    const [smallest, ...others] = ordered
    for (const { member, score } of smallest?.entries() ?? []) {
      const found = others.map((source) => ({ source, score: source.score(member) }))
      if (!smallest || found.some((other) => other.score === undefined)) continue
      scores.set(
        member,
        found.reduce(
          (sum, other) => join(sum, weigh(other.source, other.score ?? 0), aggregate),
          weigh(smallest, score),
        ),
      )
    }
  }
  return [...scores].map(([member, score]) => ({ member, score }))
}

function difference([first, ...others]: readonly Source[]): readonly Scored[] {
  return [...(first?.entries() ?? [])].filter(({ member }) =>
    others.every((source) => source.score(member) === undefined),
  )
}

/** Infinity times zero counts as zero. */
function weigh({ weight }: Source, score: number): number {
  const weighted = weight * score
  return Number.isNaN(weighted) ? 0 : weighted
}

function join(one: number, other: number, aggregate: Request['aggregate']): number {
  if (aggregate === 'min') return other < one ? other : one
  if (aggregate === 'max') return other > one ? other : one
  const sum = one + other
  return Number.isNaN(sum) ? 0 : sum
}
