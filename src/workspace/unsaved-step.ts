import type { Draft, SaveRequest } from './draft.ts'
import type { NewEntry, StoredEntry } from './history.ts'
import { keepText } from './save-rule.ts'
import type { HistoryRecords } from './save-rule.ts'

/**
 * What could not be stored of one step, kept in this tab: the newest text and the history it leaves. Its draft's
 * revision is the one it was made from, so that it meets the store's own check when storage works again.
 */
export class UnsavedStep {
  /** Null when the text itself is stored and only older history is not. */
  draft: Draft | null = null
  readonly #entries: StoredEntry[] = []
  #nextId = -1

  /** Oldest first. Their ids are negative: the store counts upwards from 1. */
  get entries(): readonly StoredEntry[] {
    return this.#entries
  }

  /** `before` is the text that this one replaces, as far as it is known. */
  async keep(request: SaveRequest, before: Draft | null): Promise<void> {
    const { step, text, baseRevision, savedAt } = request
    const replaced = this.draft ?? before
    this.draft = { step, text, revision: baseRevision, savedAt }
    await keepText(this.#history, replaced, request, [])
  }

  readonly #history: HistoryRecords = {
    newestTwo: async () => this.#entries.slice(-2).reverse(),
    all: async () => this.#entries,
    count: async () => this.#entries.length,
    append: async (entry: NewEntry) => void this.#entries.push({ ...entry, id: this.#nextId-- }),
    replace: async (entry) => this.#splice(entry.id, entry),
    remove: async (id) => this.#splice(id),
  }

  #splice(id: number, ...replacement: readonly StoredEntry[]): void {
    const index = this.#entries.findIndex((entry) => entry.id === id)
    if (index >= 0) this.#entries.splice(index, 1, ...replacement)
  }
}
