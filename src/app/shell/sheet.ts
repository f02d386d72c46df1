import { css, html, LitElement, type TemplateResult } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import { controls } from '../shared-styles.ts'

/**
 * A native modal dialog with a heading and a close button. Escape, a press beside it and its button close it; the
 * browser gives the focus back to where it was. When it is closed it tells so with `close`.
 *
 *     <mr-sheet heading="Contents" side>…</mr-sheet>
 *     sheet.show()
 */
@customElement('mr-sheet')
export class MrSheet extends LitElement {
  @property() heading = ''
  /** Stands at the page's edge, over its full height. */
  @property({ type: Boolean, reflect: true }) side = false
  /** Takes most of the window. A press beside it does not close it: in large texts one marks, and lets go anywhere. */
  @property({ type: Boolean, reflect: true }) wide = false
  @query('dialog') private readonly dialog!: HTMLDialogElement

  static override readonly styles = [
    controls,
    css`
      dialog {
        width: min(34rem, calc(100vw - 2rem));
        max-height: calc(100dvh - 2rem);
        padding: 0;
        border: 1px solid var(--rule-strong);
        border-radius: var(--radius);
        background: var(--paper-raised);
        color: var(--ink);
        box-shadow: var(--shadow);
        overscroll-behavior: contain;
      }
      dialog::backdrop {
        background: light-dark(#2320184d, #000a);
      }
      :host([side]) dialog {
        width: min(30rem, 100vw - 1.5rem);
        height: 100dvh;
        max-height: none;
        margin: 0 0 0 auto;
        border-width: 0 0 0 1px;
        border-radius: 0;
      }
      :host([wide]) dialog {
        width: min(72rem, calc(100vw - 2rem));
        height: min(48rem, calc(100dvh - 2rem));
      }
      :host([wide]) dialog[open] {
        display: flex;
        flex-direction: column;
      }
      .head {
        position: sticky;
        top: 0;
        z-index: 1;
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-4);
        padding: var(--space-3) var(--space-3) var(--space-3) var(--space-5);
        border-bottom: 3px double var(--rule-strong);
        background: var(--paper-raised);
      }
      h2 {
        margin: 0;
        font-family: var(--font-title);
        font-size: var(--size-lead);
        font-weight: 600;
      }
      .body {
        padding: var(--space-4) var(--space-5) var(--space-5);
      }
      :host([wide]) .head {
        padding-inline: var(--space-4);
      }
      :host([wide]) .body {
        display: flex;
        flex: 1;
        flex-direction: column;
        min-height: 0;
        padding: 0;
      }
      .close {
        min-width: 2.25rem;
        min-height: 2.25rem;
        font-size: 1.25rem;
        line-height: 1;
      }
      @media (prefers-reduced-motion: no-preference) {
        :host([side]) dialog[open] {
          animation: slide-in 0.16s ease-out;
        }
      }
      @keyframes slide-in {
        from {
          translate: 2rem;
          opacity: 0;
        }
      }
    `,
  ]

  get isOpen(): boolean {
    return this.dialog?.open ?? false
  }

  show(): void {
    if (!this.isOpen) this.dialog.showModal()
  }

  close(): void {
    this.dialog.close()
  }

  protected override render(): TemplateResult {
    return html`
      <dialog aria-labelledby="heading" @click=${this.#pressBeside} @close=${this.#closed}>
        <div class="head">
          <h2 id="heading">${this.heading}</h2>
          <button class="button quiet close" aria-label="Close" @click=${() => this.close()}>×</button>
        </div>
        <div class="body"><slot></slot></div>
      </dialog>
    `
  }

  readonly #closed = (): boolean => this.dispatchEvent(new Event('close'))

  readonly #pressBeside = (event: MouseEvent): void => {
    const target = event.composedPath()[0]
    if (!this.wide && target === this.dialog && isOutside(event, this.dialog.getBoundingClientRect()))
      this.close()
  }
}

function isOutside({ clientX, clientY }: MouseEvent, { left, right, top, bottom }: DOMRect): boolean {
  return clientX < left || clientX > right || clientY < top || clientY > bottom
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-sheet': MrSheet
  }
}
