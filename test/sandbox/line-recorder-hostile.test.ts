import { expect, test } from 'vitest'
import type { LineRecord } from '../../src/wire/lane-messages.ts'
import { runRecorded } from '../compiler/recorded.ts'

const sizeOf = (record: LineRecord): number => JSON.stringify(record).length

/** Records of a program, loaded and its `main()` called; fails if one of them is larger than a page's worth. */
async function recordsOf(source: string): Promise<readonly LineRecord[]> {
  const { names, records } = await runRecorded(source)
  await (names['main'] as (() => unknown) | undefined)?.()
  for (const record of records) expect(sizeOf(record)).toBeLessThan(20_000)
  return records
}

test('calls no getter, no method and no trap of the program', async () => {
  const records = await recordsOf(`let calls = 0
const trap = new Proxy({}, { get: (target, key) => () => { calls++; throw new Error(String(key)) } })
class Queue { items = []; get size() { calls++; return 1 } toString() { calls++; return '' } toJSON() { calls++ } }
export function main() {
  const proxy = new Proxy({ a: 1 }, trap)
  const { proxy: other } = Proxy.revocable([], trap)
  const callable = new Proxy(() => {}, trap)
  const child = Object.create(proxy)
  const owner = { get a() { calls++; return 1 }, set b(x) {}, inner: { proxy }, [Symbol.toStringTag]: 1, toString() { calls++ } }
  const list = [1]; Object.defineProperty(list, 0, { get() { calls++; return 2 }, enumerable: true })
  const map = new Map([[owner, proxy]]); map.forEach = map.entries = () => calls++
  const queue = new Queue(); queue.items.push(proxy, owner)
  const date = new Date(NaN); date.getTime = () => calls++
  const error = new Error(''); Object.defineProperty(error, 'message', { get() { calls++; return '' } })
  queue.items.push(list)
  if (calls > 0) throw new Error('called ' + calls)
}`)
  expect(records.at(-1)).toMatchObject({ kind: 'leave', how: 'returned' })
})

test('survives a Proxy that was revoked', async () => {
  const records = await recordsOf(`export function main() {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  const a = [proxy]
  return a.length
}`)
  expect(records.at(-1)).toMatchObject({ kind: 'leave', how: 'returned' })
})

test('goes round in no circle, and cuts what is huge', async () => {
  const records = await recordsOf(
    `class Chain { items = []; next = this }
export function main() {
  const chain = new Chain(); chain.items.push(chain)
  const loop = []; loop.push(loop)
  let deep = {}; for (let i = 0; i < 1000; i++) deep = { deep }
  const long = 'x'.repeat(1e6)
  const array = new Array(1e5).fill(0)
  const bytes = new Uint8Array(1e6)
  const sparse = []; sparse[4e9] = 1
  const map = new Map(array.entries()), set = new Set(map.keys())
  const keys = Object.fromEntries(map)
  const big = 2n ** 100000n
  const symbol = Symbol(long)
  const f = new Function('return 1')
  for (let i = 0; i < 100; i++) { array.push(i); map.set(-i, i); keys['k' + i] = i; set.add(-i); chain.items.push(i) }
  return keys
}`.replace("const f = new Function('return 1')", 'const f = () => 1'),
  )
  expect(records.at(-1)).toMatchObject({ kind: 'leave', how: 'returned' })
})

test('does its work when methods of the language are others', async () => {
  const records = await recordsOf(`export function main() {
  const kept = [Array.prototype.push, Map.prototype.get, WeakMap.prototype.get, String.prototype.split, Object.getOwnPropertyDescriptor, Reflect.apply, Array.isArray]
  const bad = () => { throw new Error('replaced') }
  Array.prototype.push = Map.prototype.get = WeakMap.prototype.get = String.prototype.split = bad
  Object.getOwnPropertyDescriptor = Reflect.apply = Array.isArray = bad
  let a = { b: [1] }
  a.b[0] = 2
  let c = 'x'
  ;[Array.prototype.push, Map.prototype.get, WeakMap.prototype.get, String.prototype.split, Object.getOwnPropertyDescriptor, Reflect.apply, Array.isArray] = kept
}`)
  const changes = records.flatMap((record) => (record.kind === 'step' ? (record.changes ?? []) : []))
  expect(changes.filter(({ name }) => name === 'a')).toHaveLength(2)
  expect(records.at(-1)).toMatchObject({ kind: 'leave', how: 'returned' })
})

test('tells at most 200 items of a structure, and 60 characters of each', async () => {
  const records = await recordsOf(
    `class Queue { items = []; fill(n) { for (let i = 0; i < n; i++) this.items.push('letter number ' + i + ' to somebody with a very long name indeed') } }
export function main() { const queue = new Queue(); queue.fill(1000); queue.fill(1) }`.replace(
      'queue.fill(1000)',
      'queue.items = Array.from({ length: 1000 }, (_, i) => "y".repeat(i))',
    ),
  )
  const structures = records.filter((record) => record.kind === 'structure')
  const last = structures.at(-1)
  expect(last).toMatchObject({ size: 1001 })
  expect(last?.items).toHaveLength(200)
  expect(Math.max(...(last?.items ?? []).map((text) => text.length))).toBe(60)
})
