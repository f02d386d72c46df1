import { Buffer } from 'node:buffer'
import { setImmediate } from 'node:timers'
import { scrypt as derive } from '@noble/hashes/scrypt.js'
import { checkFunction, nodeError, readCount, readSecret } from './crypto-arguments.ts'

/** `scrypt` of `node:crypto` (RFC 7914). It blocks its thread meanwhile, some 60 ms with the default cost. */

type Done = (error: Error | null, key: Buffer) => void

export interface ScryptOptions {
  readonly N?: number
  readonly cost?: number
  readonly r?: number
  readonly blockSize?: number
  readonly p?: number
  readonly parallelization?: number
  readonly maxmem?: number
}

const most32 = 2 ** 31 - 1
const mostUnsigned = 2 ** 32 - 1
const defaults = { N: 16_384, r: 8, p: 1, maxmem: 32 * 2 ** 20 }

export function scryptSync(
  password: string | Uint8Array,
  salt: string | Uint8Array,
  keyLength: number,
  options?: ScryptOptions,
): Buffer {
  return prepare(password, salt, keyLength, options)()
}

/** What is wrong with its parameters it throws at once; the key comes in a task of its own. */
export function scrypt(
  password: string | Uint8Array,
  salt: string | Uint8Array,
  keyLength: number,
  ...rest: readonly [Done] | readonly [ScryptOptions, Done]
): void {
  const isShort = typeof rest[0] === 'function'
  const options = isShort ? {} : (rest[0] as ScryptOptions)
  const callback = (isShort ? rest[0] : rest[1]) ?? rest[0]
  const run = prepare(password, salt, keyLength, options)
  checkFunction(callback, 'callback')
  setImmediate(() => (callback as Done)(null, run()))
}

function prepare(password: unknown, salt: unknown, keyLength: unknown, options: unknown): () => Buffer {
  // Copies: who overwrites a password afterwards changes nothing.
  const secret = Buffer.from(readSecret(password, 'password'))
  const grain = Buffer.from(readSecret(salt, 'salt'))
  const dkLen = readCount(keyLength, 'keylen', most32)
  const { N, r, p, maxmem } = readOptions(options)
  const isPower = N > 1 && 2 ** Math.round(Math.log2(N)) === N
  if (!isPower) throw refusal('')
  if (128 * r * (N + 2 + p) > maxmem)
    throw refusal(': error:030000AC:digital envelope routines::memory limit exceeded')
  return () =>
    dkLen === 0 ? Buffer.alloc(0) : Buffer.from(derive(secret, grain, { N, r, p, dkLen, maxmem: 2 ** 40 }))
}

function refusal(reason: string): Error {
  return nodeError('ERR_CRYPTO_INVALID_SCRYPT_PARAMS', `Invalid scrypt params${reason}`, RangeError)
}

/** Each by its short or its long name, and nought stands for the default. */
function readOptions(options: unknown): typeof defaults {
  const given = (options ?? {}) as { readonly [name: string]: unknown }
  const read = (short: keyof typeof defaults, long: string): number => {
    if (given[short] !== undefined && given[long] !== undefined)
      throw nodeError('ERR_CRYPTO_SCRYPT_INVALID_PARAMETER', 'Invalid scrypt parameter')
    const name = given[short] === undefined ? long : short
    const value = given[name]
    const most = short === 'maxmem' ? Number.MAX_SAFE_INTEGER : mostUnsigned
    return (value === undefined ? 0 : readCount(value, name, most)) || defaults[short]
  }
  return {
    N: read('N', 'cost'),
    r: read('r', 'blockSize'),
    p: read('p', 'parallelization'),
    maxmem: read('maxmem', ''),
  }
}
