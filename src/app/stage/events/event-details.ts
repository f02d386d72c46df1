import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { EventOf, TraceEvent } from '../../../trace/event.ts'
import { eventWords, laneWords } from '../../../trace/event-words.ts'
import type { TraceLog } from '../../../trace/log.ts'
import { replyText, wordText } from '../../panels/redis-words.ts'
import { visibleText } from '../../panels/visible-text.ts'
import { controls } from '../../shared-styles.ts'
import { readingPane } from '../shared-styles.ts'
import { changeWords } from './event-details-changes.ts'
import { StageFollower } from '../stage-follower.ts'
import { markIcon } from '../stage-icons.ts'
import type { StageModel } from '../stage-model.ts'
import { durationText, sinceStart } from '../stage-words.ts'

/** So many of the events that one brought about are named. */
const mostEffects = 5

/**
 * `<mr-event-details>`: all that is known of the event at the playhead, and what brought it about.
 *
 *     html`<mr-event-details .model=${model}></mr-event-details>`
 */
@customElement('mr-event-details')
export class MrEventDetails extends LitElement {
  static override readonly styles = [
    controls,
    readingPane,
    css`
      .kicker {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 var(--space-2);
        margin: 0;
        color: var(--ink-soft);
        font-variant-numeric: tabular-nums;
      }
      h3 {
        margin: 0 0 var(--space-2);
        font-family: var(--font-code);
        font-size: var(--size-code);
        font-weight: 600;
        line-height: 1.45;
        overflow-wrap: anywhere;
      }
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: var(--space-1) var(--space-3);
        margin: 0;
      }
      dt {
        color: var(--ink-soft);
      }
      dd {
        min-width: 0;
        margin: 0;
        overflow-wrap: anywhere;
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      pre {
        margin: 0;
        max-height: 10rem;
        overflow: auto;
        font-family: var(--font-code);
        white-space: pre-wrap;
      }
      .link {
        min-height: 1.5rem;
        padding: 0;
        border: 0;
        background: none;
        color: var(--stamp);
        font: inherit;
        text-align: start;
        text-decoration: underline;
        text-decoration-thickness: 1px;
        text-underline-offset: 0.18em;
        cursor: pointer;
      }
      .link:hover {
        text-decoration-thickness: 2px;
      }
      .link.task {
        color: var(--voice-2);
      }
      .empty {
        margin: 0;
        color: var(--ink-soft);
      }
    `,
  ]

  @property({ attribute: false }) model: StageModel | null = null

  constructor() {
    super()
    new StageFollower(this, () => this.model)
  }

  protected override render(): TemplateResult {
    const { log, seq = 0 } = this.model?.snapshot ?? {}
    const event = log?.event(seq)
    if (!log || !event) return html`<p class="empty">Nothing is recorded yet.</p>`
    return html`
      <p class="kicker">
        ${markIcon(event)} <span>Event ${seq.toLocaleString('en')}</span>
        <span>${sinceStart(log, event)}</span>
        <span>${visibleText(laneWords(event.lane))}</span>
      </p>
      <h3>${visibleText(eventWords({ ...event, task: null }))}</h3>
      <dl>
        ${renderOwn(event)} ${this.#renderCause(log, event)} ${this.#renderEffects(log, event)}
        ${this.#renderTask(event)}
      </dl>
    `
  }

  #renderCause(log: TraceLog, { cause }: TraceEvent): TemplateResult | typeof nothing {
    return cause === null ? nothing : row('Because of', this.#renderLink(log, cause))
  }

  #renderEffects(log: TraceLog, { seq }: TraceEvent): TemplateResult | typeof nothing {
    const { firstSeq, lastSeq, columns } = log
    const effects: number[] = []
    for (let at = Math.max(0, seq + 1 - firstSeq); at <= lastSeq - firstSeq; at++)
      if (columns.cause[at] === seq && effects.push(firstSeq + at) === mostEffects) break
    if (effects.length === 0) return nothing
    return row(
      'Brought about',
      html`<ul>
        ${effects.map((effect) => html`<li>${this.#renderLink(log, effect)}</li>`)}
      </ul>`,
    )
  }

  #renderLink(log: TraceLog, seq: number): TemplateResult {
    const event = log.event(seq)
    const words = event ? `: ${visibleText(eventWords({ ...event, task: null }))}` : ', which is not kept'
    return html`<button class="link" type="button" @click=${() => this.model?.seek(seq)}>
      event ${seq.toLocaleString('en')}${words}
    </button>`
  }

  #renderTask({ task }: TraceEvent): TemplateResult | typeof nothing {
    if (task === null) return nothing
    const isFollowed = this.model?.snapshot.task === task
    return row(
      'Task',
      html`<button
        class="link task"
        type="button"
        @click=${() => this.model?.follow(isFollowed ? null : task)}
      >
        ${isFollowed ? `stop following task ${task}` : `follow task ${task}`}
      </button>`,
    )
  }
}

/** What only its kind has. */
function renderOwn(event: TraceEvent): TemplateResult | typeof nothing {
  switch (event.kind) {
    case 'command':
      return renderCommand(event)
    case 'blocked':
      return row('Command', html`<code>${event.words.map(wordText).join(' ')}</code>`)
    case 'mail':
      return html`${row('From', visibleText(event.mail.from))}${row('To', visibleText(event.mail.to.join(', ')))}${row('Subject', visibleText(event.mail.subject))}`
    case 'smtp':
      return row('Line', html`<pre>${visibleText(event.text)}</pre>`)
    case 'failed':
    case 'tested':
      return event.message ? row('Message', html`<pre>${visibleText(event.message)}</pre>`) : nothing
    case 'console':
      return event.entry.error
        ? row(
            'Error',
            html`<pre>${visibleText(`${event.entry.error.name}: ${event.entry.error.message}`)}</pre>`,
          )
        : nothing
    case 'message':
      return row('Text', html`<pre>${visibleText(event.text)}</pre>`)
    default:
      return nothing
  }
}

function renderCommand({
  words,
  reply,
  durationMs,
  waitedMs,
  changes,
  db,
}: EventOf<'command'>): TemplateResult {
  return html`
    ${row('Command', html`<code>${words.map(wordText).join(' ')}</code>${db === 0 ? nothing : ` in db ${db}`}`)}
    ${row('Reply', html`<code>${replyText(reply)}</code>`)}
    ${row('Time', `worked ${durationText(durationMs)}${waitedMs >= 1 ? `, after it waited ${durationText(waitedMs)}` : ''}`)}
    ${row(
      'Changed',
      changes.length === 0
        ? 'nothing'
        : html`<ul>
            ${changes.map((change) => html`<li>${visibleText(changeWords(change))}</li>`)}
          </ul>`,
    )}
  `
}

function row(name: string, value: TemplateResult | string): TemplateResult {
  return html`<dt>${name}</dt>
    <dd>${value}</dd>`
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-event-details': MrEventDetails
  }
}
