import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { NotSaved, StorageState } from '../../workspace/storage-state.ts'
import { controls } from '../shared-styles.ts'

/** Says aloud, for as long as it lasts, that work is not being saved, and offers it as a download. */
@customElement('mr-storage-banner')
export class MrStorageBanner extends LitElement {
  @property({ attribute: false }) storage: StorageState = { kind: 'saving' }
  /** Gives all work as a file: the workspace's `exportAll`. */
  @property({ attribute: false }) exportAll: () => Promise<Blob> = () => Promise.resolve(new Blob())
  @state() private failure = ''

  static override readonly styles = [
    controls,
    css`
      .banner {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-2) var(--space-4);
        padding: var(--space-2) clamp(0.75rem, 2vw, 1.25rem);
        border-bottom: 1px solid var(--warn);
        background: var(--warn-tint);
        color: var(--ink);
        font-size: var(--size-code);
      }
      p {
        flex: 1 1 18rem;
        max-width: 60rem;
        margin: 0;
      }
      strong {
        color: var(--warn);
      }
    `,
  ]

  protected override render(): TemplateResult {
    return html`<div role="status">
      ${this.storage.kind === 'saving' ? nothing : this.#banner(this.storage)}
    </div>`
  }

  #banner({ message, reason }: NotSaved): TemplateResult {
    return html`
      <div class="banner">
        <p>
          <strong>${reason === 'corrupt' ? 'Damaged work.' : 'Not saved.'}</strong> ${message} ${this.failure}
        </p>
        <button class="button" @click=${this.#download}>Download my work</button>
      </div>
    `
  }

  readonly #download = async (): Promise<void> => {
    try {
      const url = URL.createObjectURL(await this.exportAll())
      const link = document.createElement('a')
      link.href = url
      link.download = `mailroom-work-${new Date().toISOString().slice(0, 10)}.json`
      link.click()
      // The download has its own hold on the blob once it has begun.
      setTimeout(() => URL.revokeObjectURL(url), 60_000)
      this.failure = ''
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      this.failure = `The download failed (${reason}): copy your code from the editor to be safe.`
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-storage-banner': MrStorageBanner
  }
}
