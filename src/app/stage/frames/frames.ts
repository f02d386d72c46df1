import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { laneWords } from '../../../trace/event-words.ts'
import type { FrameState, LaneState, TraceState } from '../../../trace/state.ts'
import { placeLink, placeStyles } from '../../panels/place-link.ts'
import { renderValue, valueStyles } from '../../panels/value.ts'
import { visibleText } from '../../panels/visible-text.ts'
import { controls } from '../../shared-styles.ts'
import { callName, loopWords, sortFrames } from './frames-words.ts'
import { framesStyles } from './frames-styles.ts'

type Part = TemplateResult | typeof nothing

/**
 * `<mr-frames>`: the calls of one lane at one moment, and the variables of the one that is chosen. A line that is clicked is
 * told as `PlaceChosen`.
 *
 *     html`<mr-frames .state=${model.state} lane="main"></mr-frames>`
 */
@customElement('mr-frames')
export class MrFrames extends LitElement {
  static override readonly styles = [controls, placeStyles, valueStyles, framesStyles]

  @property({ attribute: false }) state: TraceState | null = null
  @property() lane = 'main'

  /** The call that was chosen; the innermost while it is none of these. */
  @state() private chosen: number | null = null

  protected override render(): TemplateResult {
    const lane = this.state?.lanes.find((one) => one.lane === this.lane)
    const { running, waiting } = sortFrames([...(lane?.stack ?? []), ...(lane?.waiting ?? [])])
    const frame = [...running, ...waiting].find(({ id }) => id === this.chosen) ?? running[0] ?? waiting[0]
    if (!frame) return html`<p class="empty">${emptyWords(lane)}</p>`
    return html`<div class="calls">
        ${this.#renderFrames('Calls', 'the innermost first', running, frame)}
        ${this.#renderFrames('Waiting in await', 'they go on later', waiting, frame)}
      </div>
      ${renderVariables(frame)}`
  }

  #renderFrames(title: string, about: string, frames: readonly FrameState[], shown: FrameState): Part {
    if (frames.length === 0) return nothing
    return html`<section>
      <h3>${title} <span class="about">${about}</span></h3>
      <ol role="list">
        ${repeat(
          frames,
          ({ id }) => id,
          (frame) => this.#renderFrame(frame, frame === shown),
        )}
      </ol>
    </section>`
  }

  #renderFrame(frame: FrameState, isShown: boolean): TemplateResult {
    const { file, line, loop } = frame
    return html`<li class="frame ${isShown ? 'shown' : ''} ${frame.isWaiting ? 'waiting' : ''}">
      <button
        class="name"
        type="button"
        aria-pressed=${isShown}
        title="Show the variables of this call"
        @click=${() => (this.chosen = frame.id)}
      >
        ${frame.isAsync ? html`<span class="async">async</span> ` : nothing}${visibleText(callName(frame))}
      </button>
      ${placeLink({ file, line, column: 1 }, `${file}:${line}`)}
      ${loop ? html`<span class="loop">${loopWords(loop)}</span>` : nothing}
    </li>`
  }
}

function renderVariables(frame: FrameState): TemplateResult {
  const { variables } = frame
  return html`<section class="variables">
    <h3>Variables <span class="about">of ${visibleText(callName(frame))}</span></h3>
    ${
      variables.length === 0
        ? html`<p class="none">None yet.</p>`
        : html`<dl>
            ${repeat(
              variables,
              ({ name }) => `${frame.id} ${name}`,
              ({ name, value, isChanged }) =>
                html`<div class=${isChanged ? 'changed' : ''}>
                  <dt>
                    ${visibleText(name)}${
                      isChanged
                        ? html` <span class="mark">● <span class="visually-hidden">changed</span></span>`
                        : nothing
                    }
                  </dt>
                  <dd>${renderValue(value, false)}</dd>
                </div>`,
            )}
          </dl>`
    }
  </section>`
}

function emptyWords(lane: LaneState | undefined): string {
  if (!lane) return 'Nothing runs here at this moment.'
  if (lane.activity.kind === 'ended') return `${laneWords(lane.lane)} has ended: no call is left.`
  return 'No call is recorded at this moment. Calls and variables are seen in a run that is recorded line by line.'
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-frames': MrFrames
  }
}
