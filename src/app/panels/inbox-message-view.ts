import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { StageShow } from '../lesson/step-events.ts'
import { controls } from '../shared-styles.ts'
import type { Tab, TabChange } from '../shell/tabs.ts'
import '../shell/tabs.ts'
import { followedMark } from './followed.ts'
import { listText } from './inbox-headers.ts'
import { SessionChoice } from './inbox-events.ts'
import type { InboxMail } from './inbox-mail-list.ts'
import { readMessage, type Message } from './inbox-message.ts'
import { messageStyles } from './inbox-message-styles.ts'
import { renderAttachments, renderHeaders, renderSource, renderText } from './inbox-message-parts.ts'
import './inbox-html-view.ts'
import { clockText, sinceText } from './inbox-words.ts'

type Part = 'html' | 'text' | 'headers' | 'source' | 'attachments'

/**
 * `<mr-inbox-message>`: a mail: as HTML that can do nothing, as text, its headers, its source, what is attached.
 *
 *     html`<mr-inbox-message .mail=${snapshot.openMail} .startedAt=${0}></mr-inbox-message>`
 */
@customElement('mr-inbox-message')
export class MrInboxMessage extends LitElement {
  static override readonly styles = [controls, messageStyles]

  @property({ attribute: false }) mail: InboxMail | null = null
  @property({ attribute: false }) startedAt = 0
  /** It came of the task that is followed on the stage. */
  @property({ attribute: false }) isFollowed = false
  /** What a person chose to see: of every mail that has it. */
  @state() private shownPart: Part | null = null
  @state() private message: Message | null = null

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (!changes.has('mail') || changes.get('mail')?.mail === this.mail?.mail) return
    this.message = null
    if (this.mail) void this.#read(this.mail)
  }

  protected override render(): TemplateResult | typeof nothing {
    const { mail, message } = this
    if (!mail) return nothing
    return html`${this.#renderHead(mail)} ${message ? this.#renderParts(mail, message) : nothing}`
  }

  #renderHead({ mail, from, to, subject }: InboxMail): TemplateResult {
    const { id, at, session } = mail
    const follow = (): boolean => this.dispatchEvent(new StageShow({ mail: id }))
    const openSession = (): boolean => this.dispatchEvent(new SessionChoice(session))
    const sender = mail.from === '' ? 'nobody (<>)' : listText([mail.from])
    return html`<header>
      <h3>${followedMark(this.isFollowed)}${subject || html`<span class="none">(no subject)</span>`}</h3>
      <dl>
        <dt>From</dt>
        <dd>${from}</dd>
        <dt>To</dt>
        <dd>${to}</dd>
        <dt title="What MAIL FROM and RCPT TO said: this decides who gets a mail, not its headers">
          Envelope
        </dt>
        <dd>${sender} → ${listText(mail.to)}</dd>
        <dt>Arrived</dt>
        <dd>
          <span title=${clockText(at)}>after ${sinceText(at, this.startedAt)}</span>, in
          <button class="link" type="button" @click=${openSession}>session #${session}</button>.
          <button
            class="link"
            type="button"
            title="See on the stage how it came here, and how long each part of its way took"
            @click=${follow}
          >
            Follow this mail
          </button>
        </dd>
      </dl>
    </header>`
  }

  #renderParts({ mail }: InboxMail, message: Message): TemplateResult {
    const { html: markup, headers, attachments, trouble } = message
    const tabs: readonly (Tab & { readonly id: Part })[] = [
      ...(markup === null ? [] : [{ id: 'html', label: 'HTML' } as const]),
      { id: 'text', label: 'Text' },
      { id: 'headers', label: 'Headers', badge: headers.length || undefined },
      { id: 'source', label: 'Source' },
      ...(attachments.length > 0
        ? [{ id: 'attachments', label: 'Attachments', badge: attachments.length } as const]
        : []),
    ]
    const first = trouble ? 'source' : markup === null ? 'text' : 'html'
    const selected = tabs.find(({ id }) => id === this.shownPart)?.id ?? first
    const choose = (event: TabChange): void => {
      event.stopPropagation()
      this.shownPart = tabs.find(({ id }) => id === event.id)?.id ?? this.shownPart
    }
    return html`<mr-tabs label="Parts of the mail" .tabs=${tabs} .selected=${selected} @tab-change=${choose}>
      ${trouble ? html`<p class="note"><span class="sign" aria-hidden="true">▲</span> This mail cannot be taken apart: ${trouble}</p>` : nothing}
      ${this.#renderPart(selected, mail.source, message)}
    </mr-tabs>`
  }

  #renderPart(part: Part, source: Uint8Array<ArrayBuffer>, message: Message): TemplateResult {
    switch (part) {
      case 'html':
        return html`<mr-inbox-html .message=${message}></mr-inbox-html>`
      case 'text':
        return renderText(message)
      case 'headers':
        return renderHeaders(message.headers)
      case 'source':
        return renderSource(source)
      case 'attachments':
        return renderAttachments(message.attachments)
      default:
        return part satisfies never
    }
  }

  async #read(mail: InboxMail): Promise<void> {
    const message = await readMessage(mail.mail)
    if (this.mail?.mail === mail.mail) this.message = message
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-inbox-message': MrInboxMessage
  }
}
