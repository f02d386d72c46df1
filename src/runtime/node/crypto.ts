/**
 * `node:crypto`, as far as the course uses it and its clients do, equal in every engine: workers of an opaque origin have
 * no `crypto.subtle` and no `crypto.randomUUID`.
 */
export { createHash, createHmac, Hash, Hmac } from './crypto-hash.ts'
export { randomBytes, randomInt, randomUUID } from './crypto-random.ts'
export { scrypt, scryptSync } from './crypto-scrypt.ts'
export { timingSafeEqual } from './crypto-equal.ts'

/** Of DKIM, which needs a private key of somebody's. */
export function createSign(): never {
  throw new Error('Signing is not available in the page: leave out the dkim option')
}
