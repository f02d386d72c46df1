import { timeoutBy } from '../runtime/abort-timeout.ts'
import type { ScopeClock } from '../runtime/scope-clock.ts'
import type { TimerScope } from './counted-timers.ts'

/** Gives the learner's code the console, the timers and the time that the sandbox can see. */
export function furnish(
  scope: object & { readonly performance: object; readonly AbortSignal: object },
  {
    console,
    timers,
    clock,
    fetch,
  }: {
    console: object
    timers: TimerScope
    clock: ScopeClock | null
    /** Undefined or null: a program has none. */
    fetch: typeof globalThis.fetch | null | undefined
  },
): void {
  const { setTimeout, clearTimeout, setInterval, clearInterval } = timers
  put(scope, { console, setTimeout, clearTimeout, setInterval, clearInterval })
  if (!clock) return
  put(scope, { Date: clock.Date, ...(fetch && { fetch }) })
  // The two together give the world's time, alike in all its threads.
  const timeOrigin = clock.Date.now() - clock.performanceNow()
  put(scope.performance, { now: clock.performanceNow, timeOrigin })
  put(scope.AbortSignal, { timeout: timeoutBy(clock) })
}

function put(target: object, values: { readonly [name: string]: unknown }): void {
  for (const [name, value] of Object.entries(values))
    Object.defineProperty(target, name, { value, writable: true, configurable: true })
}
