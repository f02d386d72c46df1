import type { LaneRecord, VariableChange } from '../wire/lane-messages.ts'
import type { PrimitiveType, ValueData, ValueEntry } from '../wire/value-data.ts'

/**
 * Records of lines as one flat list: a number that says what comes, and then that. Names of fields, and what was said
 * just before, are not said again: the text is a fifth of the records' own, and so is the time to make it, which a run
 * that is recorded line by line waits for.
 */

/** `whole`: the record itself. `time` and `frame` hold until the next of them. */
const ops = {
  whole: 0,
  time: 1,
  frame: 2,
  step: 3,
  enter: 8,
  await: 9,
  resume: 10,
  leave: 11,
  structure: 12,
} as const
/** Added to `step` and `leave`. */
const withLoop = 1
const withChanges = 2

const threw = 1
const withValue = 2

const start = '{"packed":'

/** By the first character of a value's text. */
const primitives: { readonly [letter: string]: PrimitiveType } = {
  s: 'string',
  n: 'number',
  b: 'boolean',
  u: 'undefined',
  z: 'null',
  i: 'bigint',
  y: 'symbol',
  d: 'date',
  r: 'regexp',
}
const letters = Object.fromEntries(Object.entries(primitives).map(([letter, type]) => [type, letter])) as {
  readonly [T in PrimitiveType]: string
}
const functionLetter = 'f'
const getterLetter = 'g'
const shapes = ['array', 'map', 'set', 'plain'] as const
const shapeNumbers = { array: 0, map: 1, set: 2, plain: 3 } as const

// Taken before the learner's code is loaded, which may replace it.
const { stringify } = JSON

/** Records as text; `unpackRecords` reads it. */
export function packRecords(records: readonly LaneRecord[]): string {
  const out: unknown[] = []
  let at = NaN
  let frame = NaN
  for (let index = 0; index < records.length; index++) {
    const record = records[index]
    if (!record) continue
    const isStructure = record.kind === 'structure'
    if (!isStructure && !('frame' in record)) {
      out[out.length] = ops.whole
      out[out.length] = record
      continue
    }
    if (record.at !== at) {
      at = record.at
      out[out.length] = ops.time
      out[out.length] = at
    }
    if (!isStructure && record.frame !== frame) {
      frame = record.frame
      out[out.length] = ops.frame
      out[out.length] = frame
    }
    switch (record.kind) {
      case 'step': {
        const { changes, loop } = record
        out[out.length] = ops.step + (loop ? withLoop : 0) + (changes ? withChanges : 0)
        out[out.length] = record.line
        if (loop) {
          out[out.length] = loop.line
          out[out.length] = loop.count
        }
        if (changes) packChanges(out, changes)
        break
      }
      case 'enter':
        out[out.length] = ops.enter
        out[out.length] = record.parent
        out[out.length] = record.name
        out[out.length] = record.file
        out[out.length] = record.line
        out[out.length] = record.isAsync
        break
      case 'await':
        out[out.length] = ops.await
        out[out.length] = record.line
        break
      case 'resume':
        out[out.length] = ops.resume
        break
      case 'leave': {
        const { how, value, changes } = record
        out[out.length] = ops.leave
        out[out.length] = (how === 'threw' ? threw : 0) + (value ? withValue : 0)
        if (value) out[out.length] = packValue(value)
        packChanges(out, changes ?? [])
        break
      }
      case 'structure':
        out[out.length] = ops.structure
        out[out.length] = record.id
        out[out.length] = record.type
        out[out.length] = record.label
        out[out.length] = record.items
        out[out.length] = record.size
        out[out.length] = record.method
        break
      default:
        record satisfies never
    }
  }
  return `${start}${stringify(out)}}`
}

function packChanges(out: unknown[], changes: readonly VariableChange[]): void {
  out[out.length] = changes.length
  for (let index = 0; index < changes.length; index++) {
    const change = changes[index]
    if (!change) continue
    out[out.length] = change.name
    out[out.length] = packValue(change.value)
  }
}

function packValue(value: ValueData): unknown {
  if (value.kind === 'primitive' && value.more === undefined) return letters[value.type] + value.text
  if (value.kind === 'function') return functionLetter + value.text
  if (value.kind !== 'object') return value
  const { shape, entries } = value
  const out: unknown[] = [value.type, shapeNumbers[shape], value.size, value.more ?? -1]
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index]
    if (!entry) continue
    const { key } = entry
    if (isIndexed(shape) ? key !== `${index}` : (typeof key === 'string') !== (shape === 'plain'))
      return value
    if (!isIndexed(shape)) out[out.length] = typeof key === 'string' ? key : packValue(key)
    out[out.length] = entry.value === 'getter' ? getterLetter : packValue(entry.value)
  }
  return out
}

