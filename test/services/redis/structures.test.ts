import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Chunks } from '../../../src/services/redis/chunks.ts'
import { Deadlines } from '../../../src/services/redis/deadlines.ts'
import { RequestParser } from '../../../src/services/redis/request-parser.ts'
import { RedisError } from '../../../src/services/redis/reply.ts'
import { SortedSet } from '../../../src/services/redis/sorted-set.ts'
import { Table } from '../../../src/services/redis/table.ts'
import { toBytes } from '../../../src/services/redis/bytes.ts'
import { encodeCommand } from './reply-reader.ts'

describe('a sequence in chunks', () => {
  test('is what an array is, whatever is done to it', () => {
    const action = fc.tuple(
      fc.constantFrom('push', 'unshift', 'pop', 'shift', 'insert', 'remove', 'replace'),
      fc.nat(),
      fc.nat(3000),
    )
    fc.assert(
      fc.property(fc.nat(3000), fc.array(action, { maxLength: 300 }), (size, actions) => {
        const array = Array.from({ length: size }, (_, index) => index)
        const chunks = Chunks.from(array)
        for (const [name, item, place] of actions) {
          const index = place % (array.length + 1)
          const isInside = index < array.length
          if (name === 'pop') expect(chunks.pop()).toBe(array.pop())
          else if (name === 'shift') expect(chunks.shift()).toBe(array.shift())
          else if (name === 'push') {
            array.push(item)
            chunks.push(item)
          } else if (name === 'unshift') {
            array.unshift(item)
            chunks.unshift(item)
          } else if (name === 'insert') {
            array.splice(index, 0, item)
            chunks.insert(index, item)
          } else if (isInside && name === 'remove') {
            array.splice(index, 1)
            chunks.remove(index)
          } else if (isInside) {
            array[index] = item
            chunks.replace(index, item)
          }
          expect(chunks.at(index)).toBe(array[index])
        }
        expect(chunks.length).toBe(array.length)
        expect([...chunks]).toEqual(array)
        expect([...chunks.backwards()]).toEqual([...array].reverse())
        expect(chunks.slice(3, 900)).toEqual(array.slice(3, 900))
      }),
      { seed: 1, numRuns: 60 },
    )
  })
})

describe('a table', () => {
  test('is what a Map is, and keeps the order while it is small', () => {
    const action = fc.tuple(fc.boolean(), fc.nat(200), fc.nat())
    fc.assert(
      fc.property(fc.array(action, { maxLength: 600, size: 'max' }), (actions) => {
        const [map, table] = [new Map<string, number>(), new Table<number>()]
        for (const [isDelete, number, value] of actions) {
          const name = `name ${number}`
          if (isDelete) expect(table.delete(name)).toBe(map.delete(name))
          else {
            expect(table.set(name, value)).toBe(!map.has(name))
            map.set(name, value)
          }
          expect(table.get(name)).toBe(map.get(name))
        }
        expect(table.size).toBe(map.size)
        const entries = table.names().map((name, place) => [name, table.values()[place] as number] as const)
        expect(new Map(entries)).toEqual(map)
      }),
      { seed: 1, numRuns: 60 },
    )
    const table = new Table<true>()
    for (const name of ['c', 'a', 'b']) table.set(name, true)
    table.delete('c')
    expect(table.names()).toEqual(['a', 'b'])
  })

  test('shows every name that stays, though others come and go between the parts of a scan', () => {
    const change = fc.tuple(fc.boolean(), fc.nat(600))
    fc.assert(
      fc.property(
        fc.nat(600),
        fc.array(fc.array(change, { maxLength: 20 }), { maxLength: 100 }),
        (size, rounds) => {
          const table = new Table<true>()
          const names = Array.from({ length: size }, (_, index) => `name ${index}`)
          for (const name of names) table.set(name, true)
          const stays = new Set(names)
          const seen = new Set<string>()
          let cursor = 0
          let round = 0
          do {
            const part = table.scan(cursor, 7)
            for (const name of part.names) seen.add(name)
            cursor = part.next
            for (const [isDelete, number] of rounds[round++] ?? []) {
              if (!isDelete) table.set(`other ${number}`, true)
              else if (table.delete(`name ${number}`)) stays.delete(`name ${number}`)
              else table.delete(`other ${number}`)
            }
          } while (cursor !== 0)
          expect([...stays].filter((name) => !seen.has(name))).toEqual([])
        },
      ),
      { seed: 1, numRuns: 200 },
    )
  })
})

