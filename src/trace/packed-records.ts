import type { VariableChange } from '../wire/lane-messages.ts'
import type { ValueData, ValueEntry } from '../wire/value-data.ts'
import { again, getterLetter, isIndexed, ops, primitives, shapes } from './packed-ops.ts'

/**
 * Records that a lane sent as text: packed, or a list in JSON. What is no text of that kind gives none; what was recorded by
 * a learner's worker can be anything, so each record is still to be looked at.
 */
export function unpackRecords(text: string): readonly unknown[] {
  try {
    const given: unknown = JSON.parse(text)
    if (Array.isArray(given)) return given
    const { packed } = Object(given) as { packed?: unknown }
    return Array.isArray(packed) ? recordsOf(packed) : []
  } catch {
    // Cut off, forged, or so deep that it cannot be read.
    return []
  }
}

/** Of the list in which they were packed. */
export function recordsOf(list: readonly unknown[]): unknown[] {
  return new Unpacker(list).records()
}

class Unpacker {
  readonly #list: readonly unknown[]
  #next = 0
  /** The last value that is one. */
  #object: ValueData = { kind: 'primitive', type: 'undefined', text: 'undefined' }

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

  #value(): ValueData {
    const given = this.#take()
    if (given === again) return this.#object
    const value = unpackValue(given)
    if (typeof given === 'object') this.#object = value
    return value
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
    const loop = more & ops.withLoop ? { line: this.#take(), count: this.#take() } : null
    const changes = more & ops.withChanges ? this.#changes() : null
    return { at, kind: 'step', frame, line, ...(changes && { changes }), ...(loop && { loop }) }
  }

  #leave(at: unknown, frame: unknown): unknown {
    const more = Number(this.#take())
    const value = more & ops.withValue ? this.#value() : null
    const changes = this.#changes()
    const how = more & ops.threw ? 'threw' : 'returned'
    return { at, kind: 'leave', frame, how, ...(value && { value }), ...(changes.length > 0 && { changes }) }
  }

  #changes(): VariableChange[] {
    const count = Number(this.#take())
    const changes: VariableChange[] = []
    while (changes.length < count && this.#next < this.#list.length)
      changes.push({ name: this.#take() as string, value: this.#value() })
    return changes
  }
}

/** What a learner's worker put together may be of another type than it says. */
function unpackValue(given: unknown): ValueData {
  if (Array.isArray(given)) return unpackObject(given)
  if (typeof given === 'number') return { kind: 'primitive', type: 'number', text: String(given) }
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
