import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { eventWords, laneWords } from '../../../trace/event-words.ts'
import type { TraceLog } from '../../../trace/log.ts'
import { visibleText } from '../../panels/visible-text.ts'
import { controls } from '../../shared-styles.ts'
import { StageFollower } from '../stage-follower.ts'
import type { StageModel } from '../stage-model.ts'
import { positionWords, sinceStart } from '../stage-words.ts'
import { TimelineCamera, type TimelineHit } from './camera.ts'
import { listenToGestures, type GestureTarget } from './gestures.ts'
import { renderLanes } from './gutter.ts'
import { probeStyles, renderProbes } from './palette.ts'
import type { Picture } from './picture.ts'
import { timelineStyles } from './timeline-styles.ts'
import { TimelineSurface } from './surface.ts'

const rulerHeight = 24
const [leastRow, mostRow] = [24, 48]

/**
 * `<mr-timeline>`: a recording along its time, a row for each thread; the playhead is a slider.
 *
 *     html`<mr-timeline .model=${model}></mr-timeline>`
 */
@customElement('mr-timeline')
export class MrTimeline extends LitElement {
  static override readonly styles = [controls, probeStyles, timelineStyles]

  @property({ attribute: false }) model: StageModel | null = null
  @state() private tip: (TimelineHit & { readonly x: number; readonly y: number }) | null = null
  @query('canvas') private readonly canvas!: HTMLCanvasElement
  @query('.plot') private readonly plot!: HTMLElement
  @query('.frame') private readonly frame!: HTMLElement
  readonly #camera = new TimelineCamera()
  readonly #surface = new TimelineSurface(this, () => this.#picture())
  readonly #resized = new ResizeObserver(() => this.#measure())
  #unlisten = (): void => {}
  #match: { readonly of: readonly unknown[]; readonly isMatch: Uint8Array } | null = null

  constructor() {
    super()
    new StageFollower(this, () => this.model)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    if (this.hasUpdated) this.#listen()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#resized.disconnect()
    this.#unlisten()
    this.#surface.stop()
  }

  /** `factor` below 1: nearer, around the playhead. */
  zoom(factor: number): void {
    this.#camera.zoomAt(this.#camera.x(this.model?.snapshot.seq ?? 0), factor)
    this.requestUpdate()
  }

  /** All of the recording. */
  fit(): void {
    this.#camera.fit()
    this.requestUpdate()
  }

  /** Puts the focus on the playhead. */
  override focus(options?: FocusOptions): void {
    this.plot.focus(options)
  }

  protected override firstUpdated(): void {
    this.#listen()
    this.#measure()
  }

  protected override willUpdate(): void {
    const { log, seq = 0 } = this.model?.snapshot ?? {}
    if (log) this.#camera.look(log, seq)
  }

  protected override updated(): void {
    this.#surface.paintSoon()
  }

  protected override render(): TemplateResult {
    const { model } = this
    const { log, seq = 0 } = model?.snapshot ?? {}
    const { index } = this.#camera
    return html`
      <div class="frame" @scroll=${() => this.#surface.paintSoon()} style="--row: ${this.#rowHeight}px">
        <div class="content">
          ${this.#renderCorner()}
          ${model && log ? renderLanes(index.lanes, model.state, index.row(seq)) : nothing}
          <div
            class="plot"
            role="slider"
            tabindex="0"
            aria-label="Playhead"
            aria-orientation="horizontal"
            aria-valuemin=${log?.firstSeq ?? 0}
            aria-valuenow=${seq}
            aria-valuemax=${log?.lastSeq ?? 0}
            aria-valuetext=${log && seq > 0 ? positionWords(log, seq) : 'nothing is recorded'}
          >
            <canvas></canvas>
            ${log ? this.#renderOverlay(log) : nothing}
          </div>
        </div>
      </div>
      ${renderProbes(() => this.#surface.forgetColours())}
    `
  }

