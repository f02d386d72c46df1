import * as nodeCrypto from 'node:crypto'
import { promisify as nodePromisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import * as ownCrypto from '../../../src/runtime/node/crypto.ts'
import { promisify } from '../../../src/runtime/node/util.ts'
import { callBoth, named, outcomeOf } from './both-cryptos.ts'

describe('scrypt', () => {
  // RFC 7914, section 12.
  test.for([
    [
      '',
      '',
      { N: 16, r: 1, p: 1 },
      '77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906',
    ],
    [
      'password',
      'NaCl',
      { N: 1024, r: 8, p: 16 },
      'fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640',
    ],
    [
      'pleaseletmein',
      'SodiumChloride',
      { N: 16_384, r: 8, p: 1 },
      '7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887',
    ],
  ] as const)('%j, %j', ([password, salt, options, expected]) => {
    expect(ownCrypto.scryptSync(password, salt, 64, options).toString('hex')).toBe(expected)
  })

  const cheap = { N: 16 }
  const calls = [
    ['a', 'b'],
    ['a', 'b', 'x'],
    ['a', 'b', -1],
    ['a', 'b', 1.5],
    ['a', 'b', 2 ** 31],
    [5, 'b', 1],
    ['a', null, 1],
    ['a', 'b', 0],
    ['ü', 'b', 8, cheap],
    [Buffer.from('a'), new Uint8Array([1, 2]), 8, cheap],
    ['a', new Uint8Array([1]).buffer, 8, cheap],
    ['a', 'b', 8, { cost: 4, blockSize: 2, parallelization: 3 }],
    ['a', 'b', 8, { N: 1 }],
    ['a', 'b', 8, { N: 3 }],
    ['a', 'b', 8, { N: 16_383 }],
    ['a', 'b', 8, { N: 'x' }],
    ['a', 'b', 8, { N: 2, cost: 4 }],
    ['a', 'b', 8, { N: 2 ** 20 }],
    ['a', 'b', 8, { r: 16 }],
    ['a', 'b', 8, { p: -1 }],
    ['a', 'b', 8, { ...cheap, maxmem: -1 }],
    ['a', 'b', 8, { ...cheap, maxmem: 100 }],
    ['a', 'b', 8, { ...cheap, r: 0, p: 0 }],
    ['a', 'b', 8, null],
    ['a', 'b', 8, 5],
  ]
  test.for(named(calls))('scryptSync%s, as in Node', ([, values]) => {
    // Node tells at times what OpenSSL could not do before.
    const trim = (outcome: unknown): unknown =>
      JSON.parse(JSON.stringify(outcome).replace(/(Invalid scrypt params)[^"]*/, '$1'))
    const [own, node] = callBoth('scryptSync', values)
    expect(trim(own)).toEqual(trim(node))
  })

  test('says that the memory does not suffice', () => {
    expect(() => ownCrypto.scryptSync('a', 'b', 8, { N: 2 ** 20 })).toThrow('memory limit exceeded')
  })

  test('with a callback, later, and as a promise', async () => {
    const order: string[] = []
    const called = new Promise<Buffer>((resolve) =>
      ownCrypto.scrypt('a', 'b', 8, cheap, (error, key) => {
        order.push('called')
        resolve(error ? Buffer.from('error') : key)
      }),
    )
    order.push('returned')
    const expected = nodeCrypto.scryptSync('a', 'b', 8, cheap).toString('hex')
    expect((await called).toString('hex')).toBe(expected)
    expect(order).toEqual(['returned', 'called'])
    const key = (await promisify(ownCrypto.scrypt)('a', 'b', 8)) as Buffer
    expect(key.toString('hex')).toBe(nodeCrypto.scryptSync('a', 'b', 8).toString('hex'))
  })

  test.for(
    named([
      ['a', 'b', 8],
      ['a', 'b', 8, {}],
      ['a', 'b', 8, {}, 5],
      ['a', 'b', 'x', () => {}],
    ]),
  )('scrypt%s is refused as in Node, at once', ([, values]) => {
    const [own, node] = callBoth('scrypt', values)
    expect(own).toEqual(node)
    expect(own).toHaveProperty('code')
  })
})

test.for(
  named([
    [Buffer.from('a'), Buffer.from('a')],
    [Buffer.from('a'), Buffer.from('b')],
    [Buffer.from('a'), Buffer.from('ab')],
    [Buffer.alloc(0), Buffer.alloc(0)],
    ['a', Buffer.from('a')],
    [Buffer.from('a'), 'a'],
    [Buffer.from('a')],
    [new Uint16Array([1]), Buffer.from([1, 0])],
    [new Uint8Array([7]).buffer, Buffer.from([7])],
    [null, null],
  ]),
)('timingSafeEqual%s, as in Node', ([, values]) => {
  const [own, node] = callBoth('timingSafeEqual', values)
  expect(own).toEqual(node)
})

test('promisify sleeps with setTimeout, and refuses what is no function, as in Node', async () => {
  const started = performance.now()
  expect(await promisify(setTimeout as never)(20, 'slept')).toBe('slept')
  expect(performance.now() - started).toBeGreaterThan(15)
  for (const value of [5, undefined, null]) {
    const [own, node] = [promisify, nodePromisify].map((call) =>
      outcomeOf(() => (call as (value: unknown) => unknown)(value)),
    )
    expect(own).toEqual(node)
  }
})

test('says that it does not sign', () => {
  expect(() => ownCrypto.createSign()).toThrow('leave out the dkim option')
})
