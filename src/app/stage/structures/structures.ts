import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { DrawnSpec } from '../../../course/lesson-stage.ts'
import type { TraceEvent } from '../../../trace/event.ts'
import type { TraceState } from '../../../trace/state.ts'
import { controls } from '../../shared-styles.ts'
import type { DrawnAround, End } from './drawn-around.ts'
import { drawings, growingEnds, type Drawing } from './drawn.ts'
import { ItemMotion } from './structures-motion.ts'
import { renderDrawing } from './structures-parts.ts'
import { figuresStyles } from './structures-figures-styles.ts'
import { structuresStyles } from './structures-styles.ts'

/** What was last done to a structure, and when. */
interface Told {
  readonly words: string
  readonly seq: number
}

const inputs = ['state', 'drawn', 'task', 'event', 'stateBefore'] as const

/**
 * `<mr-structures>`: queues, stacks, lists of Redis and the digits of a number, as they stand at one moment. Items keep who
 * they are and move. An item that is clicked is told as `TaskChosen`.
 *
 *     html`<mr-structures .state=${model.state} .drawn=${lesson.stage?.drawn ?? []} .task=${snapshot.task}
 *       .taskOf=${(id) => taskOfItem(log, id)}
 *       .event=${log.event(seq)}
 *       .stateBefore=${log.stateAt(seq - 1)}></mr-structures>`
 */
@customElement('mr-structures')
export class MrStructures extends LitElement {
  static override readonly styles = [controls, structuresStyles, figuresStyles]

  @property({ attribute: false }) state: TraceState | null = null
  /** What the lesson wants to be drawn; all that there is without. */
  @property({ attribute: false }) drawn: readonly DrawnSpec[] = []
  /** The task that is followed. */
  @property({ attribute: false }) task: number | null = null
  @property({ attribute: false }) taskOf: DrawnAround['taskOf'] = undefined
  /** The event after which this is the state, and the state before it: without them less can be told. */
  @property({ attribute: false }) event: TraceEvent | null | undefined = null
  @property({ attribute: false }) stateBefore: TraceState | null | undefined = null

  #shown: readonly Drawing[] = []
  @query('.leaving') private layer!: HTMLElement | null
  readonly #motion = new ItemMotion()
  #previous: TraceState | null = null
  #ends: ReadonlyMap<string, End> = new Map()
  readonly #told = new Map<string, Told>()

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (!inputs.some((name) => changes.has(name))) return
    this.#motion.note(this.renderRoot)
    const { state: now } = this
    if (!now) {
      this.#shown = []
      return
    }
    const before = this.stateBefore ?? this.#earlier(now)
    if (before) this.#ends = growingEnds(this.#ends, before, now)
    const { drawn, task, taskOf, event = null } = this
    this.#shown = drawings(now, drawn, { task, event, before, ends: this.#ends, ...(taskOf && { taskOf }) })
    this.#tell(now.seq)
    this.#previous = now
  }

  protected override updated(): void {
    if (this.layer) this.#motion.play(this.renderRoot, this.layer)
  }

  protected override render(): TemplateResult {
    return html`${
        this.#shown.length === 0
          ? html`<p class="empty">
              Nothing to draw yet: queues, stacks and lists of Redis appear here once there are some.
            </p>`
          : html`<div class="drawings">
              ${repeat(
                this.#shown,
                ({ id }) => id,
                (drawing) => renderDrawing(drawing, this.#told.get(drawing.id), this.state?.seq ?? 0),
              )}
            </div>`
      }
      <div class="leaving" aria-hidden="true" inert></div>`
  }

  /** The state that was shown last, if this one came of it. */
  #earlier(now: TraceState): TraceState | null {
    const previous = this.#previous
    return previous && previous.seq < now.seq ? previous : null
  }

  /** What was done last stays to be read, until one goes back to before it. */
  #tell(seq: number): void {
    for (const [id, told] of this.#told) if (told.seq > seq) this.#told.delete(id)
    for (const drawing of this.#shown) {
      if (drawing.kind === 'absent' || drawing.kind === 'bits') continue
      if (drawing.words) this.#told.set(drawing.id, { words: drawing.words, seq })
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-structures': MrStructures
  }
}
