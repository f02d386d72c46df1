/** What the tests need of a browser, whichever engine it has. */
export interface Driver {
  readonly version: string
  goto(url: string): Promise<void>
  /** The value of a JavaScript expression in the page, awaited; it must be JSON. */
  evaluate(expression: string): Promise<unknown>
  /** Types a text key by key where the focus is. */
  type(text: string): Promise<void>
  /** Presses keys together: `['Control', 'Enter']`. */
  press(keys: readonly Key[]): Promise<void>
  close(): Promise<void>
}

export type Key = 'Control' | 'Shift' | 'Enter' | 'Escape' | 'Tab' | 'Home' | 'ArrowLeft' | 'ArrowRight' | 'a'

/**
 * Functions for the page, as text: the page is made of shadow roots, into which each engine's own protocol looks in its
 * own way.
 */
export const pageFunctions = `
  const everything = function* (root) {
    for (const element of root.querySelectorAll('*')) {
      yield element
      if (element.shadowRoot) yield* everything(element.shadowRoot)
    }
  }
  const find = (selector) => [...everything(document)].find((element) => element.matches(selector))
  const textOf = (selector) => {
    const read = (node) => node.nodeType === 3 ? node.data
      : ['STYLE', 'SCRIPT'].includes(node.tagName) ? ''
      : [...(node.shadowRoot ?? node).childNodes].map(read).join(' ')
    const element = find(selector)
    return element ? read(element).replace(/\\s+/g, ' ') : ''
  }
`

/** Evaluates an expression that may use `find(selector)` and `textOf(selector)`. */
export function inPage(driver: Driver, expression: string): Promise<unknown> {
  return driver.evaluate(`(() => { ${pageFunctions}; return ${expression} })()`)
}
