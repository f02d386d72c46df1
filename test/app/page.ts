import axe from 'axe-core'
import { userEvent } from 'vitest/browser'

/** All matches in an element and in the shadow trees inside it, in the order of the tree. */
export function findAll<E extends HTMLElement = HTMLElement>(
  root: Element | ShadowRoot,
  selector: string,
): E[] {
  const found: E[] = []
  const visit = (node: Element | ShadowRoot): void => {
    for (const child of node.children) {
      if (child.matches(selector)) found.push(child as E)
      if (child.shadowRoot) visit(child.shadowRoot)
      visit(child)
    }
  }
  if (root instanceof Element && root.shadowRoot) visit(root.shadowRoot)
  visit(root)
  return found
}

export function findOne<E extends HTMLElement = HTMLElement>(
  root: Element | ShadowRoot,
  selector: string,
): E {
  const [first] = findAll<E>(root, selector)
  if (!first)
    throw new Error(
      `There is no ${selector} in <${root instanceof Element ? root.localName : 'shadow root'}>`,
    )
  return first
}

/** The button, link or tab that says `label`. */
export function findButton(root: Element, label: string | RegExp): HTMLElement {
  const buttons = findAll(root, 'button, a[href], summary')
  const found = buttons.find((button) => {
    const words = (button.getAttribute('aria-label') ?? button.textContent).replace(/\s+/g, ' ').trim()
    return typeof label === 'string' ? words.startsWith(label) : label.test(words)
  })
  if (!found)
    throw new Error(
      `No button says ${label}; there are: ${buttons.map(({ textContent }) => textContent.trim()).join(' | ')}`,
    )
  return found
}

/** Text of an element and of the shadow trees in it; slots stand for what is put into them. */
export function deepText(node: Node): string {
  if (node instanceof Text) return node.data
  if (node instanceof HTMLSlotElement) return node.assignedNodes().map(deepText).join('')
  if (node instanceof HTMLStyleElement || node instanceof Comment) return ''
  const inside = node instanceof Element && node.shadowRoot ? node.shadowRoot : node
  return [...inside.childNodes].map(deepText).join('')
}

/** The same on one line. */
export const words = (element: Element): string => deepText(element).replace(/\s+/g, ' ').trim()

/** The element that has the focus, through all shadow roots. */
export function focused(): Element | null {
  let element = document.activeElement
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
  return element
}

/** Real keys, as testing-library writes them: `{Enter}`, `{Control>}{Enter}{/Control}`. */
export async function press(keys: string): Promise<void> {
  await userEvent.keyboard(keys)
}

/** What axe-core finds in a theme, in words. */
export async function violations(element: Element, theme: string): Promise<string[]> {
  document.documentElement.style.colorScheme = theme
  document.body.style.background = 'var(--paper)'
  document.body.style.color = 'var(--ink)'
  // Colours may still be on their way from one theme, or state, to the next.
  await Promise.all(
    findAll(element, '*').flatMap((part) => part.getAnimations().map(({ finished }) => finished)),
  )
  const results = await axe.run(element, {
    resultTypes: ['violations'],
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    rules: { region: { enabled: false } },
  })
  document.documentElement.style.colorScheme = ''
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  )
}