  #renderCorner(): TemplateResult {
    const isByTime = this.#camera.scale === 'time'
    return html`<div class="corner">
      <button
        class="scale"
        type="button"
        title=${
          isByTime
            ? 'As far apart as they were. Press for equal distances'
            : 'At equal distances. Press to see how far apart they were'
        }
        @click=${this.#swapScale}
      >
        <span class="visually-hidden">Scale: </span>${isByTime ? 'by time' : 'by order'}
      </button>
      <button type="button" aria-label="Zoom out" title="Zoom out (−)" @click=${() => this.zoom(2)}>−</button>
      <button type="button" aria-label="Zoom in" title="Zoom in (+)" @click=${() => this.zoom(0.5)}>+</button>
    </div>`
  }

  #renderOverlay(log: TraceLog): TemplateResult {
    const camera = this.#camera
    const { seq = 0, playhead = null } = this.model?.snapshot ?? {}
    const x = Math.round(camera.x(seq))
    const side = x < 24 ? 'is-first' : x > camera.width - 24 ? 'is-last' : ''
    const isLive = playhead === null
    return html`
      <div class="playhead ${isLive ? 'is-live' : ''}" style="transform: translateX(${x}px)">
        <span class="handle ${side}">${isLive ? 'live' : seq.toLocaleString('en')}</span>
      </div>
      ${camera.isWhole ? nothing : this.#renderThumb()}
      ${
        log.foldedCount > 0
          ? html`<span class="folded">${log.foldedCount.toLocaleString('en')} older events were folded</span>`
          : nothing
      }
      ${this.tip ? this.#renderTip(log) : nothing}
    `
  }

  #renderThumb(): TemplateResult {
    const { whole, view } = this.#camera
    const length = whole.to - whole.from
    const [start, share] = [(view.from - whole.from) / length, (view.to - view.from) / length]
    return html`<div class="thumb" style="left: ${start * 100}%; width: ${share * 100}%"></div>`
  }

  #renderTip(log: TraceLog): TemplateResult | typeof nothing {
    const { seq = 0, x = 0, y = 0, others = 0 } = this.tip ?? {}
    const event = log.event(seq)
    if (!event) return nothing
    const { width, height } = this.#surface
    const isRight = x > width / 2
    const isLow = y > height / 2
    const place = `translate(${x + (isRight ? -12 : 12)}px, ${y + (isLow ? -8 : 14)}px) translate(${isRight ? '-100%' : '0'}, ${isLow ? '-100%' : '0'})`
    return html`<div class="tip" style="transform: ${place}">
      <small
        >${seq.toLocaleString('en')} · ${sinceStart(log, event)} ·
        ${laneWords(event.lane)}${others > 0 ? ` · ${others.toLocaleString('en')} more here` : ''}</small
      >${visibleText(eventWords(event))}
    </div>`
  }

  #listen(): void {
    this.#resized.observe(this)
    this.#unlisten()
    this.#unlisten = listenToGestures(this.plot, this.#gestures)
  }

  readonly #gestures: GestureTarget = {
    seekAt: (x, y, isFirst) => {
      const hit = isFirst ? this.#camera.hit(x, this.#rowAt(y)) : null
      this.model?.seek(hit?.seq ?? this.#camera.seqAt(x))
    },
    hoverAt: (x, y) => {
      const hit = this.#camera.hit(x, this.#rowAt(y))
      if (hit || this.tip) this.tip = hit && { ...hit, x, y }
    },
    leave: () => {
      this.tip = null
    },
    zoomAt: (x, factor) => {
      this.#camera.zoomAt(x, factor)
      this.requestUpdate()
    },
    panBy: (pixels) => {
      this.#camera.panBy(pixels)
      this.requestUpdate()
    },
  }

  readonly #swapScale = (): void => {
    this.#camera.swapScale()
    this.requestUpdate()
  }

  #measure(): void {
    if (!this.#surface.measure(this.canvas)) return
    this.#camera.width = this.#surface.width
    this.requestUpdate()
  }

  get #rowHeight(): number {
    const free = (this.#surface.height - rulerHeight - 6) / Math.max(1, this.#camera.index.lanes.length)
    return Math.floor(Math.min(mostRow, Math.max(leastRow, free)))
  }

  #rowAt(y: number): number {
    return Math.floor((y - rulerHeight + this.frame.scrollTop) / this.#rowHeight)
  }

  #picture(): Omit<Picture, 'palette' | 'font' | 'width' | 'height'> | null {
    const { log, seq = 0, task, playhead = null } = this.model?.snapshot ?? {}
    if (!log) return null
    // Meanwhile older events may have been folded away: then the columns begin elsewhere.
    this.#camera.look(log, seq)
    const { index, view, scale } = this.#camera
    return {
      columns: log.columns,
      index,
      view,
      scale,
      rowHeight: this.#rowHeight,
      rulerHeight,
      top: this.frame.scrollTop,
      seq,
      task: task ?? 0,
      isLive: playhead === null,
      isMatch: this.#isMatch(log),
      isFolded: log.foldedCount > 0,
    }
  }

  #isMatch(log: TraceLog): Uint8Array | null {
    const matches = this.model?.matches
    if (!matches) return null
    const of = [matches, log.firstSeq, log.lastSeq]
    if (this.#match && of.every((value, at) => value === this.#match?.of[at])) return this.#match.isMatch
    const isMatch = new Uint8Array(Math.max(0, log.lastSeq - log.firstSeq + 1))
    for (const seq of matches) if (seq >= log.firstSeq) isMatch[seq - log.firstSeq] = 1
    this.#match = { of, isMatch }
    return isMatch
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-timeline': MrTimeline
  }
}
