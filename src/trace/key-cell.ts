import type { EntryData } from './records.ts'
import type { Item, ItemList, KeyState } from './state.ts'
import { Chunks, type Owner } from './chunks.ts'
import { Collection } from './collection.ts'

/** An item of a Redis list, as the recording keeps it. */
export interface HeldItem {
  readonly text: string
  /** Event that brought it in, and its place among what that brought; both stay when it is moved. Negative: nobody saw it come. */
  seq: number
  index: number
  /** Event that put it into the list in which it is, and the task that it is; 0: nobody saw it come. */
  pushedAt: number
  task: number
}

/** Stands for all items of which only the number is known. */
const unknown: HeldItem = { text: '…', seq: 0, index: 0, pushedAt: 0, task: 0 }

/** Longer ones exist in broken files only. */
const mostUnknown = 10_000_000

/** A key of Redis: whoever owns it changes it in place, as a `Chunks`. */
export class KeyCell implements KeyState {
  readonly owner: Owner
  readonly db: number
  readonly key: string
  readonly type: KeyState['type']
  deadline: number | null
  /** Of a list: that of `list`. */
  size = 0
  text = ''
  list: Chunks<HeldItem> = Chunks.empty()
  collection: Collection
  /** How far the first item has moved on: so an unknown item keeps its name when items before it leave. */
  shift = 0
  #entries: readonly EntryData[] | null = null

  constructor(
    owner: Owner,
    { db, key, type, deadline }: Pick<KeyState, 'db' | 'key' | 'type' | 'deadline'>,
    collection = new Collection(type === 'zset'),
  ) {
    this.owner = owner
    this.db = db
    this.key = key
    this.type = type
    this.deadline = deadline
    this.collection = collection
  }

  /** Itself, if the owner has it already. */
  editable(owner: Owner): KeyCell {
    if (this.owner === owner) return this
    const copy = new KeyCell(owner, this, this.collection)
    copy.size = this.size
    copy.text = this.text
    copy.list = this.list
    copy.shift = this.shift
    return copy
  }

  get length(): number {
    return this.type === 'list' ? this.list.length : this.size
  }

  /** Made when it is asked for: nobody looks at a key while it is being changed. */
  get entries(): readonly EntryData[] {
    return (this.#entries ??= this.collection.entries())
  }

  idOfEntry(text: string): string | null {
    const seq = this.collection.seqOf(text)
    return seq === undefined ? null : itemId({ seq, index: 0 })
  }

  get items(): ItemList {
    const { list, shift } = this
    return {
      length: list.length,
      slice: (start, end) => {
        const from = Math.max(0, start)
        return list.slice(from, end).map((item, index) => shownItem(item, from + index + shift))
      },
    }
  }

  /** Makes it a list of these items, and after them so many of which only the number is known. */
  fill(items: readonly HeldItem[], unknownCount: number): void {
    this.list = Chunks.filled(unknown, Math.min(unknownCount, mostUnknown)).editable(this.owner)
    this.list.splice(this.owner, 0, 0, items)
  }
}

function shownItem(item: HeldItem, place: number): Item {
  if (item === unknown) return { id: `l0.${place}`, text: item.text }
  return { id: itemId(item), text: item.text }
}

function itemId({ seq, index }: Pick<HeldItem, 'seq' | 'index'>): string {
  return seq < 0 ? `l${-seq}.${index}` : `${seq}.${index}`
}
