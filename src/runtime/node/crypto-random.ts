import { Buffer } from 'node:buffer'
import { setImmediate } from 'node:timers'
import { checkFunction, outOfRange, readNumber, wrongType } from './crypto-arguments.ts'

/** Random numbers of `node:crypto`, from the browser's own source. */

type Done<T> = (error: Error | null, value: T) => void

// Taken now: whoever replaces it later does so for itself.
const getRandomValues = globalThis.crypto.getRandomValues.bind(globalThis.crypto)

/** The most that a browser gives at once, in bytes. */
const mostAtOnce = 65_536
const mostBytes = 2 ** 31 - 1
const mostRange = 2 ** 48 - 1

function fill(bytes: Uint8Array<ArrayBuffer>): void {
  for (let start = 0; start < bytes.length; start += mostAtOnce)
    getRandomValues(bytes.subarray(start, start + mostAtOnce))
}

export function randomBytes(size: number): Buffer
export function randomBytes(size: number, callback: Done<Buffer>): void
export function randomBytes(size: number, callback?: Done<Buffer>): Buffer | void {
  const count = readNumber(size, 'size')
  if (!(count >= 0 && count <= mostBytes)) throw outOfRange('size', `>= 0 && <= ${mostBytes}`, count)
  if (callback !== undefined) checkFunction(callback, 'callback')
  const bytes = Buffer.alloc(Math.trunc(count))
  fill(bytes)
  if (!callback) return bytes
  setImmediate(callback, null, bytes)
}

/** From `min` (0 unless given) up to, but not including, `max`; each is as likely as any other. */
export function randomInt(max: number): number
export function randomInt(min: number, max: number): number
export function randomInt(max: number, callback: Done<number>): void
export function randomInt(min: number, max: number, callback: Done<number>): void
export function randomInt(...values: readonly unknown[]): number | void {
  const hasMin = values[1] !== undefined && typeof values[1] !== 'function'
  const [min, max, callback] = hasMin ? values : [0, ...values]
  if (callback !== undefined) checkFunction(callback, 'callback')
  const low = readInteger(min, 'min')
  const high = readInteger(max, 'max')
  if (high <= low) throw outOfRange('max', `greater than the value of "min" (${low})`, high)
  const range = high - low
  if (range > mostRange) throw outOfRange('max - min', `<= ${mostRange}`, range)
  const drawn = low + draw(range)
  if (callback === undefined) return drawn
  setImmediate(callback as Done<number>, null, drawn)
}

function readInteger(value: unknown, name: string): number {
  if (!Number.isSafeInteger(value)) throw wrongType('argument', name, 'a safe integer', value)
  return value as number
}

/** Of 48 random bits, those in the last, incomplete round of the range are drawn anew. */
function draw(range: number): number {
  const limit = 2 ** 48 - (2 ** 48 % range)
  for (;;) {
    const [high = 0, low = 0] = getRandomValues(new Uint32Array(2))
    const drawn = (high & 0xffff) * 2 ** 32 + low
    if (drawn < limit) return drawn % range
  }
}

/** Version 4 (RFC 9562, section 5.4). */
export function randomUUID(options?: { disableEntropyCache?: boolean }): string {
  if (options !== undefined && (typeof options !== 'object' || options === null))
    throw wrongType('argument', 'options', 'of type object', options)
  const isUncached: unknown = options?.disableEntropyCache
  if (isUncached !== undefined && typeof isUncached !== 'boolean')
    throw wrongType('property', 'options.disableEntropyCache', 'of type boolean', isUncached)
  const bytes = randomBytes(16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
