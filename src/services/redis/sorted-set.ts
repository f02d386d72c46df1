import { Chunks } from './chunks.ts'
import type { NameJournal } from './journal.ts'
import { Table } from './table.ts'

/** One member with its score. */
export interface Scored {
  readonly member: string
  readonly score: number
}

/** What one member costs beside its text, in bytes. */
const memberCost = 96

/**
 * A sorted set: members in the order of their scores, equal scores in the order of the members' bytes.
 * @see https://redis.io/docs/latest/develop/data-types/sorted-sets/
 */
export class SortedSet {
  readonly type = 'zset'
  /** Told what is done to the set; null while nobody asks. */
  journal: NameJournal | null = null
  readonly #scores = new Table<number>()
  readonly #order = new Chunks<Scored>()
  #textBytes = 0

  static from(members: Iterable<Scored>): SortedSet {
    const set = new SortedSet()
    for (const { member, score } of members) set.set(member, score)
    return set
  }

  get size(): number {
    return this.#scores.size
  }

  get bytes(): number {
    return this.#textBytes + this.size * memberCost
  }

  score(member: string): number | undefined {
    return this.#scores.get(member)
  }

  /** Minus zero is kept as zero, as Redis does in its compact form. */
  set(member: string, given: number): void {
    const score = given === 0 ? 0 : given
    this.journal?.add(member)
    const old = this.rank(member)
    if (old === null) this.#textBytes += member.length
    else this.#order.remove(old)
    this.#scores.set(member, score)
    const entry = { member, score }
    this.#order.insert(
      this.#order.lowerBound((other) => compareScored(other, entry) < 0),
      entry,
    )
  }

  delete(member: string): boolean {
    const index = this.rank(member)
    if (index === null) return false
    this.journal?.add(member)
    this.#order.remove(index)
    this.#textBytes -= member.length
    return this.#scores.delete(member)
  }

  /** The member's place from the lowest score, from 0. */
  rank(member: string): number | null {
    const score = this.#scores.get(member)
    if (score === undefined) return null
    return this.#order.lowerBound((other) => compareScored(other, { member, score }) < 0)
  }

  /** The place of the first member for which `isBefore` is false; all members before it must say true. */
  lowerBound(isBefore: (entry: Scored) => boolean): number {
    return this.#order.lowerBound(isBefore)
  }

  at(index: number): Scored | undefined {
    return this.#order.at(index)
  }

  /** Members from place `start` up to, not including, `end`. */
  slice(start: number, end: number): readonly Scored[] {
    return this.#order.slice(start, end)
  }

  /** All members in order. */
  entries(): readonly Scored[] {
    return this.#order.slice(0, this.size)
  }

  scan(cursor: number, count: number): ReturnType<Table<number>['scan']> {
    return this.#scores.scan(cursor, count)
  }

  copy(): SortedSet {
    return SortedSet.from(this.entries())
  }
}

/** Below zero if the first stands before the other. */
export function compareScored(one: Scored, other: Scored): number {
  if (one.score !== other.score) return one.score < other.score ? -1 : 1
  if (one.member === other.member) return 0
  return one.member < other.member ? -1 : 1
}
