import type { ListEdit } from '../../trace/records.ts'

/** Whoever changes more at once than so many entries had better tell the whole. */
export const mostNoted = 5_000

/** What was done to a list since somebody asked last. */
export class ListJournal {
  #edits: { at: number; removed: number; readonly added: string[] }[] = []
  #count = 0

  inserted(at: number, item: string): void {
    if (++this.#count > mostNoted) return
    const last = this.#edits.at(-1)
    if (last && at === last.at + last.added.length) last.added.push(item)
    else if (last && at === last.at) last.added.unshift(item)
    else this.#edits.push({ at, removed: 0, added: [item] })
  }

  removed(at: number): void {
    if (++this.#count > mostNoted) return
    const last = this.#edits.at(-1)
    const isBeside = last?.added.length === 0 && (at === last.at || at === last.at - 1)
    if (!last || !isBeside) return void this.#edits.push({ at, removed: 1, added: [] })
    last.at = at
    last.removed++
  }

  replaced(at: number, item: string): void {
    if (++this.#count <= mostNoted) this.#edits.push({ at, removed: 1, added: [item] })
  }

  /** The edits in their order, which are then forgotten; null if they were too many to be kept. */
  take(): readonly ListEdit[] | null {
    const edits = this.#count > mostNoted ? null : this.#edits
    this.#edits = []
    this.#count = 0
    return edits
  }
}

/** Names of a hash, a set or a sorted set to which something was done since somebody asked last. */
export type NameJournal = Set<string>
