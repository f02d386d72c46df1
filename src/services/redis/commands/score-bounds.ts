import { readNumberPrefix } from '../floats.ts'
import { RedisError } from '../reply.ts'
import type { Scored, SortedSet } from '../sorted-set.ts'

/** Members of a sorted set between two bounds, as places from `start` up to, not including, `end`. */
export interface Places {
  readonly start: number
  readonly end: number
}

/** Finds the members between two bounds. */
export type Span = (set: SortedSet) => Places

/**
 * Scores between two bounds: `5`, `(5` (without 5), `-inf`, `+inf`. Redis reads them leniently: an empty bound is 0.
 * @throws RedisError if one is no number
 * @see https://redis.io/docs/latest/commands/zrangebyscore/
 */
export function scoreSpan(min: string, max: string): Span {
  const [lower, upper] = [readScoreBound(min), readScoreBound(max)]
  const isBelow = ({ score }: Scored): boolean => (lower.isOpen ? score <= lower.value : score < lower.value)
  const isWithin = ({ score }: Scored): boolean => (upper.isOpen ? score < upper.value : score <= upper.value)
  return (set) => ordered(set.lowerBound(isBelow), set.lowerBound(isWithin))
}

/**
 * Members between two bounds in the order of bytes: `[a` (with a), `(a` (without), `-` and `+` for no bound.
 * @throws RedisError for any other bound
 * @see https://redis.io/docs/latest/commands/zrangebylex/
 */
export function lexSpan(min: string, max: string): Span {
  const [lower, upper] = [readLexBound(min), readLexBound(max)]
  return (set) => {
    const start =
      lower === '-'
        ? 0
        : lower === '+'
          ? set.size
          : set.lowerBound((entry) => isBefore(entry, lower, lower.isOpen))
    const end =
      upper === '+'
        ? set.size
        : upper === '-'
          ? 0
          : set.lowerBound((entry) => isBefore(entry, upper, !upper.isOpen))
    return ordered(start, end)
  }
}

interface LexBound {
  readonly text: string
  readonly isOpen: boolean
}

/** Whether a member stands before a bound; the bound itself counts as before if `isEqualBefore`. */
function isBefore({ member }: Scored, { text }: LexBound, isEqualBefore: boolean): boolean {
  return isEqualBefore ? member <= text : member < text
}

function ordered(start: number, end: number): Places {
  return start < end ? { start, end } : { start: 0, end: 0 }
}

function readScoreBound(text: string): { readonly value: number; readonly isOpen: boolean } {
  const isOpen = text.startsWith('(')
  const number = isOpen ? text.slice(1) : text
  const { value, length } = readNumberPrefix(number)
  if (length !== number.length || Number.isNaN(value)) throw new RedisError('ERR min or max is not a float')
  return { value, isOpen }
}

function readLexBound(text: string): LexBound | '-' | '+' {
  if (text === '-' || text === '+') return text
  if (text.startsWith('(') || text.startsWith('['))
    return { text: text.slice(1), isOpen: text.startsWith('(') }
  throw new RedisError('ERR min or max not valid string range item')
}
