/**
 * Tells everybody who holds on to it, once, that a thread has ended: an AbortSignal that may have thousands of listeners.
 */
export class Lifeline {
  readonly #holders = new Set<() => void>()
  #isCut = false

  get isCut(): boolean {
    return this.#isCut
  }

  /** Calls `onCut` when it is cut, soon if it is already. Returns the function that lets go. */
  hold(onCut: () => void): () => void {
    this.#holders.add(onCut)
    if (this.#isCut) queueMicrotask(() => void (this.#holders.delete(onCut) && onCut()))
    return () => void this.#holders.delete(onCut)
  }

  cut(): void {
    if (this.#isCut) return
    this.#isCut = true
    for (const onCut of [...this.#holders]) onCut()
    this.#holders.clear()
  }
}
