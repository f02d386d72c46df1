import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { codeStyles } from './code-styles.ts'

/** Narrower than this, two columns of code would wrap at every line. */
const narrowest = 640

/**
 * Two texts compared: side by side where there is room, one below the other where not.
 *
 *     <mr-diff .beforeText=${draft} .afterText=${solution} beforeLabel="Your code" afterLabel="A solution"></mr-diff>
 */
@customElement('mr-diff')
export class MrDiff extends LitElement {
  static override styles = [
    codeStyles,
    css`
      :host {
        display: block;
        font-size: var(--size-code);
        color: var(--ink);
        overflow: auto;
      }
      header {
        display: grid;
        grid-template-columns: 1fr 1fr;
        font-weight: 600;
        font-size: var(--size-small);
        border-block-end: 1px solid var(--rule);
      }
      .is-narrow header {
        grid-template-columns: 1fr;
      }
      header span {
        padding: var(--space-1) var(--space-3);
      }
      .before {
        color: var(--stamp);
      }
      .after {
        color: var(--good);
      }
      p {
        margin: 0;
        padding: var(--space-2) var(--space-3);
        color: var(--ink-soft);
      }
    `,
  ]

  /** Not `before`: that is a method of every element. */
  @property() beforeText = ''
  @property() afterText = ''
  @property() beforeLabel = 'Before'
  @property() afterLabel = 'After'
  @state() private isNarrow = false
  @state() private failure = ''
  @query('.texts') private readonly texts!: HTMLElement

  #erase: (() => void) | null = null
  #drawing = 0
  readonly #observer = new ResizeObserver(([entry]) => {
    // In the next frame: to change the layout while it is observed is an error.
    if (entry) requestAnimationFrame(() => (this.isNarrow = entry.contentRect.width < narrowest))
  })

  override connectedCallback(): void {
    super.connectedCallback()
    this.isNarrow = this.clientWidth < narrowest
    this.#observer.observe(this)
    if (this.hasUpdated) void this.#draw()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#observer.disconnect()
    this.#drawing++
    this.#eraseTexts()
  }

  protected override render(): TemplateResult {
    const isSame = this.beforeText === this.afterText
    return html`<div class=${this.isNarrow ? 'is-narrow' : ''}>
      <header>
        <span class="before">− ${this.beforeLabel}</span><span class="after">+ ${this.afterLabel}</span>
      </header>
      ${isSame ? html`<p>Both are the same.</p>` : nothing}
      ${this.failure ? html`<p role="alert">${this.failure}</p>` : nothing}
      <div class="texts"></div>
    </div>`
  }

  protected override updated(changed: PropertyValues): void {
    // Only `failure` changes nothing in the texts.
    if (
      ['beforeText', 'afterText', 'beforeLabel', 'afterLabel', 'isNarrow'].some((name) => changed.has(name))
    )
      void this.#draw()
  }

  async #draw(): Promise<void> {
    const drawing = ++this.#drawing
    try {
      const { drawSideBySide, drawUnified } = await import('./diff-view.ts')
      if (drawing !== this.#drawing || !this.shadowRoot) return
      this.#eraseTexts()
      this.#erase = (this.isNarrow ? drawUnified : drawSideBySide)(this.texts, this.shadowRoot, this)
      this.failure = ''
    } catch {
      if (drawing !== this.#drawing) return
      this.failure = 'The comparison could not be downloaded. Close this and open it again to retry.'
    }
  }

  #eraseTexts(): void {
    this.#erase?.()
    this.#erase = null
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-diff': MrDiff
  }
}
