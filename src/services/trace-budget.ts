/** How much of what happens may be recorded, by real time: so much a millisecond, and much at once after a rest. */
export class TraceBudget {
  readonly #now: () => number
  readonly #most: number
  readonly #perMs: number
  #left: number
  #filledAt: number

  constructor(now: () => number, { most, perMs }: { readonly most: number; readonly perMs: number }) {
    this.#now = now
    this.#most = most
    this.#perMs = perMs
    this.#left = most
    this.#filledAt = now()
  }

  /** Whether there is something left for one more. */
  get hasLeft(): boolean {
    // The clock is looked at when it matters only.
    if (this.#left <= 0) this.#fill()
    return this.#left > 0
  }

  spend(count: number): void {
    this.#left -= count
  }

  #fill(): void {
    const now = this.#now()
    this.#left = Math.min(this.#most, this.#left + (now - this.#filledAt) * this.#perMs)
    this.#filledAt = now
  }
}
