import { css, html, LitElement, type TemplateResult } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { controls } from '../shared-styles.ts'
import { remember } from './page-memory.ts'
import { isQuestionKeyOn } from './question-key.ts'

interface KeyRow {
  /** Keys and, in lower case, the words between them: `Esc then Tab`, `F8 or Shift + F8`. */
  readonly keys: string
  readonly does: string
}

const isMac = /mac|iphone|ipad/i.test(navigator.platform)
const command = isMac ? '⌘' : 'Ctrl'

const groups: readonly { readonly title: string; readonly rows: readonly KeyRow[] }[] = [
  {
    title: 'In a step',
    rows: [
      { keys: `${command} + Enter`, does: 'run your code' },
      { keys: `${command} + Shift + Enter`, does: 'check your code' },
      { keys: '?', does: 'show this list' },
    ],
  },
  {
    title: 'In the editor',
    rows: [
      { keys: 'Tab or Shift + Tab', does: 'indent more, less' },
      { keys: 'Esc then Tab', does: 'leave the editor' },
      { keys: 'Ctrl + Space', does: 'suggest words' },
      { keys: 'F2', does: 'tell about the word at the cursor' },
      { keys: 'F8 or Shift + F8', does: 'next problem, previous problem' },
      { keys: `${command} + Z`, does: 'undo, also a reset or a solution that you took' },
    ],
  },
  {
    title: 'On the stage',
    rows: [
      { keys: 'Space', does: 'play, pause' },
      { keys: '← or →', does: 'one event back, on; with Shift of the same lane' },
      { keys: '[ or ]', does: 'one event of the same task back, on' },
      { keys: 'Home or L', does: 'to the start; back to live' },
      { keys: '+ or − or 0', does: 'zoom in, out, show everything' },
      { keys: '< or >', does: 'slower, faster' },
      { keys: '/', does: 'search the events' },
    ],
  },
  {
    title: 'On tabs and dividers',
    rows: [
      { keys: '← → ↑ ↓', does: 'choose a tab; move the divider, with Shift ten times as far' },
      { keys: 'Home or End', does: 'first or last tab; divider as far as it goes' },
      { keys: 'Enter', does: 'make the pane before the divider small, and back' },
    ],
  },
]

/** All keys of the page, for the `?` dialog. */
@customElement('mr-key-list')
export class MrKeyList extends LitElement {
  @state() private isOn = isQuestionKeyOn()

  static override readonly styles = [
    controls,
    css`
      h3 {
        margin: var(--space-4) 0 var(--space-1);
        color: var(--stamp);
        font-family: var(--font-title);
        font-size: var(--size-text);
        font-style: italic;
        font-weight: 400;
      }
      h3:first-child {
        margin-top: 0;
      }
      dl {
        margin: 0;
        border-top: 1px solid var(--rule);
      }
      dl div {
        display: grid;
        grid-template-columns: minmax(0, 11rem) minmax(8rem, 1fr);
        gap: var(--space-1) var(--space-3);
        align-items: baseline;
        padding-block: var(--space-2);
        border-bottom: 1px solid var(--rule);
      }
      dt {
        color: var(--ink-soft);
        font-size: var(--size-small);
      }
      dd {
        margin: 0;
      }
      kbd {
        display: inline-block;
        min-width: 1.5rem;
        padding: 0 0.375rem;
        border: 1px solid var(--rule-strong);
        border-bottom-width: 2px;
        border-radius: var(--radius);
        background: var(--paper);
        color: var(--ink);
        font-family: var(--font-text);
        font-size: var(--size-small);
        line-height: 1.5;
        text-align: center;
        white-space: nowrap;
      }
      label {
        display: flex;
        gap: var(--space-2);
        align-items: center;
        min-height: 1.5rem;
        margin-top: var(--space-4);
        color: var(--ink-soft);
        font-size: var(--size-code);
      }
      input {
        width: 1.125rem;
        height: 1.125rem;
        margin: 0;
        accent-color: var(--stamp-fill);
      }
    `,
  ]

  protected override render(): TemplateResult {
    return html`
      ${groups.map(
        ({ title, rows }) => html`
          <h3>${title}</h3>
          <dl>
            ${rows.map(
              ({ keys, does }) =>
                html`<div>
                  <dt>${combination(keys)}</dt>
                  <dd>${does}</dd>
                </div>`,
            )}
          </dl>
        `,
      )}
      <label>
        <input type="checkbox" .checked=${this.isOn} @change=${this.#toggle} />
        The key ? opens this list
      </label>
    `
  }

  readonly #toggle = (event: Event): void => {
    this.isOn = (event.target as HTMLInputElement).checked
    remember('question-key', this.isOn ? 'on' : 'off')
  }
}

function combination(keys: string): readonly (string | TemplateResult)[] {
  return keys
    .split(' ')
    .map((part) => (/^(\+|or|then)$/.test(part) ? ` ${part} ` : html`<kbd>${part}</kbd> `))
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-key-list': MrKeyList
  }
}
