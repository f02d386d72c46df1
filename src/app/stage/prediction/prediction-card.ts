import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import '../../lesson/lesson-text.ts'
import { visibleText } from '../../panels/visible-text.ts'
import { controls } from '../../shared-styles.ts'
import type { OpenQuestion, PredictionOption } from './prediction.ts'

/** A question was answered: to be kept in the progress. */
export class PredictionMade extends Event {
  static readonly type = 'prediction-made'
  readonly index: number
  readonly isRight: boolean
  constructor(index: number, isRight: boolean) {
    super(PredictionMade.type, { bubbles: true, composed: true })
    this.index = index
    this.isRight = isRight
  }
}

/** The learner goes on, with an answer or without one: the question is not open any more. */
export class PredictionDone extends Event {
  static readonly type = 'prediction-done'
  readonly index: number
  constructor(index: number) {
    super(PredictionDone.type, { bubbles: true, composed: true })
    this.index = index
  }
}

/**
 * `<mr-prediction>`: asks what comes next, then tells it and why.
 *
 *     html`<mr-prediction .question=${snapshot.question}></mr-prediction>`
 */
@customElement('mr-prediction')
export class MrPrediction extends LitElement {
  static override readonly styles = [
    controls,
    css`
      :host {
        display: block;
        max-width: 44rem;
        padding: var(--space-3) var(--space-4) var(--space-4);
        border: 1px solid var(--rule);
        border-inline-start: 3px solid var(--stamp);
        border-radius: var(--radius);
        background: var(--paper-raised);
        box-shadow: var(--shadow);
      }
      .kicker {
        margin: 0;
        color: var(--stamp);
        font-family: var(--font-title);
        font-size: var(--size-small);
        font-style: italic;
      }
      fieldset {
        min-width: 0;
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0;
        margin-block-end: var(--space-3);
        font-family: var(--font-title);
        font-size: var(--size-lead);
        line-height: 1.4;
      }
      legend mr-lesson-text {
        line-height: inherit;
      }
      .options {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(13rem, 100%), 1fr));
        gap: var(--space-2);
      }
      label {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        min-height: 2.5rem;
        padding: var(--space-1) var(--space-3);
        border: 1px solid var(--rule-strong);
        border-radius: var(--radius);
        background: var(--paper);
        font-family: var(--font-code);
        font-size: var(--size-code);
        overflow-wrap: anywhere;
        cursor: pointer;
      }
      label:hover {
        background: var(--paper-sunken);
      }
      label:has(:checked) {
        border-color: var(--stamp);
        box-shadow: inset 0 0 0 1px var(--stamp);
      }
      label:has(:focus-visible) {
        outline: 2px solid var(--focus);
        outline-offset: 2px;
      }
      input {
        flex: none;
        width: 1rem;
        height: 1rem;
        margin: 0;
        accent-color: var(--stamp);
      }
      input:focus-visible {
        outline: none;
      }
      .answered label {
        cursor: default;
      }
      .answered label:not(.right, :has(:checked)) {
        border-color: var(--rule);
        background: none;
        color: var(--ink-soft);
      }
      label.right {
        border-color: var(--good);
        background: var(--good-tint);
        box-shadow: inset 0 0 0 1px var(--good);
      }
      .mark {
        margin-inline-start: auto;
        font-family: var(--font-text);
        font-size: var(--size-small);
        font-weight: 600;
        white-space: nowrap;
      }
      .right .mark {
        color: var(--good);
      }
      .verdict {
        display: grid;
        gap: var(--space-1);
        margin-block-start: var(--space-3);
        line-height: 1.5;
      }
      .verdict:empty {
        margin: 0;
      }
      .verdict p {
        margin: 0;
        font-weight: 600;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        margin-block-start: var(--space-3);
      }
    `,
  ]

  @property({ attribute: false }) question: OpenQuestion | null = null
  @state() private chosen: string | null = null
  @state() private isAnswered = false
  @query('.go-on') private goOn!: HTMLButtonElement | null

  protected override willUpdate(changes: PropertyValues<this>): void {
    const before = changes.get('question')
    if (!changes.has('question') || isSame(before, this.question)) return
    this.chosen = null
    this.isAnswered = false
  }

  protected override render(): TemplateResult | typeof nothing {
    const { question } = this
    if (!question) return nothing
    return html`<form @submit=${this.#answer} @keydown=${keepKey}>
      <fieldset class=${this.isAnswered ? 'answered' : ''}>
        <legend>
          <p class="kicker">What comes next?</p>
          <mr-lesson-text .html=${question.ask}></mr-lesson-text>
        </legend>
        <div class="options">
          ${repeat(
            question.options,
            ({ id }) => `${question.before} ${id}`,
            (option) => this.#renderOption(option, question.answer),
          )}
        </div>
      </fieldset>
      <div class="verdict" role="status">${this.isAnswered ? this.#renderVerdict(question) : nothing}</div>
      <div class="actions">
        ${
          this.isAnswered
            ? html`<button class="button primary go-on" type="button" @click=${this.#finish}>
                Go on and see it
              </button>`
            : html`<button class="button primary" ?disabled=${this.chosen === null}>That is my answer</button>
                <button class="button quiet" type="button" @click=${this.#finish}>Skip the question</button>`
        }
      </div>
    </form>`
  }

  #renderOption({ id, text }: PredictionOption, answer: string): TemplateResult {
    const isRight = this.isAnswered && id === answer
    const isMissed = this.isAnswered && id === this.chosen && !isRight
    return html`<label class=${isRight ? 'right' : ''}>
      <input
        type="radio"
        name="option"
        .checked=${id === this.chosen}
        ?disabled=${this.isAnswered}
        @change=${() => (this.chosen = id)}
      />
      <span>${visibleText(text) || '(empty text)'}</span>
      ${isRight ? html`<span class="mark">✓ right</span>` : nothing}
      ${isMissed ? html`<span class="mark">your answer</span>` : nothing}
    </label>`
  }

  #renderVerdict({ options, answer, explain }: OpenQuestion): TemplateResult {
    const text = options.find(({ id }) => id === answer)?.text ?? ''
    return html`<p>
        ${this.chosen === answer ? 'Well seen.' : html`Good to have asked: it is “${visibleText(text)}”.`}
      </p>
      <mr-lesson-text .html=${explain}></mr-lesson-text>`
  }

  readonly #answer = async (event: Event): Promise<void> => {
    event.preventDefault()
    const { question, chosen } = this
    if (!question || chosen === null || this.isAnswered) return
    this.isAnswered = true
    this.dispatchEvent(new PredictionMade(question.index, chosen === question.answer))
    // The button that was pressed is gone: the focus would fall back to the page.
    await this.updateComplete
    this.goOn?.focus()
  }

  readonly #finish = (): void => {
    if (this.question) this.dispatchEvent(new PredictionDone(this.question.index))
  }
}

/** Arrows and Space choose here; to the stage around they would mean steps and play. */
function keepKey(event: KeyboardEvent): void {
  if (event.key === ' ' || event.key.startsWith('Arrow')) event.stopPropagation()
}

function isSame(one: OpenQuestion | null | undefined, other: OpenQuestion | null): boolean {
  return one?.before === other?.before && one?.index === other?.index
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-prediction': MrPrediction
  }
}
