import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { DrawnSpec, PredictionSpec } from '../../course/lesson-stage.ts'
import type { TraceLog } from '../../trace/log.ts'
import type { Moment } from '../../wire/moment.ts'
import { taskOfItem } from '../../trace/task-path.ts'
import { controls } from '../shared-styles.ts'
import '../shell/split.ts'
import type { Tab, TabChange } from '../shell/tabs.ts'
import '../shell/tabs.ts'
import './events/event-details.ts'
import type { MrEventFilter } from './events/event-list-filter.ts'
import './events/event-list-filter.ts'
import './events/event-list.ts'
import './frames/frames.ts'
import type { PredictionDone } from './prediction/prediction-card.ts'
import './prediction/prediction-card.ts'
import { MomentFinder } from './prediction/moment-finder.ts'
import { openQuestions } from './prediction/prediction.ts'
import { StageFollower } from './stage-follower.ts'
import { pressStageKey } from './stage-keys.ts'
import type { StageModel } from './stage-model.ts'
import { stageStyles } from './stage-styles.ts'
import './structures/structures.ts'
import type { TaskChosen } from './task/task-chosen.ts'
import './task/task-path.ts'
import type { MrTimeline } from './timeline/timeline.ts'
import './timeline/timeline.ts'
import './transport.ts'

/** `column`: all below each other; `beside`: the timeline beside the rest; `wide`: below it, the events beside the rest. */
type Arrangement = 'column' | 'beside' | 'wide'
type Part = 'events' | 'details' | 'task' | 'variables' | 'drawn'

/**
 * `<mr-stage>`: watch a run again, step by step, backwards too.
 *
 *     html`<mr-stage .model=${model} .draw=${stage.drawn} .predictions=${stage.predictions}>
 *       <button slot="actions">Save the recording</button>
 *     </mr-stage>`
 */
@customElement('mr-stage')
export class MrStage extends LitElement {
  static override readonly styles = [controls, stageStyles]

  @property({ attribute: false }) model: StageModel | null = null
  @property({ attribute: false }) draw: readonly DrawnSpec[] = []
  @property({ attribute: false }) predictions: readonly PredictionSpec[] = []
  /** Places of the predictions that were answered before. */
  @property({ attribute: false }) answered: ReadonlySet<number> = new Set()
  @state() private chosenPart: Part | null = null
  @state() private arrangement: Arrangement = 'column'
  @state() private height = 0
  @query('mr-timeline') private readonly timeline!: MrTimeline | null
  @query('mr-event-filter') private readonly filter!: MrEventFilter | null
  readonly #resized = new ResizeObserver(() => this.#arrange())
  /** Predictions that one has gone on from, in this recording. */
  #done = new Set<number>()
  #asked: readonly unknown[] = []
  #log: TraceLog | null = null
  #moments: MomentFinder | null = null
  #task: number | null = null

