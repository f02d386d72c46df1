import '@awesome.me/webawesome/dist/components/split-panel/split-panel.js'
import type WaSplitPanel from '@awesome.me/webawesome/dist/components/split-panel/split-panel.js'
import { css, html, LitElement, type TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'

/** The user moved a divider; sent when it has come to rest. `position` is per cent of the whole, for the first pane. */
export class PositionChange extends Event {
  static readonly type = 'position-change'
  readonly name: string
  readonly position: number
  constructor(name: string, position: number) {
    super(PositionChange.type, { bubbles: true, composed: true })
    this.name = name
    this.position = position
  }
}

/** How long a divider must stand still to have come to rest. */
const restMs = 150

/**
 * Two panes and a divider that mouse, touch and keys move: arrows by 1, with Shift by 10; Home and End to the ends;
 * Enter or a double press makes the first pane small and back.
 *
 *     <mr-split name="text" .position=${30} orientation="horizontal" @position-change=${…}>
 *       <div slot="start">…</div> <div slot="end">…</div>
 *     </mr-split>
 *
 * Around Web Awesome's split panel, which has no label, no orientation for screen readers, no least size for keys, and
 * forgets its position while it has no size: it is drawn only while there is room.
 */
@customElement('mr-split')
export class MrSplit extends LitElement {
  /** The first pane's name, in the event and in the divider's label: "Size of the text pane". */
  @property() name = ''
  @property({ type: Number }) position = 50
  @property({ reflect: true }) orientation: 'horizontal' | 'vertical' = 'horizontal'
  /** Neither pane gets smaller than this many per cent. */
  @property({ type: Number }) least = 15
  @state() private hasRoom = false
  @query('wa-split-panel') private readonly panel!: WaSplitPanel | null
  readonly #observer = new ResizeObserver(() => this.#measure())
  #before = 50
  #timer: ReturnType<typeof setTimeout> | undefined

  static override readonly styles = css`
    :host {
      display: block;
      min-width: 0;
      min-height: 0;
    }
    :host([hidden]) {
      display: none;
    }
    wa-split-panel {
      --divider-width: 7px;
      --divider-hit-area: 24px;
      --wa-color-neutral-border-normal: var(--paper-sunken);
      --wa-color-neutral-on-normal: var(--rule-strong);
      --wa-focus-ring: 2px solid var(--focus);
      height: 100%;
    }
    wa-split-panel::part(divider) {
      outline-offset: -2px;
      touch-action: none;
      user-select: none;
    }
    wa-split-panel::part(divider):hover {
      background: var(--rule);
    }
    :host([orientation='horizontal']) wa-split-panel::part(divider) {
      border-inline: 1px solid var(--rule);
    }
    :host([orientation='vertical']) wa-split-panel::part(divider) {
      border-block: 1px solid var(--rule);
    }
    wa-split-panel::part(panel) {
      display: block;
    }
    ::slotted(*) {
      box-sizing: border-box;
      width: 100%;
      height: 100%;
      min-width: 0;
      min-height: 0;
      overflow: hidden;
    }
    .grip {
      border: 0 dotted var(--rule-strong);
    }
    :host([orientation='horizontal']) .grip {
      height: 1.5rem;
      border-inline-start-width: 3px;
    }
    :host([orientation='vertical']) .grip {
      width: 1.5rem;
      border-block-start-width: 3px;
    }
    @media print {
      wa-split-panel {
        display: block;
        height: auto;
      }
      ::slotted(*) {
        height: auto;
        overflow: visible;
      }
    }
  `

  override connectedCallback(): void {
    super.connectedCallback()
    this.#measure()
    this.#observer.observe(this)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#observer.disconnect()
    clearTimeout(this.#timer)
  }

  #measure(): void {
    const { width, height } = this.getBoundingClientRect()
    this.hasRoom = (this.orientation === 'vertical' ? height : width) > 0
  }

  protected override render(): TemplateResult {
    const panes = html`<slot name="start" slot="start"></slot><slot name="end" slot="end"></slot>`
    if (!this.hasRoom) return panes
    return html`
      <wa-split-panel
        style="--min: ${this.least}%; --max: ${100 - this.least}%"
        .orientation=${this.orientation}
        .position=${this.#clamp(this.position)}
        @wa-reposition=${this.#moved}
        @keydown=${{ handleEvent: this.#keyPressed, capture: true }}
        @dblclick=${this.#pressedTwice}
      >
        ${panes}
        <div class="grip" slot="divider"></div>
      </wa-split-panel>
    `
  }

  protected override async updated(): Promise<void> {
    const { panel } = this
    if (!panel) return
    await panel.updateComplete
    const { divider } = panel
    divider.setAttribute('aria-label', `Size of the ${this.name} pane`)
    divider.setAttribute('aria-orientation', this.orientation === 'horizontal' ? 'vertical' : 'horizontal')
    divider.setAttribute('aria-valuemin', String(this.least))
    divider.setAttribute('aria-valuemax', String(100 - this.least))
  }

  /** Also hears of splits within a pane; then nothing has moved here. */
  readonly #moved = (): void => {
    if (!this.panel || !Number.isFinite(this.panel.position)) return
    const position = this.#clamp(Math.round(this.panel.position * 10) / 10)
    if (this.panel.position !== position) this.panel.position = position
    if (position === this.position) return
    this.position = position
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.dispatchEvent(new PositionChange(this.name, position)), restMs)
  }

  readonly #keyPressed = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !this.#isOnDivider(event)) return
    event.preventDefault()
    event.stopPropagation()
    this.#toggle()
  }

  readonly #pressedTwice = (event: Event): void => {
    if (this.#isOnDivider(event)) this.#toggle()
  }

  #isOnDivider(event: Event): boolean {
    return this.panel !== null && event.composedPath().includes(this.panel.divider)
  }

  #toggle(): void {
    if (!this.panel) return
    const isSmall = this.position <= this.least
    if (!isSmall) this.#before = this.position
    this.panel.position = isSmall ? this.#before : this.least
  }

  #clamp(position: number): number {
    return Math.min(100 - this.least, Math.max(this.least, position))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-split': MrSplit
  }
}
