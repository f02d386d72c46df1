import type { NextTimer } from '../wire/clock-messages.ts'

export interface QueuedTimer extends NextTimer {
  readonly id: number
  readonly run: () => void
  /** Of an interval; null fires once. */
  readonly everyMs: number | null
}

/** One thread's timers by due time; of the same time, by the order they were set, which their ids tell. */
export class TimerQueue {
  readonly #timers: QueuedTimer[] = []
  readonly #byId = new Map<number, QueuedTimer>()

  get first(): QueuedTimer | undefined {
    return this.#timers[0]
  }

  add(timer: QueuedTimer): void {
    this.#timers.splice(this.#placeOf(timer), 0, timer)
    this.#byId.set(timer.id, timer)
  }

  /** Takes a timer out; undefined if there is none, or if it is due later than `dueBy`. */
  remove(id: number, dueBy = Infinity): QueuedTimer | undefined {
    const timer = this.#byId.get(id)
    if (!timer || timer.dueMs > dueBy) return undefined
    this.#byId.delete(id)
    this.#timers.splice(this.#placeOf(timer), 1)
    return timer
  }

  clear(): void {
    this.#timers.length = 0
    this.#byId.clear()
  }

  /** Ids of all that are due, first things first. */
  dueAt(nowMs: number): readonly number[] {
    const end = this.#timers.findIndex(({ dueMs }) => dueMs > nowMs)
    return this.#timers.slice(0, end < 0 ? undefined : end).map(({ id }) => id)
  }

  /** Where it stands, or would. */
  #placeOf({ dueMs, id }: QueuedTimer): number {
    let from = 0
    let to = this.#timers.length
    while (from < to) {
      const middle = (from + to) >> 1
      const timer = this.#timers[middle]
      if (timer && (timer.dueMs < dueMs || (timer.dueMs === dueMs && timer.id < id))) from = middle + 1
      else to = middle
    }
    return from
  }
}
