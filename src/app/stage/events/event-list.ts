import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { TraceEvent } from '../../../trace/event.ts'
import { eventWords, laneWords } from '../../../trace/event-words.ts'
import type { EventFilter } from '../../../trace/filter.ts'
import type { TraceLog } from '../../../trace/log.ts'
import { secondsText } from '../../panels/seconds-text.ts'
import { visibleText } from '../../panels/visible-text.ts'
import { voiceClass, voiceStyles } from '../../panels/voice-colours.ts'
import { controls } from '../../shared-styles.ts'
import { eventListStyles, rowHeight } from './event-list-styles.ts'
import { StageFollower } from '../stage-follower.ts'
import { markIcon } from '../stage-icons.ts'
import type { StageModel } from '../stage-model.ts'
import { countUpTo } from '../stage-steps.ts'
import { shortLane } from '../stage-words.ts'

/** Rows that are drawn beyond what is seen, above and below. */
const spare = 6

/**
 * `<mr-event-list>`: the events that the filter lets through, as text; the one at the playhead is marked. Arrows go from
 * one to the next, Enter follows its task.
 *
 *     html`<mr-event-list .model=${model}></mr-event-list>`
 */
@customElement('mr-event-list')
export class MrEventList extends LitElement {
  static override readonly styles = [controls, voiceStyles, eventListStyles]

  @property({ attribute: false }) model: StageModel | null = null
  @state() private first = 0
  @state() private visible = 20
  @query('.rows') private readonly rows!: HTMLElement
  readonly #resized = new ResizeObserver(() => this.#scrolled())
  #shownSeq = -1
  #filter: EventFilter | null = null
  #wasSearching = false
  #log: TraceLog | null = null
  #isAtEnd = true

  constructor() {
    super()
    new StageFollower(this, () => this.model)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#resized.observe(this)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#resized.disconnect()
  }

  protected override render(): TemplateResult | typeof nothing {
    const { model } = this
    const { log, seq = 0, playhead } = model?.snapshot ?? {}
    if (!model || !log) return nothing
    const matches = model.matches
    const count = this.#count(log, matches)
    const from = Math.max(0, this.first - spare)
    const to = Math.min(count, this.first + this.visible + spare)
    const shown: TemplateResult[] = []
    for (let row = from; row < to; row++) {
      const event = log.event(this.#seqOf(log, matches, row))
      if (event) shown.push(this.#renderRow(log, event, row, seq))
    }
    const current = this.#rowOf(log, matches, seq)
    const isCurrentDrawn = playhead !== null && current >= from && current < to
    return html`
      <div
        class="rows"
        role="grid"
        aria-label="Events"
        aria-rowcount=${count}
        aria-activedescendant=${isCurrentDrawn ? `row-${seq}` : nothing}
        tabindex="0"
        @scroll=${this.#scrolled}
        @keydown=${this.#keyPressed}
      >
        <div class="content" role="rowgroup" style="height: ${count * rowHeight}px">${shown}</div>
      </div>
      ${count === 0 ? html`<p class="empty">${log.lastSeq === 0 ? 'Nothing is recorded yet.' : 'No event is like that.'}</p>` : nothing}
    `
  }

  #renderRow(log: TraceLog, event: TraceEvent, row: number, current: number): TemplateResult {
    const { seq, lane, task } = event
    const followed = this.model?.snapshot.task ?? null
    const isOf = task !== null && task === followed
    const classes = `row ${seq === current ? 'current' : ''} ${seq > current ? 'future' : ''} ${isOf ? 'followed' : ''}`
    return html`<div
      class=${classes}
      role="row"
      id="row-${seq}"
      aria-rowindex=${row + 1}
      aria-selected=${seq === current}
      style="transform: translateY(${row * rowHeight}px)"
      @click=${() => this.model?.seek(seq)}
    >
      <span class="seq" role="gridcell">${seq}</span>
      <span class="time" role="gridcell">${secondsText(event.at - log.startMs)}</span>
      <span class="lane ${voiceClass(log.lanes.indexOf(lane))}" role="gridcell" title=${laneWords(lane)}
        >${visibleText(shortLane(lane))}</span
      >
      <span class="what" role="gridcell"
        >${markIcon(event)}<span>${visibleText(wordsWithoutTask(event))}</span></span
      >
      <span class="task" role="gridcell"
        >${
          task === null
            ? nothing
            : html`<button
                type="button"
                tabindex="-1"
                aria-pressed=${isOf}
                title=${isOf ? 'Stop following this task' : 'Follow this task'}
                @click=${(click: Event) => this.#follow(click, isOf ? null : task)}
              >
                task ${task}
              </button>`
        }</span
      >
    </div>`
  }

  protected override updated(_: PropertyValues<this>): void {
    const { log, seq = 0, playhead = null, filter = null } = this.model?.snapshot ?? {}
    if (!log || !this.rows) return
    if (log !== this.#log) {
      this.#log = log
      this.#isAtEnd = true
    }
    // With another filter, or more that it lets through, the same event is in another row.
    const isElsewhere = seq !== this.#shownSeq || filter !== this.#filter || this.#wasSearching
    this.#filter = filter
    this.#wasSearching = this.model?.isSearching ?? false
    const row = this.#rowOf(log, this.model?.matches ?? null, seq)
    if (playhead === null) {
      if (this.#isAtEnd) this.rows.scrollTop = this.rows.scrollHeight
    } else if (isElsewhere) this.#reveal(row)
    this.#shownSeq = playhead === null ? -1 : seq
  }

  /** As little as it takes; to the middle, if it was far away. */
  #reveal(row: number): void {
    const { scrollTop, clientHeight } = this.rows
    const [top, bottom] = [row * rowHeight, (row + 1) * rowHeight]
    if (top >= scrollTop && bottom <= scrollTop + clientHeight) return
    const isNear = bottom > scrollTop - 3 * rowHeight && top < scrollTop + clientHeight + 3 * rowHeight
    this.rows.scrollTop = !isNear
      ? top - clientHeight / 2
      : top < scrollTop
        ? top - rowHeight
        : bottom - clientHeight + rowHeight
  }

  #count(log: TraceLog, matches: readonly number[] | null): number {
    return matches ? matches.length : Math.max(0, log.lastSeq - log.firstSeq + 1)
  }

  #seqOf(log: TraceLog, matches: readonly number[] | null, row: number): number {
    return matches ? (matches[row] ?? 0) : log.firstSeq + row
  }

