import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as timers from '../../../src/runtime/node/timers.ts'

beforeEach(
  () => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] }),
)
afterEach(() => void vi.useRealTimers())

test('a timer fires once, with its values, by the clock of the day', () => {
  const heard: unknown[] = []
  timers.setTimeout((...values: unknown[]) => heard.push(...values), 100, 'a', 'b')
  vi.advanceTimersByTime(99)
  expect(heard).toEqual([])
  vi.advanceTimersByTime(1000)
  expect(heard).toEqual(['a', 'b'])
})

test('refresh counts from now again, also after it has fired', () => {
  let fired = 0
  const timer = timers.setTimeout(() => fired++, 100)
  vi.advanceTimersByTime(90)
  expect(timer.refresh()).toBe(timer)
  vi.advanceTimersByTime(90)
  expect(fired).toBe(0)
  vi.advanceTimersByTime(10)
  expect(fired).toBe(1)
  timer.refresh()
  vi.advanceTimersByTime(100)
  expect(fired).toBe(2)
})

test('ref, unref and hasRef, told to the realm’s timer if it can hear', () => {
  const timer = timers.setTimeout(() => {}, 100)
  const { unref } = Object.getPrototypeOf(setTimeout(() => {})) as { unref?: () => void }
  expect([
    timer.hasRef(),
    timer.unref(),
    timer.hasRef(),
    timer.refresh().hasRef(),
    timer.ref().hasRef(),
  ]).toEqual([true, timer, false, false, true])
  expect(unref).toBeUndefined()
})

test('an interval goes on until it is cleared', () => {
  let fired = 0
  const interval = timers.setInterval(() => fired++, 10)
  vi.advanceTimersByTime(35)
  timers.clearInterval(interval)
  vi.advanceTimersByTime(100)
  expect(fired).toBe(3)
})

test('clears what it is given: its own, the realm’s, nothing', () => {
  let fired = 0
  timers.clearTimeout(timers.setTimeout(() => fired++, 1))
  timers.clearTimeout(setTimeout(() => fired++, 1) as unknown as number)
  timers.clearTimeout(undefined)
  timers.clearTimeout(null)
  vi.advanceTimersByTime(10)
  expect(fired).toBe(0)
})

test('setImmediate comes after promises, in order, unless it is cleared', async () => {
  const order: string[] = []
  timers.setImmediate((text: string) => order.push(text), 'first')
  timers.clearImmediate(timers.setImmediate(() => order.push('never')))
  const last = new Promise<void>((resolve) => {
    timers.setImmediate(() => {
      order.push('second')
      resolve()
    })
  })
  await Promise.resolve().then(() => order.push('promise'))
  await last
  expect(order).toEqual(['promise', 'first', 'second'])
})
