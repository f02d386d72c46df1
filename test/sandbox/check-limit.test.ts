import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CheckLimit, wholeLimitMs } from '../../src/sandbox/check-limit.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function begin(): { limit: CheckLimit; over: unknown[] } {
  const over: unknown[] = []
  const limit = new CheckLimit(1000, (...values) => over.push(values))
  limit.begin()
  return { limit, over }
}

test('loading has the limit', () => {
  const { over } = begin()
  vi.advanceTimersByTime(999)
  expect(over).toEqual([])
  vi.advanceTimersByTime(1)
  expect(over).toEqual([[1000, null]])
})

test('each test has it anew, and is named', () => {
  const { limit, over } = begin()
  for (const name of ['one', 'two', 'three']) {
    vi.advanceTimersByTime(900)
    limit.testStarted(name)
  }
  vi.advanceTimersByTime(999)
  expect(over).toEqual([])
  vi.advanceTimersByTime(1)
  expect(over).toEqual([[1000, 'three']])
})

test('all together have a limit too', () => {
  const { limit, over } = begin()
  for (let ms = 0; ms < wholeLimitMs(1000); ms += 500) {
    expect(over).toEqual([])
    limit.testStarted('again')
    vi.advanceTimersByTime(500)
  }
  expect(over).toEqual([[12_000, null]])
})

test('a check that is over has none', () => {
  const { limit, over } = begin()
  limit.end()
  vi.advanceTimersByTime(60_000)
  expect(over).toEqual([])
})