describe('a sorted set', () => {
  test('is in order after any changes', () => {
    const action = fc.tuple(
      fc.boolean(),
      fc.constantFrom('a', 'b', 'c', 'd', 'aa', '\xff', ''),
      fc.integer({ min: -3, max: 3 }),
    )
    fc.assert(
      fc.property(fc.array(action), (actions) => {
        const [set, map] = [new SortedSet(), new Map<string, number>()]
        for (const [isDelete, member, score] of actions) {
          if (isDelete) expect(set.delete(member)).toBe(map.delete(member))
          else {
            set.set(member, score)
            map.set(member, score)
          }
        }
        const sorted = [...map].sort(([a, one], [b, other]) => one - other || (a < b ? -1 : 1))
        expect(set.entries().map(({ member, score }) => [member, score])).toEqual(sorted)
        expect(sorted.map(([member]) => set.rank(member))).toEqual(sorted.map((_, rank) => rank))
      }),
      { seed: 1 },
    )
  })
})

describe('deadlines', () => {
  test('come up in order, the last that was set for a name counting', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(20), fc.option(fc.nat(100))), { maxLength: 400, size: 'max' }),
        (changes) => {
          const [deadlines, map] = [new Deadlines(), new Map<string, number>()]
          for (const [number, at] of changes) {
            const name = `name ${number}`
            if (at === null) {
              deadlines.delete(name)
              map.delete(name)
            } else {
              deadlines.set(name, at)
              map.set(name, at)
            }
          }
          const moments: number[] = []
          for (let first = deadlines.first(); first; first = deadlines.first()) {
            expect(map.get(first.name)).toBe(first.at)
            moments.push(first.at)
            deadlines.delete(first.name)
          }
          expect(moments).toEqual([...map.values()].sort((one, other) => one - other))
        },
      ),
      { seed: 1 },
    )
  })
})

describe('the parser', () => {
  const parse = (pieces: readonly Uint8Array[]): readonly (readonly string[])[] => {
    const parser = new RequestParser(2 ** 20)
    const found: (readonly string[])[] = []
    for (const piece of pieces) {
      parser.feed(piece)
      for (let request = parser.next(); request; request = parser.next()) found.push(request.words)
    }
    return found
  }
  const cut = (bytes: Uint8Array, lengths: readonly number[]): readonly Uint8Array[] => {
    const pieces: Uint8Array[] = []
    let at = 0
    for (let turn = 0; at < bytes.length; turn++) {
      const length = lengths[turn % lengths.length] ?? 1
      // As a buffer that is used again: what was read must not depend on it.
      pieces.push(bytes.slice(at, at + length))
      at += length
    }
    return pieces
  }
  const word = fc.uint8Array({ maxLength: 40 }).map((bytes) => String.fromCharCode(...bytes))
  const lengths = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 })

  test('finds the same commands however the bytes are cut', () => {
    fc.assert(
      fc.property(fc.array(fc.array(word, { minLength: 1, maxLength: 5 })), lengths, (commands, some) => {
        expect(parse(cut(toBytes(commands.map(encodeCommand).join('')), some))).toEqual(commands)
      }),
      { seed: 1 },
    )
  })

  test('takes any bytes, or says what is wrong with them', () => {
    const bytes = fc.array(
      fc.constantFrom('*', '$', '\r\n', '1', '3', '-1', 'GET', '"', "'", '\\', ' ', '\0', '\xff'),
      { maxLength: 60 },
    )
    fc.assert(
      fc.property(bytes, lengths, (parts, some) => {
        const whole = toBytes(parts.join(''))
        const outcome = (pieces: readonly Uint8Array[]): unknown => {
          try {
            return parse(pieces)
          } catch (error) {
            expect(error).toBeInstanceOf(RedisError)
            return (error as RedisError).message
          }
        }
        expect(outcome(cut(whole, some))).toEqual(outcome([whole]))
      }),
      { seed: 1, numRuns: 500 },
    )
  })
})
