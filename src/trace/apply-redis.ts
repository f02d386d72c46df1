import type { KeyChange, WholeValue } from './records.ts'
import type { Chunks, Owner } from './chunks.ts'
import { mostTold, type Effects } from './effects.ts'
import { KeyCell, type HeldItem } from './key-cell.ts'
import { matchTexts } from './match-texts.ts'

/** The keys of all databases, sorted by database, then by name. */
export type Keys = Chunks<KeyCell>

/** Where a key is among all, or would be. */
export function findKey(
  keys: Keys,
  db: number,
  key: string,
): { readonly index: number; readonly found: KeyCell | undefined } {
  return keys.search((cell) => cell.db - db || (cell.key < key ? -1 : cell.key > key ? 1 : 0))
}

/** What the change of a key needs to know. */
export interface Change {
  readonly owner: Owner
  readonly seq: number
  readonly effects: Effects
}

/** What a command did to a key. */
export function applyChange(keys: Keys, change: KeyChange, context: Change): void {
  const { index, found } = findKey(keys, change.db, change.key)
  const put = (cell: KeyCell): void => {
    if (cell.length === 0 && cell.type !== 'string') drop()
    else if (found) keys.replace(context.owner, index, cell)
    else keys.splice(context.owner, index, 0, [cell])
  }
  const drop = (): void => {
    if (found) keys.splice(context.owner, index, 1, [])
  }
  switch (change.kind) {
    case 'value':
      return put(wholeCell(change, found, context.seq, context))
    case 'list-edits':
      return put(editedList(change, found, context))
    case 'entries':
      return put(editedCollection(change, found, context))
    case 'deadline': {
      const cell = found?.editable(context.owner)
      if (!cell) return
      cell.deadline = change.deadline
      return put(cell)
    }
    case 'deleted':
      if (found?.type === 'list') context.effects.taken.push(...found.list.slice(0, mostTold))
      return drop()
    default:
      change satisfies never
  }
}

type Told = { readonly db: number; readonly key: string; readonly deadline: number | null } & WholeValue

/** A key whose whole value is told; of a list, items that were there keep their names. `seq` is negative if nobody saw them come. */
export function wholeCell(told: Told, old: KeyCell | undefined, seq: number, context: Change): KeyCell {
  const { owner, effects } = context
  const cell = new KeyCell(owner, told)
  if (told.type === 'string') {
    cell.text = told.text
    cell.size = told.length
  } else if (told.type === 'list') {
    const known = old?.type === 'list' ? old.list.slice(0, told.entries.length + mostTold) : []
    const texts = told.entries.map(({ text }) => text)
    const matches = matchTexts(
      known.map(({ text }) => text),
      texts,
    )
    const items = texts.map((text, place) => {
      const same = known[matches[place] ?? -1]
      return same ?? bring(text, seq, context)
    })
    if (known.length > 0) {
      const kept = new Set(matches)
      effects.taken.push(...known.filter((_, place) => !kept.has(place)).slice(0, mostTold))
    }
    cell.fill(items, Math.max(0, told.length - items.length))
  } else {
    cell.collection = cell.collection.editable(owner)
    const known = seq < 0 ? old?.collection : undefined
    for (const entry of told.entries) cell.collection.set(owner, entry, known?.seqOf(entry.text) ?? seq)
    cell.size = told.length
    if (told.type === 'zset') tellMembers(told, told.entries, effects.came)
  }
  return cell
}

function editedList(
  change: Extract<KeyChange, { readonly kind: 'list-edits' }>,
  found: KeyCell | undefined,
  context: Change,
): KeyCell {
  const { owner, effects } = context
  const cell =
    found?.type === 'list'
      ? found.editable(owner)
      : new KeyCell(owner, { db: change.db, key: change.key, type: 'list', deadline: null })
  cell.list = cell.list.editable(owner)
  for (const { at, removed, added } of change.edits) {
    const items = added.map((text) => bring(text, context.seq, context))
    const before = cell.list.length
    const taken = cell.list.splice(owner, at, removed, items, mostTold)
    if (taken.length > 0) effects.taken.push(...taken)
    if (at === 0) cell.shift += before - cell.list.length
  }
  return cell
}

function editedCollection(
  change: Extract<KeyChange, { readonly kind: 'entries' }>,
  found: KeyCell | undefined,
  { owner, effects, seq }: Change,
): KeyCell {
  const isCollection = found && found.type !== 'string' && found.type !== 'list'
  const cell = isCollection
    ? found.editable(owner)
    : new KeyCell(owner, { db: change.db, key: change.key, type: typeOfEntries(change.set), deadline: null })
  cell.collection = cell.collection.editable(owner)
  for (const text of change.deleted) {
    // One that was not told is counted all the same.
    if (cell.collection.delete(owner, text) || cell.size > cell.collection.size) cell.size--
  }
  for (const entry of change.set) if (cell.collection.set(owner, entry, seq)) cell.size++
  if (change.length !== undefined) cell.size = change.length
  if (cell.type === 'zset') {
    tellMembers(change, change.set, effects.came)
    const gone = change.deleted.map((text) => ({ text }))
    tellMembers(change, gone, effects.gone)
  }
  return cell
}

/** Of a key whose whole value was not told. */
function typeOfEntries([entry]: readonly {
  readonly value?: string
  readonly score?: number
}[]): KeyCell['type'] {
  if (entry?.score !== undefined) return 'zset'
  return entry?.value === undefined ? 'set' : 'hash'
}

function tellMembers(
  { db, key }: { readonly db: number; readonly key: string },
  members: readonly { readonly text: string }[],
  into: { db: number; key: string; text: string }[],
): void {
  for (const { text } of members) {
    if (into.length >= mostTold) return
    into.push({ db, key, text })
  }
}

function bring(text: string, seq: number, { effects }: Change): HeldItem {
  const since = Math.max(0, seq)
  const item = { text, seq, index: effects.brought.length, pushedAt: since, task: since }
  effects.brought.push(item)
  return item
}
