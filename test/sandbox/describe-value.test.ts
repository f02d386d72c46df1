import { describe, expect, test } from 'vitest'
import { describeValue, type Budget } from '../../src/sandbox/describe-value.ts'
import type { ValueData } from '../../src/wire/value-data.ts'

const budget = (): Budget => ({ nodes: 2000, characters: 100_000 })
const look = (value: unknown): ValueData => describeValue(value, budget())

describe('primitives', () => {
  test.each([
    ['a', 'string', 'a'],
    [-0, 'number', '-0'],
    [12n, 'bigint', '12n'],
    [undefined, 'undefined', 'undefined'],
    [null, 'null', 'null'],
    [Symbol('s'), 'symbol', 'Symbol(s)'],
    [new Date(0), 'date', '1970-01-01T00:00:00.000Z'],
    [new Date(NaN), 'date', 'Invalid Date'],
    [/a\/b/g, 'regexp', '/a\\/b/g'],
  ])('%s', (value, type, text) => {
    expect(look(value)).toEqual({ kind: 'primitive', type, text })
  })

  test('long texts are cut and say how much is missing', () => {
    expect(look('x'.repeat(10_500))).toEqual({
      kind: 'primitive',
      type: 'string',
      text: 'x'.repeat(10_000),
      more: 500,
    })
  })
})

describe('objects', () => {
  test('arrays, maps, sets, classes and errors keep their nature', () => {
    expect(look([1, 'a'])).toMatchObject({ kind: 'object', type: 'Array', shape: 'array', size: 2 })
    expect(look(new Map([['k', 1]]))).toMatchObject({
      type: 'Map',
      shape: 'map',
      size: 1,
      entries: [{ key: { text: 'k' }, value: { text: '1' } }],
    })
    expect(look(new Set(['a']))).toMatchObject({ type: 'Set', shape: 'set', size: 1 })
    class MyQueue {
      items = [1]
    }
    expect(look(new MyQueue())).toMatchObject({
      type: 'MyQueue',
      shape: 'plain',
      entries: [{ key: 'items' }],
    })
    expect(look(new RangeError('far'))).toMatchObject({ kind: 'error', text: 'RangeError: far' })
    expect(look(Object.create(null))).toMatchObject({ type: '', size: 0 })
    expect(look(new Uint8Array(3))).toMatchObject({ type: 'Uint8Array', shape: 'array', size: 3 })
    expect(look(function pop() {})).toEqual({ kind: 'function', text: 'function pop' })
    expect(look(class Queue {})).toEqual({ kind: 'function', text: 'class Queue' })
  })

  test('cycles and depth end', () => {
    const cycle: Record<string, unknown> = {}
    cycle['self'] = cycle
    expect(look(cycle)).toMatchObject({ entries: [{ value: { kind: 'elided', reason: 'cycle' } }] })
    let deep: unknown = 'bottom'
    for (let level = 0; level < 50; level++) deep = [deep]
    expect(JSON.stringify(look(deep))).toContain('"depth"')
  })

  test('large ones are cut and say how much is missing', () => {
    expect(look(Array.from({ length: 250 }, (_, index) => index))).toMatchObject({ size: 250, more: 150 })
    const wide = Array.from({ length: 100 }, () => Array.from({ length: 100 }, () => 'x'))
    const spent = budget()
    expect(JSON.stringify(describeValue(wide, spent)).length).toBeLessThan(300_000)
    expect(spent.nodes).toBeLessThanOrEqual(0)
  })

  test('one value in two places is no cycle', () => {
    const shared = { a: 1 }
    expect(JSON.stringify(look([shared, shared]))).not.toContain('cycle')
  })
})

describe('what is hostile', () => {
  test('getters are not called', () => {
    let calls = 0
    const value = {
      get now() {
        return ++calls
      },
    }
    expect(look(value)).toMatchObject({ entries: [{ key: 'now', value: 'getter' }] })
    expect(calls).toBe(0)
  })

  test('toString, toJSON, constructor names and Proxy traps do no harm', () => {
    const fail = (): never => {
      throw new Error('called')
    }
    expect(look({ toString: fail, toJSON: fail })).toMatchObject({ size: 2 })
    const traps = { ownKeys: fail, getPrototypeOf: fail, get: fail, getOwnPropertyDescriptor: fail }
    expect(look(new Proxy({}, traps))).toMatchObject({ kind: 'elided' })
    expect(look({ constructor: { name: 7 }, ['__proto__']: 1 })).toMatchObject({ kind: 'object' })
  })
})
