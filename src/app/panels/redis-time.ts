import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { controls } from '../shared-styles.ts'

const tickMs = 100

/**
 * `<mr-redis-time>`: a time that goes on by itself from when it was told, until it is told anew.
 *
 *     html`<mr-redis-time .ms=${9000} .receivedMs=${performance.now()} .rate=${5} .fullMs=${10_000}></mr-redis-time>`
 */
@customElement('mr-redis-time')
export class MrRedisTime extends LitElement {
  static override readonly styles = [
    controls,
    css`
      :host {
        display: inline-flex;
        align-items: center;
        gap: var(--space-2);
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .bar {
        width: 2.5rem;
        height: 0.3125rem;
        border-radius: 1rem;
        background: linear-gradient(var(--warn), var(--warn)) no-repeat 0 0 / var(--left) 100% var(--rule);
        transition: background-size 0.1s linear;
      }
    `,
  ]

  @property({ attribute: false }) ms = 0
  /** When it was so much, by `performance.now()`. */
  @property({ attribute: false }) receivedMs = 0
  /** How many times as fast as real time it goes on; 0: not at all. */
  @property({ attribute: false }) rate = 1
  /** Of a time that is left, how much it was: draws a bar. */
  @property({ attribute: false }) fullMs = 0
  /** Counts up. */
  @property({ attribute: false }) isUp = false
  #timer: ReturnType<typeof setInterval> | undefined

  override connectedCallback(): void {
    super.connectedCallback()
    this.#timer = setInterval(() => {
      if (this.rate > 0 && this.checkVisibility()) this.requestUpdate()
    }, tickMs)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearInterval(this.#timer)
  }

  protected override render(): TemplateResult {
    const passed = Math.max(0, performance.now() - this.receivedMs) * this.rate
    const ms = Math.max(0, this.isUp ? this.ms + passed : this.ms - passed)
    const left = this.fullMs > 0 ? Math.min(100, (ms / this.fullMs) * 100) : null
    return html`${left === null ? nothing : html`<span class="bar" style="--left: ${left}%"></span>`}<span
        >${timeText(ms)}</span
      >`
  }
}

/** `9.4 s`, `42 s`, `1 min 20 s`, `2 h 5 min`, `3 d 4 h` */
export function timeText(ms: number): string {
  const tenths = Math.floor(ms / 100)
  if (tenths < 100) return `${(tenths / 10).toFixed(1)} s`
  const seconds = Math.floor(ms / 1000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`
  const hours = Math.floor(minutes / 60)
  return hours < 24 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-redis-time': MrRedisTime
  }
}
