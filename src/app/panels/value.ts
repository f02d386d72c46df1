import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { controls } from '../shared-styles.ts'
import type { ValueData, ValueEntry } from '../../wire/value-data.ts'
import { linkPlaces, placeStyles } from './place-link.ts'
import { keyText, previewOf, quoted, shortText } from './value-text.ts'
import { visibleText } from './visible-text.ts'

const longText = 600
const manyLines = 12

type ErrorValue = Extract<ValueData, { kind: 'error' }>
type ObjectValue = Extract<ValueData, { kind: 'object' }>

/** A value of the console: what is small as text, what is large to be opened. `isTop`: an argument of console.log itself. */
export function renderValue(value: ValueData, isTop: boolean): TemplateResult | string {
  const hasInside = (value.kind === 'object' || value.kind === 'error') && value.entries.length > 0
  if (hasInside || isLongText(value)) return html`<mr-value .value=${value} .isTop=${isTop}></mr-value>`
  if (value.kind === 'error') return html`<span class="error">${linkPlaces(value.text)}</span>`
  if (value.kind === 'object') return html`<span class="object">${previewOf(value)}</span>`
  if (value.kind !== 'primitive') return html`<span class=${value.kind}>${shortText(value)}</span>`
  if (value.type === 'number') return html`<span class="number">${value.text}</span>`
  if (value.type !== 'string') return html`<span class=${value.type}>${visibleText(value.text)}</span>`
  return isTop
    ? html`<span>${visibleText(value.text)}</span>`
    : html`<span class="string">${quoted(value.text)}</span>`
}

function isLongText(value: ValueData): boolean {
  if (value.kind !== 'primitive' || value.type !== 'string') return false
  return (
    value.text.length > longText ||
    value.more !== undefined ||
    value.text.split('\n', manyLines + 1).length > manyLines
  )
}

/** The colours of values, the same as in the editor. */
export const valueStyles = css`
  .string {
    color: var(--code-string);
  }
  .number,
  .bigint,
  .boolean {
    color: var(--code-number);
  }
  .undefined,
  .null,
  .elided,
  .more {
    color: var(--ink-soft);
  }
  .symbol,
  .function,
  .date,
  .regexp {
    color: var(--code-type);
  }
`

/** `<mr-value>`: an object, a collection or a long text that opens to show what is inside, one level at a time. */
@customElement('mr-value')
export class MrValue extends LitElement {
  static override readonly styles = [
    controls,
    placeStyles,
    valueStyles,
    css`
      :host {
        display: inline-block;
        max-width: 100%;
        vertical-align: top;
        white-space: normal;
      }
      summary {
        padding-inline: 0.125em;
        border-radius: var(--radius);
        cursor: pointer;
        overflow-wrap: anywhere;
      }
      summary:hover {
        background: var(--paper-sunken);
      }
      dl,
      .long {
        margin: 0 0 0 0.35rem;
        padding-inline-start: 0.85rem;
        border-inline-start: 1px solid var(--rule);
      }
      dl > div {
        display: flex;
        gap: 0.5ch;
        min-height: 1.5rem;
      }
      dt {
        flex: none;
        max-width: 40%;
        color: var(--code-name);
        overflow-wrap: anywhere;
      }
      dd {
        min-width: 0;
        margin: 0;
        overflow-wrap: anywhere;
      }
      .long {
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
    `,
  ]

  @property({ attribute: false }) value: ValueData = {
    kind: 'primitive',
    type: 'undefined',
    text: 'undefined',
  }
  @property({ attribute: false }) isTop = true
  @state() private isOpen = false

  override render(): TemplateResult {
    return html`<details @toggle=${this.#toggle}>
      <summary>${this.#renderSummary()}</summary>
      ${this.isOpen ? this.#renderInside() : nothing}
    </details>`
  }

  #renderSummary(): unknown {
    const { value } = this
    if (value.kind === 'error') return html`<span class="error">${linkPlaces(value.text)}</span>`
    if (value.kind !== 'primitive') return previewOf(value)
    const length = value.text.length + (value.more ?? 0)
    return html`${shortText(value)} <span class="more">(${length.toLocaleString('en')} characters)</span>`
  }

  #renderInside(): TemplateResult {
    const { value } = this
    if (value.kind === 'object' || value.kind === 'error') return this.#renderEntries(value)
    const text = value.kind === 'primitive' ? value : undefined
    return html`<div class="long">
      ${visibleText(text?.text ?? '')}${renderMore(text?.more, 'character')}
    </div>`
  }

  #renderEntries(value: ObjectValue | ErrorValue): TemplateResult {
    return html`<dl>
      ${value.entries.map(renderEntry)}
      ${value.more ? html`<div><dd>${renderMore(value.more, 'entry')}</dd></div>` : nothing}
    </dl>`
  }

  readonly #toggle = (event: Event): void => {
    this.isOpen = (event.currentTarget as HTMLDetailsElement).open
  }
}

function renderEntry({ key, value }: ValueEntry): TemplateResult {
  const shown =
    value === 'getter' ? html`<span class="elided">(getter, not called)</span>` : renderValue(value, false)
  return html`<div>
    <dt>${keyText(key)}:</dt>
    <dd>${shown}</dd>
  </div>`
}

function renderMore(more: number | undefined, noun: 'character' | 'entry'): TemplateResult | typeof nothing {
  if (!more) return nothing
  const plural = noun === 'entry' ? 'entries' : 'characters'
  return html`<span class="more">
    … ${more.toLocaleString('en')} more ${more === 1 ? noun : plural}, not sent</span
  >`
}
