import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Lesson, StepEntry } from '../../course/lesson.ts'
import type { Diagnostic, Place } from '../../wire/program.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import type { ProblemsChange, TextChange } from '../editor/editor-events.ts'
import type { PlaceChosen } from '../panels/place-link.ts'
import { controls } from '../shared-styles.ts'
import { StepSession } from '../session/step-session.ts'
import type { StepCompiler } from '../session/step-services.ts'
import { SnapshotChange, type StepSnapshot } from '../session/step-snapshot.ts'
import './code.ts'
import type { MrCode } from './code.ts'
import { StepExtras } from './extras.ts'
import { StepLayout } from './layout.ts'
import { sentenceOf } from './report-words.ts'
import type { MrResults } from './results.ts'
import { statusOf } from './run-words.ts'
import { startServices, type PageServices } from './services.ts'
import type { SpeedChange } from './speed.ts'
import type { PanelId } from './side-panels.ts'
import { actOn } from './step-acts.ts'
import type { EntryRestore, ShownOnStage, StageShow, StepAction, StepActionName } from './step-events.ts'
import { stepStyles } from './step-styles.ts'
import { renderStep, sideOf, type Pane, type ResultTab, type StepDialog } from './step-view.ts'

const notDownloaded = 'This part of the page could not be downloaded. Is the network gone? Try once more.'

/**
 * `<mr-step>`: the page of one step, where it is read, written, run, checked and helped with. Asks to move on with
 * `StepNavigate`.
 *
 *     html`<mr-step .lesson=${lesson} .workspace=${workspace} .previous=${null} .next=${next} @step-navigate=${…}></mr-step>`
 */
@customElement('mr-step')
export class MrStep extends LitElement {
  static override readonly styles = [controls, stepStyles]

  @property({ attribute: false }) lesson: Lesson | null = null
  @property({ attribute: false }) workspace: Workspace | null = null
  @property({ attribute: false }) next: StepEntry | null = null
  @property({ attribute: false }) previous: StepEntry | null = null
  /** One that began to load before this page; without it the page starts its own. */
  @property({ attribute: false }) compiler: StepCompiler | null = null
  /** Doubles, for tests; without them the page starts its own and ends them when it goes. */
  @property({ attribute: false }) services: PageServices | null = null

  @state() private tab: ResultTab = 'console'
  @state() private pane: Pane = 'text'
  @state() private side: PanelId = 'redis'
  @state() private dialog: StepDialog | null = null
  @state() private typeProblems: readonly Diagnostic[] = []
  @state() private announcement = ''
  @state() private failure = ''

  readonly #frameHost = document.createElement('div')
  /** One element for both layouts and all steps: moved, not made anew, so that cursor and undo history stay. */
  readonly #code: MrCode = document.createElement('mr-code')
  readonly #layout = new StepLayout(() => this.requestUpdate())
  readonly #extras = new StepExtras(() => this.requestUpdate())
  #started: PageServices | null = null
  #session: StepSession | null = null
  #isManualRun = false

