import type { HeldItem } from './key-cell.ts'

/** Of an event that takes thousands out, the first say enough. */
export const mostTold = 100

/** A member of a sorted set. */
export interface Member {
  readonly db: number
  readonly key: string
  readonly text: string
}

const none = { task: 0, goneText: null }

/** What an event did to items, for whoever links events. */
export class Effects {
  /** Items that left a list. */
  readonly taken: HeldItem[] = []
  /** Items that came into a list, also such as came out of another. */
  readonly brought: HeldItem[] = []
  /** Members that left a sorted set, and those that came. */
  readonly gone: Member[] = []
  readonly came: Member[] = []
  /** Of a learner's own structure: the event that brought in the item that came or went (0: none did), and what went. */
  structure: { readonly task: number; readonly goneText: string | null } = none

  clear(): void {
    if (this.taken.length > 0) this.taken.length = 0
    if (this.brought.length > 0) this.brought.length = 0
    if (this.gone.length > 0) this.gone.length = 0
    if (this.came.length > 0) this.came.length = 0
    this.structure = none
  }

  /** One command that takes items out and puts them in again has moved them: they keep their names. */
  joinMoved(): void {
    if (this.taken.length === 0 || this.brought.length === 0) return
    const left = [...this.taken]
    for (const item of this.brought) {
      const place = left.findIndex(({ text }) => text === item.text)
      const moved = left[place]
      if (!moved) continue
      left.splice(place, 1)
      item.seq = moved.seq
      item.index = moved.index
      item.task = moved.task
    }
  }
}
