/** Too narrow, or as low as a phone on its side: one pane at a time. */
const phone = '(max-width: 759px), (max-height: 479px)'

/** Where Redis and the like stand: behind tabs, or in a column of their own beside code and console, as high as the page. */
export type PanelsPlace = 'tab' | 'column'

/**
 * How much room the page of a step has.
 *
 *     const layout = new StepLayout(() => this.requestUpdate())
 *     layout.start()                      // … layout.stop()
 */
export class StepLayout {
  readonly #changed: () => void
  readonly #phone = matchMedia(phone)
  readonly #column = matchMedia('(min-width: 1240px)')

  constructor(changed: () => void) {
    this.#changed = changed
  }

  start(): void {
    for (const query of this.#queries) query.addEventListener('change', this.#changed)
  }

  stop(): void {
    for (const query of this.#queries) query.removeEventListener('change', this.#changed)
  }

  get isNarrow(): boolean {
    return this.#phone.matches
  }

  get panels(): PanelsPlace {
    return this.#column.matches && !this.isNarrow ? 'column' : 'tab'
  }

  get #queries(): readonly MediaQueryList[] {
    return [this.#phone, this.#column]
  }
}
