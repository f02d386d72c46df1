import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { groupOfKind } from '../../../trace/event-kinds.ts'
import type { EventGroup } from '../../../trace/filter.ts'
import { eventKinds, type TraceLog } from '../../../trace/log.ts'
import { searchField } from '../../panels/frame-styles.ts'
import { controls } from '../../shared-styles.ts'
import { StageFollower } from '../stage-follower.ts'
import { icon } from '../stage-icons.ts'
import type { StageModel } from '../stage-model.ts'
import { groupColour } from '../timeline/palette.ts'

const groupWords: { readonly [G in EventGroup]: string } = {
  redis: 'Redis',
  mail: 'Mail',
  http: 'Web',
  console: 'Console',
  time: 'Timers',
  threads: 'Threads',
  lines: 'Lines',
  tests: 'Tests',
  trouble: 'Trouble',
  recording: 'Recording',
}
const allGroups = Object.keys(groupWords) as EventGroup[]

/**
 * `<mr-event-filter>`: searches in the events, and chooses what they are about. Their numbers stay what they are.
 *
 *     html`<mr-event-filter .model=${model}></mr-event-filter>`
 */
@customElement('mr-event-filter')
export class MrEventFilter extends LitElement {
  static override readonly styles = [
    controls,
    searchField,
    css`
      :host {
        display: flex;
        flex: none;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-1) var(--space-2);
        padding: var(--space-1) var(--space-2);
        border-block-end: 1px solid var(--rule);
        font-size: var(--size-small);
      }
      .search {
        display: flex;
        flex: 1 1 11rem;
        align-items: center;
        gap: 2px;
        min-width: 0;
      }
      .count {
        flex: none;
        color: var(--ink-soft);
        font-variant-numeric: tabular-nums;
      }
      .button {
        min-width: 1.75rem;
        min-height: 1.75rem;
        padding: 0 var(--space-2);
        font-size: var(--size-small);
        font-weight: 400;
      }
      .button:disabled {
        border-color: transparent;
        opacity: 0.5;
      }
      .chips {
        display: flex;
        flex-basis: 100%;
        flex-wrap: wrap;
        gap: var(--space-1);
      }
      .chip {
        min-height: 1.5rem;
        padding: 0 0.5rem;
        border: 1px solid var(--rule-strong);
        border-radius: 1rem;
        background: none;
        color: var(--ink);
        font: inherit;
        font-size: 0.75rem;
        cursor: pointer;
      }
      .chip i {
        display: inline-block;
        width: 0.5rem;
        height: 0.5rem;
        margin-inline-end: 0.375rem;
        border-radius: 2px;
        background: var(--chip);
      }
      .chip[aria-pressed='true'] {
        border-color: var(--ink);
        background: var(--ink);
        color: var(--paper-raised);
      }
      @media (forced-colors: active) {
        .chip[aria-pressed='true'] {
          forced-color-adjust: none;
          background: Highlight;
          color: HighlightText;
        }
      }
    `,
  ]

  @property({ attribute: false }) model: StageModel | null = null
  @state() private isOpen = false
  @query('input') private readonly input!: HTMLInputElement

  constructor() {
    super()
    new StageFollower(this, () => this.model)
  }

  /** Puts the focus into the search field. */
  override focus(options?: FocusOptions): void {
    this.input.focus(options)
    this.input.select()
  }

  protected override render(): TemplateResult | typeof nothing {
    const { model } = this
    const { log, filter } = model?.snapshot ?? {}
    if (!model || !log || !filter) return nothing
    const { matches } = model
    const chosen = (filter.groups?.size ?? 0) + (filter.lanes?.size ?? 0)
    return html`
      <div class="search">
        <input
          type="search"
          aria-label="Search in the events"
          placeholder="Search: BLPOP, ada@…, Thread-2"
          title="Search (/)"
          .value=${filter.text}
          @focus=${() => model.prepareSearch()}
          @input=${() => model.setFilter({ text: this.input.value })}
          @keydown=${this.#keyPressed}
        />
        <button
          class="button quiet"
          type="button"
          aria-label="Match before"
          title="Match before (Shift Enter)"
          ?disabled=${!matches?.length}
          @click=${() => model.stepMatch(-1)}
        >
          ${icon('back')}
        </button>
        <button
          class="button quiet"
          type="button"
          aria-label="Next match"
          title="Next match (Enter)"
          ?disabled=${!matches?.length}
          @click=${() => model.stepMatch(1)}
        >
          ${icon('forward')}
        </button>
      </div>
      <span class="count" role="status" aria-busy=${model.isSearching}
        >${matches ? countWords(matches.length, log.lastSeq, model.isSearching) : nothing}</span
      >
      <button
        class="button quiet"
        type="button"
        aria-expanded=${this.isOpen}
        @click=${() => (this.isOpen = !this.isOpen)}
      >
        Filter${chosen > 0 ? ` (${chosen})` : ''}
      </button>
      ${this.isOpen ? this.#renderChips(model, log) : nothing}
    `
  }

  #renderChips(model: StageModel, log: TraceLog): TemplateResult {
    const { groups, task } = model.snapshot.filter
    const { task: followed } = model.snapshot
    const present = presentGroups(log)
    return html`<div class="chips" role="group" aria-label="What events are about">
      ${allGroups
        .filter((group) => present.has(group) || groups?.has(group))
        .map(
          (group) =>
            html`<button
              class="chip"
              type="button"
              style="--chip: ${groupColour(group)}"
              aria-pressed=${groups?.has(group) ?? false}
              @click=${() => model.setFilter({ groups: swapped(groups, group) })}
            >
              <i aria-hidden="true"></i>${groupWords[group]}
            </button>`,
        )}
      ${
        followed === null && task === null
          ? nothing
          : html`<button
              class="chip"
              type="button"
              style="--chip: var(--voice-2)"
              aria-pressed=${task !== null}
              @click=${() => model.setFilter({ task: task === null ? followed : null })}
            >
              <i aria-hidden="true"></i>only task ${task ?? followed}
            </button>`
      }
    </div>`
  }

  readonly #keyPressed = (event: KeyboardEvent): void => {
    if (event.isComposing) return
    if (event.key === 'Enter') this.model?.stepMatch(event.shiftKey ? -1 : 1)
    else if (event.key === 'Escape' && this.input.value !== '') this.model?.setFilter({ text: '' })
    else return
    event.preventDefault()
    event.stopPropagation()
  }
}

function countWords(count: number, all: number, isSearching: boolean): string {
  return `${count.toLocaleString('en')} of ${all.toLocaleString('en')}${isSearching ? ' so far' : ''}`
}

/** With the group, or without it; null if none is left. */
function swapped(groups: ReadonlySet<EventGroup> | null, group: EventGroup): ReadonlySet<EventGroup> | null {
  const next = new Set(groups)
  if (!next.delete(group)) next.add(group)
  return next.size > 0 ? next : null
}

function presentGroups({ columns, firstSeq, lastSeq }: TraceLog): ReadonlySet<EventGroup> {
  const kinds = new Set<number>()
  let hasTrouble = false
  for (let at = 0; at <= lastSeq - firstSeq; at++) {
    kinds.add(columns.kind[at] ?? 0)
    hasTrouble ||= columns.trouble[at] === 1
  }
  const groups = new Set<EventGroup>(hasTrouble ? ['trouble'] : [])
  for (const number of kinds) {
    const kind = eventKinds[number]
    if (kind) groups.add(groupOfKind(kind))
  }
  return groups
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-event-filter': MrEventFilter
  }
}
