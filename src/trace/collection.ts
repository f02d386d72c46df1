import type { EntryData } from './records.ts'
import { Chunks, type Owner } from './chunks.ts'

interface Entry extends EntryData {
  /** Hashes and sets tell their entries in the order in which they came. */
  readonly order: number
  /** Event that set it last; negative: nobody saw it come. */
  readonly seq: number
}

/** Entries of a hash, a set or a sorted set: found by their text, told in the order in which Redis tells them. */
export class Collection {
  readonly #isSorted: boolean
  #byText: Chunks<Entry>
  #inOrder: Chunks<Entry>
  #next: number
  readonly #owner: Owner | null

  constructor(isSorted: boolean, of?: Collection, owner?: Owner) {
    this.#isSorted = isSorted
    this.#byText = of ? of.#byText : Chunks.empty()
    this.#inOrder = of ? of.#inOrder : Chunks.empty()
    this.#next = of ? of.#next : 0
    this.#owner = owner ?? null
  }

  get size(): number {
    return this.#byText.length
  }

  /** Itself, if the owner has it already. */
  editable(owner: Owner): Collection {
    return this.#owner === owner ? this : new Collection(this.#isSorted, this, owner)
  }

  entries(): EntryData[] {
    return this.#inOrder.slice().map(({ text, value, score }) => ({
      text,
      ...(value === undefined ? {} : { value }),
      ...(score === undefined ? {} : { score }),
    }))
  }

  /** Number of the event that set an entry last, negative if nobody saw it come; undefined if there is no such entry. */
  seqOf(text: string): number | undefined {
    return this.#byText.search(byText(text)).found?.seq
  }

  /** Whether it is a new one. `seq`: the event that sets it. */
  set(owner: Owner, { text, value, score }: EntryData, seq: number): boolean {
    this.#byText = this.#byText.editable(owner)
    this.#inOrder = this.#inOrder.editable(owner)
    const { index, found } = this.#byText.search(byText(text))
    const entry: Entry = {
      text,
      seq,
      order: found?.order ?? this.#next++,
      ...(value === undefined ? {} : { value }),
      ...(score === undefined ? {} : { score }),
    }
    if (found && !this.#isSorted) {
      this.#byText.replace(owner, index, entry)
      this.#inOrder.replace(owner, this.#place(found), entry)
      return false
    }
    if (found) this.#inOrder.splice(owner, this.#place(found), 1, [])
    this.#byText.splice(owner, index, found ? 1 : 0, [entry])
    this.#inOrder.splice(owner, this.#place(entry), 0, [entry])
    return !found
  }

  /** Whether there was such an entry. */
  delete(owner: Owner, text: string): boolean {
    const { index, found } = this.#byText.search(byText(text))
    if (!found) return false
    this.#byText = this.#byText.editable(owner)
    this.#inOrder = this.#inOrder.editable(owner)
    this.#byText.splice(owner, index, 1, [])
    this.#inOrder.splice(owner, this.#place(found), 1, [])
    return true
  }

  #place(entry: Entry): number {
    return this.#inOrder.search(this.#isSorted ? byScore(entry) : ({ order }) => order - entry.order).index
  }
}

function byText(text: string): (entry: Entry) => number {
  return (entry) => (entry.text < text ? -1 : entry.text > text ? 1 : 0)
}

/** As Redis orders a sorted set: by score, and those of the same score by their text. */
function byScore({ text, score = 0 }: Entry): (entry: Entry) => number {
  const ofText = byText(text)
  return (entry) => {
    const other = entry.score ?? 0
    return other < score ? -1 : other > score ? 1 : ofText(entry)
  }
}
