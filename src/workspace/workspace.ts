import type { StepId } from '../course/lesson.ts'
import { Connection } from './connection.ts'
import type { Run } from './connection.ts'
import type { Draft, SaveOutcome, SaveReason } from './draft.ts'
import { DraftChange } from './draft-change.ts'
import { Drafts } from './drafts.ts'
import { writeExport } from './export-file.ts'
import { publicEntry } from './history.ts'
import type { HistoryEntry } from './history.ts'
import { LastWords } from './last-words.ts'
import { ProgressKeeper } from './progress-keeper.ts'
import { mergeProgress, withPrediction } from './progress.ts'
import type { Progress } from './progress.ts'
import { SettingsKeeper } from './settings-keeper.ts'
import type { Settings } from './settings.ts'
import { withDefaults } from './options.ts'
import type { WorkspaceOptions } from './options.ts'
import { StorageMonitor } from './storage-monitor.ts'
import type { StorageState } from './storage-state.ts'
import { Tabs } from './tabs.ts'
import type { TabNews } from './tabs.ts'

export { DraftChange } from './draft-change.ts'
export type { Draft, SaveOutcome, SaveReason } from './draft.ts'
export type { HistoryEntry } from './history.ts'
export type { WorkspaceOptions } from './options.ts'
export type { Progress, StepProgress } from './progress.ts'
export type { Settings } from './settings.ts'
export type { StorageState } from './storage-state.ts'

/**
 * The learner's saved work: drafts with their history, progress and settings, the same in all tabs of a browser.
 * Nothing that a learner wrote is lost: what cannot be stored stays in this tab, `storage` says so, and it is stored as
 * soon as that works again.
 *
 * Fires 'storage-change', 'progress-change', 'settings-change', and `DraftChange` when another tab saved.
 *
 *     const workspace = await Workspace.open()
 *     const draft = await workspace.load('01-lists/02-stack')
 *     const outcome = await workspace.save('01-lists/02-stack', text, draft?.revision ?? 0, 'edit')
 */
export class Workspace extends EventTarget {
  readonly #connection: Connection
  readonly #drafts: Drafts
  readonly #progress: ProgressKeeper
  readonly #settings: SettingsKeeper
  readonly #tabs: Tabs
  readonly #lastWords: LastWords
  readonly #clock: () => number
  readonly #monitor = new StorageMonitor(() => this.dispatchEvent(new Event('storage-change')))
  readonly #run: Run = (work) => this.#monitor.watch(this.#connection.run(work))
  #wasPersistAsked = false
  #flushing: Promise<void> | null = null

  /** Never rejects: without storage it keeps everything in memory, and `storage` says why. */
  static async open(options: WorkspaceOptions = {}): Promise<Workspace> {
    const workspace = new Workspace(options)
    await workspace.#read()
    workspace.#attend()
    return workspace
  }

