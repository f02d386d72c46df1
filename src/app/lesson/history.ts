import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { HistoryEntry } from '../../workspace/workspace.ts'
import '../editor/diff.ts'
import { controls } from '../shared-styles.ts'
import '../shell/sheet.ts'
import type { MrSheet } from '../shell/sheet.ts'
import { dialogStyles } from './dialog-styles.ts'
import { asks, EntryRestore } from './step-events.ts'

/**
 * `<mr-history>`: the texts this step once had, each compared with the text as it is now, in a modal dialog that is open
 * from the start.
 *
 *     html`<mr-history .load=${() => session.history()} .now=${text} @entry-restore=${…}></mr-history>`
 */
@customElement('mr-history')
export class MrHistory extends LitElement {
  static override readonly styles = [
    controls,
    dialogStyles,
    css`
      .body {
        display: flex;
        flex: 1;
        min-height: 0;
      }
      .entries {
        flex: 0 0 14rem;
        margin: 0;
        padding: var(--space-2);
        overflow: auto;
        border-inline-end: 1px solid var(--rule);
        list-style: none;
      }
      .entry {
        display: block;
        width: 100%;
        padding: var(--space-2);
        border: 0;
        border-radius: var(--radius);
        background: none;
        color: inherit;
        font: inherit;
        font-size: var(--size-code);
        text-align: start;
        cursor: pointer;
      }
      .entry:hover {
        background: var(--paper-sunken);
      }
      .entry[aria-pressed='true'] {
        background: var(--stamp-tint);
        box-shadow: inset 3px 0 var(--stamp);
      }
      .entry span {
        display: block;
        color: var(--ink-soft);
      }
      .message {
        padding: var(--space-4);
      }
      @media (max-width: 759px) {
        .body {
          flex-direction: column;
        }
        .entries {
          flex: 0 1 11rem;
          border-inline-end: 0;
          border-block-end: 1px solid var(--rule);
        }
      }
    `,
  ]

  @property({ attribute: false }) load: () => Promise<readonly HistoryEntry[]> = () => Promise.resolve([])
  @property({ attribute: false }) now = ''
  @state() private entries: readonly HistoryEntry[] | null = null
  @state() private chosen: HistoryEntry | null = null
  @state() private failure = ''
  @query('mr-sheet') private readonly sheet!: MrSheet

  override render(): TemplateResult {
    const isSame = this.chosen?.text === this.now
    return html`<mr-sheet heading="Your earlier texts" wide @close=${asks('close-dialog')}>
      <div class="body">${this.#renderBody()}</div>
      <div class="foot">
        <p>
          ${isSame ? 'This is your text as it is now.' : 'Restoring replaces your text; you can undo that, and your text of now stays here.'}
        </p>
        <button class="button" type="button" @click=${() => this.sheet.close()}>Close</button>
        <button
          class="button primary"
          type="button"
          ?disabled=${!this.chosen || isSame}
          @click=${this.#restore}
        >
          Restore
        </button>
      </div>
    </mr-sheet>`
  }

  protected override firstUpdated(): void {
    void this.sheet.updateComplete.then(() => this.sheet.show())
    void this.#open()
  }

  #renderBody(): TemplateResult {
    const { entries, chosen } = this
    if (this.failure) return html`<p class="message">The history could not be read: ${this.failure}</p>`
    if (!entries) return html`<p class="message">Reading…</p>`
    if (entries.length === 0) {
      return html`<p class="message">
        Nothing here yet. What you write is kept here, so that you can always go back.
      </p>`
    }
    return html`<ol class="entries" aria-label="Texts, newest first">
        ${entries.map((entry) => this.#renderEntry(entry))}
      </ol>
      ${
        chosen
          ? html`<mr-diff
              .beforeText=${chosen.text}
              .afterText=${this.now}
              beforeLabel=${timeOf(chosen.savedAt)}
              afterLabel="Now"
            ></mr-diff>`
          : nothing
      }`
  }

  #renderEntry(entry: HistoryEntry): TemplateResult {
    return html`<li>
      <button
        class="entry"
        type="button"
        aria-pressed=${entry === this.chosen}
        @click=${() => (this.chosen = entry)}
      >
        ${reasonWords[entry.reason]} <span>${timeOf(entry.savedAt)}</span>
      </button>
    </li>`
  }

  async #open(): Promise<void> {
    try {
      this.entries = await this.load()
      // The newest is mostly the text of now: what one looks for comes before.
      this.chosen = this.entries.find(({ text }) => text !== this.now) ?? this.entries[0] ?? null
    } catch (error) {
      this.failure = error instanceof Error ? error.message : String(error)
    }
  }

  readonly #restore = (event: Event): void => {
    if (this.chosen) event.currentTarget?.dispatchEvent(new EntryRestore(this.chosen.text))
    this.sheet.close()
  }
}

const reasonWords: { readonly [R in HistoryEntry['reason']]: string } = {
  edit: 'Written',
  reset: 'Back at the start',
  solution: 'Solution taken',
  restore: 'Restored',
  undo: 'Undone',
  import: 'Imported',
  merge: 'From two tabs',
}

function timeOf(savedAt: number): string {
  const date = new Date(savedAt)
  const isToday = date.toDateString() === new Date().toDateString()
  const time = date.toLocaleTimeString([], { timeStyle: 'medium' })
  return isToday ? time : `${date.toLocaleDateString([], { dateStyle: 'medium' })}, ${time}`
}
