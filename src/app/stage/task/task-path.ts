import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { laneWords } from '../../../trace/event-words.ts'
import type { TraceLog } from '../../../trace/log.ts'
import { taskPath, type TaskPath, type TaskStage } from '../../../trace/task-path.ts'
import { quotedText } from '../../panels/redis-words.ts'
import { visibleText } from '../../panels/visible-text.ts'
import { controls } from '../../shared-styles.ts'
import { StageFollower } from '../stage-follower.ts'
import { icon } from '../stage-icons.ts'
import type { StageModel } from '../stage-model.ts'
import { durationText } from '../stage-words.ts'
import { readingPane } from '../shared-styles.ts'
import { taskPathStyles } from './task-path-styles.ts'

/**
 * `<mr-task-path>`: the way of the task that is followed, from the list to the inbox, and how long each part of it took.
 *
 *     html`<mr-task-path .model=${model}></mr-task-path>`
 */
@customElement('mr-task-path')
export class MrTaskPath extends LitElement {
  static override readonly styles = [controls, readingPane, taskPathStyles]

  @property({ attribute: false }) model: StageModel | null = null
  #path: { readonly of: readonly unknown[]; readonly path: TaskPath } | null = null

  constructor() {
    super()
    new StageFollower(this, () => this.model)
  }

  protected override render(): TemplateResult | typeof nothing {
    const { log, task = null, version } = this.model?.snapshot ?? {}
    if (!log || task === null) return nothing
    const { texts, stages, totalMs, mail } = this.#find(log, task, version)
    const start = log.event(stages[0]?.seq ?? task)?.at ?? log.startMs
    // Of a stage that goes on, as much is drawn as there is.
    const last = log.event(log.lastSeq)?.at ?? start
    const span = Math.max(totalMs, ...stages.map((stage) => endOf(log, stage, last) - start), 1e-6)
    return html`
      <div class="head">
        <p class="what">
          <span class="number">Task ${task}</span>
          ${texts.map((text) => html`<code>${quotedText(shortened(text))}</code>`)}
        </p>
        <button class="button" type="button" @click=${() => this.model?.follow(null)}>
          ${icon('close')} Stop following
        </button>
      </div>
      <ol>
        ${stages.map((stage) => this.#renderStage(log, stage, { start, span, last }))}
      </ol>
      <p class="total">
        ${mail === null ? 'No mail came of it so far' : 'From its first event to its mail'}:
        <b>${durationText(totalMs)}</b>
      </p>
    `
  }

  #renderStage(
    log: TraceLog,
    stage: TaskStage,
    { start, span, last }: { readonly start: number; readonly span: number; readonly last: number },
  ): TemplateResult {
    const { seq = 0 } = this.model?.snapshot ?? {}
    const from = log.event(stage.seq)?.at ?? start
    const isHere = seq >= stage.seq && (stage.until === null ? stage.kind !== 'mail' : seq < stage.until)
    const left = ((from - start) / span) * 100
    const width = ((endOf(log, stage, last) - from) / span) * 100
    const time = stage.kind === 'mail' ? '' : stage.ms === null ? 'goes on' : durationText(stage.ms)
    return html`<li>
      <button
        class="stage ${stage.kind} ${isHere ? 'here' : ''} ${seq < stage.seq ? 'future' : ''}"
        type="button"
        aria-current=${isHere ? 'step' : nothing}
        title="To event ${stage.seq}"
        @click=${() => this.model?.seek(stage.seq)}
      >
        <span class="words">${visibleText(stageWords(stage))}</span>
        <span class="time">${time}</span>
        <span class="way" aria-hidden="true"
          ><i style="left: ${Math.min(99, left)}%; width: ${Math.min(100 - left, width)}%"></i
        ></span>
      </button>
    </li>`
  }

  /** Looked for only when there is more, or another task. */
  #find(log: TraceLog, task: number, version: number | undefined): TaskPath {
    const of = [log, task, version]
    if (!this.#path || of.some((value, at) => value !== this.#path?.of[at]))
      this.#path = { of, path: taskPath(log, task) }
    return this.#path.path
  }
}

const longestText = 80

function shortened(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text
}

function endOf(log: TraceLog, { kind, until, seq }: TaskStage, last: number): number {
  const end = until ?? (kind === 'mail' ? seq : null)
  return end === null ? last : (log.event(end)?.at ?? last)
}

function stageWords(stage: TaskStage): string {
  const who = laneWords(stage.lane)
  switch (stage.kind) {
    case 'waiting':
      return `waits in ${stage.place}, put there by ${who}`
    case 'work':
      return `taken by ${who}`
    case 'smtp':
      return `${who} hands it to the mail server (session ${stage.session})`
    case 'mail':
      return `in the inbox of ${stage.to.join(', ')}`
    default:
      return stage satisfies never
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-task-path': MrTaskPath
  }
}
