import type { Clock } from '../../../src/services/redis/clock.ts'

/** A clock that goes on when it is told to. */
export class ManualClock implements Clock {
  #now = 1_700_000_000_000
  readonly #timers = new Map<number, { readonly at: number; readonly callback: () => void }>()
  #lastId = 0

  /** Timers that are set. */
  get waiting(): number {
    return this.#timers.size
  }

  now(): number {
    return this.#now
  }

  setTimeout(callback: () => void, delayMs: number): number {
    this.#timers.set(++this.#lastId, { at: this.#now + delayMs, callback })
    return this.#lastId
  }

  clearTimeout(timer: unknown): void {
    this.#timers.delete(timer as number)
  }

  /** Lets time pass; timers call in the order of their moments. */
  advance(ms: number): void {
    const end = this.#now + ms
    for (;;) {
      const due = [...this.#timers]
        .filter(([, { at }]) => at <= end)
        .sort((one, other) => one[1].at - other[1].at)[0]
      if (!due) break
      const [id, { at, callback }] = due
      this.#timers.delete(id)
      this.#now = Math.max(this.#now, at)
      callback()
    }
    this.#now = end
  }
}
