import { largestInteger, smallestInteger, toInteger } from '../integers.ts'
import { RedisError } from '../reply.ts'

/** How a command names a time to live: from now on, or as a moment since 1970. */
export type TimeUnit = 'seconds' | 'milliseconds' | 'moment in seconds' | 'moment in milliseconds'

/**
 * When a time to live is up, in ms since 1970. SET and its like refuse one that is not above zero; EXPIRE takes it.
 * @throws RedisError if it is no number, or beyond what 64 bits hold
 */
export function expiryMoment(
  text: string,
  unit: TimeUnit,
  { command, now, isPastAllowed }: { command: string; now: number; isPastAllowed: boolean },
): number {
  const invalid = (): RedisError => new RedisError(`ERR invalid expire time in '${command}' command`)
  const given = toInteger(text)
  if (!isPastAllowed && given <= 0n) throw invalid()
  const isInSeconds = unit === 'seconds' || unit === 'moment in seconds'
  if (isInSeconds && (given > largestInteger / 1000n || given < smallestInteger / 1000n)) throw invalid()
  const milliseconds = isInSeconds ? given * 1000n : given
  const base = unit === 'seconds' || unit === 'milliseconds' ? BigInt(Math.floor(now)) : 0n
  if (milliseconds > largestInteger - base) throw invalid()
  return Number(milliseconds + base)
}
