import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { controls } from '../shared-styles.ts'
import { StageFollower } from './stage-follower.ts'
import { icon } from './stage-icons.ts'
import { speeds, type StageModel, type StageSnapshot } from './stage-model.ts'
import { positionWords, sinceStart } from './stage-words.ts'
import { transportStyles } from './transport-styles.ts'

/**
 * `<mr-transport>`: play, step, speed, and whether what one sees is live. More buttons go into its slot.
 *
 *     html`<mr-transport .model=${model}><button>Save</button></mr-transport>`
 */
@customElement('mr-transport')
export class MrTransport extends LitElement {
  static override readonly styles = [controls, transportStyles]

  @property({ attribute: false }) model: StageModel | null = null
  /** What a step by button came to, for screen readers. */
  @state() private told = ''

  constructor() {
    super()
    new StageFollower(this, () => this.model)
  }

  protected override render(): TemplateResult | typeof nothing {
    const { model } = this
    if (!model) return nothing
    const { snapshot } = model
    const { log, isPlaying, seq, playhead, speed } = snapshot
    const lastSeq = log?.lastSeq ?? 0
    const isEmpty = lastSeq === 0
    const isAtStart = isEmpty || seq <= (log?.firstSeq ?? 1)
    return html`
      <div class="buttons" role="group" aria-label="Playback">
        <button
          class="button quiet"
          type="button"
          aria-label="To the start"
          title="To the start (Home)"
          ?disabled=${isAtStart}
          @click=${() => this.#tell(() => model.seek(log?.firstSeq ?? 1))}
        >
          ${icon('start')}
        </button>
        <button
          class="button quiet"
          type="button"
          aria-label="One event back"
          title="One event back (←); of the same lane: Shift ←; of the same task: ["
          ?disabled=${isAtStart}
          @click=${() => this.#tell(() => model.step(-1, 'event'))}
        >
          ${icon('back')}
        </button>
        <button
          class="button ${isPlaying ? '' : 'primary'} play"
          type="button"
          aria-label=${isPlaying ? 'Pause' : 'Play'}
          title=${isPlaying ? 'Pause (Space)' : playhead === null ? 'Play from the start (Space)' : 'Play (Space)'}
          ?disabled=${isEmpty}
          @click=${() => (isPlaying ? model.pause() : model.play())}
        >
          ${icon(isPlaying ? 'pause' : 'play')}
        </button>
        <button
          class="button quiet"
          type="button"
          aria-label="One event forward"
          title="One event forward (→); of the same lane: Shift →; of the same task: ]"
          ?disabled=${isEmpty || playhead === null}
          @click=${() => this.#tell(() => model.step(1, 'event'))}
        >
          ${icon('forward')}
        </button>
        <select aria-label="Speed" title="How fast it plays" @change=${this.#speedChosen}>
          ${speeds.map(
            (one) => html`<option value=${one} ?selected=${one === speed}>${speedText(one)}×</option>`,
          )}
        </select>
      </div>
      ${this.#renderPosition(snapshot)}
      <div class="more"><slot></slot></div>
      <span class="visually-hidden" role="status">${this.told}</span>
    `
  }

  #renderPosition({ log, playhead, seq }: StageSnapshot): TemplateResult {
    const last = (log?.lastSeq ?? 0).toLocaleString('en')
    if (!log || playhead === null)
      return html`<p class="position live">
        <i class="dot" aria-hidden="true"></i><b>Live</b><span class="long">${last} events</span>
      </p>`
    const event = log.event(seq)
    return html`<p class="position past">
      <span class="where"
        ><span class="long">You see event </span><b>${seq.toLocaleString('en')}</b> of
        ${last}${event ? html`<span class="time">, ${sinceStart(log, event)}</span>` : nothing}</span
      >
      <button class="button" type="button" title="Show what is now (L)" @click=${() => this.model?.live()}>
        <span><span class="long">Back to </span>live</span> <kbd>L</kbd>
      </button>
    </p>`
  }

  readonly #speedChosen = (event: Event): void => {
    this.model?.setSpeed(Number((event.currentTarget as HTMLSelectElement).value))
  }

  #tell(step: () => void): void {
    step()
    const { log, seq } = this.model?.snapshot ?? {}
    this.told = log ? positionWords(log, seq ?? 0) : ''
  }
}

function speedText(speed: number): string {
  return speed === 0.25 ? '¼' : speed === 0.5 ? '½' : String(speed)
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-transport': MrTransport
  }
}
