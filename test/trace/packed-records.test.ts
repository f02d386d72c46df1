import { expect, test } from 'vitest'
import type { LaneRecord, LineRecord, VariableChange } from '../../src/wire/lane-messages.ts'
import { unpackRecords } from '../../src/trace/packed-records.ts'
import { packValue, type PackedChanges } from '../../src/trace/record-packer.ts'
import type { ValueData } from '../../src/wire/value-data.ts'
import { takenText } from './taken-text.ts'
import { makePacker, runRecorded } from '../compiler/recorded.ts'

const at = (record: LineRecord, ms: number): LaneRecord => ({ at: ms, ...record })

function packRecords(records: readonly LaneRecord[]): string {
  let time = 0
  const packer = makePacker({ at: () => time })
  for (const record of records) {
    time = record.at
    switch (record.kind) {
      case 'step':
        packer.step(record.frame, record.line, changesOf(record), record.loop?.line, record.loop?.count)
        break
      case 'enter':
        packer.enter(record.frame, record.parent, record.name, record.file, record.line, record.isAsync)
        break
      case 'await':
        packer.await(record.frame, record.line)
        break
      case 'resume':
        packer.resume(record.frame)
        break
      case 'leave': {
        const value = record.value && packValue(record.value)
        packer.leave(record.frame, record.how === 'threw', value, changesOf(record))
        break
      }
      case 'structure': {
        const { id, type, label, items, size, method } = record
        packer.structure(id, type, label, items, size, method)
        break
      }
      default:
        packer.add(record)
    }
  }
  return takenText(packer)
}

function changesOf({ changes = [] }: { readonly changes?: readonly VariableChange[] }): PackedChanges {
  const list = changes.flatMap(({ name, value }) => [name, packValue(value)])
  return { list, length: list.length }
}

/** Packed and read again, they are the same. */
function expectSame(records: readonly LaneRecord[]): void {
  expect(unpackRecords(packRecords(records))).toEqual(records)
}

test('what a program told by its lines is the same after packing, in much less text', async () => {
  const { names, records } = await runRecorded(`class Stack {
  #items = []
  push(item) { this.#items.push(item) }
  pop() { return this.#items.pop() }
}
const later = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
export async function main() {
  const stack = new Stack()
  for (const item of [1, 'two', 3n, null, undefined, true, Symbol('s'), -0, new Date(0), /x/, new Error('no'), () => 1])
    stack.push(item)
  const map = new Map([['a', { deep: { deeper: { deepest: [1] } } }], [{ key: 1 }, new Set([1, 2])]])
  const long = 'y'.repeat(1000)
  const ring = { name: 'ring', get up() { return 1 } }
  ring.self = ring
  await later(1)
  try { throw new TypeError('thrown') } catch (error) { stack.push(error) }
  let count = 0
  while (count < 40) count++
  stack.pop()
  return { map, long, ring, many: new Array(100).fill(7), sparse: [, 1], proxy: new Proxy({}, {}) }
}
export const fails = () => { throw new Error('gone') }`)
  await (names['main'] as () => Promise<unknown>)()
  try {
    ;(names['fails'] as () => unknown)()
  } catch {
    // It is to be told of.
  }
  const told = records.map((record, index) => at(record, 1000 + Math.floor(index / 3) / 7))
  expect(new Set(told.map(({ kind }) => kind))).toEqual(
    new Set(['enter', 'step', 'await', 'resume', 'leave', 'structure']),
  )
  expectSame(told)
  expect(packRecords(told).length).toBeLessThan(JSON.stringify(told).length / 2)
})

const values: readonly ValueData[] = [
  { kind: 'primitive', type: 'string', text: '' },
  { kind: 'primitive', type: 'string', text: 'long', more: 3 },
  { kind: 'function', text: 'function g' },
  { kind: 'elided', text: 'g', reason: 'depth' },
  { kind: 'error', text: 'Error: no', entries: [] },
  { kind: 'object', type: '', shape: 'plain', size: 0, entries: [] },
  {
    kind: 'object',
    type: 'Object',
    shape: 'plain',
    size: 9,
    entries: [
      { key: 'getter', value: 'getter' },
      { key: '0', value: { kind: 'function', text: 'g' } },
    ],
    more: 7,
  },
  {
    kind: 'object',
    type: 'Map',
    shape: 'map',
    size: 2,
    entries: [
      { key: 'a text', value: 'getter' },
      { key: { kind: 'function', text: '' }, value: { kind: 'elided', text: '', reason: 'cycle' } },
    ],
  },
  // Keys that their shape does not let one expect.
  {
    kind: 'object',
    type: 'Array',
    shape: 'array',
    size: 9,
    entries: [{ key: '8', value: { kind: 'primitive', type: 'null', text: 'null' } }],
  },
  {
    kind: 'object',
    type: 'Object',
    shape: 'plain',
    size: 1,
    entries: [{ key: { kind: 'primitive', type: 'symbol', text: 'Symbol(s)' }, value: 'getter' }],
  },
]

test.each(values)('holds %o', (value) => {
  const [variable] = Object.entries({ value }).map(([name]) => ({ name, value }))
  expectSame([
    at({ kind: 'leave', frame: 1, how: 'threw', value }, 1),
    at({ kind: 'step', frame: 1, line: 2, changes: variable ? [variable] : [] }, 1),
  ])
})

test('other records stand between those of lines as they are', () => {
  expectSame([
    { at: 5, kind: 'start', target: 'main' },
    at({ kind: 'step', frame: 2, line: 1, loop: { line: 1, count: 3 } }, 5),
    { at: 4, kind: 'timer-set', timer: 1, ms: 10 },
    at({ kind: 'lines-end', steps: 1, place: null }, 5),
    at({ kind: 'resume', frame: 2 }, 5),
    { at: 6, kind: 'end', how: 'returned' },
  ])
})

test.each([
  ['no JSON', 'packed'],
  ['something else', '{"packed":7}'],
  ['nothing', 'null'],
  ['an order that is not known', '{"packed":[99,1]}'],
])('gives no record for %s', (_what, text) => {
  expect(unpackRecords(text)).toEqual([])
})

test('a count that promises more than there is ends with what there is', () => {
  expect(unpackRecords('{"packed":[1,9,2,1,5,3,1e9,"a","n1"]}')).toMatchObject([
    { kind: 'step', frame: 1, line: 3, changes: [{ name: 'a', value: { text: '1' } }] },
  ])
})

test('gives no record for depths without an end', () => {
  const deep = `{"packed":[11,2,${'["a",0,1,-1,'.repeat(20_000)}"n1"${']'.repeat(20_000)},0]}`
  expect(unpackRecords(deep)).toEqual([])
})
