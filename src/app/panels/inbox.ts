import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { controls } from '../shared-styles.ts'
import type { MailLink } from '../session/step-services.ts'
import type { Followed } from './followed.ts'
import { frameStyles, searchField } from './frame-styles.ts'
import './inbox-dialogue.ts'
import { InboxNews, type MailChoice, type SessionChoice } from './inbox-events.ts'
import type { FaultsChange } from './inbox-faults.ts'
import './inbox-faults.ts'
import { planOf } from './inbox-faults-plan.ts'
import type { MrInboxList, RowChoice } from './inbox-list.ts'
import './inbox-list.ts'
import './inbox-message-view.ts'
import { InboxChange, InboxModel, type InboxSnapshot } from './inbox-model.ts'
import { arrangementFor, renderPair, type Arrangement } from './inbox-pair.ts'
import { mailRow, renderNoMail, sessionRow } from './inbox-rows.ts'
import { inboxStyles } from './inbox-styles.ts'

type Part = 'mails' | 'sessions' | 'faults'

/**
 * `<mr-inbox>`: the mail that a program sent, and how it told the mail server so.
 *
 *     html`<mr-inbox .link=${services} .isSeen=${true}></mr-inbox>`
 */
@customElement('mr-inbox')
export class MrInbox extends LitElement {
  static override readonly styles = [controls, frameStyles, searchField, inboxStyles]

  @property({ attribute: false }) link: MailLink | null = null
  /** Whether the panel is on the screen; while it is not, `InboxNews` counts the mails. */
  @property({ attribute: false }) isSeen = true
  /** It shows a moment of a recording, where nothing can be changed. */
  @property({ attribute: false }) isPast = false
  /** What of it belongs to the task that is followed. */
  @property({ attribute: false }) followed: Followed | null = null
  @state() private shownPart: Part = 'mails'
  @state() private arrangement: Arrangement = 'one'
  readonly #model = new InboxModel()
  readonly #resized = new ResizeObserver(() => this.#arrange())
  #ids: { readonly of: unknown; readonly ids: readonly number[] } = { of: null, ids: [] }
  #sessionIds: { readonly of: unknown; readonly ids: readonly number[] } = { of: null, ids: [] }
  #frame = 0
  #seen = 0
  #told = 0

  override connectedCallback(): void {
    super.connectedCallback()
    this.#model.addEventListener(InboxChange.type, this.#changed)
    this.#resized.observe(this)
    this.requestUpdate()
  }

