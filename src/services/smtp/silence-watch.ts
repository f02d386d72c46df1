import type { Clock } from '../redis/clock.ts'

/** Calls once when nothing was heard for so long. One timer for all: it looks, and goes on for as long as is missing. */
export class SilenceWatch {
  readonly #clock: Clock
  readonly #patienceMs: number
  readonly #onSilence: () => void
  #heardAt: number
  #timer: unknown

  constructor(clock: Clock, patienceMs: number, onSilence: () => void) {
    this.#clock = clock
    this.#patienceMs = patienceMs
    this.#onSilence = onSilence
    this.#heardAt = clock.now()
    this.#wait(patienceMs)
  }

  heard(): void {
    this.#heardAt = this.#clock.now()
  }

  stop(): void {
    this.#clock.clearTimeout(this.#timer)
  }

  #wait(ms: number): void {
    this.#timer = this.#clock.setTimeout(() => {
      const left = this.#heardAt + this.#patienceMs - this.#clock.now()
      if (left > 0) this.#wait(left)
      else this.#onSilence()
    }, ms)
  }
}
