import type { PrimitiveType, ValueData, ValueEntry } from '../wire/value-data.ts'

/** How much of a value is sent to the page. One budget may serve several values. */
export interface Budget {
  /** Objects, entries and texts that may still be described. */
  nodes: number
  /** Characters that may still be sent. */
  characters: number
}

const mostDepth = 5
const mostEntries = 100
const longestText = 10_000
const longestKey = 200

// Taken before the learner's code runs, which may replace any of them.
const { getOwnPropertyDescriptor, getPrototypeOf } = Object
const { ownKeys, apply } = Reflect
const { isArray } = Array
const { isView } = ArrayBuffer
const mapForEach = Map.prototype.forEach
const setForEach = Set.prototype.forEach
const toIsoString = Date.prototype.toISOString
const getTime = Date.prototype.getTime
const regExpSource = getOwnPropertyDescriptor(RegExp.prototype, 'source')?.get
const regExpFlags = getOwnPropertyDescriptor(RegExp.prototype, 'flags')?.get
const functionToString = Function.prototype.toString

/**
 * A value as data for the console. Never calls a getter or a method of the value (only a Proxy's traps can run), never
 * throws, and sends no more than the budget.
 */
export function describeValue(value: unknown, budget: Budget): ValueData {
  return describe(value, budget, 0, [])
}

function describe(value: unknown, budget: Budget, depth: number, path: readonly object[]): ValueData {
  if (--budget.nodes < 0 || budget.characters <= 0) return { kind: 'elided', text: '…', reason: 'budget' }
  if (typeof value === 'function') return { kind: 'function', text: take(budget, functionText(value)) }
  if (typeof value !== 'object' || value === null) return describePrimitive(value, budget)
  try {
    return describeObject(value, budget, depth, path)
  } catch {
    return { kind: 'elided', text: '(an object that cannot be looked at)', reason: 'budget' }
  }
}

function describePrimitive(value: unknown, budget: Budget): ValueData {
  const type = value === null ? 'null' : (typeof value as PrimitiveType)
  const text = Object.is(value, -0) ? '-0' : typeof value === 'bigint' ? `${value}n` : String(value)
  const shown = take(budget, text)
  const more = text.length - shown.length
  return more > 0 ? { kind: 'primitive', type, text: shown, more } : { kind: 'primitive', type, text: shown }
}

function describeObject(value: object, budget: Budget, depth: number, path: readonly object[]): ValueData {
  const special = describeSpecial(value, budget)
  if (special) return special
  if (path.includes(value)) return { kind: 'elided', text: '(seen above)', reason: 'cycle' }
  const type = take(budget, typeName(value))
  if (depth >= mostDepth) return { kind: 'elided', text: type || 'object', reason: 'depth' }
  const inside = (inner: unknown): ValueData => describe(inner, budget, depth + 1, [...path, value])

  if (value instanceof Error) {
    const name = ownText(value, 'name') ?? typeName(value)
    const text = take(budget, `${name}: ${ownText(value, 'message') ?? ''}`)
    const { entries, more } = describeKeys(value, budget, inside, ['stack', 'message', 'name'])
    return withMore({ kind: 'error', text, entries }, more)
  }
  const collection = describeCollection(value, inside)
  if (collection) {
    const { shape, size, entries } = collection
    return withMore({ kind: 'object', type, shape, size, entries }, size - entries.length)
  }
  if (isArray(value) || (isView(value) && !(value instanceof DataView))) {
    const { length } = value as ArrayLike<unknown>
    const { entries, more } = describeKeys(value, budget, inside, ['length'])
    return withMore({ kind: 'object', type, shape: 'array', size: length, entries }, more)
  }
  const { entries, more } = describeKeys(value, budget, inside, [])
  return withMore({ kind: 'object', type, shape: 'plain', size: entries.length + more, entries }, more)
}

function withMore<T extends ValueData>(data: T, more: number): T {
  return more > 0 ? { ...data, more } : data
}

function describeSpecial(value: object, budget: Budget): ValueData | null {
  const time = attempt(() => apply(getTime, value, []) as number)
  if (time !== undefined) {
    const text = Number.isNaN(time) ? 'Invalid Date' : (apply(toIsoString, value, []) as string)
    return { kind: 'primitive', type: 'date', text: take(budget, text) }
  }
  if (!(value instanceof RegExp) || !regExpSource || !regExpFlags) return null
  const source = attempt(() => String(apply(regExpSource, value, [])))
  const flags = attempt(() => String(apply(regExpFlags, value, [])))
  return { kind: 'primitive', type: 'regexp', text: take(budget, `/${source ?? ''}/${flags ?? ''}`) }
}

function describeCollection(
  value: object,
  inside: (inner: unknown) => ValueData,
): { shape: 'map' | 'set'; size: number; entries: ValueEntry[] } | null {
  const entries: ValueEntry[] = []
  let size = 0
  const addMap = (item: unknown, key: unknown): void => {
    if (size++ < mostEntries) entries.push({ key: inside(key), value: inside(item) })
  }
  if (attempt(() => (apply(mapForEach, value, [addMap]), true))) return { shape: 'map', size, entries }
  const addSet = (item: unknown): void => {
    if (size++ < mostEntries) entries.push({ key: String(size - 1), value: inside(item) })
  }
  if (attempt(() => (apply(setForEach, value, [addSet]), true))) return { shape: 'set', size, entries }
  return null
}

function describeKeys(
  value: object,
  budget: Budget,
  inside: (inner: unknown) => ValueData,
  without: readonly string[],
): { entries: ValueEntry[]; more: number } {
  const keys = ownKeys(value).filter((key) => !without.includes(String(key)))
  const entries: ValueEntry[] = []
  let hidden = 0
  for (const key of keys) {
    if (entries.length >= mostEntries || budget.nodes <= 0) break
    const property = getOwnPropertyDescriptor(value, key)
    if (!property || (!property.enumerable && typeof key === 'symbol')) {
      hidden++
      continue
    }
    const name = take(budget, String(key).slice(0, longestKey))
    entries.push({ key: name, value: property.get || property.set ? 'getter' : inside(property.value) })
  }
  return { entries, more: keys.length - entries.length - hidden }
}

function typeName(value: object): string {
  const prototype = getPrototypeOf(value) as object | null
  if (!prototype) return ''
  const made = getOwnPropertyDescriptor(prototype, 'constructor')?.value as unknown
  return (typeof made === 'function' && ownText(made, 'name')) || 'Object'
}

/** A text property, own or inherited, unless it would have to be computed. */
function ownText(value: object, key: string): string | undefined {
  for (let owner: object | null = value; owner; owner = getPrototypeOf(owner) as object | null) {
    const property = getOwnPropertyDescriptor(owner, key)
    if (property) return typeof property.value === 'string' ? property.value : undefined
  }
  return undefined
}

function functionText(value: object): string {
  const name = ownText(value, 'name') ?? ''
  const source = attempt(() => String(apply(functionToString, value, []))) ?? ''
  return `${source.startsWith('class') ? 'class' : 'function'} ${name || '(anonymous)'}`
}

function take(budget: Budget, text: string): string {
  const shown = text.slice(0, Math.max(0, Math.min(longestText, budget.characters)))
  budget.characters -= shown.length
  return shown
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