  /** What was heard stays, since the panel is moved from one layout to the other. */
  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#model.removeEventListener(InboxChange.type, this.#changed)
    this.#resized.disconnect()
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('link')) {
      this.#seen = 0
      this.#model.connect(this.link)
    }
    if (changes.has('isSeen')) this.#tellNews()
  }

  protected override render(): TemplateResult {
    const { snapshot } = this.#model
    return html`
      <div class="bar">
        <div class="parts" role="group" aria-label="Parts of the inbox">
          ${this.#renderPart('mails', 'Mails', snapshot.mails.length)}
          ${this.#renderPart('sessions', 'Sessions', snapshot.dialogues.length)}
          ${this.isPast ? nothing : this.#renderPart('faults', 'Faults', planOf(snapshot.faults) ? 'on' : 0)}
        </div>
      </div>
      ${this.#renderShown(snapshot)}
    `
  }

  #renderPart(part: Part, label: string, number: number | 'on'): TemplateResult {
    return html`<button
      class="button quiet"
      type="button"
      aria-pressed=${this.shownPart === part}
      @click=${() => (this.shownPart = part)}
    >
      ${label}${number === 0 ? nothing : html`<span class="number ${number === 'on' ? 'on' : ''}">${number.toLocaleString('en')}</span>`}
    </button>`
  }

  #renderShown(snapshot: InboxSnapshot): TemplateResult {
    switch (this.shownPart) {
      case 'mails':
        return this.#renderMails(snapshot)
      case 'sessions':
        return this.#renderSessions(snapshot)
      case 'faults':
        return html`<mr-inbox-faults
          .faults=${snapshot.faults}
          @faults-change=${(event: FaultsChange) => this.#model.setFaults(event.faults)}
        ></mr-inbox-faults>`
      default:
        return this.shownPart satisfies never
    }
  }

  #renderMails(snapshot: InboxSnapshot): TemplateResult {
    const { mails, found, unread, query, isSearching, openMail, startedAt } = snapshot
    if (mails.length === 0) return renderNoMail(snapshot.dialogues, () => (this.shownPart = 'sessions'))
    if (this.#ids.of !== found) this.#ids = { of: found, ids: found.map(({ mail }) => mail.id) }
    const status = query.trim()
      ? `${found.length.toLocaleString('en')} found${isSearching ? ' so far …' : ''}`
      : ''
    const list = html`<div class="bar">
        <input
          type="search"
          aria-label="Search mails"
          placeholder="Search: from, to, subject, text"
          .value=${query}
          @input=${(event: Event) => this.#model.search((event.currentTarget as HTMLInputElement).value)}
        />
        <span class="count" role="status">${status}</span>
        ${
          unread > 0
            ? html`<button class="button quiet" type="button" @click=${() => this.#model.readAll()}>
                Mark ${unread.toLocaleString('en')} read
              </button>`
            : nothing
        }
      </div>
      ${
        found.length === 0
          ? html`<p class="empty">
              ${isSearching ? 'Searching …' : `No mail here has “${query.trim()}” in it.`}
            </p>`
          : html`<mr-inbox-list
              label="Mails, newest first"
              .ids=${this.#ids.ids}
              .rowOf=${(at: number) => mailRow(found[at], startedAt, this.followed)}
              .chosen=${openMail?.mail.id ?? null}
              @row-choice=${(event: RowChoice) => this.#chosen(event, (id) => this.#model.open(id))}
            ></mr-inbox-list>`
      }`
    const chosen = openMail
      ? html`<mr-inbox-message
          tabindex="-1"
          .mail=${openMail}
          .isFollowed=${this.followed?.mails.has(openMail.mail.id) ?? false}
          .startedAt=${startedAt}
          @session-choice=${(event: SessionChoice) => {
            this.#model.openSession(event.id)
            this.shownPart = 'sessions'
          }}
        ></mr-inbox-message>`
      : null
    const { arrangement } = this
    return renderPair({
      arrangement,
      list,
      chosen,
      hint: 'Choose a mail to read it here.',
      back: 'All mails',
      onBack: () => this.#back(() => this.#model.open(null)),
    })
  }

  #renderSessions({ dialogues, mails, openSession, startedAt }: InboxSnapshot): TemplateResult {
    if (dialogues.length === 0)
      return html`<p class="empty">
        Nobody has connected yet. Each connection to the mail server, on port 25, 587 or 1025, is a session;
        what client and server say to each other can be read here, also when it fails.
      </p>`
    if (this.#sessionIds.of !== dialogues)
      this.#sessionIds = { of: dialogues, ids: dialogues.map(({ session }) => session.id) }
    const dialogue = dialogues.find(({ session }) => session.id === openSession)
    const list = html`<mr-inbox-list
      label="Sessions, newest first"
      .ids=${this.#sessionIds.ids}
      .rowOf=${(at: number) => sessionRow(dialogues[at], startedAt, this.followed)}
      .chosen=${dialogue?.session.id ?? null}
      @row-choice=${(event: RowChoice) => this.#chosen(event, (id) => this.#model.openSession(id))}
    ></mr-inbox-list>`
    const chosen = dialogue
      ? html`<mr-inbox-dialogue
          tabindex="-1"
          .dialogue=${dialogue}
          .mails=${mails.filter(({ mail }) => mail.session === dialogue.session.id)}
          .startedAt=${startedAt}
          @mail-choice=${(event: MailChoice) => {
            this.#model.open(event.id)
            this.shownPart = 'mails'
          }}
        ></mr-inbox-dialogue>`
      : null
    const { arrangement } = this
    return renderPair({
      arrangement,
      list,
      chosen,
      hint: 'Choose a session to read what was said in it.',
      back: 'All sessions',
      onBack: () => this.#back(() => this.#model.openSession(null)),
    })
  }

  /** Where there is room for one only, a row on the way past it opens nothing; what is meant gets the focus. */
  #chosen(event: RowChoice, open: (id: number) => void): void {
    event.stopPropagation()
    if (event.isMeant || this.arrangement !== 'one') open(event.id)
    if (event.isMeant) void this.#focus('mr-inbox-message, mr-inbox-dialogue')
  }

  #back(close: () => void): void {
    close()
    void this.#focus('mr-inbox-list')
  }

  async #focus(selector: string): Promise<void> {
    this.#draw()
    await this.updateComplete
    const element = this.renderRoot.querySelector<MrInboxList | HTMLElement>(selector)
    if (element instanceof LitElement) await element.updateComplete
    element?.focus()
  }

  /** A thousand changes in a frame are drawn once. */
  readonly #changed = (): void => {
    this.#frame ||= requestAnimationFrame(this.#draw)
  }

  readonly #draw = (): void => {
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
    this.requestUpdate()
    this.#tellNews()
  }

  #tellNews(): void {
    const { total } = this.#model.snapshot
    if (this.isSeen || total < this.#seen) this.#seen = total
    const news = total - this.#seen
    if (news === this.#told) return
    this.#told = news
    this.dispatchEvent(new InboxNews(news))
  }

  #arrange(): void {
    const { clientWidth, clientHeight } = this
    // Out of sight it has no size; it will have the old one when it comes back.
    if (clientWidth > 0) this.arrangement = arrangementFor(clientWidth, clientHeight)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-inbox': MrInbox
  }
}
