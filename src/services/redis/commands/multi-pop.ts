import { toCountFrom } from '../integers.ts'
import { syntaxError } from '../reply.ts'

/** What LMPOP, ZMPOP and their waiting forms ask for. */
export interface MultiPop<E extends string> {
  readonly keys: readonly string[]
  readonly end: E
  readonly count: number
}

/** `numkeys key [key ...] LEFT|RIGHT [COUNT count]`. @throws RedisError */
export function readMultiPop<E extends string>(
  [numkeys = '', ...words]: readonly string[],
  ends: readonly E[],
): MultiPop<E> {
  const size = toCountFrom(1, numkeys, 'numkeys should be greater than 0')
  const [endWord, ...options] = words.slice(size)
  const end = ends.find((name) => name === endWord?.toLowerCase())
  if (end === undefined) throw syntaxError()
  let count: number | null = null
  for (let at = 0; at < options.length; at += 2) {
    const value = options[at + 1]
    if (count !== null || options[at]?.toLowerCase() !== 'count' || value === undefined) throw syntaxError()
    count = toCountFrom(1, value, 'count should be greater than 0')
  }
  return { keys: words.slice(0, size), end, count: count ?? 1 }
}
