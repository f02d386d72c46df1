const mostLines = 100

/** The store of the browser's tab, or a test's. */
type Store = Pick<Storage, 'getItem' | 'setItem'>

/**
 * Lines that were typed into a prompt, as arrows up and down go through them; kept as long as the browser's tab.
 *
 *     const history = new PromptHistory('04-redis/01-which-end')
 *     history.add('LLEN queue_name')
 *     history.older('LL')          // 'LLEN queue_name'; newer() leads back to 'LL'
 */
export class PromptHistory {
  readonly #key: string
  readonly #store: Store | null
  #lines: string[]
  /** Which line one is at; beyond the last: the one being typed. */
  #at: number
  #typed = ''

  constructor(scope: string, store: Store | null = tabStore()) {
    this.#key = `mailroom-prompt-${scope}`
    this.#store = store
    this.#lines = this.#read()
    this.#at = this.#lines.length
  }

  add(line: string): void {
    if (this.#lines.at(-1) !== line) this.#lines = [...this.#lines, line].slice(-mostLines)
    this.#at = this.#lines.length
    this.#typed = ''
    try {
      this.#store?.setItem(this.#key, JSON.stringify(this.#lines))
    } catch {
      // Full or blocked: then it is forgotten with the page.
    }
  }

  /** The line before the one shown, or null if there is none. */
  older(shown: string): string | null {
    if (this.#at === 0) return null
    if (this.#at === this.#lines.length) this.#typed = shown
    return this.#lines[--this.#at] ?? null
  }

  /** The line after the one shown; after the last: what was being typed. Null if one is there already. */
  newer(): string | null {
    if (this.#at >= this.#lines.length) return null
    return this.#lines[++this.#at] ?? this.#typed
  }

  #read(): string[] {
    try {
      const value: unknown = JSON.parse(this.#store?.getItem(this.#key) ?? '[]')
      return Array.isArray(value) ? value.filter((line) => typeof line === 'string').slice(-mostLines) : []
    } catch {
      return []
    }
  }
}

function tabStore(): Store | null {
  try {
    return sessionStorage
  } catch {
    return null
  }
}
