import type { Lesson } from '../../course/lesson.ts'
import type { ClockSpeed } from '../../wire/clock-messages.ts'
import type { CheckReport, RunOutcome } from '../../wire/outcome.ts'
import type { WebRequest, WebResponse } from '../../wire/web-messages.ts'
import { DraftChange, type HistoryEntry, type SaveReason } from '../../workspace/workspace.ts'
import { AutoRun } from './step-auto-run.ts'
import type { WatchedCheck, WatchOptions } from './step-checker.ts'
import { StepChecks } from './step-checks.ts'
import { StepDraft } from './step-draft.ts'
import { exerciseFile } from '../../checker/step-files.ts'
import { needsOf, type StepNeeds } from './step-needs.ts'
import { StepRunner } from './step-runner.ts'
import type { StepLanguage, StepRooms, StepSandbox, StepWorkspace } from './step-services.ts'
import { blankStep, SnapshotChange, type StepSnapshot, type StoredState } from './step-snapshot.ts'
import { StoredStep } from './step-stored.ts'

/**
 * One open step: its text and where it is saved, its run, its check and the help that was asked for, as one immutable
 * snapshot. Knows nothing of the page.
 *
 *     const session = new StepSession({ lesson, workspace, compiler, sandbox, language })
 *     session.addEventListener(SnapshotChange.type, () => draw(session.snapshot))
 *     await session.open()                // … session.close()
 */
export class StepSession extends EventTarget {
  readonly lesson: Lesson
  readonly needs: StepNeeds
  readonly #workspace: StepWorkspace
  readonly #sandbox: StepSandbox
  readonly #language: StepLanguage
  readonly #draft: StepDraft
  readonly #runner: StepRunner
  readonly #autoRun: AutoRun
  readonly #stored: StoredStep
  readonly #checks: StepChecks
  #stopStored = (): void => {}
  #snapshot: StepSnapshot
  #orderSeed: number | null = null
  #isStarted = false
  #isClosed = false

