import type { TimerScope } from './counted-timers.ts'
import type { LaneEvent } from './lane-recorder.ts'

/** The same timers, with `tell` called when one is set, fires or is cleared. */
export function recordTimers(timers: TimerScope, tell: (event: LaneEvent) => void): TimerScope {
  /** Those that may still fire. */
  const alive = new Set<number>()
  const set =
    (setTimer: TimerScope['setTimeout'], isOnce: boolean): TimerScope['setTimeout'] =>
    (callback, ms, ...values) => {
      const fire = (...given: unknown[]): void => {
        if (isOnce) alive.delete(timer)
        tell({ kind: 'timer-fired', timer })
        callback(...given)
      }
      // What is no function is refused there.
      const timer = setTimer(typeof callback === 'function' ? fire : callback, ms, ...values)
      alive.add(timer)
      tell({ kind: 'timer-set', timer, ms: Number(ms) || 0 })
      return timer
    }
  const clear = (timer?: number): void => {
    if (timer !== undefined && alive.delete(timer)) tell({ kind: 'timer-cleared', timer })
    timers.clearTimeout(timer)
  }
  return {
    setTimeout: set(timers.setTimeout, true),
    setInterval: set(timers.setInterval, false),
    clearTimeout: clear,
    clearInterval: clear,
  }
}
