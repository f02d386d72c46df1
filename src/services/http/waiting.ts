/** Timers by which an answer takes its time: the world's, or a test's. */
export interface WebTimers {
  setTimeout(callback: () => void, ms: number): unknown
  clearTimeout(timer: unknown): void
}

/** Resolves after so many milliseconds; rejects with the signal's reason once it is aborted, and keeps no timer then. */
export function wait(timers: WebTimers, ms: number, signal: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (): void => reject(signal?.reason as Error)
    if (signal?.aborted) return fail()
    const stop = (): void => {
      timers.clearTimeout(timer)
      fail()
    }
    const timer = timers.setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal?.addEventListener('abort', stop, { once: true })
  })
}
