import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { controls } from '../shared-styles.ts'
import { watchWords, type WatchedTest } from './failed-test-watch.ts'
import { toolRow } from './shared-styles.ts'
import { mostOrders, type OrderState } from './stage-orders.ts'

/** What can be asked of the stage as a whole. */
export type StageRequestName =
  'toggle-lines' | 'try-order' | 'find-failing-order' | 'stop-search' | 'stop-watch' | 'show-run'

/** A button of the stage's tools was pressed. */
export class StageRequest extends Event {
  static readonly type = 'stage-request'
  readonly name: StageRequestName
  constructor(name: StageRequestName) {
    super(StageRequest.type)
    this.name = name
  }
}

/**
 * `<mr-stage-tools>`: how the next run is recorded and in which order it goes, and what is under way for the stage.
 *
 *     html`<mr-stage-tools .hasLines=${true} .order=${null} @stage-request=${…}></mr-stage-tools>`
 */
@customElement('mr-stage-tools')
export class MrStageTools extends LitElement {
  static override readonly styles = [controls, toolRow]

  /** Runs are recorded line by line. */
  @property({ attribute: false }) hasLines = false
  /** Null for a step in which there is only one order. */
  @property({ attribute: false }) order: OrderState | null = null
  /** What is shown is not the last run: a check, or a file. */
  @property({ attribute: false }) isOther = false
  /** A test that is run once more, to be looked at. */
  @property({ attribute: false }) watched: WatchedTest | null = null

  protected override render(): TemplateResult {
    return html`
      ${
        this.isOther
          ? this.#button('show-run', 'Back to my run', 'What you look at is a check or a file')
          : nothing
      }
      ${
        this.hasLines
          ? this.#button('toggle-lines', 'Run plainly', 'Without telling of each line')
          : this.#button('toggle-lines', 'Run line by line', 'Records each line and what it changes')
      }
      ${this.order === null ? nothing : this.#renderOrders(this.order)}
      ${this.watched ? this.#button('stop-watch', 'Stop the test', '') : nothing}
      <p role="status">${this.watched ? watchWords(this.watched) : this.order && orderWords(this.order)}</p>
      <slot></slot>
    `
  }

  #renderOrders(order: OrderState): TemplateResult {
    const isSearching = order.kind === 'searching'
    return html`
      ${this.#button('try-order', 'Try another order', 'Runs with other waiting times between the threads and their servers')}
      ${
        isSearching
          ? this.#button('stop-search', 'Stop searching', '')
          : this.#button('find-failing-order', 'Find a failing order', `Checks in up to ${mostOrders} orders`)
      }
    `
  }

  #button(name: StageRequestName, label: string, title: string): TemplateResult {
    return html`<button
      class="button"
      type="button"
      title=${title || nothing}
      @click=${() => this.dispatchEvent(new StageRequest(name))}
    >
      ${label}
    </button>`
  }
}

function orderWords(order: OrderState): string {
  switch (order.kind) {
    case 'as it comes':
      return ''
    case 'order':
      return `Order ${order.seed}`
    case 'searching':
      return `${order.tried} of ${mostOrders} orders tried, all tests pass so far …`
    case 'found':
      return `In order ${order.seed}, “${order.test}” fails. The playhead stands where it went wrong.`
    case 'none':
      return `All tests pass in ${order.tried} orders.`
    case 'broken':
      return order.words
    default:
      return order satisfies never
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-stage-tools': MrStageTools
  }
}