  constructor() {
    super()
    new StageFollower(this, () => this.model)
    this.addEventListener('keydown', this.#keyPressed)
    this.addEventListener('task-chosen', (event) => this.#followChosen(event as TaskChosen))
    this.addEventListener('prediction-done', (event) => this.#goOn((event as PredictionDone).index))
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#resized.observe(this)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#resized.disconnect()
    this.model?.pause()
  }

  /** Puts the focus on the playhead. */
  override focus(options?: FocusOptions): void {
    this.timeline?.focus(options)
  }

  /** Behind another tab it has nothing to show, and a long run is much to read again and again. */
  protected override shouldUpdate(): boolean {
    return this.isConnected
  }

  protected override willUpdate(_: PropertyValues<this>): void {
    const { log = null, task = null } = this.model?.snapshot ?? {}
    if (task !== this.#task && task !== null) this.chosenPart = 'task'
    this.#task = task
    this.#askQuestions(log)
  }

  protected override render(): TemplateResult {
    const { model, arrangement } = this
    const { log, question } = model?.snapshot ?? {}
    if (!model || !log || log.lastSeq === 0) return renderEmpty()
    const head = html`
      <mr-transport .model=${model}><slot name="actions"></slot></mr-transport>
      ${question ? html`<mr-prediction .question=${question}></mr-prediction>` : nothing}
    `
    const timeline = html`<mr-timeline
      .model=${model}
      style="--height: ${this.#timelineHeight(log)}px"
    ></mr-timeline>`
    if (arrangement === 'beside')
      return html`<mr-split name="timeline" .position=${56} @position-change=${stop}>
        <div class="side" slot="start">${head}${timeline}</div>
        <div class="side" slot="end">${this.#renderParts(model, log)}</div>
      </mr-split>`
    return html`${head}${timeline}${
      arrangement === 'column'
        ? this.#renderParts(model, log)
        : html`<mr-split name="events" .position=${58} @position-change=${stop}>
            <div class="side" slot="start">${renderEvents(model)}</div>
            <div class="side" slot="end">${this.#renderParts(model, log)}</div>
          </mr-split>`
    }`
  }

  #renderParts(model: StageModel, log: TraceLog): TemplateResult {
    const { task, seq } = model.snapshot
    const { state } = model
    const lane = log.event(seq)?.lane ?? 'main'
    const hasFrames = state?.lanes.some(({ stack }) => stack.length > 0) ?? false
    const hasDrawn = this.draw.length > 0 || (state?.structures.length ?? 0) > 0
    const all: readonly (Tab & { readonly id: Part; readonly isThere: boolean })[] = [
      { id: 'events', label: 'Events', isThere: this.arrangement !== 'wide' },
      { id: 'details', label: 'Details', isThere: true },
      { id: 'drawn', label: 'Drawn', isThere: hasDrawn },
      { id: 'variables', label: 'Variables', isThere: hasFrames || this.chosenPart === 'variables' },
      { id: 'task', label: task === null ? 'Task' : `Task ${task}`, isThere: task !== null },
    ]
    const tabs = all.filter(({ isThere }) => isThere)
    // Where a lesson says what is to be seen, that is what one sees.
    const first = this.draw.length > 0 ? 'drawn' : tabs[0]?.id
    const selected = tabs.find(({ id }) => id === (this.chosenPart ?? first))?.id ?? tabs[0]?.id ?? 'details'
    const shown = (): TemplateResult => {
      switch (selected) {
        case 'events':
          return html`<div class="side" slot="events">${renderEvents(model)}</div>`
        case 'details':
          return html`<mr-event-details slot="details" .model=${model}></mr-event-details>`
        case 'drawn':
          return html`<mr-structures
            slot="drawn"
            .state=${state}
            .drawn=${this.draw}
            .task=${task}
            .taskOf=${this.#taskOf}
            .event=${log.event(seq)}
            .stateBefore=${log.stateAt(seq - 1)}
          ></mr-structures>`
        case 'variables':
          return html`<mr-frames slot="variables" .state=${state} .lane=${lane}></mr-frames>`
        case 'task':
          return html`<mr-task-path slot="task" .model=${model}></mr-task-path>`
        default:
          return selected satisfies never
      }
    }
    return html`<mr-tabs
      label="Parts of the stage"
      .tabs=${tabs}
      .selected=${selected}
      @tab-change=${(event: TabChange) => this.#choosePart(event, tabs)}
      >${shown()}</mr-tabs
    >`
  }

  #choosePart(event: TabChange, tabs: readonly { readonly id: Part }[]): void {
    event.stopPropagation()
    this.chosenPart = tabs.find(({ id }) => id === event.id)?.id ?? null
  }

  /** High enough for its lanes, and never more than its share. */
  #timelineHeight({ lanes }: TraceLog): number {
    const share = this.arrangement === 'wide' ? 0.42 : 0.36
    return Math.round(Math.min(32 + 30 * lanes.length, Math.max(104, this.height * share)))
  }

  #arrange(): void {
    const { clientWidth, clientHeight } = this
    // Out of sight it has no size; it will have the old one when it comes back.
    if (clientWidth === 0) return
    this.height = clientHeight
    this.arrangement =
      clientWidth < 640 ? 'column' : clientHeight < 430 ? 'beside' : clientWidth < 860 ? 'column' : 'wide'
  }

  /** Looked up while somebody looks back: live, nothing is asked. */
  #askQuestions(log: TraceLog | null): void {
    const { playhead = null, version, question } = this.model?.snapshot ?? {}
    if (log !== this.#log) {
      this.#log = log
      this.#done = new Set()
      this.#moments?.stop()
      this.#moments = log && new MomentFinder(log, () => this.#askAgain())
    }
    const asked = [log, this.predictions, version, this.#done.size]
    if (!log || playhead === null || this.predictions.length === 0) return
    if (asked.every((value, at) => value === this.#asked[at])) return
    this.#asked = asked
    const isAnswered = (index: number): boolean =>
      this.#done.has(index) || (this.answered.has(index) && question?.index !== index)
    const find = (moment: Moment): number | null => this.#moments?.find(moment) ?? null
    this.model?.setQuestions(openQuestions(log, this.predictions, find, isAnswered))
  }

  #askAgain(): void {
    this.#asked = []
    this.#askQuestions(this.#log)
  }

  /** An item whose coming nobody saw is no task. */
  #followChosen({ item }: TaskChosen): void {
    const task = this.#taskOf(item)
    if (task !== null) this.model?.follow(task)
  }

  readonly #taskOf = (item: string): number | null => {
    const log = this.model?.snapshot.log
    return log ? taskOfItem(log, item) : null
  }

  /** Now one sees what happens. */
  #goOn(index: number): void {
    this.#done.add(index)
    this.#askQuestions(this.model?.snapshot.log ?? null)
    this.model?.step(1, 'event')
  }

  readonly #keyPressed = (event: KeyboardEvent): void => {
    const { model } = this
    if (!model?.snapshot.log) return
    const isForStage = pressStageKey(event, model, {
      zoom: (factor) => (factor === Infinity ? this.timeline?.fit() : this.timeline?.zoom(factor)),
      search: () => this.#search(),
    })
    if (!isForStage) return
    event.preventDefault()
    event.stopPropagation()
  }

  #search(): void {
    if (this.arrangement !== 'wide') this.chosenPart = 'events'
    void this.updateComplete.then(() => this.filter?.focus())
  }
}

function renderEvents(model: StageModel): TemplateResult {
  return html`<mr-event-filter .model=${model}></mr-event-filter>
    <mr-event-list .model=${model}></mr-event-list>`
}

/** Where its dividers stand is not kept. */
function stop(event: Event): void {
  event.stopPropagation()
}

function renderEmpty(): TemplateResult {
  return html`<div class="empty">
    <svg viewBox="0 0 220 60" width="220" height="60" aria-hidden="true">
      <path class="rail" d="M10 16h200M10 44h200" />
      <path class="flow" d="M58 16c22 0 22 28 50 28M138 44c18 0 18-28 36-28" />
      <rect x="50" y="10" width="12" height="12" rx="2" />
      <rect x="24" y="12" width="8" height="8" rx="2" />
      <path class="letter" d="M104 37h18v14h-18zl9 8 9-8" />
      <circle cx="176" cy="16" r="5" />
      <path class="head" d="M196 4v52" />
    </svg>
    <p>Run your code and you can watch it here, step by step, backwards too.</p>
    <slot name="actions"></slot>
  </div>`
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-stage': MrStage
  }
}
