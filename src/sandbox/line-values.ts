import { packValue } from '../trace/record-packer.ts'
import type { PrimitiveType, ValueData, ValueEntry } from '../wire/value-data.ts'
import { boundMap, isObject, ownText, type LineObjects } from './line-objects.ts'

const mostDepth = 3
const mostEntries = 20
const mostNodes = 40
const longestText = 100
/** Looked at of an object to see whether it is another than before. */
const mostLeaves = 32
/** Of all values of a lane; of later ones only a little is told. */
const mostNodesOfAll = 400_000
const fewNodes = 5

// Taken before the learner's code runs, which may replace any of them.
const { apply } = Reflect
const { is } = Object
const toText = String
const { slice, startsWith } = String.prototype
const toIsoString = Date.prototype.toISOString
const getTime = Date.prototype.getTime
const regExpToString = RegExp.prototype.toString
const functionToString = Function.prototype.toString
const longestBigInt = 10n ** 50n

/** The objects around one that is described, from the inside out. */
interface Path {
  readonly value: object
  readonly up: Path | null
}

/** An object as it was at some time. */
export interface Look {
  /** By what it is told apart from itself at another time. */
  readonly leaves: readonly unknown[]
  /** Described, and packed. */
  readonly packed: unknown
}

/** Describes values by a few of their entries, and tells cheaply whether an object's are others than before. */
export class LineValues {
  readonly #objects: LineObjects
  readonly #looks = boundMap<Look>()
  #spent = 0
  #nodes = 0
  /** Where leaves are gathered: few objects are others than before, so few lists must be kept. */
  #scratch: unknown[] = []

  constructor(objects: LineObjects) {
    this.#objects = objects
  }

  describe(value: unknown): ValueData {
    const nodes = this.#spent > mostNodesOfAll ? fewNodes : mostNodes
    this.#nodes = nodes
    const data = this.#describe(value, 0, null)
    this.#spent += nodes - this.#nodes
    return data
  }

  /** Described, and packed. */
  pack(value: unknown): unknown {
    if (typeof value === 'number' && (value | 0) === value && (value !== 0 || 1 / value > 0)) {
      this.#spent++
      return value
    }
    return packValue(this.describe(value))
  }

  /** What an object is like now: the very same as the last time if nothing that is looked at has changed. */
  look(value: object): Look {
    const scratch = this.#scratch
    scratch.length = 0
    this.#gather(value, 0)
    const last = this.#looks.get(value)
    if (last && areSame(last.leaves, scratch)) return last
    this.#scratch = []
    const look = { leaves: scratch, packed: packValue(this.describe(value)) }
    this.#looks.set(value, look)
    return look
  }

