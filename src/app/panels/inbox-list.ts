import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { controls } from '../shared-styles.ts'

/** What a list shows of something: two lines. */
export interface ListRow {
  readonly id: number
  readonly first: unknown
  readonly second: unknown
  /** Of the row: what styles it. */
  readonly kind: string
}

/** A row is to be shown; `isMeant`: by a click or Enter, not only on the way past it. */
export class RowChoice extends Event {
  static readonly type = 'row-choice'
  readonly id: number
  readonly isMeant: boolean
  constructor(id: number, isMeant: boolean) {
    super(RowChoice.type, { bubbles: true, composed: true })
    this.id = id
    this.isMeant = isMeant
  }
}

const rowRem = 3.25
const beyond = 4

/**
 * `<mr-inbox-list>`: rows of one height, of which only those in sight are drawn. One tab stop; arrows, Page Up and Down,
 * Home and End choose (https://www.w3.org/WAI/ARIA/apg/patterns/listbox/), Enter goes to what was chosen.
 *
 *     html`<mr-inbox-list label="Mails" .ids=${ids} .rowOf=${rowOf} .chosen=${7} @row-choice=${…}></mr-inbox-list>`
 */
@customElement('mr-inbox-list')
export class MrInboxList extends LitElement {
  static override readonly styles = [
    controls,
    css`
      :host {
        display: block;
        min-height: 0;
      }
      .box {
        position: relative;
        height: 100%;
        overflow: auto;
        overflow-anchor: none;
      }
      .box:focus-visible {
        outline-offset: -2px;
      }
      .row {
        position: absolute;
        inset: 0 0 auto;
        display: grid;
        align-content: center;
        height: ${rowRem}rem;
        padding-inline: var(--space-3);
        border-block-end: 1px solid var(--rule);
        contain: strict;
        cursor: default;
        font-size: var(--size-small);
        line-height: 1.35rem;
      }
      .row:hover {
        background: var(--paper-sunken);
      }
      .row[aria-selected='true'] {
        background: var(--stamp-tint);
        box-shadow: inset 3px 0 var(--stamp);
      }
      .box:focus-visible .row.active {
        outline: 2px solid var(--focus);
        outline-offset: -4px;
      }
      .line {
        display: flex;
        gap: var(--space-2);
        min-width: 0;
        white-space: nowrap;
      }
      .line > .main {
        flex: 0 1 auto;
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .line > .end {
        flex: none;
        margin-inline-start: auto;
        color: var(--ink-soft);
        font-variant-numeric: tabular-nums;
      }
      .first {
        font-size: var(--size-code);
      }
      .second {
        color: var(--ink-soft);
      }
      .unread .first .main {
        font-weight: 650;
      }
      .row.followed {
        box-shadow: inset 3px 0 var(--voice-2);
      }
      .followed-mark {
        flex: none;
        color: var(--voice-2);
      }
      .dot {
        flex: none;
        align-self: center;
        width: 0.5rem;
        height: 0.5rem;
        border-radius: 50%;
      }
      .unread .first .dot {
        background: var(--stamp);
      }
      .trouble {
        color: var(--stamp);
      }
      @media (forced-colors: active) {
        .row[aria-selected='true'] {
          border-inline-start: 4px solid Highlight;
        }
        .unread .first .dot {
          background: CanvasText;
        }
      }
    `,
  ]

  @property() label = ''
  @property({ attribute: false }) ids: readonly number[] = []
  @property({ attribute: false }) rowOf: (at: number) => ListRow = () => {
    throw new Error('The list was not told how to draw a row')
  }
  /** What is shown beside the list; null: nothing. */
  @property({ attribute: false }) chosen: number | null = null
  /** Where the keys are. */
  @state() private active: number | null = null
  @query('.box') private readonly box!: HTMLElement
  readonly #resized = new ResizeObserver(() => this.requestUpdate())
  #rowPx = 52

  override connectedCallback(): void {
    super.connectedCallback()
    this.#rowPx = rowRem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
    this.#resized.observe(this)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#resized.disconnect()
  }