  constructor(options: StepRooms & { readonly lesson: Lesson }) {
    super()
    const { lesson, workspace, compiler, sandbox } = options
    this.lesson = lesson
    this.needs = needsOf(lesson)
    this.#workspace = workspace
    this.#sandbox = sandbox
    this.#language = options.language
    this.#stored = new StoredStep(workspace, lesson, (state) => this.#hearStored(state))
    const report = (change: Partial<StepSnapshot>): void =>
      this.#change(change.save ? { ...change, save: this.#stored.saved(change.save) } : change)
    this.#draft = new StepDraft(lesson.id, workspace, { report, onTaken: (text) => this.#rerun(text) })
    this.#runner = new StepRunner({
      compiler,
      sandbox,
      given: lesson.files,
      options: () => ({
        seed: lesson.seed,
        // Where nothing takes time there is none to be faster.
        speed: this.needs.hasTime ? this.#snapshot.speed : 1,
        keepsData: this.#snapshot.keepsData,
        ...(this.#orderSeed !== null && { orderSeed: this.#orderSeed }),
      }),
      hasLines: () => this.#snapshot.hasLines,
      report,
      onRest: this.#heedRest,
    })
    const { hasRedis, hasMail, hasThreads, hasApp } = this.needs
    const isPatient = hasRedis || hasMail || hasThreads || hasApp
    this.#autoRun = new AutoRun({ runner: this.#runner, isPatient, report })
    const onReport = (judged: CheckReport): void => void this.#heed(judged)
    this.#checks = new StepChecks({ compiler, sandbox, lesson, report, onReport })
    this.#snapshot = { ...blankStep, ...this.#stored.state }
  }

  get snapshot(): StepSnapshot {
    return this.#snapshot
  }

  /** Reads the draft, and runs it once if auto-run is on. */
  async open(): Promise<void> {
    this.#stopStored = this.#stored.start()
    this.#workspace.addEventListener(DraftChange.type, this.#hearDraft)
    await this.#draft.open(this.lesson.starter)
    if (this.#isClosed) return
    this.#openServices()
    this.#runner.edit(this.#draft.text, this.#snapshot.isAutoRun)
    this.#language.setFiles([...this.lesson.files, { name: exerciseFile, text: this.#draft.text }])
    if (!this.#snapshot.isAutoRun) this.#warmUp()
  }

  /** Stops what runs; what is to be saved is still saved. */
  close(): void {
    this.#isClosed = true
    this.#stopStored()
    this.#workspace.removeEventListener(DraftChange.type, this.#hearDraft)
    this.#autoRun.cancel()
    this.#runner.stop()
    this.#checks.stop()
    this.#draft.close()
  }

  edit(text: string): void {
    if (!this.#snapshot.isOpen || text === this.#draft.text) return
    if (!this.#isStarted) void this.#workspace.markStarted(this.lesson.id)
    this.#isStarted = true
    this.#change({ replaced: null })
    this.#orderSeed = null
    this.#draft.edit(text)
    this.#rerun(text)
  }

  run(): void {
    this.#autoRun.cancel()
    void this.#runner.run(this.#draft.text)
  }

  stop(): void {
    this.#autoRun.cancel()
    this.#runner.stop()
    this.#checks.stop()
  }

  /** Asks the `app` of the text as it is, which is run first unless it is running. Rejects with a sentence. */
  readonly ask = (request: WebRequest, signal: AbortSignal): Promise<WebResponse> => {
    this.#autoRun.cancel()
    return this.#runner.request(this.#draft.text, request, signal)
  }

  check(): void {
    this.#checks.check(this.#draft.text)
  }

  /** Checks once more, without a report in the snapshot, and records what happens. */
  watchCheck(options: WatchOptions, signal: AbortSignal): Promise<WatchedCheck> {
    return this.#checks.watch(this.#draft.text, options, signal)
  }

  /** From the next run on: tell of each statement, or run plainly. */
  setLines(hasLines: boolean): void {
    this.#change({ hasLines })
  }

  /** Runs in another order: where a real system leaves it open, the seed decides whose turn it is. Null: as it comes. */
  runInOrder(seed: number | null): void {
    this.#orderSeed = seed
    this.run()
  }

  clearConsole(): void {
    this.#runner.clearConsole()
  }

  setAutoRun(isOn: boolean): void {
    void this.#workspace.changeSettings({ isAutoRun: isOn, wasRunKilled: false })
    this.#autoRun.cancel()
    if (isOn) this.#runner.edit(this.#draft.text, true)
  }

  /** Whether the types of the text, as last checked, are wrong. */
  hearTypes(hasErrors: boolean): void {
    this.#autoRun.hearTypes(hasErrors)
  }

  /** At once, also in a run that is under way. */
  setSpeed(speed: ClockSpeed): void {
    void this.#workspace.changeSettings({ speed })
    this.#runner.setSpeed(speed)
  }

  setKeepsData(keepsData: boolean): void {
    this.#change({ keepsData })
  }

  /** Ends the run, and puts the step's own data back. */
  resetData(): void {
    this.stop()
    this.#openServices()
  }

  reset(): void {
    this.#replace(this.lesson.starter, 'reset')
  }

  takeSolution(): void {
    this.#replace(this.lesson.solution, 'solution')
  }

  restore(entry: Pick<HistoryEntry, 'text'>): void {
    this.#replace(entry.text, 'restore')
  }

  /** Undoes the last reset, taken solution, restore or taking of another tab's text. */
  undoReplace(): void {
    const replaced = this.#snapshot.replaced
    if (!replaced) return
    this.#replace(replaced.before, 'undo')
    this.dismissReplaced()
  }

  /** The offer to undo is not wanted. */
  dismissReplaced(): void {
    this.#change({ replaced: null })
  }

  /** In a conflict with another tab. */
  takeTheirs(): void {
    const before = this.#draft.takeTheirs()
    if (before === null) return
    this.#change({ replaced: { reason: 'merge', before } })
    this.#rerun(this.#draft.text)
  }

  /** In a conflict with another tab. */
  keepMine(): void {
    this.#draft.keepMine()
  }

  history(): Promise<readonly HistoryEntry[]> {
    return this.#workspace.history(this.lesson.id)
  }

  showHint(): void {
    const shown = Math.min(this.#snapshot.hintsShown + 1, this.lesson.hints.length)
    this.#change({ hintsShown: shown })
    void this.#workspace.markHint(this.lesson.id, shown)
  }

  openSolution(): void {
    this.#change({ isSolutionSeen: true })
    void this.#workspace.markSolutionSeen(this.lesson.id)
  }

  #replace(text: string, reason: SaveReason): void {
    const before = this.#draft.text
    if (text === before) return
    this.#change({ replaced: { reason, before } })
    this.#draft.replace(text, reason)
    this.#rerun(text)
  }

  #rerun(text: string): void {
    this.#autoRun.edit(text, this.#snapshot.isAutoRun)
  }

  #openServices(): void {
    const { hasRedis, hasMail, imported } = this.needs
    if (hasRedis || hasMail)
      this.#change({ services: this.#sandbox.openServices(this.lesson.seed, imported) })
  }

  #warmUp(): void {
    this.#sandbox.warmChecker()
    this.#checks.warmUp()
    this.#language.start()
  }

  readonly #heedRest = (outcome: RunOutcome | 'serving', isManual: boolean): void => {
    // The first result is on the screen: now there is time to load what is needed next.
    this.#warmUp()
    const isWell = outcome === 'serving' || outcome.kind === 'finished'
    if (!isWell && outcome.kind === 'stopped' && outcome.reason !== 'user') {
      void this.#workspace.changeSettings({ wasRunKilled: true })
    } else if (isWell && isManual && this.#workspace.settings.wasRunKilled) {
      void this.#workspace.changeSettings({ wasRunKilled: false })
    }
  }

  async #heed(report: { readonly kind: string; readonly isPassed?: boolean }): Promise<void> {
    if (report.kind === 'stopped') return
    await this.#workspace.countCheck(this.lesson.id)
    if (report.isPassed) await this.#workspace.markPassed(this.lesson.id)
  }

  readonly #hearDraft = (event: Event): void => {
    if (event instanceof DraftChange && event.step === this.lesson.id) this.#draft.hear(event.draft)
  }

  #hearStored({ hintsShown, isSolutionSeen, ...rest }: StoredState): void {
    // Help that was just asked for counts before it is stored.
    this.#change({
      ...rest,
      hintsShown: Math.max(hintsShown, this.#snapshot.hintsShown),
      isSolutionSeen: isSolutionSeen || this.#snapshot.isSolutionSeen,
    })
  }

  #change(change: Partial<StepSnapshot>): void {
    if (this.#isClosed) return
    this.#snapshot = { ...this.#snapshot, ...change }
    this.dispatchEvent(new SnapshotChange())
  }
}
