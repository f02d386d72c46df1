import { randomBytes, scrypt } from 'node:crypto'
import { hrtime } from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { every, clear, runPending } from 'schedule'
import { expect, test, vi } from 'vitest'
import './exercise.ts'

const hour = 3_600_000

test('an hour takes no time, and all clocks agree', async () => {
  const realStart = hrtime.bigint()
  const [start, started] = [Date.now(), performance.now()]
  await sleep(hour)
  expect([Date.now() - start, performance.now() - started, new Date().getTime() - start]).toEqual([
    hour,
    hour,
    hour,
  ])
  expect(Number(hrtime.bigint() - realStart) / 1e6).toBeLessThan(1000)
})

test('global timers, with what Node’s timers can do', async () => {
  const start = Date.now()
  const ticks: number[] = []
  const interval = setInterval(() => ticks.push(Date.now() - start), 1000)
  const late = setTimeout(() => ticks.push(-1), 2500).unref()
  expect(late.hasRef()).toBe(false)
  late.refresh()
  const cleared = setTimeout(() => ticks.push(-2), 10)
  clearTimeout(cleared)
  await sleep(3200)
  clearInterval(interval)
  expect(ticks).toEqual([1000, 2000, -1, 3000])
})

test('schedule lives by it', async () => {
  const runs: number[] = []
  const start = Date.now()
  every(10).seconds.do(() => runs.push(Date.now() - start))
  for (let second = 0; second < 25; second++) {
    await runPending()
    await sleep(1000)
  }
  clear()
  expect(runs).toEqual([10_000, 20_000])
})

test('a chain of immediates is no waiting', async () => {
  const start = Date.now()
  let hasFired = false
  setTimeout(() => (hasFired = true), 1)
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve))
  expect([hasFired, Date.now() - start]).toEqual([false, 0])
  await sleep(1)
  expect(hasFired).toBe(true)
})

test('no time passes while Node’s threads derive a key or draw, and promisify sleeps', async () => {
  const start = Date.now()
  let hasFired = false
  setTimeout(() => (hasFired = true), hour)
  const key = await promisify<string, string, number, Buffer>(scrypt)('a', 'b', 8)
  const bytes = await promisify(randomBytes)(3)
  expect([key.length, bytes.length, hasFired, Date.now() - start]).toEqual([8, 3, false, 0])
  expect(() => scrypt('a', 'b', -1, () => {})).toThrow('keylen')
  expect(await promisify(setTimeout)(1000, 'slept')).toBe('slept')
  expect(Date.now() - start).toBe(1000)
})

test('vitest’s own waiting and its fake timers', async () => {
  let isDone = false
  setTimeout(() => (isDone = true), hour)
  await expect.poll(() => isDone).toBe(true)
  vi.useFakeTimers()
  const start = Date.now()
  const fired = vi.fn()
  setTimeout(fired, 1000)
  await vi.advanceTimersByTimeAsync(999)
  expect(fired).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(fired).toHaveBeenCalled()
  expect(Date.now() - start).toBe(1000)
  vi.useRealTimers()
  const again = Date.now()
  await sleep(50)
  expect(Date.now() - again).toBe(50)
})

test.fails('vitest’s own time limit is real', { timeout: 100 }, () => new Promise(() => {}))