  private constructor(options: WorkspaceOptions) {
    super()
    const { name, factory, channelClass, clock, limitMs } = withDefaults(options)
    this.#clock = clock
    this.#connection = new Connection({
      factory,
      name,
      now: clock,
      limitMs,
      onTurn: () => void this.#read(),
      onDamage: () => this.#monitor.noteDamage(),
    })
    this.#lastWords = new LastWords(name)
    this.#tabs = new Tabs(channelClass, name, (news) => void this.#hear(news))
    this.#drafts = new Drafts({
      run: this.#run,
      now: clock,
      onSaved: ({ step }) => this.#tabs.tell({ kind: 'draft', step }),
      onTheirs: (draft) => this.dispatchEvent(new DraftChange(draft)),
    })
    this.#progress = new ProgressKeeper({
      run: this.#run,
      onChange: () => this.dispatchEvent(new Event('progress-change')),
      onSaved: () => this.#tabs.tell({ kind: 'progress' }),
    })
    this.#settings = new SettingsKeeper({
      run: this.#run,
      onChange: () => this.dispatchEvent(new Event('settings-change')),
      onSaved: () => this.#tabs.tell({ kind: 'settings' }),
    })
  }

  get storage(): StorageState {
    return this.#monitor.state
  }

  get progress(): Progress {
    return this.#progress.snapshot
  }

  get settings(): Settings {
    return this.#settings.snapshot
  }

  /** The newest text of a step, null if there is none; after the saves that are on their way. */
  async load(step: StepId): Promise<Draft | null> {
    const draft = await this.#drafts.load(step)
    this.#settle()
    return draft
  }

  /** `baseRevision`: the revision of the draft that `text` was made from, 0 if there was none. */
  async save(step: StepId, text: string, baseRevision: number, reason: SaveReason): Promise<SaveOutcome> {
    this.#askToPersist()
    const { damages } = this.#monitor
    const outcome = await this.#drafts.save(step, text, baseRevision, reason)
    if (outcome.kind === 'saved') this.#monitor.passDamage(damages)
    this.#settle()
    return outcome
  }

  /** Newest first. */
  async history(step: StepId): Promise<readonly HistoryEntry[]> {
    const entries = await this.#drafts.history(step)
    this.#settle()
    return entries
  }

  async markStarted(step: StepId): Promise<void> {
    const startedAt = this.#clock()
    await this.#progress.change(step, (progress) => ({ startedAt, ...progress }))
    this.#settle()
  }

  async markPassed(step: StepId): Promise<void> {
    const passedAt = this.#clock()
    await this.#progress.change(step, (progress) => ({ passedAt, ...progress }))
    this.#settle()
  }

  async countCheck(step: StepId): Promise<void> {
    await this.#progress.change(step, (progress) => ({ ...progress, checks: progress.checks + 1 }))
    this.#settle()
  }

  /** `hints`: how many of the step's hints are shown now. */
  async markHint(step: StepId, hints: number): Promise<void> {
    await this.#progress.change(step, (progress) => ({ ...progress, hints: Math.max(progress.hints, hints) }))
    this.#settle()
  }

  async markSolutionSeen(step: StepId): Promise<void> {
    await this.#progress.change(step, (progress) => ({ ...progress, hasSeenSolution: true }))
    this.#settle()
  }

  /** What was predicted at question `index` of the step, from 0. A right answer stays one. */
  async markPrediction(step: StepId, index: number, isRight: boolean): Promise<void> {
    await this.#progress.change(step, (progress) => withPrediction(progress, index, isRight))
    this.#settle()
  }

  /** Seen in `settings` at once. */
  async changeSettings(changes: Partial<Settings>): Promise<void> {
    await this.#settings.change(changes)
    this.#settle()
  }

  /** Everything as one JSON file (its format: export-file.ts), also while nothing can be stored. */
  async exportAll(): Promise<Blob> {
    await this.#drafts.settled()
    const stored = await this.#run((records) => records.everything()).catch(() => null)
    const progress = mergeProgress(this.progress, stored?.progress ?? [])
    return writeExport({
      format: 'mailroom-work',
      version: 1,
      exportedAt: this.#clock(),
      drafts: this.#drafts.allDrafts(stored?.drafts ?? []),
      history: this.#drafts.allHistory((stored?.history ?? []).map(publicEntry)),
      progress: Object.entries(progress).map(([step, ofStep]) => ({ step: step as StepId, ...ofStep })),
      quarantine: stored?.damaged ?? [],
    })
  }

  /** After the saves that are on their way. */
  async close(): Promise<void> {
    this.#ignore()
    await this.#drafts.settled()
    this.#connection.close()
    this.#tabs.close()
  }

  /** Takes in what is stored: at the start, and when the connection was lost or found again. */
  async #read(): Promise<void> {
    await this.#readProgress()
    await this.#readSettings()
    await this.#finishOthers()
    this.#settle()
  }

  /** What a page could not finish before it ended is saved now, under the same rules. */
  async #finishOthers(): Promise<void> {
    for (const { key, value, requests } of this.#lastWords.read()) {
      const finished = requests
        ? this.#drafts.finish(requests)
        : this.#run((records) => records.quarantine('last words', key, value)).then(
            () => true,
            () => false,
          )
      if (await finished) this.#lastWords.remove(key)
    }
  }

  async #readProgress(): Promise<void> {
    this.#progress.add(await this.#run((records) => records.allProgress()).catch(() => []))
  }

  async #readSettings(): Promise<void> {
    this.#settings.add(await this.#run((records) => records.settings()).catch(() => null))
  }

  async #hear(news: TabNews): Promise<void> {
    switch (news.kind) {
      case 'draft':
        return this.#drafts.hear(news.step)
      case 'progress':
        return this.#readProgress()
      case 'settings':
        return this.#readSettings()
      default:
        news satisfies never
    }
  }

  /** After work in the store: what is still unsaved is tried again, and when nothing is, all is well. */
  #settle(): void {
    if (!this.#monitor.isBack) return
    if (this.#hasUnsaved()) void this.#flush()
    else this.#monitor.recover()
  }

  #hasUnsaved(): boolean {
    return this.#drafts.hasUnsaved || this.#progress.hasUnsaved || this.#settings.hasUnsaved
  }

  #flush(): Promise<void> {
    this.#flushing ??= (async () => {
      await this.#drafts.flush()
      await this.#progress.flush()
      await this.#settings.flush()
      this.#flushing = null
      if (this.#monitor.isBack && !this.#hasUnsaved()) this.#monitor.recover()
    })()
    return this.#flushing
  }

  /** Asks the browser not to clear this site's storage by itself. It decides alone, so its answer changes nothing. */
  #askToPersist(): void {
    if (this.#wasPersistAsked) return
    this.#wasPersistAsked = true
    void globalThis.navigator?.storage?.persist?.().catch(() => undefined)
  }

  /** A page that ends may have no time to finish. */
  readonly #leave = (): void => this.#lastWords.write(this.#drafts.unfinished())

  /** Storage may work again: free space was made while this page was away. */
  readonly #flushUnsaved = (): void => {
    if (this.#hasUnsaved()) void this.#flush()
  }

  #attend(): void {
    globalThis.document?.addEventListener('visibilitychange', this.#flushUnsaved)
    globalThis.window?.addEventListener('pagehide', this.#leave)
  }

  #ignore(): void {
    globalThis.document?.removeEventListener('visibilitychange', this.#flushUnsaved)
    globalThis.window?.removeEventListener('pagehide', this.#leave)
  }
}
