/** How an object is looked at by a recorder of lines. */
export interface ObjectKind {
  readonly kind: 'array' | 'map' | 'set' | 'date' | 'regexp' | 'error' | 'plain' | 'opaque'
  /** Constructor's name, '' for those without a prototype. */
  readonly type: string
  /** Whether it is of a class in the step's files. */
  readonly isOfStep: boolean
  readonly readers: readonly PrivateReader[]
}

interface PrivateReader {
  readonly names: readonly string[]
  readonly read: (value: object) => readonly unknown[]
}

/** Own fields of an object, private ones first; getters are left out, since to read them would run the program's code. */
export interface Fields {
  readonly names: readonly string[]
  readonly values: readonly unknown[]
  /** How many there are besides. */
  readonly more: number
}

/** More are not read of an array, a collection or an object. */
export const mostItems = 200

/** Objects of more keys are no longer looked into: to list the keys alone takes too long, line after line. */
const mostKeys = 200
const longestChain = 20

// Taken before the learner's code runs, which may replace any of them.
const { getOwnPropertyDescriptor, getPrototypeOf } = Object
const { ownKeys, apply } = Reflect
const { isArray } = Array
const mapEntries = Map.prototype.entries
const setValues = Set.prototype.values
const nextOfMap = (getPrototypeOf(new Map().entries()) as Iterator<unknown>).next
const nextOfSet = (getPrototypeOf(new Set().values()) as Iterator<unknown>).next
const mapSize = getOwnPropertyDescriptor(Map.prototype, 'size')?.get ?? (() => 0)
const setSize = getOwnPropertyDescriptor(Set.prototype, 'size')?.get ?? (() => 0)

const { isView } = ArrayBuffer
const typedArray = getPrototypeOf(Uint8Array.prototype) as object
const typedLength = getOwnPropertyDescriptor(typedArray, 'length')?.get ?? (() => 0)

const none: readonly never[] = []
const opaque: ObjectKind = { kind: 'opaque', type: '', isOfStep: false, readers: [] }
const kindOfPrototype = new Map<object, ObjectKind['kind']>([
  [Array.prototype, 'array'],
  [typedArray, 'array'],
  [Map.prototype, 'map'],
  [Set.prototype, 'set'],
  [Date.prototype, 'date'],
  [RegExp.prototype, 'regexp'],
  [Error.prototype, 'error'],
])
const builtinKind = kindOfPrototype.get.bind(kindOfPrototype)

/**
 * Reads the program's objects without calling anything of the program's: no getter, no method, no trap of a Proxy that
 * `isProxy` knows. Learns the classes of the step's files as they come to be, and with them their private fields.
 */
export class LineObjects {
  readonly #isProxy: (value: object) => boolean
  readonly #isPlainArray: (value: object) => boolean
  readonly #kinds = boundMap<ObjectKind>()
  readonly #readers = boundMap<PrivateReader>()
  readonly #large = boundMap<true>()
  #hasLarge = false

  /** `isPlainArray`: its elements can be read without a look at their descriptors. */
  constructor(isProxy: (value: object) => boolean, isPlainArray: (value: object) => boolean) {
    this.#isProxy = isProxy
    this.#isPlainArray = isPlainArray
  }

  addClass(made: object, names: string, read: PrivateReader['read'] | null): void {
    const prototype: unknown = getOwnPropertyDescriptor(made, 'prototype')?.value
    if (isObject(prototype))
      this.#readers.set(prototype, { names: names === '' ? [] : splitNames(names), read: read ?? (() => []) })
  }