  override focus(options?: FocusOptions): void {
    this.box.focus(options)
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('chosen') && this.chosen !== null) this.active = this.chosen
    if (this.active !== null && !this.ids.includes(this.active)) this.active = null
  }

  protected override updated(changes: PropertyValues<this>): void {
    if (changes.has('ids')) this.#keepPlace(changes.get('ids') ?? [])
  }

  protected override render(): TemplateResult {
    const { ids, active, chosen } = this
    const shown = this.#inSight(this.box?.scrollTop ?? 0)
    const at = active === null ? -1 : ids.indexOf(active)
    // What the keys are on exists for screen readers, wherever one has scrolled to.
    if (at >= 0 && !shown.includes(at)) shown.push(at)
    return html`<div
      class="box"
      role="listbox"
      tabindex="0"
      aria-label=${this.label}
      aria-activedescendant=${at < 0 ? nothing : `row-${active}`}
      @scroll=${() => this.requestUpdate()}
      @keydown=${this.#keyPressed}
      @focus=${this.#focused}
    >
      <div role="presentation" style="height: ${ids.length * this.#rowPx}px"></div>
      ${repeat(
        shown,
        (index) => ids[index],
        (index) => this.#renderRow(index, active, chosen),
      )}
    </div>`
  }

  #renderRow(at: number, active: number | null, chosen: number | null): TemplateResult {
    const { id, kind, first, second } = this.rowOf(at)
    return html`<div
      id="row-${id}"
      class="row ${kind} ${id === active ? 'active' : ''}"
      role="option"
      aria-selected=${id === chosen}
      aria-setsize=${this.ids.length}
      aria-posinset=${at + 1}
      style="translate: 0 ${at * this.#rowPx}px"
      @click=${() => this.#choose(id, true)}
    >
      <div class="line first">${first}</div>
      <div class="line second">${second}</div>
    </div>`
  }

  #inSight(scrollTop: number): number[] {
    const first = Math.max(0, Math.floor(scrollTop / this.#rowPx) - beyond)
    const count = Math.ceil(this.clientHeight / this.#rowPx) + 2 * beyond
    const last = Math.min(this.ids.length, first + count)
    return Array.from({ length: Math.max(0, last - first) }, (_, index) => first + index)
  }

  /** Whoever has scrolled down goes on seeing the same rows when others come in above. */
  #keepPlace(before: readonly number[]): void {
    const { scrollTop } = this.box
    if (scrollTop < this.#rowPx / 2) return
    const first = Math.floor(scrollTop / this.#rowPx)
    const at = this.ids.indexOf(before[first] ?? Number.NaN)
    if (at >= 0 && at !== first) this.box.scrollTop = scrollTop + (at - first) * this.#rowPx
  }

  #choose(id: number, isMeant: boolean): void {
    this.active = id
    this.dispatchEvent(new RowChoice(id, isMeant))
  }

  readonly #focused = (): void => {
    this.active ??= this.ids[0] ?? null
  }

  readonly #keyPressed = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const { ids, active } = this
    const at = active === null ? -1 : ids.indexOf(active)
    const page = Math.max(1, Math.floor(this.clientHeight / this.#rowPx) - 1)
    const targets: { readonly [key: string]: number } = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: ids.length - 1,
      Enter: at,
      ' ': at,
    }
    const target = targets[event.key]
    if (target === undefined || ids.length === 0) return
    event.preventDefault()
    const next = Math.min(ids.length - 1, Math.max(0, target))
    this.#reveal(next)
    const id = ids[next]
    if (id !== undefined) this.#choose(id, event.key === 'Enter' || event.key === ' ')
  }

  #reveal(at: number): void {
    const { box } = this
    const top = at * this.#rowPx
    if (top < box.scrollTop) box.scrollTop = top
    else if (top + this.#rowPx > box.scrollTop + box.clientHeight)
      box.scrollTop = top + this.#rowPx - box.clientHeight
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-inbox-list': MrInboxList
  }
}
