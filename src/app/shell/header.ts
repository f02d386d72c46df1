import { css, html, LitElement, nothing, svg, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { controls } from '../shared-styles.ts'
import { tallyText, type Tally } from './course-progress.ts'
import { stampMark } from './stamp.ts'
import { nextTheme, type Theme } from './theme.ts'

/** The contents button was pressed. */
export class ContentsRequest extends Event {
  static readonly type = 'contents-request'
  constructor() {
    super(ContentsRequest.type, { bubbles: true, composed: true })
  }
}

/** The `?` button was pressed. */
export class KeysRequest extends Event {
  static readonly type = 'keys-request'
  constructor() {
    super(KeysRequest.type, { bubbles: true, composed: true })
  }
}

/** Another theme was chosen. */
export class ThemeChange extends Event {
  static readonly type = 'theme-change'
  readonly theme: Theme
  constructor(theme: Theme) {
    super(ThemeChange.type, { bubbles: true, composed: true })
    this.theme = theme
  }
}

/** The strip on top of every page: what is in its slot, wordmark, contents, theme, keys. */
@customElement('mr-header')
export class MrHeader extends LitElement {
  @property({ attribute: false }) tally: Tally = { done: 0, total: 0 }
  @property() theme: Theme = 'system'
  /** Shows a moving line while a page is on its way. */
  @property({ type: Boolean, attribute: 'is-loading' }) isLoading = false

  static override readonly styles = [
    controls,
    css`
      :host {
        position: relative;
        display: block;
        border-bottom: 1px solid var(--rule);
        background: var(--paper);
      }
      header {
        display: flex;
        align-items: center;
        gap: var(--space-1);
        min-height: 3.25rem;
        padding: var(--space-1) clamp(0.5rem, 2vw, 1.25rem);
      }
      .wordmark {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        min-height: 2.5rem;
        margin-inline-end: auto;
        padding-inline: var(--space-1);
        color: var(--ink);
        font-family: var(--font-title);
        font-size: 1.3125rem;
        font-weight: 600;
        letter-spacing: -0.01em;
        text-decoration: none;
      }
      .wordmark:hover .stamp-mark {
        rotate: -4deg;
      }
      .stamp-mark {
        display: block;
        transition: rotate 0.15s;
      }
      .button.quiet {
        min-width: 2.25rem;
        min-height: 2.25rem;
        padding-inline: var(--space-2);
        color: var(--ink);
      }
      .tally {
        color: var(--ink-soft);
        font-weight: 400;
        font-variant-numeric: tabular-nums;
      }
      svg.icon {
        display: block;
        flex: none;
        width: 1.125rem;
        height: 1.125rem;
        fill: none;
        stroke: currentColor;
        stroke-width: 1.75;
        stroke-linecap: round;
        stroke-linejoin: round;
      }
      @media (max-width: 24rem) {
        .contents-icon {
          display: none;
        }
      }
      .full {
        fill: currentColor;
      }
      .line {
        position: absolute;
        inset: auto 0 -2px;
        z-index: 1;
        height: 2px;
        overflow: hidden;
        opacity: 0;
        animation: appear 0.01s 0.2s forwards;
      }
      .line::after {
        content: '';
        display: block;
        width: 30%;
        height: 100%;
        background: var(--stamp);
        animation: travel 1.2s linear infinite;
      }
      @keyframes appear {
        to {
          opacity: 1;
        }
      }
      @keyframes travel {
        from {
          translate: -100%;
        }
        to {
          translate: 340%;
        }
      }
      @media (prefers-reduced-motion: reduce) {
        .line::after {
          width: 100%;
          animation: none;
        }
      }
      @media (max-width: 40rem) {
        .tally {
          display: none;
        }
      }
      @media print {
        .button,
        .line {
          display: none;
        }
      }
    `,
  ]

  protected override render(): TemplateResult {
    const next = nextTheme(this.theme)
    return html`
      <header>
        <slot></slot>
        <a class="wordmark" href="#/">${stampMark}Mailroom</a>
        <button
          class="button quiet"
          aria-haspopup="dialog"
          @click=${() => this.dispatchEvent(new ContentsRequest())}
        >
          <svg class="icon contents-icon" viewBox="0 0 20 20" aria-hidden="true">
            <path d="M3 5h1m3 0h10M3 10h1m3 0h10M3 15h1m3 0h10" />
          </svg>
          <span>Contents</span>
          ${this.tally.total ? html`<span class="tally">${tallyText(this.tally)}</span>` : nothing}
        </button>
        <button
          class="button quiet"
          aria-label="Theme: ${themeNames[this.theme]}. Change to ${themeNames[next]}"
          title="Theme: ${themeNames[this.theme]}"
          @click=${() => this.dispatchEvent(new ThemeChange(next))}
        >
          <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">${themeIcons[this.theme]}</svg>
        </button>
        <button
          class="button quiet"
          aria-label="Keys"
          aria-haspopup="dialog"
          title="Keys (?)"
          @click=${() => this.dispatchEvent(new KeysRequest())}
        >
          <span aria-hidden="true">?</span>
        </button>
      </header>
      ${this.isLoading ? html`<div class="line"></div>` : nothing}
    `
  }
}

const themeNames = { system: 'as the system', light: 'light', dark: 'dark' } as const

const themeIcons = {
  system: svg`<circle cx="10" cy="10" r="7" /><path class="full" d="M10 3a7 7 0 0 1 0 14z" />`,
  light: svg`<circle cx="10" cy="10" r="3.500" /><path d="M10 1.500v2m0 13v2m8.500-8.500h-2m-13 0h-2m14.500-6l-1.400 1.400m-9.200 9.200l-1.400 1.400m12 0l-1.400-1.400m-9.200-9.200l-1.400-1.400" />`,
  dark: svg`<path d="M16.500 12.200A7 7 0 0 1 7.800 3.500a7 7 0 1 0 8.700 8.700z" />`,
} as const

declare global {
  interface HTMLElementTagNameMap {
    'mr-header': MrHeader
  }
}
