/** Errors that nobody caught, which a terminal's vitest also counts against a run. Listens from its making on. */
export class UncaughtErrors {
  /** The first one. */
  first: { readonly thrown: unknown } | undefined
  readonly #marker = new Error('The end of the check')
  #markSeen: (() => void) | undefined

  constructor() {
    addEventListener('error', (event) => this.#note(event, event.error))
    addEventListener('unhandledrejection', (event) => this.#note(event, event.reason))
  }

  /**
   * Resolves when no rejection of before can still be on its way. Browsers tell of them late but in order, so one of our
   * own, once heard of, is the proof.
   */
  settled(): Promise<void> {
    if (this.first) return Promise.resolve()
    return new Promise((resolve) => {
      this.#markSeen = resolve
      void Promise.reject(this.#marker)
    })
  }

  #note(event: Event, thrown: unknown): void {
    event.preventDefault()
    if (thrown === this.#marker) this.#markSeen?.()
    else this.first ??= { thrown }
  }
}