  /** Row of an event, or of the last before it that is shown. */
  #rowOf(log: TraceLog, matches: readonly number[] | null, seq: number): number {
    return Math.max(0, (matches ? countUpTo(matches, seq) : seq - log.firstSeq + 1) - 1)
  }

  #follow(click: Event, task: number | null): void {
    click.stopPropagation()
    this.model?.follow(task)
  }

  readonly #scrolled = (): void => {
    if (!this.rows || this.rows.clientHeight === 0) return
    const { scrollTop, clientHeight, scrollHeight } = this.rows
    this.first = Math.floor(scrollTop / rowHeight)
    this.visible = Math.ceil(clientHeight / rowHeight)
    this.#isAtEnd = scrollHeight - scrollTop - clientHeight < rowHeight
  }

  readonly #keyPressed = (event: KeyboardEvent): void => {
    const { model } = this
    if (!model || event.ctrlKey || event.metaKey || event.altKey) return
    switch (event.key) {
      case 'ArrowUp':
        model.stepMatch(-1)
        break
      case 'ArrowDown':
        model.stepMatch(1)
        break
      case 'PageUp':
      case 'PageDown':
        this.#page(event.key === 'PageDown' ? 1 : -1)
        break
      case 'Enter': {
        const { log, seq, task } = model.snapshot
        const own = log?.event(seq)?.task ?? null
        model.follow(own === task ? null : own)
        break
      }
      default:
        return
    }
    event.preventDefault()
  }

  #page(direction: 1 | -1): void {
    const { log, seq = 0 } = this.model?.snapshot ?? {}
    if (!log) return
    const matches = this.model?.matches ?? null
    const count = this.#count(log, matches)
    if (count === 0) return
    const row = this.#rowOf(log, matches, seq) + direction * Math.max(1, this.visible - 1)
    this.model?.seek(this.#seqOf(log, matches, Math.min(count - 1, Math.max(0, row))))
  }
}

/** The row has its task in a column of its own. */
function wordsWithoutTask(event: TraceEvent): string {
  return eventWords({ ...event, task: null })
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-event-list': MrEventList
  }
}
