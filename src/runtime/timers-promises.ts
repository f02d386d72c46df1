/** What `node:timers/promises` needs of its surroundings; the sandbox, the checker and tests each have their own timers. */
export interface Timers {
  setTimeout(callback: () => void, ms: number): unknown
  clearTimeout(timer: unknown): void
}

interface TimerOptions {
  readonly signal?: AbortSignal
}

/**
 * `node:timers/promises` (https://nodejs.org/api/timers.html#timers-promises-api): `setTimeout(ms, value)`,
 * `setImmediate(value)`, `setInterval(ms, value)`, each with `{ signal }`.
 *
 *     import { setTimeout as sleep } from 'node:timers/promises'
 *     await sleep(1000)
 */
export function timersPromises(timers: Timers): { readonly [name: string]: unknown } {
  const wait = <T>(ms = 1, value?: T, { signal }: TimerOptions = {}): Promise<T | undefined> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(abortError(signal))
      const abort = (): void => {
        timers.clearTimeout(timer)
        if (signal) reject(abortError(signal))
      }
      const timer = timers.setTimeout(() => {
        signal?.removeEventListener('abort', abort)
        resolve(value)
      }, ms)
      signal?.addEventListener('abort', abort, { once: true })
    })
  async function* every<T>(ms = 1, value?: T, options: TimerOptions = {}): AsyncGenerator<T | undefined> {
    for (;;) yield await wait(ms, value, options)
  }
  const immediate = <T>(value?: T, options: TimerOptions = {}): Promise<T | undefined> =>
    wait(0, value, options)
  const scheduler = {
    wait: (ms: number, options?: TimerOptions) => wait(ms, undefined, options),
    yield: () => immediate(),
  }
  return { setTimeout: wait, setInterval: every, setImmediate: immediate, scheduler }
}

/** Node rejects with an AbortError whose cause is the signal's reason. */
function abortError(signal: AbortSignal): Error {
  const error = new Error('The operation was aborted', { cause: signal.reason })
  return Object.assign(error, { name: 'AbortError', code: 'ABORT_ERR' })
}
