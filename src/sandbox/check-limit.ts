/** A check as a whole may take as long as so many of its tests. */
const mostTests = 12

/** The longest a check can take, in milliseconds, if none of its tests may take longer than `limitMs`. */
export const wholeLimitMs = (limitMs: number): number => mostTests * limitMs

/**
 * A check's time, which is real time: the limit counts anew with each test, so that a hang is told soon and by its test's
 * name, and honest answers to a step of many tests have time for all. A cap on the whole check ends what starts anew
 * again and again.
 *
 *     const limit = new CheckLimit(5000, (limitMs, test) => settle(timedOut(limitMs, test)))
 *     limit.begin()
 *     limit.testStarted('takes the oldest')
 *     limit.end()
 */
export class CheckLimit {
  readonly #limitMs: number
  readonly #onOver: (limitMs: number, test: string | null) => void
  #ofTest: ReturnType<typeof setTimeout> | undefined
  #ofAll: ReturnType<typeof setTimeout> | undefined

  /** `onOver` hears which limit was reached, and by which test; null if none had begun, or by all together. */
  constructor(limitMs: number, onOver: (limitMs: number, test: string | null) => void) {
    this.#limitMs = limitMs
    this.#onOver = onOver
  }

  /** The checker begins to load the answer. */
  begin(): void {
    this.end()
    const whole = wholeLimitMs(this.#limitMs)
    this.#ofAll = setTimeout(() => this.#onOver(whole, null), whole)
    this.#start(null)
  }

  testStarted(name: string): void {
    this.#start(name)
  }

  end(): void {
    clearTimeout(this.#ofTest)
    clearTimeout(this.#ofAll)
  }

  #start(test: string | null): void {
    clearTimeout(this.#ofTest)
    this.#ofTest = setTimeout(() => this.#onOver(this.#limitMs, test), this.#limitMs)
  }
}
