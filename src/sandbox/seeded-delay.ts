import { randomFrom } from '../services/smtp/random.ts'

/**
 * How long a thread waits before it calls its function, so that threads which could get going in any order do so in the one
 * that the seed decides. Milliseconds, from 0 up to 1; of the same lane, always the same.
 */
export function seededDelay(orderSeed: number, lane: string): number {
  let mixed = orderSeed
  for (let at = 0; at < lane.length; at++) mixed = Math.imul(mixed ^ lane.charCodeAt(at), 0x01000193)
  return randomFrom(mixed)()
}
