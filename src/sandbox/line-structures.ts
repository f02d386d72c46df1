import type { RecordPacker } from '../trace/record-packer.ts'
import { boundMap, isObject, mostItems, type Fields, type LineObjects } from './line-objects.ts'
import { argumentText, itemText, shorten } from './line-text.ts'
import { areSame, isSame, type LineValues } from './line-values.ts'

interface Structure {
  readonly id: number
  readonly type: string
  label: string
  /** Null: never told. */
  items: readonly unknown[] | null
  size: number
}

/** The call of a method that changed it. */
interface Caller {
  readonly name: string
  readonly parameters: readonly unknown[] | null
}

interface Contents {
  readonly items: readonly unknown[]
  readonly size: number
}

/** Items told of all structures of a lane; of later ones only the first few are. */
const mostItemsOfAll = 300_000
const fewItems = 20

const { apply } = Reflect
const { test } = RegExp.prototype
const matches = (pattern: RegExp, text: string): boolean => apply(test, pattern, [text])

/**
 * Follows the queues, stacks and the like among the objects of the step's own classes: what holds a list, or, as a queue
 * made of two stacks, two of these.
 */
export class LineStructures {
  readonly #objects: LineObjects
  readonly #values: LineValues
  readonly #packer: RecordPacker
  readonly #known = boundMap<Structure>()
  #count = 0
  #told = 0

  constructor(objects: LineObjects, values: LineValues, packer: RecordPacker) {
    this.#objects = objects
    this.#values = values
    this.#packer = packer
  }

  /** Tells of an object if it is a structure that is new, has another name now, or other items. */
  look(value: object, label: string, caller: Caller | null): void {
    const kind = this.#objects.kindOf(value)
    if (!kind.isOfStep) return
    const fields = kind.kind === 'plain' ? this.#objects.fieldsOf(value, kind) : null
    const list = fields ? this.#listIn(fields) : value
    let structure = this.#known.get(value)
    if (list && structure && (label === '' || structure.label !== '') && this.#holds(list, structure)) return
    const contents = list ? this.#contentsOf(list) : fields && this.#partsOf(fields)
    if (!contents) return
    if (!structure) {
      structure = { id: ++this.#count, type: kind.type, label: '', items: null, size: 0 }
      this.#known.set(value, structure)
    }
    const isNamed = structure.label === '' && label !== ''
    const last = structure.items
    const isOther = !last || structure.size !== contents.size || !areSame(last, contents.items)
    if (isNamed) structure.label = label
    if (!isOther && !isNamed) return
    structure.items = contents.items
    structure.size = contents.size
    this.#tell(structure, last && isOther ? caller : null)
  }

  isKnown(value: object): boolean {
    return this.#known.get(value) !== undefined
  }

  #tell({ id, type, label, items, size }: Structure, caller: Caller | null): void {
    const most = this.#told > mostItemsOfAll ? fewItems : mostItems
    const texts: string[] = []
    for (let index = 0; items && index < items.length && index < most; index++)
      texts[index] = itemText(this.#values.describe(items[index]))
    this.#told += texts.length
    const method = caller && this.#callText(caller)
    this.#packer.structure(id, type, label, texts, size, method)
  }

  #callText({ name, parameters }: Caller): string {
    let count = parameters?.length ?? 0
    // Parameters that were not given.
    while (count > 0 && parameters?.[count - 1] === undefined) count--
    let text = ''
    for (let index = 0; index < count; index++)
      text += (index > 0 ? ', ' : '') + argumentText(this.#values.describe(parameters?.[index]))
    return shorten(`${lastName(name)}(${text})`)
  }

  /** Whether an array's items are those that were told; of anything else it is not known. */
  #holds(list: object, { items, size }: Structure): boolean {
    if (!items || !this.#objects.isReadable(list) || this.#objects.sizeOf(list) !== size) return false
    for (let index = 0; index < items.length; index++) if (!isSame(list[index], items[index])) return false
    return true
  }

  #contentsOf(list: object): Contents | null {
    const { kind } = this.#objects.kindOf(list)
    if (kind === 'array') return this.#objects.itemsOf(list)
    if (kind !== 'set') return null
    const { entries, size } = this.#objects.entriesOf(list, 'set')
    return { items: entries, size }
  }

  /** A field that is a list; of several the first one that is named so, or else the first. */
  #listIn({ names, values }: Fields): object | null {
    let first = -1
    let isNamed: boolean | null = null
    for (let index = 0; index < values.length; index++) {
      const value = values[index]
      if (!isObject(value)) continue
      const { kind, isOfStep } = this.#objects.kindOf(value)
      if ((kind !== 'array' && kind !== 'set') || isOfStep) continue
      if (first < 0) {
        first = index
        continue
      }
      isNamed ??= isListName(names[first])
      if (isNamed) break
      if (isListName(names[index])) return value
    }
    return (values[first] as object | undefined) ?? null
  }

  /** Two structures or more: what leaves first comes first, so of an outbox the top. */
  #partsOf({ names, values }: Fields): Contents | null {
    const parts: { isOut: boolean; contents: Contents }[] = []
    for (let index = 0; index < names.length; index++) {
      const value = values[index]
      if (!isObject(value)) continue
      const kind = this.#objects.kindOf(value)
      if (!kind.isOfStep || kind.kind !== 'plain') continue
      const list = this.#listIn(this.#objects.fieldsOf(value, kind))
      const contents = list && this.#contentsOf(list)
      if (contents) parts[parts.length] = { isOut: matches(/out/i, names[index] ?? ''), contents }
    }
    if (parts.length < 2) return null
    const items: unknown[] = []
    let size = 0
    const take = (contents: Contents, isReversed: boolean): void => {
      const { length } = contents.items
      for (let index = 0; index < length && items.length < mostItems; index++)
        items[items.length] = contents.items[isReversed ? length - 1 - index : index]
      size += contents.size
    }
    for (let index = 0; index < parts.length; index++) {
      const part = parts[index]
      if (part?.isOut) take(part.contents, true)
    }
    for (let index = 0; index < parts.length; index++) {
      const part = parts[index]
      if (part && !part.isOut) take(part.contents, false)
    }
    return { items, size }
  }
}

function isListName(name = ''): boolean {
  return matches(/items?$/i, name)
}

/** `pop` of `MyQueue.pop`; a constructor's whole name. */
function lastName(name: string): string {
  let start = name.length
  while (start > 0 && name[start - 1] !== '.') start--
  let last = ''
  for (let index = start; index < name.length; index++) last += name[index] ?? ''
  return last
}
