import { toInteger } from '../integers.ts'
import { outOfMemory, RedisError, syntaxError } from '../reply.ts'

/** More picks than this in one answer are refused: nobody can hold what a count of minus a thousand million asks for. */
const mostPicks = 5_000_000

/** The count of SRANDMEMBER and its like; below zero, the same may come again. @throws RedisError */
export function toPickCount(text: string): number {
  const count = toInteger(text)
  if (count === -(2n ** 63n))
    throw new RedisError(
      'ERR value is out of range, value must between -9223372036854775807 and 9223372036854775807',
    )
  if (count < -BigInt(mostPicks)) throw outOfMemory()
  return Number(count)
}

/** What may follow a count: one word, for values or scores beside the names. @throws RedisError */
export function checkPicksWith(
  option: string,
  count: number,
  [word, ...rest]: readonly (string | undefined)[],
): void {
  if (rest.length > 0 || (word !== undefined && word.toLowerCase() !== option)) throw syntaxError()
  if (word !== undefined && Math.abs(count) > 2 ** 62) throw new RedisError('ERR value is out of range')
}

/** `count` different items, all if there are fewer, in no order; below zero: so many, of which some may be the same. */
export function pickRandom<T>(items: readonly T[], count: number): readonly T[] {
  if (items.length === 0) return []
  if (count < 0) return Array.from({ length: -count }, () => items[randomBelow(items.length)] as T)
  if (count >= items.length) return [...items]
  // Few of many: draw until enough are different. Otherwise shuffle the first ones to the front.
  if (count * 3 < items.length) {
    const places = new Set<number>()
    while (places.size < count) places.add(randomBelow(items.length))
    return [...places].map((place) => items[place] as T)
  }
  const shuffled = [...items]
  for (let at = 0; at < count; at++) {
    const other = at + randomBelow(shuffled.length - at)
    const [one, two] = [shuffled[at] as T, shuffled[other] as T]
    shuffled[at] = two
    shuffled[other] = one
  }
  return shuffled.slice(0, count)
}

export function randomBelow(limit: number): number {
  return Math.floor(Math.random() * limit)
}
