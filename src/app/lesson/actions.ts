import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { live } from 'lit/directives/live.js'
import type { ClockSpeed } from '../../wire/clock-messages.ts'
import { controls } from '../shared-styles.ts'
import type { CheckState, RunState, SaveState } from '../session/step-snapshot.ts'
import { asks } from './step-events.ts'

const isMac = /mac|iphone|ipad/i.test(navigator.platform)
const command = isMac ? '⌘' : 'Ctrl+'
const shift = isMac ? '⇧' : 'Shift+'

/** Runs shorter than this leave the button alone: it would only flicker while one types. */
const busyMs = 250

/**
 * `<mr-actions>`: what can be done with the code. Run becomes Stop while something runs.
 *
 *     html`<mr-actions .run=${run} .check=${check} .save=${save} .isAutoRun=${true} .canReset=${true}></mr-actions>`
 */
@customElement('mr-actions')
export class MrActions extends LitElement {
  static override readonly styles = [
    controls,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2);
        padding: var(--space-2) var(--space-3);
        border-block: 1px solid var(--rule);
        background: var(--paper);
        font-size: var(--size-code);
      }
      .run {
        min-width: 4.75rem;
      }
      /* Stop keeps the width of Run: nothing must move under a finger. */
      .run .word {
        min-width: 2.4em;
      }
      .busy kbd {
        visibility: hidden;
      }
      label {
        display: inline-flex;
        align-items: center;
        gap: var(--space-2);
        min-height: 1.5rem;
        color: var(--ink-soft);
        cursor: pointer;
      }
      input {
        width: 1.125rem;
        height: 1.125rem;
        margin: 0;
        accent-color: var(--stamp-fill);
      }
      .more {
        display: flex;
        align-items: center;
        gap: var(--space-1);
        margin-inline-start: auto;
      }
      .save {
        min-width: 4.5rem;
        color: var(--ink-soft);
        font-size: var(--size-small);
        text-align: end;
      }
      .save.not-saved,
      .save.conflict {
        color: var(--stamp);
        font-weight: 600;
      }
      /* Most saves take a moment only: the word changes when one takes longer. */
      .save.saving {
        animation: appear 0.01s 0.6s both;
      }
      @keyframes appear {
        from {
          opacity: 0;
        }
      }
      :host([narrow]) {
        gap: var(--space-1) var(--space-2);
        padding: var(--space-2);
      }
      :host([narrow]) .run,
      :host([narrow]) .check {
        flex: 1;
        min-height: 2.75rem;
      }
      :host([narrow]) kbd {
        display: none;
      }
      @media (pointer: coarse) {
        kbd {
          display: none !important;
        }
      }
      :host([narrow]) .more {
        flex-basis: 100%;
        justify-content: end;
      }
      :host([narrow]) label {
        margin-inline-end: auto;
      }
    `,
  ]

  @property({ attribute: false }) run: RunState = { kind: 'idle' }
  @property({ attribute: false }) check: CheckState = { kind: 'idle' }
  @property({ attribute: false }) save: SaveState = { kind: 'saved' }
  @property({ attribute: false }) isAutoRun = true
  @property({ attribute: false }) canReset = false
  /** Null for a step that takes no time. `<mr-speed>` comes with the steps that need it. */
  @property({ attribute: false }) speed: ClockSpeed | null = null
  @property({ type: Boolean, reflect: true, attribute: 'narrow' }) isNarrow = false
  @state() private isBusy = false
  #timer: ReturnType<typeof setTimeout> | undefined

  override render(): TemplateResult {
    const isChecking = this.check.kind === 'compiling' || this.check.kind === 'checking'
    const autoRun = html`<label
      ><input
        type="checkbox"
        role="switch"
        .checked=${live(this.isAutoRun)}
        @change=${asks('toggle-auto-run')}
      />Run as I type</label
    >`
    return html`
      <button
        class="button run ${this.isBusy ? 'busy' : ''}"
        type="button"
        @click=${asks(this.isBusy ? 'stop' : 'run')}
      >
        <span aria-hidden="true">${this.isBusy ? '■' : '▶'}</span>
        <span class="word">${this.isBusy ? 'Stop' : 'Run'}</span>
        <kbd>${command}Enter</kbd>
      </button>
      <button class="button primary check" type="button" @click=${asks('check')}>
        ${isChecking ? 'Checking…' : 'Check'} <kbd>${command}${shift}Enter</kbd>
      </button>
      ${this.speed === null ? nothing : html`<mr-speed .speed=${this.speed}></mr-speed>`}
      ${this.isNarrow ? nothing : autoRun}
      <span class="more">
        ${this.isNarrow ? autoRun : nothing}
        <button class="button quiet" type="button" ?disabled=${!this.canReset} @click=${asks('reset')}>
          Reset
        </button>
        <button class="button quiet" type="button" @click=${asks('open-history')}>History</button>
        <span class="save ${this.save.kind}">${saveWords[this.save.kind]}</span>
      </span>
    `
  }

  override willUpdate(): void {
    const isRunning = ['compiling', 'starting', 'running', 'waiting', 'serving'].includes(this.run.kind)
    if (isRunning && !this.isBusy) this.#timer ??= setTimeout(() => (this.isBusy = true), busyMs)
    if (isRunning) return
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.isBusy = false
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}

const saveWords: { readonly [K in SaveState['kind']]: string } = {
  saved: 'Saved',
  saving: 'Saving…',
  'not-saved': 'Not saved',
  conflict: 'Not saved',
}
