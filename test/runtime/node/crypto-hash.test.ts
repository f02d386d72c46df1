import * as nodeCrypto from 'node:crypto'
import { describe, expect, test } from 'vitest'
import * as ownCrypto from '../../../src/runtime/node/crypto.ts'
import { callBoth, outcomeOf } from './both-cryptos.ts'

describe('hashes, as in Node', () => {
  const algorithms = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'SHA256', 'sha-256', 'RSA-SHA1']
  const encodings = ['hex', 'base64', 'base64url', 'latin1', undefined, 'no-encoding', 5]
  test.for(algorithms)('%s', (algorithm) => {
    for (const encoding of encodings) {
      const digests = ([ownCrypto, nodeCrypto] as (typeof nodeCrypto)[]).map(({ createHash, createHmac }) => [
        outcomeOf(() =>
          createHash(algorithm)
            .update('grüße')
            .digest(encoding as 'hex'),
        ),
        outcomeOf(() =>
          createHmac(algorithm, 'kéy')
            .update('grüße')
            .digest(encoding as 'hex'),
        ),
      ])
      expect(digests[0]).toEqual(digests[1])
    }
  })

  test.for([0, 1, 55, 56, 63, 64, 65, 111, 112, 127, 128, 129, 1000, 100_003])('of %i bytes', (length) => {
    const bytes = Uint8Array.from({ length }, (_, index) => index * 31)
    for (const algorithm of ['md5', 'sha1', 'sha256', 'sha512']) {
      const [own, node] = [ownCrypto, nodeCrypto].map((crypto) =>
        crypto.createHash(algorithm).update(bytes).update('ü').digest('hex'),
      )
      expect(own).toBe(node)
    }
  })

  test('of text in any encoding, of views, of a copy', () => {
    const words: [unknown, unknown][] = [
      ['616263', 'hex'],
      ['6162zz', 'hex'],
      ['616', 'hex'],
      ['YWJj', 'base64'],
      ['_-', 'base64url'],
      ['ü', 'latin1'],
      ['ü', 'what'],
      [new Uint16Array([1, 2]), undefined],
      [new ArrayBuffer(2), undefined],
      [null, undefined],
      [5, undefined],
    ]
    for (const [data, encoding] of words) {
      const [own, node] = [ownCrypto, nodeCrypto].map((crypto) =>
        outcomeOf(() =>
          (crypto as typeof nodeCrypto)
            .createHash('sha1')
            .update(data as string, encoding as 'hex')
            .digest('hex'),
        ),
      )
      expect(own).toEqual(node)
    }
    const hash = ownCrypto.createHash('sha1').update('a')
    expect(hash.copy().update('b').digest('hex')).toBe(
      nodeCrypto.createHash('sha1').update('ab').digest('hex'),
    )
    expect(hash.digest('hex')).toBe(nodeCrypto.createHash('sha1').update('a').digest('hex'))
  })

  test('what is no algorithm, no key, or done already', () => {
    for (const crypto of [ownCrypto, nodeCrypto] as (typeof nodeCrypto)[]) {
      const hash = crypto.createHash('sha1')
      hash.digest()
      for (const use of [() => hash.digest(), () => hash.update('a'), () => hash.copy()])
        expect(outcomeOf(use)).toEqual({
          name: 'Error',
          message: 'Digest already called',
          code: 'ERR_CRYPTO_HASH_FINALIZED',
        })
      const hmac = crypto.createHmac('sha1', 'k')
      hmac.digest()
      expect([hmac.digest('hex'), outcomeOf(() => hmac.update('a'))]).toEqual([
        '',
        expect.objectContaining({ code: 'ERR_CRYPTO_HASH_FINALIZED' }),
      ])
    }
    for (const values of [['foo'], [1], ['toString']])
      expect(callBoth('createHash', values)[0]).toEqual(callBoth('createHash', values)[1])
    for (const values of [['foo', 'a'], ['sha1'], ['sha1', 5], [1, 'a']])
      expect(callBoth('createHmac', values)[0]).toEqual(callBoth('createHmac', values)[1])
  })
})
