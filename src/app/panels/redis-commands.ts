import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { guard } from 'lit/directives/guard.js'
import { repeat } from 'lit/directives/repeat.js'
import type { CommandEvent } from '../../services/redis/observer.ts'
import { controls } from '../shared-styles.ts'
import { searchField } from './frame-styles.ts'
import { commandsStyles } from './redis-commands-styles.ts'
import { isAbout, noLog, type LogChunk, type LogLine, type RedisLog } from './redis-log.ts'
import { timeText } from './redis-time.ts'
import { clientText, replyText, wordText } from './redis-words.ts'
import { secondsText } from './seconds-text.ts'
import { visibleText } from './visible-text.ts'
import { voiceClass, voiceStyles } from './voice-colours.ts'

/** The log shall be emptied. */
export class LogClear extends Event {
  static readonly type = 'log-clear'
  constructor() {
    super(LogClear.type, { bubbles: true, composed: true })
  }
}

/**
 * `<mr-redis-commands>`: commands as they happen, newest last. Stays at the end, unless one has scrolled up or paused.
 *
 *     html`<mr-redis-commands .log=${model.snapshot.log}></mr-redis-commands>`
 */
@customElement('mr-redis-commands')
export class MrRedisCommands extends LitElement {
  static override readonly styles = [
    controls,
    voiceStyles,
    searchField,
    commandsStyles,
    css`
      :host {
        display: flex;
      }
    `,
  ]

  @property({ attribute: false }) log: RedisLog = noLog
  @state() private filter = ''
  /** What is shown while the log goes on; null: all. */
  @state() private paused: RedisLog | null = null
  @query('.lines') private readonly lines!: HTMLElement
  @query('.content') private readonly content!: HTMLElement
  #isAtEnd = true
  readonly #resized = new ResizeObserver(() => this.#stickToEnd())

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#resized.disconnect()
  }

  override connectedCallback(): void {
    super.connectedCallback()
    if (this.hasUpdated) this.#observe()
  }

  protected override firstUpdated(): void {
    this.#observe()
  }

  /** What is above the lower edge gets its real height only when it is drawn. */
  #observe(): void {
    for (const part of [this.lines, this.content]) this.#resized.observe(part)
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    // Another run's log: nothing of the paused one is still there.
    if (changes.has('log') && this.paused && this.log.total < this.paused.total) this.paused = null
  }

  protected override updated(): void {
    this.#stickToEnd()
  }

  protected override render(): TemplateResult {
    const { filter, paused } = this
    const log = paused ?? this.log
    const missed = paused ? this.log.total - paused.total : 0
    return html`
      <div class="bar">
        <input
          type="search"
          aria-label="Filter commands"
          placeholder="Filter: command, key, client"
          .value=${filter}
          @input=${this.#filtered}
        />
        <button class="button quiet" type="button" aria-pressed=${paused !== null} @click=${this.#pause}>
          ${paused ? `Go on${missed > 0 ? ` (+${missed.toLocaleString('en')})` : ''}` : 'Pause'}
        </button>
        <button
          class="button quiet"
          type="button"
          ?disabled=${this.log.size === 0}
          @click=${() => {
            this.paused = null
            this.dispatchEvent(new LogClear())
          }}
        >
          Clear
        </button>
      </div>
      <div
        class="lines"
        role="log"
        aria-live="off"
        aria-label="Commands"
        tabindex="0"
        @scroll=${this.#scrolled}
      >
        <div class="content">
          ${repeat(
            log.chunks,
            ({ id }) => id,
            (chunk) => this.#renderChunk(chunk, log.startedAt ?? 0),
          )}
        </div>
        ${this.#renderNote(log)}
      </div>
    `
  }

  #renderChunk({ lines }: LogChunk, startedAt: number): TemplateResult {
    const { filter } = this
    return html`<div class="chunk">
      ${guard([lines, filter, startedAt], () =>
        lines.filter((line) => isAbout(line, filter)).map((line) => renderLine(line, startedAt)),
      )}
    </div>`
  }

  #renderNote(log: RedisLog): TemplateResult | typeof nothing {
    if (log.size === 0)
      return html`<p class="empty">
        No command yet. What your program and the prompt send to Redis shows up here.
      </p>`
    const isNothing = !log.chunks.some(({ lines }) => lines.some((line) => isAbout(line, this.filter)))
    return isNothing ? html`<p class="empty">No command here has “${this.filter.trim()}” in it.</p>` : nothing
  }

  readonly #filtered = (event: Event): void => {
    this.filter = (event.currentTarget as HTMLInputElement).value
  }

  readonly #pause = (): void => {
    this.paused = this.paused ? null : this.log
    if (!this.paused) this.#isAtEnd = true
  }

  readonly #scrolled = (): void => {
    const { scrollTop, scrollHeight, clientHeight } = this.lines
    this.#isAtEnd = scrollHeight - scrollTop - clientHeight < 24
  }

  #stickToEnd(): void {
    if (this.#isAtEnd && !this.paused) this.lines.scrollTop = this.lines.scrollHeight
  }
}

function renderLine(line: LogLine, startedAt: number): TemplateResult {
  switch (line.kind) {
    case 'command':
      return renderCommand(line.event, startedAt)
    case 'expired':
      return html`<div class="line aside">
        <span class="time">${secondsText(line.at - startedAt)}</span>
        <span>expired: <b>${visibleText(line.key.key)}</b>${inDb(line.key.db)}</span>
      </div>`
    case 'left':
      return html`<div class="line aside">
        <span class="time"></span><span>+${line.count.toLocaleString('en')} not shown</span>
      </div>`
    default:
      return line satisfies never
  }
}

function renderCommand(event: CommandEvent, startedAt: number): TemplateResult {
  const { at, client, words, reply, waitedMs, db } = event
  const [name = '', ...rest] = words
  const isError = reply.kind === 'error'
  return html`<div class="line">
    <span class="time">${secondsText(at - startedAt)}</span>
    <span class="client ${voiceClass(client.id)}" title=${client.address}>${clientText(client)}</span>
    <span class="what"
      ><b>${visibleText(name).toUpperCase()}</b> ${rest.map(wordText).join(' ')}${inDb(db)}
      <span class="reply ${reply.kind}"
        ><span aria-hidden="true">→</span
        ><span class="visually-hidden">answer:</span>
        ${isError ? html`<span aria-hidden="true">✕</span><span class="visually-hidden">error:</span> ` : nothing}${replyText(reply)}</span
      >${waitedMs >= 1 ? html` <span class="waited">after ${timeText(waitedMs)}</span>` : nothing}</span
    >
  </div>`
}

function inDb(db: number): string {
  return db === 0 ? '' : ` [db ${db}]`
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-redis-commands': MrRedisCommands
  }
}
