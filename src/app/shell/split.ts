import { css, html, LitElement, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'

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
 * Enter or a double press makes the first pane small and back
 * (https://www.w3.org/WAI/ARIA/apg/patterns/windowsplitter/).
 *
 *     <mr-split name="text" .position=${30} orientation="horizontal" @position-change=${…}>
 *       <div slot="start">…</div> <div slot="end">…</div>
 *     </mr-split>
 */
@customElement('mr-split')
export class MrSplit extends LitElement {
  /** The first pane's name, in the event and in the divider's label: "Size of the text pane". */
  @property() name = ''
  @property({ type: Number }) position = 50
  @property({ reflect: true }) orientation: 'horizontal' | 'vertical' = 'horizontal'
  /** Neither pane gets smaller than this many per cent. */
  @property({ type: Number }) least = 15
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
    .panes {
      display: grid;
      grid-template: minmax(0, 1fr) / minmax(0, calc(var(--position) - 3.5px)) 7px minmax(0, 1fr);
      height: 100%;
    }
    :host([orientation='vertical']) .panes {
      grid-template: minmax(0, calc(var(--position) - 3.5px)) 7px minmax(0, 1fr) / minmax(0, 1fr);
    }
    .divider {
      position: relative;
      z-index: 1;
      display: grid;
      place-items: center;
      background: var(--paper-sunken);
      touch-action: none;
      user-select: none;
      -webkit-user-select: none;
    }
    /* What is grasped is wider than what is seen (WCAG 2.5.8). */
    .divider::after {
      content: '';
      position: absolute;
    }
    :host([orientation='horizontal']) .divider {
      border-inline: 1px solid var(--rule);
      cursor: col-resize;
    }
    :host([orientation='horizontal']) .divider::after {
      inset-block: 0;
      width: 24px;
    }
    :host([orientation='vertical']) .divider {
      border-block: 1px solid var(--rule);
      cursor: row-resize;
    }
    :host([orientation='vertical']) .divider::after {
      inset-inline: 0;
      height: 24px;
    }
    .divider:hover {
      background: var(--rule);
    }
    .divider:focus-visible {
      outline: 2px solid var(--focus);
      outline-offset: -2px;
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
    ::slotted(*) {
      box-sizing: border-box;
      width: 100%;
      height: 100%;
      min-width: 0;
      min-height: 0;
      overflow: hidden;
    }
    @media print {
      .panes {
        display: block;
        height: auto;
      }
      ::slotted(*) {
        height: auto;
        overflow: visible;
      }
    }
  `

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearTimeout(this.#timer)
  }

  protected override render(): TemplateResult {
    const { name, least, orientation } = this
    const position = this.#clamp(this.position)
    return html`<div class="panes" style="--position: ${position}%">
      <slot name="start"></slot>
      <div
        class="divider"
        role="separator"
        tabindex="0"
        aria-label="Size of the ${name} pane"
        aria-orientation=${orientation === 'horizontal' ? 'vertical' : 'horizontal'}
        aria-valuemin=${least}
        aria-valuenow=${Math.round(position)}
        aria-valuemax=${100 - least}
        @pointerdown=${this.#grasped}
        @keydown=${this.#keyPressed}
        @dblclick=${this.#toggle}
      >
        <div class="grip"></div>
      </div>
      <slot name="end"></slot>
    </div>`
  }

  /** Follows the pointer, wherever it goes, until it lets go. */
  readonly #grasped = (event: PointerEvent): void => {
    const divider = event.currentTarget
    if (event.button !== 0 || !(divider instanceof HTMLElement)) return
    divider.setPointerCapture(event.pointerId)
    const bounds = this.getBoundingClientRect()
    const follow = ({ clientX, clientY }: PointerEvent): void => {
      const [at, length] =
        this.orientation === 'horizontal'
          ? [clientX - bounds.left, bounds.width]
          : [clientY - bounds.top, bounds.height]
      this.#moveTo((at / length) * 100)
    }
    const moves = new AbortController()
    const { signal } = moves
    divider.addEventListener('pointermove', follow, { signal })
    for (const end of ['pointerup', 'pointercancel', 'lostpointercapture']) {
      divider.addEventListener(end, () => moves.abort(), { signal })
    }
  }

  readonly #keyPressed = (event: KeyboardEvent): void => {
    const step = event.shiftKey ? 10 : 1
    const isHorizontal = this.orientation === 'horizontal'
    switch (event.key) {
      case isHorizontal ? 'ArrowLeft' : 'ArrowUp':
        this.#moveTo(this.position - step)
        break
      case isHorizontal ? 'ArrowRight' : 'ArrowDown':
        this.#moveTo(this.position + step)
        break
      case 'Home':
        this.#moveTo(0)
        break
      case 'End':
        this.#moveTo(100)
        break
      case 'Enter':
        this.#toggle()
        break
      default:
        return
    }
    event.preventDefault()
    event.stopPropagation()
  }

  readonly #toggle = (): void => {
    const isSmall = this.position <= this.least
    if (!isSmall) this.#before = this.position
    this.#moveTo(isSmall ? this.#before : this.least)
  }

  #moveTo(wanted: number): void {
    const position = this.#clamp(Math.round(wanted * 10) / 10)
    if (position === this.position) return
    this.position = position
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.dispatchEvent(new PositionChange(this.name, position)), restMs)
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