  override connectedCallback(): void {
    super.connectedCallback()
    this.#frameHost.hidden = true
    this.renderRoot.append(this.#frameHost)
    this.#layout.start()
    addEventListener('keydown', this.#keyPressed, { capture: true })
    addEventListener('beforeunload', this.#leaving)
    this.requestUpdate()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#layout.stop()
    removeEventListener('keydown', this.#keyPressed, { capture: true })
    removeEventListener('beforeunload', this.#leaving)
    this.#closeSession()
    this.#started?.dispose()
    this.#started = null
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    const isOther = changes.has('lesson') || changes.has('workspace') || changes.has('services')
    if (this.isConnected && (isOther || !this.#session)) this.#openSession(changes.get('lesson')?.id)
    const session = this.#session
    // Until the new step's text is there, the editor keeps the old one: it would count an empty one as a change. What was
    // typed into it meanwhile would be lost, so nothing can be.
    this.#code.inert = !session?.snapshot.isOpen
    if (!session?.snapshot.isOpen) return
    const { snapshot, lesson } = session
    const isSeen = this.tab === 'stage' && (!this.#layout.isNarrow || this.pane === 'result')
    if (this.workspace) this.#extras.update(this.#isPanelSeen, { session, workspace: this.workspace, isSeen })
    this.#code.scope = lesson.id
    this.#code.files = lesson.files
    this.#code.text = snapshot.text
    this.#code.diagnostics = [...snapshot.diagnostics, ...snapshot.runErrors]
    this.#code.language = this.#services.language
    this.#code.mark = this.#extras.past?.place ?? null
  }

  override render(): TemplateResult | typeof nothing {
    const session = this.#session
    const { workspace } = this
    if (!session || !workspace) return nothing
    const { pane, tab, side, dialog, typeProblems, failure, previous, next } = this
    const { isNarrow, panels: panelsPlace } = this.#layout
    const chosen = { pane, tab, side, dialog, typeProblems, failure, previous, next }
    return html`<div
        class="page"
        @step-action=${(event: StepAction) => this.#act(event.name)}
        @place-chosen=${(event: PlaceChosen) => this.#reveal(event)}
        @text-change=${(event: TextChange) => session.edit(event.text)}
        @problems-change=${(event: ProblemsChange) => this.#heedTypes(event.diagnostics)}
        @speed-change=${(event: SpeedChange) => session.setSpeed(event.speed)}
        @console-clear=${() => session.clearConsole()}
        @stage-show=${(event: StageShow) => this.#watch(event.what)}
        @entry-restore=${(event: EntryRestore) => session.restore(event)}
      >
        ${renderStep({
          ...chosen,
          session,
          workspace,
          isNarrow,
          panels: this.#extras.panels,
          panelsPlace,
          stage: this.#extras.stage?.element ?? null,
          past: this.#extras.past,
          language: this.#services.language,
          code: this.#code.scope ? this.#code : null,
          onPane: (chosen) => (this.pane = chosen),
          onTab: (chosen) => this.#showTab(chosen),
          onSide: (chosen) => (this.side = chosen),
          onPosition: (name, position) => {
            void workspace.changeSettings({ panes: { ...workspace.settings.panes, [name]: position } })
          },
        })}
      </div>
      <p class="visually-hidden" role="status">${this.announcement}</p>`
  }

  get #services(): PageServices {
    return this.services ?? (this.#started ??= startServices(this.#frameHost, this.compiler))
  }

  /** `before`: the step that was shown. */
  #openSession(before: string | undefined): void {
    this.#closeSession()
    const { lesson, workspace } = this
    if (!lesson || !workspace) return
    const { compiler, sandbox, language } = this.#services
    const session = new StepSession({ lesson, workspace, compiler, sandbox, language })
    this.#session = session
    let last = session.snapshot
    session.addEventListener(SnapshotChange.type, () => {
      this.#heed(last, session.snapshot)
      last = session.snapshot
      this.requestUpdate()
    })
    language.addEventListener('status-change', this.#redraw)
    if (before !== lesson.id) {
      this.tab = 'console'
      this.pane = 'text'
      this.typeProblems = []
      this.renderRoot.querySelector('.text')?.scrollTo(0, 0)
    }
    this.announcement = this.failure = ''
    this.dialog = null
    this.#isManualRun = false
    void session.open()
    this.#extras.load(session).catch(() => (this.failure = notDownloaded))
  }

  #closeSession(): void {
    this.#session?.close()
    this.#session = null
    ;(this.services ?? this.#started)?.language.removeEventListener('status-change', this.#redraw)
  }

  readonly #redraw = (): void => this.requestUpdate()

  readonly #isPanelSeen = (id: PanelId): boolean => {
    const { isNarrow, panels } = this.#layout
    if (panels === 'tab') return this.tab === id && (!isNarrow || this.pane === 'result')
    return sideOf(this.#extras.panels, this.side)?.id === id
  }

  #heedTypes(diagnostics: readonly Diagnostic[]): void {
    this.typeProblems = diagnostics
    this.#session?.hearTypes(diagnostics.some(({ severity }) => severity === 'error'))
  }

  /** Shows and says what a person waits for: the end of a run or a check that they asked for. */
  #heed(before: StepSnapshot, after: StepSnapshot): void {
    if (after.judged !== before.judged && after.judged) {
      const { report, text } = after.judged
      this.#showResult('check')
      this.#announce(sentenceOf(report))
      // Whoever types on keeps the focus where they type.
      if (report.kind === 'tested' && report.isPassed && text === after.text) void this.#focusNext()
    }
    if (!this.#isManualRun || after.run === before.run) return
    if (after.run.kind === 'refused') this.tab = 'problems'
    else if (!['ended', 'failed', 'serving'].includes(after.run.kind)) return
    this.#isManualRun = false
    this.#announce(statusOf(after))
  }

  #act(name: StepActionName): void {
    const session = this.#session
    if (!session?.snapshot.isOpen) return
    switch (name) {
      case 'run':
        this.#isManualRun = true
        if (this.tab !== 'stage') this.#showResult('console')
        return session.run()
      case 'go-live':
        return this.#extras.stage?.live()
      case 'open-history':
        return void this.#openDialog('history')
      case 'open-solution':
        session.openSolution()
        return void this.#openDialog('solution')
      case 'close-dialog':
        this.dialog = null
        return
      default:
        return actOn(session, name)
    }
  }

  async #openDialog(dialog: StepDialog): Promise<void> {
    try {
      await (dialog === 'history' ? import('./history.ts') : import('./solution.ts'))
      this.dialog = dialog
      this.failure = ''
    } catch {
      this.failure = notDownloaded
    }
  }

  #showResult(tab: ResultTab): void {
    this.tab = tab
    this.pane = 'result'
  }

  #showTab(tab: ResultTab): void {
    this.tab = tab
    if (tab === 'stage') this.#extras.loadStage().catch(() => (this.failure = notDownloaded))
  }

  async #watch(what: ShownOnStage): Promise<void> {
    this.#showTab('stage')
    this.pane = 'result'
    const stage = await this.#extras.loadStage()
    this.failure = (await stage.show(what)) ?? ''
  }

  async #focusNext(): Promise<void> {
    await this.updateComplete
    await customElements.whenDefined('mr-results')
    const parts = [...this.renderRoot.querySelectorAll('mr-tabs, mr-results')]
    await Promise.all(parts.map((part) => (part instanceof LitElement ? part.updateComplete : undefined)))
    this.renderRoot.querySelector<MrResults>('mr-results')?.focusNext()
  }

  /** The same sentence twice is only read out twice if it differs. */
  #announce(sentence: string): void {
    this.announcement = this.announcement === sentence ? `${sentence}\u00a0` : sentence
  }

  async #reveal(place: Place): Promise<void> {
    this.pane = 'code'
    await this.updateComplete
    await this.#code.reveal(place)
  }

  readonly #keyPressed = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.altKey || this.dialog) return
    event.preventDefault()
    event.stopPropagation()
    // Held down, the key would go on to press the button that appears.
    if (!event.repeat) this.#act(event.shiftKey ? 'check' : 'run')
  }

  readonly #leaving = (event: BeforeUnloadEvent): void => {
    const kind = this.#session?.snapshot.save.kind
    if (kind === 'not-saved' || kind === 'conflict') event.preventDefault()
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-step': MrStep
  }
}
