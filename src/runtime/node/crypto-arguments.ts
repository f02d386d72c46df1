import { Buffer } from 'node:buffer'
import { wrongType } from '../../network/arguments.ts'
import { nodeError } from '../../network/system-error.ts'

/** How Node's crypto reads what it is given, and words what it refuses. */

/** @throws RangeError ERR_OUT_OF_RANGE: `The value of "size" is out of range. It must be >= 0 … Received -1` */
export function outOfRange(name: string, rule: string, value: number): Error {
  const isLong = Number.isInteger(value) && Math.abs(value) > 2 ** 32
  const digits = isLong ? String(value).replace(/\B(?=(?:\d{3})+$)/g, '_') : String(value)
  const message = `The value of "${name}" is out of range. It must be ${rule}. Received ${digits}`
  return nodeError('ERR_OUT_OF_RANGE', message, RangeError)
}

export function checkFunction(value: unknown, name: string): void {
  if (typeof value !== 'function') throw wrongType('argument', name, 'of type function', value)
}

export function readNumber(value: unknown, name: string): number {
  if (typeof value !== 'number') throw wrongType('argument', name, 'of type number', value)
  return value
}

/** @throws RangeError ERR_OUT_OF_RANGE for what is no integer from 0 to `most` */
export function readCount(value: unknown, name: string, most: number): number {
  const count = readNumber(value, name)
  if (!Number.isInteger(count)) throw outOfRange(name, 'an integer', count)
  if (count < 0 || count > most) throw outOfRange(name, `>= 0 && <= ${most}`, count)
  return count
}

/** What Node takes for bytes, as bytes; null for anything else. */
export function bytesOf(value: unknown): Uint8Array | null {
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
  return value instanceof ArrayBuffer ? new Uint8Array(value) : null
}

/** A word or bytes of which something is derived. */
export function readSecret(value: unknown, name: string, kinds = 'or DataView'): Uint8Array {
  const bytes = typeof value === 'string' ? Buffer.from(value) : bytesOf(value)
  if (bytes) return bytes
  const expected = `of type string or an instance of ArrayBuffer, Buffer, TypedArray, ${kinds}`
  throw wrongType('argument', name, expected, value)
}

export { nodeError, wrongType }
