// What the tests of a course may use of vitest. This one file runs in a terminal's vitest, as any test does, and in the
// page's checker (checker-conformance.browser.test.ts); both must come to the same end.
import { afterAll, afterEach, assert, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { Counter, later, OutOfStampsError, stamp } from './exercise'

const order: string[] = []
beforeAll(() => void order.push('before all'))
beforeEach(() => void order.push('before each'))
afterEach(() => void order.push('after each'))
afterAll(() => void order.push('after all'))

test('hooks run in order', () => {
  expect(order).toEqual(['before all', 'before each'])
})

test('hooks run again', () => {
  expect(order.slice(2)).toEqual(['after each', 'before each'])
})

describe('matchers', () => {
  test('of identity and equality', () => {
    expect(1).toBe(1)
    expect(NaN).toBe(NaN)
    expect(0).not.toBe(-0)
    expect({ a: [1, { b: 2 }] }).toEqual({ a: [1, { b: 2 }], c: undefined })
    expect({ a: undefined }).not.toStrictEqual({})
    expect(new Counter()).toMatchObject({ count: 0 })
    expect(new Map([[1, new Set(['a'])]])).toEqual(new Map([[1, new Set(['a'])]]))
  })

  test('of numbers, texts and collections', () => {
    expect(0.1 + 0.2).toBeCloseTo(0.3)
    expect(3).toBeGreaterThan(2)
    expect(3).toBeLessThanOrEqual(3)
    expect('mailroom').toMatch(/room$/)
    expect(['a', 'b']).toContain('b')
    expect([{ a: 1 }]).toContainEqual({ a: 1 })
    expect('abc').toHaveLength(3)
    expect({ a: { b: 1 } }).toHaveProperty('a.b', 1)
  })

  test('of kinds', () => {
    expect(null).toBeNull()
    expect(undefined).toBeUndefined()
    expect('').toBeFalsy()
    expect([]).toBeTruthy()
    expect(new Counter()).toBeInstanceOf(Counter)
    expect(1n).toBeTypeOf('bigint')
  })

  test('that are asymmetric', () => {
    expect({ id: 7, name: 'Ada' }).toEqual({ id: expect.any(Number), name: expect.stringMatching(/^A/) })
    expect([3, 1, 2]).toEqual(expect.arrayContaining([1, 2]))
    expect({ a: 1, b: 2 }).toEqual(expect.objectContaining({ b: 2 }))
    expect({ a: 1 }).toEqual(expect.not.objectContaining({ b: 2 }))
  })

  test('of errors', () => {
    const fail = (): never => {
      throw new OutOfStampsError('no stamps')
    }
    expect(fail).toThrow()
    expect(fail).toThrow('no stamps')
    expect(fail).toThrow(/stamps$/)
    expect(fail).toThrow(OutOfStampsError)
    expect(() => 1).not.toThrow()
  })

  test('of promises', async () => {
    await expect(stamp(2)).resolves.toEqual(['letter 1', 'letter 2'])
    await expect(stamp(4)).rejects.toThrow(OutOfStampsError)
    await expect(stamp(4)).rejects.toMatchObject({ name: 'OutOfStampsError' })
  })

  test('with a message', () => {
    expect(() => expect(1, 'one should be two').toBe(2)).toThrow('one should be two')
    expect(() => assert(false, 'not so')).toThrow('not so')
  })

  test('that are soft and counted', () => {
    expect.assertions(2)
    expect.soft(1).toBe(1)
    expect(2).toBe(2)
  })
})

describe('mocks and clocks', () => {
  test('functions that remember', () => {
    const handle = vi.fn((id: number) => id * 2)
    expect(handle(2)).toBe(4)
    handle(3)
    expect(handle).toHaveBeenCalledTimes(2)
    expect(handle).toHaveBeenLastCalledWith(3)
    expect(handle.mock.results[0]).toEqual({ type: 'return', value: 4 })
  })

  test('spies', () => {
    const counter = new Counter()
    const add = vi.spyOn(counter, 'add').mockReturnValue(99)
    expect(counter.add()).toBe(99)
    add.mockRestore()
    expect(counter.add()).toBe(1)
  })

  test('a clock of the test’s own', () => {
    vi.useFakeTimers({ now: 1000 })
    try {
      const then = vi.fn()
      later(500, then)
      expect(then).not.toHaveBeenCalled()
      vi.advanceTimersByTime(500)
      expect(then).toHaveBeenCalledWith(1500)
    } finally {
      vi.useRealTimers()
    }
  })

  test('waiting for the thing itself', async () => {
    let isDone = false
    later(5, () => {
      isDone = true
    })
    await expect.poll(() => isDone).toBe(true)
    await vi.waitFor(() => expect(isDone).toBe(true))
  })
})

describe('how a test ends', () => {
  test.fails('a failure that is expected', () => {
    expect(1).toBe(2)
  })

  test('a retry', { retry: 2 }, () => {
    tries++
    expect(tries).toBe(2)
  })
  let tries = 0

  test('a callback at its end', ({ onTestFinished, task }) => {
    expect(task.name).toBe('a callback at its end')
    onTestFinished(() => undefined)
  })
})
