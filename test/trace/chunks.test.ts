import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Chunks } from '../../src/trace/chunks.ts'

const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.oneof(fc.nat(3), fc.nat(700)),
  added: fc.oneof(fc.array(fc.nat(), { maxLength: 3 }), fc.array(fc.nat(), { maxLength: 700, size: 'max' })),
  isShared: fc.boolean(),
})

test('is as an array after any edits, and versions that were shared stay as they were', () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 30 }), (edits) => {
      let owner = {}
      let list = Chunks.empty<number>()
      const array: number[] = []
      const versions: { readonly list: Chunks<number>; readonly array: readonly number[] }[] = []
      for (const { at, removed, added, isShared } of edits) {
        if (isShared) {
          versions.push({ list, array: [...array] })
          owner = {}
        }
        const place = Math.floor(at * array.length)
        list = list.editable(owner)
        expect(list.splice(owner, place, removed, added)).toEqual(array.splice(place, removed, ...added))
        expect(list.length).toBe(array.length)
        expect(list.at(place)).toBe(array[place])
        expect(list.slice(place - 5, place + 300)).toEqual(array.slice(Math.max(0, place - 5), place + 300))
      }
      expect(list.slice()).toEqual(array)
      for (const version of versions) expect(version.list.slice()).toEqual(version.array)
    }),
    { numRuns: 100 },
  )
})

test('finds items of a sorted sequence, and where others would have to be', () => {
  const owner = {}
  const list = Chunks.empty<number>().editable(owner)
  const numbers = Array.from({ length: 2_000 }, (_, index) => (index * 7_919) % 2_003)
  for (const number of numbers) {
    const { index, found } = list.search((item) => item - number)
    expect(found).toBeUndefined()
    list.splice(owner, index, 0, [number])
  }
  expect(list.slice()).toEqual(numbers.toSorted((one, other) => one - other))
  expect(list.search((item) => item - 1_000)).toEqual({
    index: numbers.filter((number) => number < 1_000).length,
    found: 1_000,
  })
})

test('tells only so many of what it takes out, however many that are', () => {
  const list = Chunks.filled('x', 100_000).editable({})
  const owner = {}
  const edited = list.editable(owner)
  expect(edited.splice(owner, 10, 90_000, [], 3)).toEqual(['x', 'x', 'x'])
  expect(edited.length).toBe(10_000)
  expect(list.length).toBe(100_000)
})
