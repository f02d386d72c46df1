/** Time as the server sees it: the page can run it faster, tests can stop it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Calls back once, after so many milliseconds of this clock; returns what `clearTimeout` takes. */
  setTimeout(callback: () => void, delayMs: number): unknown
  clearTimeout(timer: unknown): void
}

/** Real milliseconds, to measure with. Bound once: to look it up takes longer than to ask it. */
export const nowMs = performance.now.bind(performance)

/** The machine's own time. A waiting server does not keep Node alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout(callback, delayMs) {
    const timer: unknown = setTimeout(callback, delayMs)
    if (typeof timer === 'object' && timer !== null && 'unref' in timer && typeof timer.unref === 'function')
      timer.unref()
    return timer
  },
  clearTimeout: (timer) => clearTimeout(timer as number),
}

/** No timer may be set for longer; whoever waits longer sets it again. */
export const longestDelayMs = 2 ** 31 - 1