  #gather(value: unknown, depth: number): void {
    const leaves = this.#scratch
    if (leaves.length >= mostLeaves) return
    leaves[leaves.length] = value
    if (!isObject(value) || depth >= mostDepth) return
    const kind = this.#objects.kindOf(value)
    if (kind.kind === 'array') return this.#gatherItems(value, depth)
    const most = mostLeaves - leaves.length
    let inside: readonly unknown[] = []
    if (kind.kind === 'map' || kind.kind === 'set') {
      const { entries, size } = this.#objects.entriesOf(value, kind.kind, most)
      leaves[leaves.length] = size
      inside = entries
    } else if (kind.kind === 'plain') {
      inside = this.#objects.fieldsOf(value, kind, most).values
    }
    for (let index = 0; index < inside.length; index++) this.#gather(inside[index], depth + 1)
  }

  #gatherItems(array: object, depth: number): void {
    const leaves = this.#scratch
    const size = this.#objects.sizeOf(array)
    leaves[leaves.length] = size
    const readable = this.#objects.isReadable(array) ? array : null
    for (let index = 0; index < size && leaves.length < mostLeaves; index++)
      this.#gather(readable ? readable[index] : this.#objects.itemAt(array, index), depth + 1)
  }

  #describe(value: unknown, depth: number, path: Path | null): ValueData {
    if (--this.#nodes < 0) return { kind: 'elided', text: '…', reason: 'budget' }
    if (typeof value === 'function') return { kind: 'function', text: this.#functionText(value) }
    if (!isObject(value)) return describePrimitive(value)
    for (let around = path; around; around = around.up) {
      if (around.value === value) return { kind: 'elided', text: '(seen above)', reason: 'cycle' }
    }
    try {
      return this.#describeObject(value, depth, { value, up: path })
    } catch {
      return { kind: 'elided', text: '(an object that cannot be looked at)', reason: 'budget' }
    }
  }

  #describeObject(value: object, depth: number, path: Path): ValueData {
    const kind = this.#objects.kindOf(value)
    const type = cut(kind.type)
    switch (kind.kind) {
      case 'opaque':
        return { kind: 'elided', text: 'Proxy', reason: 'depth' }
      case 'date': {
        const isValid = (apply(getTime, value, []) as number) === (apply(getTime, value, []) as number)
        const text = isValid ? (apply(toIsoString, value, []) as string) : 'Invalid Date'
        return { kind: 'primitive', type: 'date', text }
      }
      case 'regexp':
        return { kind: 'primitive', type: 'regexp', text: cut(apply(regExpToString, value, []) as string) }
      case 'error':
        return {
          kind: 'error',
          text: cut(`${ownText(value, 'name')}: ${ownText(value, 'message')}`),
          entries: [],
        }
    }
    if (depth >= mostDepth) return { kind: 'elided', text: type || 'object', reason: 'depth' }
    const inside = (inner: unknown): ValueData => this.#describe(inner, depth + 1, path)
    const entries: ValueEntry[] = []
    const isFull = (): boolean => entries.length >= mostEntries || this.#nodes <= 0
    if (kind.kind === 'array') {
      const { items, size } = this.#objects.itemsOf(value, mostEntries)
      for (let index = 0; index < items.length && !isFull(); index++)
        entries[index] = { key: `${index}`, value: inside(items[index]) }
      return withMore({ kind: 'object', type, shape: 'array', size, entries }, size - entries.length)
    }
    if (kind.kind === 'map' || kind.kind === 'set') {
      const { entries: found, size } = this.#objects.entriesOf(value, kind.kind, mostEntries)
      const width = kind.kind === 'map' ? 2 : 1
      for (let index = 0; index < found.length && !isFull(); index += width) {
        const key = width === 2 ? inside(found[index]) : `${index}`
        entries[entries.length] = { key, value: inside(found[index + width - 1]) }
      }
      return withMore({ kind: 'object', type, shape: kind.kind, size, entries }, size - entries.length)
    }
    const fields = this.#objects.fieldsOf(value, kind, mostEntries)
    const { names } = fields
    for (let index = 0; index < names.length && !isFull(); index++)
      entries[index] = { key: cut(names[index] ?? ''), value: inside(fields.values[index]) }
    const size = names.length + fields.more
    return withMore({ kind: 'object', type, shape: 'plain', size, entries }, size - entries.length)
  }

  #functionText(value: object): string {
    if (this.#objects.isOpaque(value)) return 'function (Proxy)'
    const source = apply(functionToString, value, []) as string
    const word = apply(startsWith, source, ['class']) ? 'class' : 'function'
    return `${word} ${cut(ownText(value, 'name')) || '(anonymous)'}`
  }
}

export function areSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false
  for (let index = 0; index < b.length; index++) if (!isSame(a[index], b[index])) return false
  return true
}

/** Whether two values are one: NaN is itself, and an object only if it is the very same. */
export function isSame(a: unknown, b: unknown): boolean {
  return a === b || (a !== a && b !== b)
}

function describePrimitive(value: unknown): ValueData {
  const type = value === null ? 'null' : (typeof value as PrimitiveType)
  const text = primitiveText(value)
  const more = text.length - longestText
  const shown = { kind: 'primitive', type, text: cut(text) } as const
  return more > 0 ? { ...shown, more } : shown
}

function primitiveText(value: unknown): string {
  if (typeof value === 'symbol') return toText(value)
  if (typeof value === 'bigint') {
    // To write all digits of a number takes a time that grows with its square.
    return value < longestBigInt && value > -longestBigInt ? `${value}n` : '(a long number)n'
  }
  return is(value, -0) ? '-0' : `${value as string}`
}

function withMore<T extends ValueData>(data: T, more: number): T {
  return more > 0 ? { ...data, more } : data
}

export function cut(text: string, longest = longestText): string {
  return text.length > longest ? (apply(slice, text, [0, longest]) as string) : text
}
