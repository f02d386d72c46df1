import { bytesOf, nodeError } from './crypto-arguments.ts'

/**
 * Whether two secrets are the same, in a time that does not tell where they differ.
 * @throws TypeError ERR_INVALID_ARG_TYPE, RangeError ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH
 */
export function timingSafeEqual(first: unknown, second: unknown): boolean {
  const a = readBytes(first, 'buf1')
  const b = readBytes(second, 'buf2')
  if (a.length !== b.length) {
    const message = 'Input buffers must have the same byte length'
    throw nodeError('ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH', message, RangeError)
  }
  let difference = 0
  for (const [index, byte] of a.entries()) difference |= byte ^ (b[index] ?? 0)
  return difference === 0
}

function readBytes(value: unknown, name: string): Uint8Array {
  const bytes = bytesOf(value)
  if (bytes) return bytes
  const message = `The "${name}" argument must be an instance of ArrayBuffer, Buffer, TypedArray, or DataView.`
  throw nodeError('ERR_INVALID_ARG_TYPE', message, TypeError)
}