  kindOf(value: object): ObjectKind {
    if (this.#isProxy(value)) return opaque
    const prototype = getPrototypeOf(value) as object | null
    const known = prototype && this.#kinds.get(prototype)
    const kind = known || this.#describe(prototype)
    if (prototype && !known) this.#kinds.set(prototype, kind)
    const hasItems = isArray(value) || (isView(value) && kind.kind === 'array')
    if (hasItems === (kind.kind === 'array')) return kind
    return { ...kind, kind: hasItems ? 'array' : 'plain' }
  }

  #describe(prototype: object | null): ObjectKind {
    if (!prototype) return { ...opaque, kind: 'plain' }
    if (this.#isProxy(prototype)) return opaque
    const readers: PrivateReader[] = []
    let kind: ObjectKind['kind'] = 'plain'
    let isOfStep = false
    let owner: object | null = prototype
    for (let depth = 0; owner && depth < longestChain && !this.#isProxy(owner); depth++) {
      const reader = this.#readers.get(owner)
      if (reader) isOfStep = true
      if (reader && reader.names.length > 0) readers[readers.length] = reader
      if (kind === 'plain') kind = builtinKind(owner) ?? 'plain'
      owner = getPrototypeOf(owner) as object | null
    }
    const made: unknown = getOwnPropertyDescriptor(prototype, 'constructor')?.value
    const type = typeof made === 'function' && !this.#isProxy(made) ? ownText(made, 'name') : ''
    return { kind, type: type || 'Object', isOfStep, readers }
  }

  isOpaque(value: object): boolean {
    return this.#isProxy(value)
  }

  fieldsOf(value: object, { readers }: ObjectKind, most = mostItems): Fields {
    const isLarge = this.#hasLarge && this.#large.get(value) === true
    const keys = isLarge ? none : ownKeys(value)
    const [only] = readers
    if (only && readers.length === 1 && keys.length === 0 && !isLarge) {
      const read = only.read(value)
      // Of most queues and stacks that is all.
      if (read.length <= most) return { names: only.names, values: read, more: 0 }
    }
    const names: string[] = []
    const values: unknown[] = []
    for (const reader of readers) {
      const read = reader.read(value)
      for (let index = 0; index < read.length && names.length < most; index++) {
        names[names.length] = reader.names[index] ?? ''
        values[values.length] = read[index]
      }
    }
    if (isLarge) return { names, values, more: 1 }
    if (keys.length > mostKeys) {
      this.#hasLarge = true
      this.#large.set(value, true)
    }
    let index = 0
    for (; index < keys.length && names.length < most; index++) {
      const key = keys[index]
      if (typeof key !== 'string') continue
      const property = getOwnPropertyDescriptor(value, key)
      if (!property || property.get || property.set) continue
      names[names.length] = key
      values[values.length] = property.value
    }
    return { names, values, more: keys.length - index }
  }

  /** How many items an array has, or one of bytes or numbers. */
  sizeOf(array: object): number {
    return isArray(array) ? array.length : (apply(typedLength, array, []) as number)
  }

  /** Whether items can be read as they are; if not, by `itemAt`, which gives undefined for a getter. */
  isReadable(array: object): array is ArrayLike<unknown> & object {
    return this.#isPlainArray(array) || isView(array)
  }

  itemAt(array: object, index: number): unknown {
    return getOwnPropertyDescriptor(array, index)?.value
  }

  /** Items of such an array, from the first on. */
  itemsOf(array: object, most = mostItems): { items: unknown[]; size: number } {
    const size = this.sizeOf(array)
    const count = size < most ? size : most
    const items: unknown[] = []
    if (this.isReadable(array)) for (let index = 0; index < count; index++) items[index] = array[index]
    else for (let index = 0; index < count; index++) items[index] = this.itemAt(array, index)
    return { items, size }
  }

  /** Keys and values of a map one after the other, or a set's values. */
  entriesOf(value: object, kind: 'map' | 'set', most = mostItems): { entries: unknown[]; size: number } {
    const isMap = kind === 'map'
    const size = apply(isMap ? mapSize : setSize, value, []) as number
    const iterator: unknown = apply(isMap ? mapEntries : setValues, value, [])
    const entries: unknown[] = []
    for (let count = 0; count < size && count < most; count++) {
      const { value: entry } = apply(isMap ? nextOfMap : nextOfSet, iterator, []) as { value: unknown }
      const [key, item] = isMap ? (entry as [unknown, unknown]) : [entry]
      entries[entries.length] = key
      if (isMap) entries[entries.length] = item
    }
    return { entries, size }
  }
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** A text property, own or inherited, unless it would have to be computed. */
export function ownText(value: object, key: string): string {
  let owner: object | null = value
  for (let depth = 0; owner && depth < longestChain; depth++) {
    const property = getOwnPropertyDescriptor(owner, key)
    if (property) return typeof property.value === 'string' ? property.value : ''
    owner = getPrototypeOf(owner) as object | null
  }
  return ''
}

const { split } = String.prototype

export function splitNames(names: string): readonly string[] {
  return apply(split, names, [',']) as string[]
}

/** A WeakMap whose methods nobody can replace. */
export function boundMap<V>(): { get(key: object): V | undefined; set(key: object, value: V): void } {
  const map = new WeakMap<object, V>()
  return { get: map.get.bind(map), set: map.set.bind(map) }
}
