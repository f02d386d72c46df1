import { css, html, LitElement, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { unsafeHTML } from 'lit/directives/unsafe-html.js'
import { codeBlockStyles, codeStyles } from '../editor/code-styles.ts'
import { controls } from '../shared-styles.ts'

/**
 * `<mr-source>`: code to read. Plain at first; the colours, whose grammar is large, are fetched once it can be seen, which
 * inside a closed `<details>` it cannot.
 *
 *     html`<details><summary>Show the test</summary><mr-source label="Source of the test" .code=${source}></mr-source></details>`
 */
@customElement('mr-source')
export class MrSource extends LitElement {
  static override readonly styles = [
    controls,
    codeStyles,
    codeBlockStyles,
    css`
      :host {
        display: block;
      }
    `,
  ]

  @property({ attribute: false }) code = ''
  @property() label = ''
  @state() private highlight: ((code: string) => string) | null = null

  override connectedCallback(): void {
    super.connectedCallback()
    const details = this.closest('details')
    if (!details || details.open) void this.#colour()
    else details.addEventListener('toggle', () => void this.#colour(), { once: true })
  }

  override render(): TemplateResult {
    const { code, label, highlight } = this
    return html`<pre
      role="group"
      tabindex="0"
      aria-label=${label}
    ><code>${highlight ? unsafeHTML(highlight(code)) : code}</code></pre>`
  }

  async #colour(): Promise<void> {
    // Code without colours is code all the same.
    const { highlightCode } = await import('../editor/highlight.ts').catch(() => ({ highlightCode: null }))
    this.highlight = highlightCode
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-source': MrSource
  }
}
