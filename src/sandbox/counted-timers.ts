/** The timer functions a scope offers, called through it so that a replaced clock is seen. */
export interface TimerScope {
  setTimeout(callback: (...values: unknown[]) => void, ms?: number, ...values: unknown[]): number
  clearTimeout(timer?: number): void
  setInterval(callback: (...values: unknown[]) => void, ms?: number, ...values: unknown[]): number
  clearInterval(timer?: number): void
}

/** A scope's timers, with a count of those that may still fire. */
export interface CountedTimers extends TimerScope {
  /** Says of a timer whether it is waited for, as Node's `ref()` and `unref()` do. */
  setRef(timer: number, isRef: boolean): void
  /** How many are waited for. */
  readonly size: number
  /** Resolves once none is left; at once if there is none. */
  allDone(): Promise<void>
}

const longestDelay = 2 ** 31 - 1

/** Wraps timers so that a run knows whether it is over after `main()`, or still waiting for one of them. */
export function countTimers(scope: TimerScope): CountedTimers {
  const { setTimeout, clearTimeout, setInterval, clearInterval } = bindTimers(scope)
  const active = new Set<number>()
  /** Timers that may fire and are not waited for. */
  const unref = new Set<number>()
  let waiting: (() => void)[] = []
  const forget = (timer: number | undefined): void => {
    if (timer === undefined || unref.delete(timer) || !active.delete(timer) || active.size > 0) return
    const resolveAll = waiting
    waiting = []
    for (const resolve of resolveAll) resolve()
  }
  const check = (callback: unknown): void => {
    if (typeof callback !== 'function')
      throw new TypeError(`A timer needs a function; it was given ${typeof callback}`)
  }
  const clear = (timer?: number): void => {
    clearTimeout(timer)
    clearInterval(timer)
    forget(timer)
  }
  return {
    setTimeout: (callback, ms = 0, ...values) => {
      check(callback)
      const fire = (): void => {
        try {
          callback(...values)
        } finally {
          forget(timer)
        }
      }
      const timer = setTimeout(fire, ms > longestDelay ? 1 : ms)
      active.add(timer)
      return timer
    },
    setInterval: (callback, ms = 0, ...values) => {
      check(callback)
      const timer = setInterval(() => callback(...values), ms > longestDelay ? 1 : ms)
      active.add(timer)
      return timer
    },
    clearTimeout: clear,
    clearInterval: clear,
    setRef: (timer, isRef) => {
      if (isRef && unref.delete(timer)) active.add(timer)
      else if (!isRef && active.has(timer)) {
        forget(timer)
        unref.add(timer)
      }
    },
    get size() {
      return active.size
    },
    allDone: () => (active.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  }
}

/** The four functions as they are now, whatever becomes of the scope's own names. */
export function bindTimers(scope: TimerScope): TimerScope {
  return {
    setTimeout: scope.setTimeout.bind(scope),
    clearTimeout: scope.clearTimeout.bind(scope),
    setInterval: scope.setInterval.bind(scope),
    clearInterval: scope.clearInterval.bind(scope),
  }
}
