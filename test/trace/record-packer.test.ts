import { expect, test, vi } from 'vitest'
import { unpackRecords } from '../../src/trace/packed-records.ts'
import { packValue, RecordPacker, type PackedChanges } from '../../src/trace/record-packer.ts'
import type { ValueData } from '../../src/wire/value-data.ts'
import { takenText } from './taken-text.ts'

const none: PackedChanges = { list: [], length: 0 }

function open({ isBent = false } = {}) {
  const told = { added: vi.fn(), ended: vi.fn() }
  return { ...told, packer: new RecordPacker({ at: () => 7, isBent: () => isBent, ...told }) }
}

const steps = [
  { at: 7, kind: 'step', frame: 1, line: 2 },
  { at: 7, kind: 'step', frame: 1, line: 3 },
]

test('each text stands for itself, and holds what came since the one before', () => {
  const { packer } = open()
  for (const line of [2, 3]) packer.step(1, line, none, undefined, undefined)
  expect(packer.size).toBe(2)
  expect(unpackRecords(takenText(packer))).toEqual(steps)
  expect(packer.size).toBe(0)
  packer.step(1, 3, none, undefined, undefined)
  expect(unpackRecords(takenText(packer))).toEqual(steps.slice(1))
})

test('a record that could not be written to its end leaves nothing behind', () => {
  const { packer } = open()
  packer.step(1, 2, none, undefined, undefined)
  // As when the stack is full.
  const full: PackedChanges = {
    get list(): unknown[] {
      throw new RangeError('Maximum call stack size exceeded')
    },
    length: 2,
  }
  expect(() => packer.step(9, 9, full, 9, 9)).toThrow(RangeError)
  packer.step(1, 3, none, undefined, undefined)
  expect(unpackRecords(takenText(packer))).toEqual(steps)
})

test('where texts are bent, the records go as they are', () => {
  const { packer } = open({ isBent: true })
  for (const line of [2, 3]) packer.step(1, line, none, undefined, undefined)
  expect(packer.take()).toEqual(steps)
})

test('whoever sends them hears of each record, and of the last at once', () => {
  const { packer, added, ended } = open()
  packer.enter(1, null, 'main', 'exercise.ts', 1, false)
  packer.leave(1, false, 5, none)
  expect(added).toHaveBeenCalledTimes(2)
  packer.end(0, null)
  expect(ended).toHaveBeenCalledTimes(1)
  expect(unpackRecords(takenText(packer)).at(-1)).toEqual({
    at: 7,
    kind: 'lines-end',
    steps: 0,
    place: null,
  })
})

test('whole numbers are packed as numbers, and read as the values they were', () => {
  const { packer } = open()
  packer.step(1, 2, { list: ['a', -3, 'old', 8], length: 2 }, undefined, undefined)
  expect(unpackRecords(takenText(packer))).toEqual([
    { ...steps[0], changes: [{ name: 'a', value: { kind: 'primitive', type: 'number', text: '-3' } }] },
  ])
})

test('an object is said once as long as no other comes, also after a record that was not written to its end', () => {
  const { packer } = open()
  const one = packValue({ kind: 'object', type: 'Pile', shape: 'plain', size: 0, entries: [] })
  const other = packValue({ kind: 'object', type: 'Other', shape: 'plain', size: 0, entries: [] })
  const step = (...list: unknown[]): void =>
    packer.step(1, 2, { list, length: list.length }, undefined, undefined)
  step('this', one)
  step('pile', one, 'n', 1)
  const failing = ['pile', other, 'n', 1]
  Object.defineProperty(failing, 3, { get: () => expect.unreachable() })
  expect(() => packer.step(1, 2, { list: failing, length: 4 }, 1, 1)).toThrow()
  step('other', other)
  packer.leave(1, false, other, none)
  const text = takenText(packer)
  expect(text.match(/Pile|Other/g)).toEqual(['Pile', 'Other'])
  const types = unpackRecords(text).flatMap((record) => {
    const { changes = [], value } = record as { changes?: { value: ValueData }[]; value?: ValueData }
    return [...changes.map((change) => change.value), ...(value ? [value] : [])]
  })
  expect(types.map((value) => ('type' in value ? value.type : ''))).toEqual([
    ...['Pile', 'Pile', 'number', 'Other', 'Other'],
  ])
  // Each text is read by itself.
  step('other', other)
  expect(takenText(packer)).toContain('Other')
})
