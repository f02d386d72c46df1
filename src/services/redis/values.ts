import { Chunks } from './chunks.ts'
import type { ListJournal, NameJournal } from './journal.ts'
import type { SortedSet } from './sorted-set.ts'
import { Table } from './table.ts'

/** What one entry of a collection costs beside its text, in bytes, roughly as a JavaScript engine has it. */
const entryCost = 32

/** A list: quick at both ends at any length. Whoever changes it tells the Keyspace afterwards. */
export class ListValue {
  readonly type = 'list'
  /** Told what is done to the list; null while nobody asks. */
  journal: ListJournal | null = null
  readonly #items = new Chunks<string>()
  #textBytes = 0

  static from(items: Iterable<string>): ListValue {
    const list = new ListValue()
    for (const item of items) list.push('right', item)
    return list
  }

  get size(): number {
    return this.#items.length
  }

  get bytes(): number {
    return this.#textBytes + this.size * entryCost
  }

  push(end: ListEnd, item: string): void {
    this.journal?.inserted(end === 'left' ? 0 : this.size, item)
    this.#textBytes += item.length
    if (end === 'left') this.#items.unshift(item)
    else this.#items.push(item)
  }

  pop(end: ListEnd): string | undefined {
    if (this.size > 0) this.journal?.removed(end === 'left' ? 0 : this.size - 1)
    const item = end === 'left' ? this.#items.shift() : this.#items.pop()
    this.#textBytes -= item?.length ?? 0
    return item
  }

  at(index: number): string | undefined {
    return this.#items.at(index)
  }

  replace(index: number, item: string): void {
    this.journal?.replaced(index, item)
    this.#textBytes += item.length - (this.at(index)?.length ?? 0)
    this.#items.replace(index, item)
  }

  insert(index: number, item: string): void {
    this.journal?.inserted(index, item)
    this.#textBytes += item.length
    this.#items.insert(index, item)
  }

  remove(index: number): void {
    this.journal?.removed(index)
    this.#textBytes -= this.at(index)?.length ?? 0
    this.#items.remove(index)
  }

  slice(start: number, end: number): readonly string[] {
    return this.#items.slice(start, end)
  }

  items(): Iterable<string> {
    return this.#items
  }

  itemsBackwards(): Iterable<string> {
    return this.#items.backwards()
  }

  copy(): ListValue {
    return ListValue.from(this.#items)
  }
}

export type ListEnd = 'left' | 'right'

/** A hash: fields with texts. */
export class HashValue {
  readonly type = 'hash'
  /** Told what is done to the hash; null while nobody asks. */
  journal: NameJournal | null = null
  readonly #fields = new Table<string>()
  #textBytes = 0

  get size(): number {
    return this.#fields.size
  }

  get bytes(): number {
    return this.#textBytes + this.size * 2 * entryCost
  }

  get(field: string): string | undefined {
    return this.#fields.get(field)
  }

  /** Returns whether the field is new. */
  set(field: string, value: string): boolean {
    this.journal?.add(field)
    const old = this.#fields.get(field)
    this.#textBytes += value.length - (old?.length ?? -field.length)
    return this.#fields.set(field, value)
  }

  delete(field: string): boolean {
    const value = this.#fields.get(field)
    if (value === undefined) return false
    this.journal?.add(field)
    this.#textBytes -= field.length + value.length
    return this.#fields.delete(field)
  }

  fields(): readonly string[] {
    return this.#fields.names()
  }

  values(): readonly string[] {
    return this.#fields.values()
  }

  scan(cursor: number, count: number): ReturnType<Table<string>['scan']> {
    return this.#fields.scan(cursor, count)
  }

  copy(): HashValue {
    const hash = new HashValue()
    for (const field of this.fields()) hash.set(field, this.get(field) ?? '')
    return hash
  }
}

/** A set of texts. */
export class SetValue {
  readonly type = 'set'
  /** Told what is done to the set; null while nobody asks. */
  journal: NameJournal | null = null
  readonly #members = new Table<true>()
  #textBytes = 0

  static from(members: Iterable<string>): SetValue {
    const set = new SetValue()
    for (const member of members) set.add(member)
    return set
  }

  get size(): number {
    return this.#members.size
  }

  get bytes(): number {
    return this.#textBytes + this.size * 2 * entryCost
  }

  has(member: string): boolean {
    return this.#members.has(member)
  }

  /** Returns whether the member is new. */
  add(member: string): boolean {
    const isNew = this.#members.set(member, true)
    if (isNew) this.journal?.add(member)
    if (isNew) this.#textBytes += member.length
    return isNew
  }

  delete(member: string): boolean {
    const wasThere = this.#members.delete(member)
    if (wasThere) this.journal?.add(member)
    if (wasThere) this.#textBytes -= member.length
    return wasThere
  }

  members(): readonly string[] {
    return this.#members.names()
  }

  scan(cursor: number, count: number): ReturnType<Table<true>['scan']> {
    return this.#members.scan(cursor, count)
  }

  copy(): SetValue {
    return SetValue.from(this.members())
  }
}

/** What a key can hold; a string is a byte string. */
export interface ValueTypes {
  readonly string: string
  readonly list: ListValue
  readonly hash: HashValue
  readonly set: SetValue
  readonly zset: SortedSet
}
export type ValueType = keyof ValueTypes
export type Collection = ListValue | HashValue | SetValue | SortedSet
export type Value = string | Collection

export function typeOf(value: Value): ValueType {
  return typeof value === 'string' ? 'string' : value.type
}

/** Bytes that a value takes, not counting its key. */
export function sizeOf(value: Value): number {
  return typeof value === 'string' ? value.length : value.bytes
}
