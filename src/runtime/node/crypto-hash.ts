import { Buffer } from 'node:buffer'
import { hmac } from '@noble/hashes/hmac.js'
import { md5, sha1 } from '@noble/hashes/legacy.js'
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js'
import { nodeError, readSecret, wrongType } from './crypto-arguments.ts'

/** `createHash` and `createHmac` of `node:crypto`; their objects are no streams here. */

interface Running {
  update(bytes: Uint8Array): unknown
  digest(): Uint8Array
  clone(): Running
}

const algorithms = { md5, sha1, sha224, sha256, sha384, sha512 }

/** As OpenSSL does, by any of a digest's names: `sha256`, `SHA-256`, `RSA-SHA256`. */
function find(algorithm: string): (typeof algorithms)['sha256'] | undefined {
  const name = algorithm.toLowerCase().replace(/^rsa-/, '').replace(/^sha-/, 'sha')
  return Object.hasOwn(algorithms, name) ? algorithms[name as 'sha256'] : undefined
}

const finalized = (): Error => nodeError('ERR_CRYPTO_HASH_FINALIZED', 'Digest already called')

function readData(data: unknown, encoding: unknown): Uint8Array {
  if (typeof data === 'string') {
    if (encoding === 'hex' && data.length % 2 === 1) {
      const message = `The argument 'encoding' is invalid for data of length ${data.length}. Received 'hex'`
      throw nodeError('ERR_INVALID_ARG_VALUE', message, TypeError)
    }
    return Buffer.from(data, Buffer.isEncoding(String(encoding)) ? (encoding as BufferEncoding) : 'utf8')
  }
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  const expected = 'of type string or an instance of Buffer, TypedArray, or DataView'
  throw wrongType('argument', 'data', expected, data)
}

function coded(bytes: Uint8Array, encoding: unknown): Buffer | string {
  const buffer = Buffer.from(bytes)
  // What is no encoding gives the bytes.
  return Buffer.isEncoding(String(encoding)) ? buffer.toString(encoding as BufferEncoding) : buffer
}

export class Hash {
  readonly #running: Running
  #isDone = false

  constructor(running: Running) {
    this.#running = running
  }

  update(data: unknown, encoding?: unknown): this {
    if (this.#isDone) throw finalized()
    this.#running.update(readData(data, encoding))
    return this
  }

  digest(encoding?: unknown): Buffer | string {
    if (this.#isDone) throw finalized()
    this.#isDone = true
    return coded(this.#running.digest(), encoding)
  }

  /** Both go on from here, each by itself. */
  copy(): Hash {
    if (this.#isDone) throw finalized()
    return new Hash(this.#running.clone())
  }
}

export class Hmac {
  readonly #running: Running
  #isDone = false

  constructor(running: Running) {
    this.#running = running
  }

  update(data: unknown, encoding?: unknown): this {
    if (this.#isDone) throw finalized()
    this.#running.update(readData(data, encoding))
    return this
  }

  /** A second digest is empty: so it is in Node. */
  digest(encoding?: unknown): Buffer | string {
    if (this.#isDone) return coded(new Uint8Array(), encoding)
    this.#isDone = true
    return coded(this.#running.digest(), encoding)
  }
}

function readAlgorithm(algorithm: unknown, name: string): string {
  if (typeof algorithm !== 'string') throw wrongType('argument', name, 'of type string', algorithm)
  return algorithm
}

/** The page has md5, sha1, sha224, sha256, sha384 and sha512. @throws Error for others, in Node's words */
export function createHash(algorithm: string): Hash {
  const found = find(readAlgorithm(algorithm, 'algorithm'))
  if (!found) throw new Error('Digest method not supported')
  return new Hash(found.create())
}

/** @throws TypeError ERR_CRYPTO_INVALID_DIGEST */
export function createHmac(algorithm: string, key: string | Uint8Array): Hmac {
  const name = readAlgorithm(algorithm, 'hmac')
  const bytes = readSecret(key, 'key', 'DataView, KeyObject, or CryptoKey')
  const found = find(name)
  if (!found) throw nodeError('ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${name}`, TypeError)
  return new Hmac(hmac.create(found, bytes))
}
