import type { StepId } from '../course/lesson.ts'
import type { Run } from './connection.ts'
import { isSameProgress, mergeProgress, noProgress, progressOf } from './progress.ts'
import type { Progress, StepProgress } from './progress.ts'

interface ProgressKeeperOptions {
  readonly run: Run
  readonly onChange: () => void
  /** This tab stored something new. */
  readonly onSaved: () => void
}

type Change = (progress: StepProgress) => StepProgress

/** The progress as one snapshot: changed at once, then stored; what cannot be stored is tried again. */
export class ProgressKeeper {
  readonly #run: Run
  readonly #onChange: () => void
  readonly #onSaved: () => void
  /** Changes that are not stored yet, in order. */
  readonly #pending = new Map<StepId, readonly Change[]>()
  #storing: Promise<void> = Promise.resolve()
  #snapshot: Progress = progressOf([])

  constructor({ run, onChange, onSaved }: ProgressKeeperOptions) {
    this.#run = run
    this.#onChange = onChange
    this.#onSaved = onSaved
  }

  get snapshot(): Progress {
    return this.#snapshot
  }

  get hasUnsaved(): boolean {
    return this.#pending.size > 0
  }

  async change(step: StepId, change: Change): Promise<void> {
    this.#pending.set(step, [...(this.#pending.get(step) ?? []), change])
    this.add([[step, change(this.#snapshot[step] ?? noProgress)]])
    await this.#storeNext(step)
  }

  /** Takes in what is stored, or what another tab stored. */
  add(news: Iterable<readonly [string, StepProgress]>): void {
    const merged = mergeProgress(this.#snapshot, news)
    if (merged === this.#snapshot) return
    this.#snapshot = merged
    this.#onChange()
  }

  async flush(): Promise<void> {
    for (const step of [...this.#pending.keys()]) await this.#storeNext(step)
  }

  /** One at a time, so that each change is stored once. */
  #storeNext(step: StepId): Promise<void> {
    this.#storing = this.#storing.then(() => this.#store(step))
    return this.#storing
  }

  async #store(step: StepId): Promise<void> {
    const changes = this.#pending.get(step)
    if (!changes) return
    try {
      const [stored, isNew] = await this.#run(async (records) => {
        const current = await records.progressOf(step)
        const next = changes.reduce((progress, change) => change(progress), current ?? noProgress)
        const isNewInStore = !current || !isSameProgress(current, next)
        if (isNewInStore) await records.putProgress(step, next)
        return [next, isNewInStore]
      })
      const later = this.#pending.get(step)?.slice(changes.length) ?? []
      if (later.length > 0) this.#pending.set(step, later)
      else this.#pending.delete(step)
      this.add([[step, stored]])
      if (isNew) this.#onSaved()
    } catch {
      // They stay pending.
    }
  }
}
