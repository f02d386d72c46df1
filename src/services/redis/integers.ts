import { notAnInteger, RedisError } from './reply.ts'

export const largestInteger = 2n ** 63n - 1n
export const smallestInteger = -(2n ** 63n)

/**
 * A whole number of 64 bits, written as Redis writes it: no plus sign, no spaces, no leading zeros. `null` if the text is none.
 * @see https://redis.io/docs/latest/commands/incr/
 */
export function readInteger(text: string): bigint | null {
  if (text.length > 20 || !/^(?:0|-?[1-9]\d*)$/.test(text)) return null
  const value = BigInt(text)
  return value > largestInteger || value < smallestInteger ? null : value
}

/** As readInteger, for counts and positions: beyond 2^53 the number is near, which no list is long enough to tell. */
export function readCount(text: string): number | null {
  if (/^(?:0|-?[1-9]\d{0,14})$/.test(text)) return Number(text)
  const value = readInteger(text)
  return value === null ? null : Number(value)
}

/** @throws RedisError if the text is no integer */
export function toInteger(text: string, error = notAnInteger): bigint {
  const value = readInteger(text)
  if (value === null) throw error()
  return value
}

/** @throws RedisError if the text is no integer */
export function toCount(text: string, error = notAnInteger): number {
  const value = readCount(text)
  if (value === null) throw error()
  return value
}

/** A number of at least `least`. @throws RedisError with `message`, or Redis' usual words */
export function toCountFrom(least: number, text: string, message?: string): number {
  const value = readCount(text)
  if (value === null || value < least)
    throw new RedisError(`ERR ${message ?? 'value is out of range, must be positive'}`)
  return value
}

/** A number of C's `int`, as databases have them. @throws RedisError if the text is none */
export function toInt(text: string): number {
  const value = toCount(text)
  if (value < -(2 ** 31) || value >= 2 ** 31)
    throw new RedisError('ERR value is out of range, value must between -2147483648 and 2147483647')
  return value
}

/** The sum of two numbers as INCRBY makes it. @throws RedisError if it needs more than 64 bits */
export function addIntegers(one: bigint, other: bigint): bigint {
  const sum = one + other
  if (sum > largestInteger || sum < smallestInteger)
    throw new RedisError('ERR increment or decrement would overflow')
  return sum
}
