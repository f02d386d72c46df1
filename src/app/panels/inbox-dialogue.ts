import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { DialogueLine } from '../../services/smtp/observer.ts'
import { controls } from '../shared-styles.ts'
import type { Dialogue } from './inbox-dialogues.ts'
import { MailChoice } from './inbox-events.ts'
import type { InboxMail } from './inbox-mail-list.ts'
import { clockText, endWords, sessionName, sinceText } from './inbox-words.ts'
import { explain } from './smtp-replies.ts'
import { visibleText } from './visible-text.ts'

const mostLinks = 5

/**
 * `<mr-inbox-dialogue>`: an SMTP session line by line. The first words of lines tell on demand what they mean.
 *
 *     html`<mr-inbox-dialogue .dialogue=${dialogue} .mails=${[]} .startedAt=${0}></mr-inbox-dialogue>`
 */
@customElement('mr-inbox-dialogue')
export class MrInboxDialogue extends LitElement {
  static override readonly styles = [
    controls,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
        font-size: var(--size-small);
      }
      header {
        flex: none;
        padding: var(--space-2) var(--space-3);
        border-block-end: 1px solid var(--rule);
      }
      h3 {
        margin: 0;
        font-family: var(--font-title);
        font-size: 1rem;
        font-weight: 600;
      }
      header p {
        margin: 0;
        color: var(--ink-soft);
        overflow-wrap: anywhere;
      }
      .bad {
        color: var(--stamp);
      }
      .link {
        padding: 0;
        border: 0;
        background: none;
        color: var(--stamp);
        font: inherit;
        text-align: start;
        text-decoration: underline 1px;
        text-underline-offset: 0.18em;
        cursor: pointer;
      }
      .lines {
        flex: 1;
        min-height: 0;
        margin: 0;
        padding: var(--space-1) 0;
        overflow: auto;
        font-family: var(--font-code);
        line-height: 1.4rem;
        list-style: none;
      }
      .lines:focus-visible {
        outline-offset: -2px;
      }
      li {
        display: grid;
        grid-template-columns: 4.5rem 1.25rem minmax(0, 1fr);
        gap: 0 var(--space-2);
        padding-inline: var(--space-2) var(--space-3);
      }
      .server {
        background: var(--paper-sunken);
      }
      .time {
        color: var(--ink-soft);
        font-variant-numeric: tabular-nums;
        text-align: end;
      }
      .side {
        color: var(--ink-soft);
        text-align: center;
      }
      .client .side {
        color: var(--info);
        font-weight: 700;
      }
      .rest {
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      .word {
        padding: 0;
        border: 0;
        background: none;
        color: inherit;
        font: inherit;
        font-weight: 650;
        text-decoration: underline dotted 1px;
        text-underline-offset: 0.2em;
        cursor: help;
      }
      .client .word {
        color: var(--info);
      }
      .word.good {
        color: var(--good);
      }
      .word.later {
        color: var(--warn);
      }
      .word.no {
        color: var(--stamp);
      }
      .meaning {
        grid-column: 3;
        margin: 0 0 var(--space-1);
        padding: var(--space-1) var(--space-2);
        border-inline-start: 3px solid var(--info);
        background: var(--info-tint);
        font-family: var(--font-text);
        line-height: 1.35;
      }
      .gap,
      .waiting {
        padding: 0 var(--space-3);
        color: var(--ink-soft);
        font-family: var(--font-text);
        font-style: italic;
      }
    `,
  ]

  @property({ attribute: false }) dialogue: Dialogue | null = null
  /** What it delivered, newest first. */
  @property({ attribute: false }) mails: readonly InboxMail[] = []
  @property({ attribute: false }) startedAt = 0
  /** Numbers of the lines that are explained. */
  @state() private explained: ReadonlySet<number> = new Set()

  protected override willUpdate(changes: PropertyValues<this>): void {
    const before = changes.get('dialogue')
    if (before && before.session.id !== this.dialogue?.session.id) this.explained = new Set()
  }

  protected override render(): TemplateResult | typeof nothing {
    const { dialogue } = this
    if (!dialogue) return nothing
    const { lines, lastLines, left } = dialogue
    return html`${this.#renderHead(dialogue)}
      <ol class="lines" tabindex="0" aria-label="What client and server said">
        ${lines.map((line, at) => this.#renderLine(line, at))}
        ${left > 0 ? html`<li class="gap"><span></span><span></span>… ${left.toLocaleString('en')} lines not shown …</li>` : nothing}
        ${lastLines.map((line, at) => this.#renderLine(line, lines.length + left + at))}
        ${lines.length === 0 ? html`<li class="waiting"><span></span><span></span>Nothing was said yet.</li>` : nothing}
      </ol>`
  }

  #renderHead({ session, refusals }: Dialogue): TemplateResult {
    const { sign, words, isGood } = endWords(session)
    const { user, port, openedAt, closedAt } = session
    const lasted = closedAt === null ? '' : `, after ${closedAt - openedAt} ms`
    return html`<header>
      <h3>Session ${sessionName(session)} → port ${port}</h3>
      <p>
        <span class=${isGood ? '' : 'bad'}><span aria-hidden="true">${sign}</span> ${words}</span>${lasted} ·
        ${user === null ? 'no login' : html`logged in as <b>${visibleText(user)}</b>`}
        ${refusals > 0 ? html`· <span class="bad">${refusals} refused</span>` : nothing} ·
        <span title=${clockText(openedAt)}>began at ${sinceText(openedAt, this.startedAt)}</span>
      </p>
      ${this.mails.length > 0 ? html`<p>Delivered: ${this.#renderMails()}</p>` : nothing}
    </header>`
  }

  #renderMails(): unknown {
    const first = this.mails
      .slice(0, mostLinks)
      .map(
        ({ mail, subject }, at) =>
          html`${at > 0 ? ', ' : ''}<button
              class="link"
              type="button"
              @click=${() => this.dispatchEvent(new MailChoice(mail.id))}
            >
              ${subject || '(no subject)'}
            </button>`,
      )
    const more = this.mails.length - mostLinks
    return more > 0 ? html`${first} and ${more.toLocaleString('en')} more` : first
  }

  #renderLine(line: DialogueLine, number: number): TemplateResult {
    const { from, text, at } = line
    const found = explain(line)
    const rest = visibleText(found ? text.slice(found.word.length) : text)
    const isOpen = found !== null && this.explained.has(number)
    return html`<li class=${from}>
      <span class="time">${sinceText(at, this.startedAt)}</span>
      <span class="side" title=${from}
        ><span aria-hidden="true">${from === 'client' ? 'C→' : '←S'}</span
        ><span class="visually-hidden">${from}:</span></span
      >
      <span
        >${
          found
            ? html`<button
                class="word ${from === 'server' ? kindOf(found.word) : ''}"
                type="button"
                title=${found.meaning}
                aria-expanded=${isOpen}
                @click=${() => this.#toggle(number)}
              >
                ${found.word}
              </button>`
            : nothing
        }<span class="rest" .textContent=${rest}></span
      ></span>
      ${isOpen ? html`<p class="meaning">${found.meaning}</p>` : nothing}
    </li>`
  }

  #toggle(number: number): void {
    const explained = new Set(this.explained)
    if (!explained.delete(number)) explained.add(number)
    this.explained = explained
  }
}

function kindOf(code: string): string {
  return code.startsWith('5') ? 'no' : code.startsWith('4') ? 'later' : 'good'
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-inbox-dialogue': MrInboxDialogue
  }
}
