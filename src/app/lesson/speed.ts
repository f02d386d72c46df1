import { css, html, LitElement, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { ClockSpeed } from '../../wire/clock-messages.ts'
import { controls } from '../shared-styles.ts'

/** Time in runs shall pass at another speed. */
export class SpeedChange extends Event {
  static readonly type = 'speed-change'
  readonly speed: ClockSpeed
  constructor(speed: ClockSpeed) {
    super(SpeedChange.type, { bubbles: true, composed: true })
    this.speed = speed
  }
}

const speeds: readonly { readonly speed: ClockSpeed; readonly label: string }[] = [
  { speed: 1, label: '1×' },
  { speed: 5, label: '5×' },
  { speed: 20, label: '20×' },
  { speed: 'fast', label: 'as fast as possible' },
]

const explanation =
  'How fast time passes for your code: sleeps, timers, dates and what expires in Redis follow, in all threads. As fast as possible leaves the waiting out.'

const clock = html`<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
  <circle cx="8" cy="9" r="5.5" />
  <path d="M8 9V5.5M8 9l2 1.500M6.500 1.500h3M8 1.500v2" />
</svg>`

/**
 * `<mr-speed>`: chooses how fast time passes in runs, also in the one under way.
 *
 *     html`<mr-speed .speed=${1} @speed-change=${(event) => session.setSpeed(event.speed)}></mr-speed>`
 */
@customElement('mr-speed')
export class MrSpeed extends LitElement {
  static override readonly styles = [
    controls,
    css`
      label {
        display: inline-flex;
        align-items: center;
        gap: var(--space-2);
        color: var(--ink-soft);
      }
      select {
        max-width: 6rem;
        min-height: 2rem;
        padding: 0 var(--space-1);
        border: 1px solid var(--rule-strong);
        border-radius: var(--radius);
        background: var(--paper-raised);
        color: var(--ink);
        font: inherit;
        cursor: pointer;
      }
      svg {
        width: 1.125rem;
        height: 1.125rem;
        fill: none;
        stroke: currentcolor;
        stroke-width: 1.5;
        stroke-linecap: round;
      }
      /* A run in another time than ours is to be noticed. */
      .changed select {
        border-color: var(--stamp);
        background: var(--stamp-tint);
      }
    `,
  ]

  @property({ attribute: false }) speed: ClockSpeed = 1

  protected override render(): TemplateResult {
    return html`<label class=${this.speed === 1 ? '' : 'changed'} title=${explanation}>
        ${clock}<span class="visually-hidden">Speed of time</span>
        <select aria-describedby="explanation" @change=${this.#changed}>
          ${speeds.map(
            ({ speed, label }) =>
              html`<option value=${speed} ?selected=${speed === this.speed}>${label}</option>`,
          )}
        </select>
      </label>
      <span id="explanation" hidden>${explanation}</span>`
  }

  readonly #changed = (event: Event): void => {
    const { value } = event.currentTarget as HTMLSelectElement
    const chosen = speeds.find(({ speed }) => String(speed) === value)
    if (chosen) this.dispatchEvent(new SpeedChange(chosen.speed))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-speed': MrSpeed
  }
}
