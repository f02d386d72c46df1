import type { StepId } from '../course/lesson.ts'
import type { Run } from './connection.ts'
import type { Draft, SaveOutcome, SaveReason, SaveRequest } from './draft.ts'
import { publicEntry } from './history.ts'
import type { HistoryEntry } from './history.ts'
import { SaveQueue } from './save-queue.ts'
import { saveText } from './save-rule.ts'
import type { SavedOutcome } from './save-rule.ts'
import { describeFailure, isFull } from './storage-state.ts'
import { UnsavedStep } from './unsaved-step.ts'

interface DraftsOptions {
  readonly run: Run
  readonly now: () => number
  /** This tab stored a text. */
  readonly onSaved: (draft: Draft) => void
  /** Another tab stored one. */
  readonly onTheirs: (draft: Draft) => void
}

/** The texts of all steps and their history: in the store, or in this tab while there is no storing. */
export class Drafts {
  readonly #run: Run
  readonly #now: () => number
  readonly #onSaved: (draft: Draft) => void
  readonly #onTheirs: (draft: Draft) => void
  readonly #queue = new SaveQueue((request) => this.#write(request))
  /** Each step's draft as the store had it when it was seen last. */
  readonly #known = new Map<StepId, Draft>()
  readonly #unsaved = new Map<StepId, UnsavedStep>()
  /** Texts that were stored late, from and to which revision: their writers know only the first. */
  readonly #storedLate = new Map<StepId, { readonly from: number; readonly to: number }>()

  constructor({ run, now, onSaved, onTheirs }: DraftsOptions) {
    this.#run = run
    this.#now = now
    this.#onSaved = onSaved
    this.#onTheirs = onTheirs
  }

  get hasUnsaved(): boolean {
    return [...this.#unsaved.values()].some(({ draft }) => draft !== null)
  }

  async load(step: StepId): Promise<Draft | null> {
    await this.#queue.settled(step)
    const unsaved = this.#unsaved.get(step)?.draft
    if (unsaved) return unsaved
    try {
      const draft = await this.#run((records) => records.draft(step))
      if (draft) this.#known.set(step, draft)
      return draft
    } catch {
      return this.#known.get(step) ?? null
    }
  }

  save(step: StepId, text: string, baseRevision: number, reason: SaveReason): Promise<SaveOutcome> {
    const late = this.#storedLate.get(step)
    return this.#queue.save({
      step,
      text,
      baseRevision: late && late.from === baseRevision ? late.to : baseRevision,
      reason,
      savedAt: this.#now(),
    })
  }

  /** Newest first. */
  async history(step: StepId): Promise<readonly HistoryEntry[]> {
    await this.#queue.settled(step)
    const unsaved = this.#unsaved.get(step)?.entries ?? []
    const stored = await this.#run((records) => records.history(step)).catch(() => [])
    return [...stored, ...unsaved].reverse().map(publicEntry)
  }

  /** Another tab says that it stored a text of this step. */
  async hear(step: StepId): Promise<void> {
    const draft = await this.#run((records) => records.draft(step)).catch(() => null)
    if (!draft || draft.revision <= (this.#known.get(step)?.revision ?? 0)) return
    this.#known.set(step, draft)
    this.#onTheirs(draft)
  }

  /** Tries again to store what could not be stored. */
  async flush(): Promise<void> {
    for (const [step, { draft }] of this.#unsaved) {
      // A save on its way brings a newer text.
      if (!draft || this.#queue.isBusy(step)) continue
      const outcome = await this.#queue.save(editOf(draft))
      if (outcome.kind === 'saved') {
        this.#storedLate.set(step, { from: draft.revision, to: outcome.draft.revision })
      } else if (outcome.kind === 'conflict') this.#onTheirs(outcome.theirs)
    }
  }

  /** What is not known to be stored, to be saved again in this order. */
  unfinished(): readonly SaveRequest[] {
    const unsaved = [...this.#unsaved.values()].flatMap(({ draft }) => (draft ? [editOf(draft)] : []))
    return [...unsaved, ...this.#queue.unanswered()]
  }

  /** Saves what another page could not finish. True when all of it is stored. */
  async finish(unfinished: readonly SaveRequest[]): Promise<boolean> {
    const newest = new Map(unfinished.map((request) => [request.step, request]))
    const storedSteps = new Set<StepId>()
    for (const { step, text, savedAt } of newest.values()) {
      // The page may just have managed it, or may have lived on.
      const entries = await this.history(step)
      if (entries.some((entry) => entry.text === text && entry.savedAt >= savedAt)) storedSteps.add(step)
    }
    const left = unfinished.filter(({ step }) => !storedSteps.has(step))
    const outcomes = await Promise.all(left.map((request) => this.#queue.save(request)))
    return outcomes.every(({ kind }) => kind !== 'not-saved')
  }

  settled(): Promise<void> {
    return this.#queue.settled()
  }

  /** `stored` with what is known or kept only in this tab. */
  allDrafts(stored: readonly Draft[]): readonly Draft[] {
    const drafts = new Map([...this.#known.values(), ...stored].map((draft) => [draft.step, draft]))
    for (const { draft } of this.#unsaved.values()) if (draft) drafts.set(draft.step, draft)
    return [...drafts.values()]
  }

  allHistory(stored: readonly HistoryEntry[]): readonly HistoryEntry[] {
    return [...stored, ...[...this.#unsaved.values()].flatMap(({ entries }) => entries.map(publicEntry))]
  }

  async #write(request: SaveRequest): Promise<SaveOutcome> {
    const { step } = request
    const previous = this.#known.get(step)
    try {
      const outcome = await this.#store(request)
      const draft = outcome.kind === 'saved' ? outcome.draft : outcome.theirs
      this.#known.set(step, draft)
      if (outcome.kind === 'saved' && draft.revision !== previous?.revision) this.#onSaved(draft)
      return outcome
    } catch (error) {
      const unsaved = this.#unsaved.get(step) ?? new UnsavedStep()
      this.#unsaved.set(step, unsaved)
      await unsaved.keep(request, previous ?? null)
      return { kind: 'not-saved', message: describeFailure(error).message }
    }
  }

  async #store(request: SaveRequest): Promise<SavedOutcome> {
    const { step } = request
    const unsaved = this.#unsaved.get(step)
    const entries = unsaved?.entries ?? []
    try {
      const outcome = await this.#run((records) => saveText(records.step(step), request, entries))
      this.#unsaved.delete(step)
      return outcome
    } catch (error) {
      if (!unsaved || entries.length === 0 || !isFull(error)) throw error
      // Too much came together: the newest text matters most, the older ones stay in this tab.
      const outcome = await this.#run((records) => saveText(records.step(step), request, []))
      unsaved.draft = null
      return outcome
    }
  }
}

function editOf({ step, text, revision, savedAt }: Draft): SaveRequest {
  return { step, text, baseRevision: revision, reason: 'edit', savedAt }
}
