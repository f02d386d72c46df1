import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { RecordingInfo } from '../../../trace/jsonl.ts'
import type { TraceLog } from '../../../trace/log.ts'
import { controls } from '../../shared-styles.ts'
import { toolRow } from '../shared-styles.ts'
import { takeDrops } from './file-drop.ts'
import { openRecording } from './recording-open.ts'
import { saveForPerfetto, saveRecording, type RecordingToSave } from './recording-save.ts'

/** A recording was opened from a file; what there is to know of it is told already. */
export class RecordingOpened extends Event {
  static readonly type = 'recording-opened'
  readonly log: TraceLog
  readonly info: RecordingInfo
  constructor(log: TraceLog, info: RecordingInfo) {
    super(RecordingOpened.type, { bubbles: true, composed: true })
    this.log = log
    this.info = info
  }
}

/** What it says: a note, or what went wrong. */
interface Words {
  readonly text: string
  readonly isTrouble: boolean
}

/**
 * `<mr-recording-file>`: saves a recording as a file and opens one, chosen or dropped on `dropOn`.
 *
 *     html`<mr-recording-file .recording=${{ log, info, number: '5.6' }} .dropOn=${stage}
 *       @recording-opened=${(event: RecordingOpened) => model.open(event.log)}></mr-recording-file>`
 */
@customElement('mr-recording-file')
export class MrRecordingFile extends LitElement {
  static override readonly styles = [
    controls,
    toolRow,
    css`
      /* Beside the other tools, where there is room. */
      :host {
        display: contents;
      }
      p {
        max-width: 60ch;
        overflow-wrap: anywhere;
      }
      .trouble {
        color: var(--stamp);
      }
    `,
  ]

  /** Null while there is none: then one can only be opened. */
  @property({ attribute: false }) recording: RecordingToSave | null = null
  /** Where a file may be dropped; by default on the buttons. */
  @property({ attribute: false }) dropOn: HTMLElement | null = null
  @state() private words: Words | null = null
  /** What can be done with a recording is seldom wanted, and the timeline wants the room. */
  @state() private isUnfolded = false
  @state() private isAbove = false
  @query('input') private readonly picker!: HTMLInputElement
  #stopDrops: () => void = () => {}
  #opening: object | null = null

  override connectedCallback(): void {
    super.connectedCallback()
    this.#takeDrops()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#stopDrops()
    this.#opening = null
  }

  protected override updated(changes: PropertyValues<this>): void {
    if (changes.has('dropOn')) this.#takeDrops()
  }

  protected override render(): TemplateResult {
    return html`
      ${this.recording === null ? nothing : this.#renderFold()}
      ${this.recording !== null && this.isUnfolded ? this.#renderSaving(this.recording) : nothing}
      ${this.recording === null || this.isUnfolded ? this.#renderOpening() : nothing}
      <input type="file" accept=".jsonl" hidden @change=${this.#chosen} />
      <p role="status" class=${this.words?.isTrouble ? 'trouble' : 'note'}>
        ${this.isAbove ? 'Drop the file to open the recording.' : this.words?.text}
      </p>
    `
  }

  #renderFold(): TemplateResult {
    return html`<button
      class="button"
      type="button"
      title="Save what you see as a file, or open one"
      aria-expanded=${this.isUnfolded}
      @click=${() => (this.isUnfolded = !this.isUnfolded)}
    >
      Recording <span aria-hidden="true">${this.isUnfolded ? '▾' : '▸'}</span>
    </button>`
  }

  #renderOpening(): TemplateResult {
    return html`<button
      class="button"
      type="button"
      title="Opens a saved recording (.jsonl)"
      @click=${() => this.picker.click()}
    >
      Open…
    </button>`
  }

  #renderSaving(recording: RecordingToSave): TemplateResult {
    const button = (
      label: string,
      title: string,
      save: (recording: RecordingToSave) => void,
    ): TemplateResult =>
      html`<button class="button" type="button" title=${title} @click=${() => this.#save(save, recording)}>
        ${label}
      </button>`
    return html`
      ${button('Save recording', 'As a file that Mailroom opens again', saveRecording)}
      ${button('For Perfetto', 'As a trace that ui.perfetto.dev opens', saveForPerfetto)}
    `
  }

  #save(save: (recording: RecordingToSave) => void, recording: RecordingToSave): void {
    try {
      save(recording)
      this.words = null
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      this.words = { text: `The recording could not be saved (${reason}).`, isTrouble: true }
    }
  }

  #takeDrops(): void {
    this.#stopDrops()
    this.#stopDrops = takeDrops(this.dropOn ?? this, {
      drop: (files) => void this.#open(files),
      hover: (isAbove) => (this.isAbove = isAbove),
    })
  }

  readonly #chosen = (): void => {
    const files = [...(this.picker.files ?? [])]
    // The same file, mended, can be chosen again.
    this.picker.value = ''
    if (files.length > 0) void this.#open(files)
  }

  async #open([file, ...more]: readonly File[]): Promise<void> {
    if (!file) return
    const opening = {}
    this.#opening = opening
    this.words = { text: `Opening ${file.name} …`, isTrouble: false }
    const opened = await openRecording(file)
    // Another file was chosen meanwhile, or the page is another.
    if (this.#opening !== opening) return
    this.#opening = null
    if (opened.kind === 'broken') {
      this.words = { text: `${file.name}: ${opened.message}`, isTrouble: true }
      return
    }
    const notes = [
      `${file.name} is open.`,
      opened.note,
      more.length > 0 ? 'Only the first of the files was opened.' : null,
    ]
    this.words = { text: notes.filter((note) => note !== null).join(' '), isTrouble: false }
    this.dispatchEvent(new RecordingOpened(opened.log, opened.info))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-recording-file': MrRecordingFile
  }
}
