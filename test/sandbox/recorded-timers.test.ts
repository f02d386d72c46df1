import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { countTimers, type TimerScope } from '../../src/sandbox/counted-timers.ts'
import type { LaneEvent } from '../../src/sandbox/lane-recorder.ts'
import { recordTimers } from '../../src/sandbox/recorded-timers.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function open() {
  const told: LaneEvent[] = []
  const counted = countTimers(globalThis as unknown as TimerScope)
  return { told, counted, timers: recordTimers(counted, (event) => told.push(event)) }
}

test('tells when a timer is set and when it fires, before what it does', () => {
  const { told, timers, counted } = open()
  const values: unknown[] = []
  const timer = timers.setTimeout((...given) => values.push(...given, told.length), 10, 'a', 'b')
  expect(told).toEqual([{ kind: 'timer-set', timer, ms: 10 }])
  vi.advanceTimersByTime(10)
  expect(told.slice(1)).toEqual([{ kind: 'timer-fired', timer }])
  expect(values).toEqual(['a', 'b', 2])
  expect(counted.size).toBe(0)
})

test('an interval fires until it is cleared; what may not fire any more is not cleared', () => {
  const { told, timers } = open()
  const interval = timers.setInterval(() => undefined, 5)
  const timeout = timers.setTimeout(() => undefined)
  vi.advanceTimersByTime(10)
  timers.clearTimeout(interval)
  timers.clearInterval(interval)
  timers.clearTimeout(timeout)
  timers.clearTimeout()
  vi.advanceTimersByTime(50)
  expect(told).toEqual([
    { kind: 'timer-set', timer: interval, ms: 5 },
    { kind: 'timer-set', timer: timeout, ms: 0 },
    { kind: 'timer-fired', timer: timeout },
    { kind: 'timer-fired', timer: interval },
    { kind: 'timer-fired', timer: interval },
    { kind: 'timer-cleared', timer: interval },
  ])
})

test('what is no function is refused as before, and not told', () => {
  const { told, timers } = open()
  expect(() => timers.setTimeout('alert(1)' as never, 0)).toThrow('it was given string')
  expect(told).toEqual([])
})
