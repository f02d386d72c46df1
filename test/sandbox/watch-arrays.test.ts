import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { watchArrays } from '../../src/sandbox/watch-arrays.ts'

/** A realm of its own, watched. `run` gives what the code is worth, which says whether an array is plain by `isPlain`. */
function realm() {
  const names: Record<string, unknown> = {}
  const scope = runInNewContext('globalThis', names) as typeof globalThis
  names['isPlain'] = watchArrays(scope)
  return { run: (code: string): unknown => runInNewContext(code, names) }
}

test.each(['[]', '[1, , 2]', '[[1], { a: 1 }]', 'new Array(9)', 'Object.freeze([1])', 'Array.from("ab")'])(
  '%s is plain',
  (array) => {
    expect(realm().run(`isPlain(${array})`)).toBe(true)
  },
)

test.each([
  '({ 0: 1, length: 1 })',
  'new (class extends Array {})()',
  'Object.setPrototypeOf([, 1], { get 0() { return 1 } })',
  'new Uint8Array(1)',
  '"text"',
])('%s is not', (value) => {
  expect(realm().run(`isPlain(${value})`)).toBe(false)
})

describe('no array is trusted any more once one may have got a getter', () => {
  test.each([
    'Object.defineProperty([1], 0, { get: () => 1 })',
    'Object.defineProperties([1], { 0: { get: () => 1 } })',
    'Reflect.defineProperty([1], 0, { get: () => 1 })',
    '[1].__defineGetter__(0, () => 1)',
    '[1].__defineSetter__(0, () => {})',
    'Object.defineProperty(Array.prototype, 3, { get: () => 1 })',
    'Object.prototype.__defineGetter__(3, () => 1)',
    'Object.defineProperty(new Proxy([1], {}), 0, { get: () => 1 })',
    'Object.setPrototypeOf(Array.prototype, { get 3() { return 1 } })',
  ])('by %s', (code) => {
    const { run } = realm()
    expect(run('isPlain([1])')).toBe(true)
    run(code)
    expect(run('isPlain([1])')).toBe(false)
  })
})

test('what is replaced does what it did, and looks like it', () => {
  const { run } = realm()
  expect(run('Object.defineProperty({}, "a", { value: 7 }).a')).toBe(7)
  expect(run('Reflect.defineProperty(Object.freeze({}), "a", { value: 7 })')).toBe(false)
  expect(run('const o = {}; o.__defineGetter__("a", () => 7); o.a')).toBe(7)
  expect(run('[Object.defineProperty.name, Object.defineProperty.length].join()')).toBe('defineProperty,3')
  expect(run('[Object.prototype.__defineGetter__.length, Object.keys(Object).length].join()')).toBe('2,0')
  expect(() => run('Object.defineProperty(1, "a", {})')).toThrow('called on non-object')
})

test('in a frozen realm none is trusted', () => {
  const names: Record<string, unknown> = {}
  const scope = runInNewContext('Object.freeze(Reflect); Object.freeze(Object); globalThis', names)
  expect(watchArrays(scope as typeof globalThis)([1])).toBe(false)
})

test('to watch its own realm leaves arrays trusted', () => {
  expect(watchArrays(globalThis)([1])).toBe(true)
})
