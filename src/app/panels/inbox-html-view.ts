import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { keyed } from 'lit/directives/keyed.js'
import { controls } from '../shared-styles.ts'
import type { SafeHtml } from './inbox-html.ts'
import type { Message } from './inbox-message.ts'
import { messageStyles } from './inbox-message-styles.ts'

/**
 * `<mr-inbox-html>`: HTML of a mail where it can do nothing, and what was taken out of it. The cleaner comes when it is
 * needed first.
 *
 *     html`<mr-inbox-html .message=${message}></mr-inbox-html>`
 */
@customElement('mr-inbox-html')
export class MrInboxHtml extends LitElement {
  static override readonly styles = [controls, messageStyles]

  @property({ attribute: false }) message: Message | null = null
  @state() private safe: SafeHtml | null = null
  @state() private failure = ''

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (!changes.has('message')) return
    this.safe = null
    if (this.message) void this.#clean(this.message)
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.failure) return html`<p class="empty" role="alert">${this.failure}</p>`
    if (!this.safe) return nothing
    const { document, removed, hasLinks } = this.safe
    // Each document in a frame of its own: another one in the same frame would count as a step of the browser's history.
    return html`${
      removed.length > 0
        ? html`<p class="note">
            <span class="sign" aria-hidden="true">▲</span> Taken out: ${removed.join(', ')}.
          </p>`
        : nothing
    }${
      hasLinks
        ? html`<p class="note calm">Links lead nowhere here. Point at one to see its address.</p>`
        : nothing
    }${keyed(
      document,
      html`<iframe
        sandbox=""
        referrerpolicy="no-referrer"
        title="The mail as HTML"
        srcdoc=${document}
      ></iframe>`,
    )}`
  }

  async #clean(message: Message): Promise<void> {
    try {
      const { safeHtml } = await import('./inbox-html.ts')
      if (message !== this.message) return
      this.safe = safeHtml(message.html ?? '', message.attachments)
      this.failure = ''
    } catch {
      this.failure = 'What makes HTML safe could not be downloaded. Read the text or the source meanwhile.'
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-inbox-html': MrInboxHtml
  }
}