/** Keys are 0, 1, 2 and so on. */
function isIndexed(shape: string): boolean {
  return shape === 'array' || shape === 'set'
}

/**
 * Records that a lane sent as text: packed, or a list in JSON. What is no text of that kind gives none; what was recorded by
 * a learner's worker can be anything, so each record is still to be looked at.
 */
export function unpackRecords(text: string): readonly unknown[] {
  try {
    const given: unknown = JSON.parse(text)
    if (Array.isArray(given)) return given
    const { packed } = Object(given) as { packed?: unknown }
    return Array.isArray(packed) ? new Unpacker(packed).records() : []
  } catch {
    // Cut off, forged, or so deep that it cannot be read.
    return []
  }
}

class Unpacker {
  readonly #list: readonly unknown[]
  #next = 0

  constructor(list: readonly unknown[]) {
    this.#list = list
  }

  records(): unknown[] {
    const records: unknown[] = []
    let at: unknown = NaN
    let frame: unknown = NaN
    while (this.#next < this.#list.length) {
      const op = this.#take()
      if (op === ops.time) at = this.#take()
      else if (op === ops.frame) frame = this.#take()
      else if (op === ops.whole) records.push(this.#take())
      else if (op === ops.resume) records.push({ at, kind: 'resume', frame })
      else if (op === ops.await) records.push({ at, kind: 'await', frame, line: this.#take() })
      else if (op === ops.enter) records.push(this.#enter(at, frame))
      else if (op === ops.leave) records.push(this.#leave(at, frame))
      else if (op === ops.structure) records.push(this.#structure(at))
      else if (typeof op === 'number' && op >= ops.step && op < ops.enter)
        records.push(this.#step(at, frame, op - ops.step))
      else break
    }
    return records
  }

  #take(): unknown {
    return this.#list[this.#next++]
  }

  #takeSome(count: number): readonly unknown[] {
    this.#next += count
    return this.#list.slice(this.#next - count, this.#next)
  }

  #structure(at: unknown): unknown {
    const [id, type, label, items, size, method] = this.#takeSome(6)
    return { at, kind: 'structure', id, type, label, items, size, method }
  }

  #enter(at: unknown, frame: unknown): unknown {
    const [parent, name, file, line, isAsync] = this.#takeSome(5)
    return { at, kind: 'enter', frame, parent, name, file, line, isAsync }
  }

  #step(at: unknown, frame: unknown, more: number): unknown {
    const line = this.#take()
    const loop = more & withLoop ? { line: this.#take(), count: this.#take() } : null
    const changes = more & withChanges ? this.#changes() : null
    return { at, kind: 'step', frame, line, ...(changes && { changes }), ...(loop && { loop }) }
  }

  #leave(at: unknown, frame: unknown): unknown {
    const more = Number(this.#take())
    const value = more & withValue ? unpackValue(this.#take()) : null
    const changes = this.#changes()
    const how = more & threw ? 'threw' : 'returned'
    return { at, kind: 'leave', frame, how, ...(value && { value }), ...(changes.length > 0 && { changes }) }
  }

  #changes(): VariableChange[] {
    const count = Number(this.#take())
    const changes: VariableChange[] = []
    while (changes.length < count && this.#next < this.#list.length)
      changes.push({ name: this.#take() as string, value: unpackValue(this.#take()) })
    return changes
  }
}

/** What a learner's worker put together may be of another type than it says. */
function unpackValue(given: unknown): ValueData {
  if (Array.isArray(given)) return unpackObject(given)
  if (typeof given !== 'string') return given as ValueData
  const text = given.slice(1)
  const type = primitives[given.charAt(0)]
  return type ? { kind: 'primitive', type, text } : { kind: 'function', text }
}

function unpackObject([type, shapeNumber, size, more, ...given]: readonly unknown[]): ValueData {
  const shape = shapes[Number(shapeNumber)] ?? 'plain'
  const width = isIndexed(shape) ? 1 : 2
  const entries: ValueEntry[] = []
  for (let at = 0; at < given.length; at += width) {
    const found = given[at + width - 1]
    const value = found === getterLetter ? 'getter' : unpackValue(found)
    entries.push({ key: keyOf(shape, given[at], at), value })
  }
  const object = { kind: 'object', type: type as string, shape, size: size as number, entries } as const
  return more === -1 ? object : { ...object, more: more as number }
}

function keyOf(shape: (typeof shapes)[number], given: unknown, at: number): string | ValueData {
  if (isIndexed(shape)) return String(at)
  return shape === 'plain' ? (given as string) : unpackValue(given)
}
