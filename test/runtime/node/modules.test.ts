import nodeFs from 'node:fs'
import nodePath from 'node:path'
import nodeUrl from 'node:url'
import nodeUtil from 'node:util'
import { describe, expect, test } from 'vitest'
import * as assert from '../../../src/runtime/node/assert.ts'
import * as fs from '../../../src/runtime/node/fs.ts'
import * as path from '../../../src/runtime/node/path.ts'
import { process } from '../../../src/runtime/node/process.ts'
import * as tls from '../../../src/runtime/node/tls.ts'
import * as url from '../../../src/runtime/node/url.ts'
import * as util from '../../../src/runtime/node/util.ts'

const caught = (call: () => unknown): unknown => {
  try {
    return call()
  } catch (error) {
    return error
  }
}

describe('path', () => {
  const paths = [
    '',
    '/',
    'a',
    'a.txt',
    '/a/b.c.txt',
    'a/b/',
    '/a//b/../c/./d',
    '../x',
    '.profile',
    'a.',
    '..',
    'x/..',
  ]
  test.for(paths)('%j, as in Node', (text) => {
    const { posix } = nodePath
    expect(path.normalize(text)).toBe(posix.normalize(text))
    expect(path.basename(text)).toBe(posix.basename(text))
    expect(path.extname(text)).toBe(posix.extname(text))
    expect(path.dirname(text)).toBe(posix.dirname(text))
    expect(path.isAbsolute(text)).toBe(posix.isAbsolute(text))
    expect(path.parse(text)).toEqual(posix.parse(text))
    expect(path.basename(text, '.txt')).toBe(posix.basename(text, '.txt'))
    expect(path.join('/x', text, '../y')).toBe(posix.join('/x', text, '../y'))
    expect(path.join('', text)).toBe(posix.join('', text))
    expect(path.resolve('/x', text, 'y')).toBe(posix.resolve('/x', text, 'y'))
  })
})

describe('util', () => {
  class Point {
    x = 1
  }
  const calls: unknown[][] = [
    ['plain'],
    ['%s is %d years', 'Ada', 36, 'and', { well: true }],
    ['%i %f %j %%', '42.9px', '1.5', { a: [1] }],
    ['%s', { a: 1 }],
    ['%d', {}],
    ['%s %s', 'one'],
    ['%o', 1n],
    [1, 'a', null],
    [{ a: { b: { c: { d: 1 } } }, list: [1, 'x', [2, [3, [4]]]] }],
    [[], {}, undefined, -0, /x/g, new Date(0), 10n],
    [function named() {}, () => {}],
  ]
  test.for(calls)('format %#, as in Node', (call) => {
    expect(Reflect.apply(util.format, undefined, call)).toBe(Reflect.apply(nodeUtil.format, undefined, call))
  })

  test('promisify, inherits, debuglog, deprecate', async () => {
    const half = util.promisify((value, done) =>
      (done as (error: unknown, half?: number) => void)(value === 0 && 'zero', Number(value) / 2),
    )
    expect(await half(4)).toBe(2)
    await expect(half(0)).rejects.toBe('zero')
    class Old {}
    util.inherits(Old as never, Point)
    expect(new Old()).toBeInstanceOf(Point)
    expect(util.debuglog().enabled).toBe(false)
    expect(util.deprecate(half)).toBe(half)
    expect(util.inspect(new RangeError('no'))).toContain('RangeError: no')
  })
})

describe('url', () => {
  const addresses = ['http://u:p%40@example.com:81/a/b?c=1&d#e', 'smtp://localhost:25', 'https://example.com']
  test.for(addresses)('%s, as in Node', (text) => {
    const expected = nodeUrl.parse(text)
    const { protocol, host, hostname, port, auth, search, query } = expected
    expect(url.parse(text)).toMatchObject({ protocol, host, hostname, port, auth, search, query })
  })
  test('domains and relative addresses', () => {
    for (const domain of ['example.com', 'MÜNCHEN.example', 'a b'])
      expect(url.domainToASCII(domain)).toBe(nodeUrl.domainToASCII(domain))
    expect(url.domainToUnicode('example.com')).toBe('example.com')
    expect(url.resolve('http://a.example/b/c', '../d')).toBe(nodeUrl.resolve('http://a.example/b/c', '../d'))
    expect(caught(() => url.parse('nothing'))).toMatchObject({ name: 'TypeError', code: 'ERR_INVALID_URL' })
  })
})

test('assert', () => {
  const { 'module.exports': whole } = assert
  whole(1)
  whole.strictEqual(Number.NaN, Number.NaN)
  expect(() => whole(0, 'nought')).toThrow(
    expect.objectContaining({ name: 'AssertionError', message: 'nought' }),
  )
  expect(() => assert.strictEqual(1, '1')).toThrow('Expected 1')
  expect(() => assert.ok(null, new RangeError('own'))).toThrow(RangeError)
})

test('there are no files but the one in which ioredis looks for its version', async () => {
  expect(JSON.parse(await fs.promises.readFile('/node_modules/ioredis/package.json'))).toMatchObject({
    version: expect.stringMatching(/^5\./) as string,
  })
  const theirs = await nodeFs.promises.readFile('/no/such.file').catch((error: unknown) => error)
  const ours = await fs.promises.readFile('/no/such.file').catch((error: unknown) => error)
  expect({ ...(ours as Error), message: (ours as Error).message }).toEqual({
    ...(theirs as Error),
    message: (theirs as Error).message,
  })
})

test('there is no TLS, and it says what to do', () => {
  for (const use of [tls.connect, tls.createSecureContext, () => new tls.TLSSocket()])
    expect(use).toThrow(/redis:\/\/ instead of rediss:\/\//)
})

test('nextTick comes before timers and messages, in order, with its values', async () => {
  const order: unknown[] = []
  const later = new Promise((resolve) => setImmediate(resolve))
  process.nextTick((...values: unknown[]) => order.push(...values), 'first', 1)
  void Promise.resolve().then(() => order.push('promise'))
  process.nextTick(() => order.push('second'))
  order.push('now')
  await later
  expect(order).toEqual(['now', 'first', 1, 'promise', 'second'])
})
