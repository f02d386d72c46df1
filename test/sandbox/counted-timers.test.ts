import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { countTimers, type TimerScope } from '../../src/sandbox/counted-timers.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const timers = () => countTimers(globalThis as unknown as TimerScope)

async function isDone(promise: Promise<void>): Promise<boolean> {
  return await Promise.race([promise.then(() => true), Promise.resolve().then(() => Promise.resolve(false))])
}

test('is done at once without timers, and once the last one fired', async () => {
  const counted = timers()
  await counted.allDone()
  const fired = vi.fn()
  counted.setTimeout(fired, 10, 'a', 'b')
  const done = counted.allDone()
  expect(await isDone(done)).toBe(false)
  vi.advanceTimersByTime(10)
  await done
  expect(fired).toHaveBeenCalledWith('a', 'b')
})

test('a timer that sets another keeps the run going; a cleared one does not', async () => {
  const counted = timers()
  counted.setTimeout(() => counted.setTimeout(() => undefined, 10), 10)
  const done = counted.allDone()
  vi.advanceTimersByTime(10)
  expect(await isDone(done)).toBe(false)
  vi.advanceTimersByTime(10)
  await done
  const interval = counted.setInterval(() => undefined, 5)
  vi.advanceTimersByTime(50)
  const cleared = counted.allDone()
  expect(await isDone(cleared)).toBe(false)
  counted.clearTimeout(interval)
  await cleared
})

test('a timer whose callback throws is over too', async () => {
  const counted = timers()
  counted.setTimeout(() => {
    throw new Error('tick')
  }, 1)
  expect(() => vi.advanceTimersByTime(1)).toThrow('tick')
  await counted.allDone()
})

test('takes functions only', () => {
  expect(() => timers().setTimeout('alert(1)' as never, 0)).toThrow(TypeError)
})

test('a timer that is not waited for fires all the same', async () => {
  const counted = timers()
  const fired = vi.fn()
  const timer = counted.setTimeout(fired, 10)
  counted.setRef(timer, false)
  expect(counted.size).toBe(0)
  await counted.allDone()
  counted.setRef(timer, true)
  expect(counted.size).toBe(1)
  counted.setRef(timer, false)
  vi.advanceTimersByTime(10)
  expect(fired).toHaveBeenCalledOnce()
  counted.setRef(timer, true)
  expect(counted.size).toBe(0)
})
