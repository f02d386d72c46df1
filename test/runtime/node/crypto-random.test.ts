import { describe, expect, test } from 'vitest'
import * as ownCrypto from '../../../src/runtime/node/crypto.ts'
import { promisify } from '../../../src/runtime/node/util.ts'
import { callBoth, named } from './both-cryptos.ts'

describe('random numbers', () => {
  const refused = [
    [],
    [0],
    [1.5],
    ['5'],
    [5, 5],
    [5, 3],
    [0, 2 ** 48],
    [-5, 2 ** 48],
    [null],
    [5n],
    [1, 2, 3],
    [NaN],
    [Infinity],
    [2 ** 53],
    [1, 'a'],
  ]
  test.for(named(refused))('randomInt%s is refused as in Node', ([, values]) => {
    const [own, node] = callBoth('randomInt', values)
    expect(own).toEqual(node)
    expect(own).toHaveProperty('code')
  })

  test('randomInt is in its range, reaches its ends, and favours none', async () => {
    const counts = new Map<number, number>()
    for (let draw = 0; draw < 6000; draw++) {
      const drawn = ownCrypto.randomInt(-2, 4)
      counts.set(drawn, (counts.get(drawn) ?? 0) + 1)
    }
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2, 3])
    // 1,000 each are expected; so far off comes once in 10^11 runs.
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(200)
    for (let draw = 0; draw < 1000; draw++) expect(ownCrypto.randomInt(1)).toBe(0)
    const large = Array.from({ length: 50 }, () => ownCrypto.randomInt(2 ** 48 - 1))
    expect(Math.max(...large)).toBeGreaterThan(2 ** 46)
    expect(large.every((drawn) => Number.isSafeInteger(drawn) && drawn < 2 ** 48 - 1)).toBe(true)
    expect(await new Promise((resolve) => ownCrypto.randomInt(7, 8, (_error, drawn) => resolve(drawn)))).toBe(
      7,
    )
  })

  test.for(named([[], [-1], ['5'], [2 ** 31], [NaN], [2 ** 53], [Infinity], [1, 2]]))(
    'randomBytes%s is refused as in Node',
    ([, values]) => {
      const [own, node] = callBoth('randomBytes', values)
      expect(own).toEqual(node)
      expect(own).toHaveProperty('code')
    },
  )

  test('randomBytes, also more than a browser gives at once', async () => {
    const bytes = ownCrypto.randomBytes(200_000)
    expect([bytes.length, new Set(bytes.subarray(-10_000)).size, ownCrypto.randomBytes(2.9).length]).toEqual([
      200_000, 256, 2,
    ])
    expect(ownCrypto.randomBytes(16).toString('hex')).toMatch(/^[0-9a-f]{32}$/)
    expect(ownCrypto.randomBytes(16).toString('base64url')).toMatch(/^[\w-]{22}$/)
    const later: unknown = await promisify(ownCrypto.randomBytes as never)(3)
    expect(later).toHaveLength(3)
  })

  test('randomUUID', () => {
    expect(ownCrypto.randomUUID()).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    )
    expect(ownCrypto.randomUUID()).not.toBe(ownCrypto.randomUUID())
    for (const values of [['a'], [{ disableEntropyCache: 1 }], [null]])
      expect(callBoth('randomUUID', values)[0]).toEqual(callBoth('randomUUID', values)[1])
  })
})
