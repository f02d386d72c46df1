import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchTexts } from '../../src/trace/match-texts.ts'

const all = (text: string): string[] => [...text]

test.each([
  ['abc', 'abc', [0, 1, 2]],
  ['abc', 'bc', [1, 2]],
  ['abc', 'abcd', [0, 1, 2, -1]],
  ['aaa', 'aa', [0, 1]],
  ['abcd', 'axcd', [0, -1, 2, 3]],
  // In order where it can be, and moved where it cannot.
  ['abc', 'cba', [2, 1, 0]],
  ['', 'ab', [-1, -1]],
])('of %s, %s are %j', (before, after, matches) => {
  expect(matchTexts(all(before), all(after))).toEqual(matches)
})

test('matches equal texts only, each once, and as many as there are', () => {
  const texts = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 20 })
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const matches = matchTexts(before, after)
      const found = matches.filter((place) => place >= 0)
      expect(new Set(found).size).toBe(found.length)
      for (const [place, old] of matches.entries()) if (old >= 0) expect(before[old]).toBe(after[place])
      const count = (list: readonly string[], text: string): number =>
        list.filter((other) => other === text).length
      const common = ['a', 'b', 'c', 'd'].reduce(
        (sum, text) => sum + Math.min(count(before, text), count(after, text)),
        0,
      )
      expect(found.length).toBe(common)
    }),
  )
})
