import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { guard } from 'lit/directives/guard.js'
import type { ConsoleEntry, ConsoleLevel } from '../../wire/value-data.ts'
import type { ErrorData } from '../../wire/error-data.ts'
import { controls } from '../shared-styles.ts'
import { consoleStyles } from './console-styles.ts'
import { renderTable, tableStyles } from './console-table.ts'
import {
  renderThread,
  renderThreadFilter,
  threadColours,
  threadsOf,
  threadStyles,
} from './console-threads.ts'
import { linkPlaces, placeLink, placeStyles } from './place-link.ts'
import { renderValue, valueStyles } from './value.ts'
import { voiceStyles } from './voice-colours.ts'

/** The learner wants an empty console. */
export class ConsoleClear extends Event {
  static readonly type = 'console-clear'
  constructor() {
    super(ConsoleClear.type, { bubbles: true, composed: true })
  }
}

/**
 * Lines are drawn in chunks. Those at both ends come at once, the rest a few in each frame, so that thousands of lines
 * never block the page; what is out of sight costs no layout, and what has not changed is not drawn again.
 */
const chunkSize = 100
const chunksAtOnce = 2
const chunksPerFrame = 4
const mostFrames = 12

const levels: { readonly [L in ConsoleLevel]: { readonly sign: string; readonly word: string } } = {
  debug: { sign: '·', word: 'Debug' },
  log: { sign: '', word: '' },
  info: { sign: 'i', word: 'Info' },
  warn: { sign: '▲', word: 'Warning' },
  error: { sign: '✕', word: 'Error' },
}

/**
 * `<mr-console>`: what a program printed. Stays at the end of what is printed, unless one has scrolled up to read.
 *
 *     html`<mr-console .entries=${entries} .dropped=${0} .isStale=${false} status="Finished in 12 ms"></mr-console>`
 */
@customElement('mr-console')
export class MrConsole extends LitElement {
  static override readonly styles = [
    controls,
    placeStyles,
    valueStyles,
    tableStyles,
    voiceStyles,
    consoleStyles,
    threadStyles,
  ]

  @property({ attribute: false }) entries: readonly ConsoleEntry[] = []
  /** Lines that were printed beyond the cap. */
  @property({ attribute: false }) dropped = 0
  /** The lines are those of an earlier text. */
  @property({ type: Boolean, reflect: true, attribute: 'stale' }) isStale = false
  /** One sentence about the run. */
  @property() status = ''
  /** The sentence is about something to put right. */
  @property({ attribute: false }) hasTrouble = false
  /** What to do while there is nothing to see. */
  @property({ attribute: false }) emptyText =
    'Nothing printed yet. Press Run: what your code prints with console.log appears here.'

  /** Whose lines are shown, '' the program's own; null: everybody's. */
  @state() private thread: string | null = null
  @query('.lines') private lines!: HTMLElement
  #threads: readonly string[] = []
  #colours: ReadonlyMap<string, string> = new Map()
  #shown: readonly ConsoleEntry[] = []
  #isAtEnd = true
  readonly #drawn = new Set<number>()
  #frame = 0
  readonly #grown = new ResizeObserver(() => this.#stickToEnd())

