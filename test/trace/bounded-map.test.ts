import { expect, test } from 'vitest'
import { BoundedMap } from '../../src/trace/bounded-map.ts'

test('holds the last entries, forgets those of long ago, and gives out each once', () => {
  const map = new BoundedMap<number, string>(10)
  for (let key = 0; key < 100; key++) map.set(key, String(key))
  for (let key = 90; key < 100; key++) expect(map.get(key)).toBe(String(key))
  for (let key = 0; key < 80; key++) expect(map.get(key)).toBeUndefined()
  expect(map.take(95)).toBe('95')
  expect(map.take(95)).toBeUndefined()
  expect(map.get(95)).toBeUndefined()
  map.set(95, 'again')
  expect(map.take(95)).toBe('again')
})
