import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { controls } from '../shared-styles.ts'

/** Tells of errors in Mailroom itself that nobody caught, and that the learner's text is safe. */
@customElement('mr-notice')
export class MrNotice extends LitElement {
  /** Whether work is being saved: the notice must not promise more. */
  @property({ type: Boolean, attribute: 'is-saving' }) isSaving = true
  @state() private message = ''

  static override readonly styles = [
    controls,
    css`
      .notice {
        position: fixed;
        inset: auto var(--space-4) var(--space-4) auto;
        z-index: 10;
        display: flex;
        align-items: start;
        gap: var(--space-3);
        width: min(26rem, calc(100vw - 2 * var(--space-4)));
        padding: var(--space-3);
        border: 1px solid var(--stamp);
        border-radius: var(--radius);
        background: var(--paper-raised);
        color: var(--ink);
        font-size: var(--size-code);
        box-shadow: var(--shadow);
      }
      p {
        flex: 1;
        margin: 0;
        overflow-wrap: anywhere;
      }
      .what {
        display: block;
        margin-block: var(--space-1);
        color: var(--ink-soft);
        font-family: var(--font-code);
        font-size: var(--size-small);
      }
    `,
  ]

  override connectedCallback(): void {
    super.connectedCallback()
    addEventListener('error', this.#tellError)
    addEventListener('unhandledrejection', this.#tellRejection)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    removeEventListener('error', this.#tellError)
    removeEventListener('unhandledrejection', this.#tellRejection)
  }

  readonly #tellError = (event: ErrorEvent): void => {
    // Browsers report "ResizeObserver loop completed…" this way, without an error: nothing is wrong then.
    if (event.error !== null && event.error !== undefined) this.#tell(event.error)
  }

  readonly #tellRejection = (event: PromiseRejectionEvent): void => this.#tell(event.reason)

  #tell(thrown: unknown): void {
    const words = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)
    this.message = words.slice(0, 300)
  }

  protected override render(): TemplateResult {
    return html`<div role="status">${this.message ? this.#notice() : nothing}</div>`
  }

  #notice(): TemplateResult {
    const safety = this.isSaving ? 'Your work is saved.' : 'Your work is not saved here: download it first.'
    return html`
      <div class="notice">
        <p>
          Something went wrong in Mailroom itself.
          <span class="what">${this.message}</span>
          ${safety} If the page behaves oddly, reload it.
        </p>
        <button class="button quiet" aria-label="Dismiss this notice" @click=${() => (this.message = '')}>
          ×
        </button>
      </div>
    `
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-notice': MrNotice
  }
}
