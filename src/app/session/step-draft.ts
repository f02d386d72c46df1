import type { Draft, SaveReason } from '../../workspace/workspace.ts'
import type { StepId } from '../../course/lesson.ts'
import type { Report } from './step-snapshot.ts'
import type { StepWorkspace } from './step-services.ts'

interface PendingSave {
  readonly text: string
  readonly reason: SaveReason
}

/**
 * The text of one step and its way into the workspace: every edit is saved at once, one save at a time, and a text that
 * another tab saved is never overwritten unasked.
 *
 *     const draft = new StepDraft(step, workspace, { report, onTaken: (text) => run(text) })
 *     await draft.open(starter)
 *     draft.edit('…')                     // later: draft.replace(starter, 'reset')
 */
export class StepDraft {
  readonly #step: StepId
  readonly #workspace: Pick<StepWorkspace, 'load' | 'save'>
  readonly #report: Report
  readonly #onTaken: (text: string) => void
  #text = ''
  #revision = 0
  /** Edited in this tab since its text was last the stored one: then nothing replaces it unasked. */
  #isEdited = false
  #pending: PendingSave[] = []
  #isSaving = false
  #theirs: Draft | null = null
  /** The newest that another tab said it saved while a save of ours was on its way. */
  #news: Draft | null = null

  /** `onTaken` hears that another tab's text took the place of this one. */
  constructor(
    step: StepId,
    workspace: Pick<StepWorkspace, 'load' | 'save'>,
    { report, onTaken }: { report: Report; onTaken: (text: string) => void },
  ) {
    this.#step = step
    this.#workspace = workspace
    this.#report = report
    this.#onTaken = onTaken
  }

  get text(): string {
    return this.#text
  }

  async open(starter: string): Promise<void> {
    let draft: Draft | null = null
    try {
      draft = await this.#workspace.load(this.#step)
    } catch (error) {
      this.#report({
        save: { kind: 'not-saved', message: `Your saved work could not be read: ${messageOf(error)}` },
      })
    }
    this.#text = draft?.text ?? starter
    this.#revision = draft?.revision ?? 0
    this.#report({ isOpen: true, text: this.#text })
  }

  edit(text: string): void {
    this.replace(text, 'edit')
  }

  /** Another text for a reason that history shows; an edit is one too. */
  replace(text: string, reason: SaveReason): void {
    this.#text = text
    this.#isEdited = true
    // Of edits that wait together only the last matters; other reasons each leave a mark in history.
    if (reason === 'edit' && this.#pending.at(-1)?.reason === 'edit') this.#pending.pop()
    this.#pending.push({ text, reason })
    this.#report({ text })
    void this.#savePending()
  }

  /** Another tab saved this step. */
  hear(draft: Draft): void {
    if (draft.revision > (this.#news?.revision ?? this.#revision)) this.#news = draft
    this.#considerNews()
  }

  /** In a conflict: their text, ours stays in history. Returns ours. */
  takeTheirs(): string | null {
    const theirs = this.#theirs
    if (!theirs) return null
    const mine = this.#text
    this.#text = theirs.text
    this.#isEdited = false
    this.#report({ text: this.#text })
    this.#settle(theirs, mine, theirs.text)
    return mine
  }

  /** In a conflict: our text, theirs stays in history. */
  keepMine(): void {
    if (this.#theirs) this.#settle(this.#theirs, this.#text)
  }

  /** A conflict that nobody settled: ours goes into history, theirs stays the step's text. */
  close(): void {
    this.takeTheirs()
  }

  /** Saves the texts one after another on top of theirs, so that history keeps each. */
  #settle(theirs: Draft, ...texts: string[]): void {
    this.#theirs = null
    this.#revision = theirs.revision
    for (const text of texts) {
      if (this.#pending.at(-1)?.text !== text) this.#pending.push({ text, reason: 'merge' })
    }
    void this.#savePending()
  }

  async #savePending(): Promise<void> {
    if (this.#isSaving || this.#theirs) return
    this.#isSaving = true
    this.#report({ save: { kind: 'saving' } })
    let failure = ''
    for (let next = this.#pending.shift(); next; next = this.#theirs ? undefined : this.#pending.shift()) {
      failure = await this.#save(next)
    }
    this.#isSaving = false
    if (this.#theirs) this.#report({ save: { kind: 'conflict', theirs: this.#theirs } })
    else this.#report({ save: failure ? { kind: 'not-saved', message: failure } : { kind: 'saved' } })
    this.#considerNews()
  }

  /** Returns why it failed, '' when it did not. */
  async #save({ text, reason }: PendingSave): Promise<string> {
    try {
      const outcome = await this.#workspace.save(this.#step, text, this.#revision, reason)
      if (outcome.kind === 'not-saved') return outcome.message
      if (outcome.kind === 'saved') this.#revision = outcome.draft.revision
      else if (outcome.theirs.text === this.#text) this.#revision = outcome.theirs.revision
      else {
        this.#theirs = outcome.theirs
        this.#pending.unshift({ text, reason: 'merge' })
      }
      return ''
    } catch (error) {
      return messageOf(error)
    }
  }

  #considerNews(): void {
    const news = this.#news
    // While a save is on its way its outcome will tell whether the two met.
    if (!news || this.#isSaving) return
    this.#news = null
    if (news.revision <= Math.max(this.#revision, this.#theirs?.revision ?? 0)) return
    if (this.#theirs || (this.#isEdited && news.text !== this.#text)) {
      this.#theirs = news
      return this.#report({ save: { kind: 'conflict', theirs: news } })
    }
    this.#revision = news.revision
    this.#isEdited = false
    if (news.text === this.#text) return
    this.#text = news.text
    this.#report({ text: news.text })
    this.#onTaken(news.text)
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
