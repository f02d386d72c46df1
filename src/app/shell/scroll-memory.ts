interface EntryState {
  readonly mailroomEntry?: number
}

/**
 * Remembers how far the page was scrolled at each entry of the history. The browser's own restoring comes before a
 * lesson has been downloaded, when there is nothing yet to scroll.
 */
export class ScrollMemory {
  readonly #positions = new Map<number, number>()
  #entry = 0

  /** Begins to listen; the function returned stops it. */
  start(): () => void {
    const before = history.scrollRestoration
    history.scrollRestoration = 'manual'
    this.arrive()
    const note = (): void => void this.#positions.set(this.#entry, scrollY)
    addEventListener('scroll', note, { passive: true })
    return () => {
      removeEventListener('scroll', note)
      history.scrollRestoration = before
    }
  }

  /**
   * To be called when the address has changed: stops noting for the entry that was left, and tells how far this one
   * was scrolled, 0 for a new one. Scroll there once its page is drawn.
   */
  arrive(): number {
    const known = (history.state as EntryState | null)?.mailroomEntry
    this.#entry = known ?? Date.now() + Math.random()
    if (known === undefined) history.replaceState({ mailroomEntry: this.#entry } satisfies EntryState, '')
    return this.#positions.get(this.#entry) ?? 0
  }
}