  override render(): TemplateResult {
    const chunks = Array.from({ length: this.#chunkCount }, (_, at) => this.#renderChunk(at))
    const choose = (name: string | null): void => void (this.thread = name)
    return html`
      <div class="bar ${this.hasTrouble ? 'trouble' : ''}">
        <span class="status"
          >${this.hasTrouble ? html`<span class="sign" aria-hidden="true">▲</span> ` : nothing}${this.status}</span
        >
        ${this.#threads.length > 1 ? renderThreadFilter(this.#threads, this.thread, choose) : nothing}
        <button
          class="button quiet"
          type="button"
          ?disabled=${this.entries.length === 0}
          @click=${this.#clear}
        >
          Clear
        </button>
      </div>
      <div
        class="lines"
        role="log"
        aria-live="off"
        aria-label="Console"
        tabindex="0"
        @scroll=${this.#scrolled}
      >
        <div class="content">
          ${this.entries.length === 0 ? html`<p class="empty">${this.emptyText}</p>` : chunks}
          ${this.dropped > 0 ? this.#renderDropped() : nothing}
        </div>
      </div>
    `
  }

  override connectedCallback(): void {
    super.connectedCallback()
    const content = this.renderRoot.querySelector('.content')
    if (content) this.#grown.observe(content)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#grown.disconnect()
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
  }

  protected override firstUpdated(): void {
    const content = this.renderRoot.querySelector('.content')
    if (content) this.#grown.observe(content)
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    // Another run: what was drawn of the old one is no reason to draw all of the new one at once.
    if (changes.has('entries') && changes.get('entries')?.[0] !== this.entries[0]) this.#drawn.clear()
    if (changes.has('entries')) {
      this.#threads = threadsOf(this.entries)
      this.#colours = threadColours(this.#threads)
    }
    // A thread that this run does not have would hide all there is.
    const { thread } = this
    const isFiltered = thread !== null && this.#threads.includes(thread) && this.#threads.length > 1
    this.#shown = isFiltered ? this.entries.filter((entry) => (entry.thread ?? '') === thread) : this.entries
  }

  protected override updated(changes: PropertyValues<this>): void {
    if (changes.has('entries')) this.#stickToEnd()
    if (this.#undrawn().length > 0) this.#frame ||= requestAnimationFrame(this.#drawMore)
  }

  readonly #drawMore = (): void => {
    this.#frame = 0
    for (const at of this.#undrawn().slice(-chunksPerFrame)) this.#drawn.add(at)
    this.requestUpdate()
  }

  get #chunkCount(): number {
    return Math.ceil(this.#shown.length / chunkSize)
  }

  #isDrawn(at: number): boolean {
    return at < chunksAtOnce || at >= this.#chunkCount - chunksAtOnce || this.#drawn.has(at)
  }

  #undrawn(): number[] {
    return Array.from({ length: this.#chunkCount }, (_, at) => at).filter((at) => !this.#isDrawn(at))
  }

  #renderChunk(at: number): TemplateResult {
    const entries = this.#shown.slice(at * chunkSize, (at + 1) * chunkSize)
    const isDrawn = this.#isDrawn(at)
    const lines = guard([entries[0], entries.at(-1), entries.length, isDrawn], () =>
      isDrawn ? entries.map((entry) => renderEntry(entry, this.#colours)) : nothing,
    )
    const height = `${entries.length * 1.5}rem`
    return html`<div
      class="chunk"
      style="contain-intrinsic-block-size: auto ${height}; ${isDrawn ? '' : `height: ${height}`}"
    >
      ${lines}
    </div>`
  }

  #renderDropped(): TemplateResult {
    const shown = this.entries.length.toLocaleString('en')
    return html`<p class="note">
      ${shown} lines shown, the rest (${this.dropped.toLocaleString('en')}) was dropped.
    </p>`
  }

  #stickToEnd(): void {
    if (this.#isAtEnd) this.lines.scrollTop = this.lines.scrollHeight
  }

  readonly #scrolled = (): void => {
    const { scrollTop, scrollHeight, clientHeight } = this.lines
    this.#isAtEnd = scrollHeight - scrollTop - clientHeight < 24
  }

  readonly #clear = (): void => {
    this.#isAtEnd = true
    this.dispatchEvent(new ConsoleClear())
  }
}

function renderEntry(entry: ConsoleEntry, colours: ReadonlyMap<string, string>): TemplateResult {
  const content = renderContent(entry)
  // Most lines are plain: a template with a single part is drawn several times as fast.
  const isPlain = entry.level === 'log' && entry.form === 'line' && entry.count === 1
  if (isPlain && entry.indent === 0 && !entry.thread) {
    return html`<div class="line"><span class="sign"></span><span class="values">${content}</span></div>`
  }
  const { sign, word } = levels[entry.level]
  const kind = entry.form === 'note' ? 'note' : entry.level
  const thread = entry.thread ? renderThread(entry.thread, colours.get(entry.thread) ?? '') : nothing
  return html`<div class="line ${kind}" style=${entry.indent ? `--indent: ${entry.indent}` : nothing}>
    <span class="sign" aria-hidden="true">${sign}</span
    >${thread}${word ? html`<span class="visually-hidden">${word}: </span>` : nothing}<span class="values"
      >${content}</span
    >${entry.count > 1 ? renderCount(entry.count) : nothing}
  </div>`
}

function renderCount(count: number): TemplateResult {
  return html`<span class="count"
    ><span aria-hidden="true">×${count.toLocaleString('en')}</span
    ><span class="visually-hidden">printed ${count} times</span></span
  >`
}

function renderContent({ form, values, error }: ConsoleEntry): unknown {
  if (error) return renderError(error)
  const first = values[0]
  if (form === 'table' && first?.kind === 'object') return renderTable(first)
  if (values.length === 1 && first) return renderValue(first, true)
  return values.flatMap((value, at) =>
    at === 0 ? [renderValue(value, true)] : [' ', renderValue(value, true)],
  )
}

/** An error that nobody caught: what, where, and what it came from. */
function renderError(error: ErrorData): TemplateResult {
  const frames = error.frames.slice(0, mostFrames)
  return html`<span class="thrown">
    <span class="what">${linkPlaces(`${error.name}: ${error.message}`)}</span>
    ${frames.map((frame) => html`<span class="frame">${frame.in ? `in ${frame.in}, ` : 'at '}${placeLink(frame)}</span>`)}
    ${error.cause ? html`<span class="frame">Caused by: ${renderError(error.cause)}</span>` : nothing}
  </span>`
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-console': MrConsole
  }
}
