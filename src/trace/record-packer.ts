import type { StackFrame } from '../wire/error-data.ts'
import type { LaneRecord } from '../wire/lane-messages.ts'
import type { ValueData } from '../wire/value-data.ts'
import {
  again,
  functionLetter,
  getterLetter,
  isIndexed,
  letters,
  ops,
  shapeNumbers,
  start,
} from './packed-ops.ts'
import { recordsOf } from './packed-records.ts'

/** Variables that are others than before: the name of each, and then its packed value. Of the list only `length` holds. */
export interface PackedChanges {
  readonly list: unknown[]
  /** Of the list: twice as many as there are changes. */
  length: number
}

interface PackerOptions {
  /** The time of what happens now. */
  readonly at: () => number
  /** Called after each record but those that are given to `add`. */
  readonly added: () => void
  /** Called after the last record of lines: the run may go on in a loop that has no end. */
  readonly ended: () => void
  /** Whether objects cannot be made text. */
  readonly isBent: () => boolean
}

// Taken before the learner's code is loaded, which may replace it.
const { stringify } = JSON

/**
 * Packs the records of a lane as they come, and no object is made of any: most of the time that recording line by line
 * took went into objects, and into clearing them away.
 *
 *     const packer = new RecordPacker({ at, added, ended, isBent })
 *     packer.step(frame, line, changes, loopLine, count)
 *     unpackRecords(packer.take())
 *
 * A record is there once all of it is: if the stack is full within one, the next takes its place.
 */
export class RecordPacker {
  /** How many records wait. */
  size = 0
  readonly #at: () => number
  readonly #added: () => void
  readonly #ended: () => void
  readonly #isBent: () => boolean
  /** Kept from one text to the next: what lies behind `#length` is of an earlier one. */
  readonly #list: unknown[] = []
  #length = 0
  #time = NaN
  #frame = NaN
  /** The last value that is an object: of the records that are whole, and of the one that is being written. */
  #object: unknown = null
  #nextObject: unknown = null

  constructor({ at, added, ended, isBent }: PackerOptions) {
    this.#at = at
    this.#added = added
    this.#ended = ended
    this.#isBent = isBent
  }

  /** A record of another kind, or any. */
  add(record: LaneRecord): void {
    const list = this.#list
    list[this.#length] = ops.whole
    list[this.#length + 1] = record
    this.size++
    this.#length += 2
  }

  step(
    frame: number,
    line: number,
    changes: PackedChanges,
    loopLine: number | undefined,
    count: number | undefined,
  ): void {
    const time = this.#at()
    let at = this.#begin(time, frame)
    const list = this.#list
    list[at++] =
      ops.step + (loopLine === undefined ? 0 : ops.withLoop) + (changes.length === 0 ? 0 : ops.withChanges)
    list[at++] = line
    if (loopLine !== undefined) {
      list[at++] = loopLine
      list[at++] = count
    }
    if (changes.length > 0) at = this.#changes(at, changes)
    this.#commit(at, time, frame)
  }

  enter(
    frame: number,
    parent: number | null,
    name: string,
    file: string,
    line: number,
    isAsync: boolean,
  ): void {
    const time = this.#at()
    let at = this.#begin(time, frame)
    const list = this.#list
    list[at++] = ops.enter
    list[at++] = parent
    list[at++] = name
    list[at++] = file
    list[at++] = line
    list[at++] = isAsync
    this.#commit(at, time, frame)
  }

  await(frame: number, line: number): void {
    const time = this.#at()
    let at = this.#begin(time, frame)
    this.#list[at++] = ops.await
    this.#list[at++] = line
    this.#commit(at, time, frame)
  }

  resume(frame: number): void {
    const time = this.#at()
    let at = this.#begin(time, frame)
    this.#list[at++] = ops.resume
    this.#commit(at, time, frame)
  }

  /** `value`: packed; undefined if there is none. */
  leave(frame: number, hasThrown: boolean, value: unknown, changes: PackedChanges): void {
    const time = this.#at()
    let at = this.#begin(time, frame)
    const list = this.#list
    list[at++] = ops.leave
    list[at++] = (hasThrown ? ops.threw : 0) + (value === undefined ? 0 : ops.withValue)
    if (value !== undefined) list[at++] = this.#said(value)
    this.#commit(this.#changes(at, changes), time, frame)
  }

  structure(
    id: number,
    type: string,
    label: string,
    items: readonly string[],
    size: number,
    method: string | null,
  ): void {
    const time = this.#at()
    let at = this.#begin(time, this.#frame)
    const list = this.#list
    list[at++] = ops.structure
    list[at++] = id
    list[at++] = type
    list[at++] = label
    list[at++] = items
    list[at++] = size
    list[at++] = method
    this.#commit(at, time, this.#frame)
  }

  /** Of the lines: the run goes on. */
  end(steps: number, place: StackFrame | null): void {
    this.add({ at: this.#at(), kind: 'lines-end', steps, place })
    this.#ended()
  }

  /** What waits, as text; as the records themselves where no text can be trusted. */
  take(): string | readonly LaneRecord[] {
    const list = this.#list
    list.length = this.#length
    const taken = this.#isBent() ? unpacked(list) : `${start}${stringify(list)}}`
    this.size = 0
    this.#length = 0
    this.#time = NaN
    this.#frame = NaN
    this.#object = null
    return taken
  }

  /** Writes what is not as it was said last; returns where to go on. */
  #begin(time: number, frame: number): number {
    const list = this.#list
    let at = this.#length
    this.#nextObject = this.#object
    if (time !== this.#time) {
      list[at++] = ops.time
      list[at++] = time
    }
    if (frame !== this.#frame && frame === frame) {
      list[at++] = ops.frame
      list[at++] = frame
    }
    return at
  }

  #changes(at: number, { list: changes, length }: PackedChanges): number {
    const list = this.#list
    list[at++] = length / 2
    for (let index = 0; index < length; index += 2) {
      list[at++] = changes[index]
      list[at++] = this.#said(changes[index + 1])
    }
    return at
  }

  /** The same object comes again and again: the one that a method is called of, and whoever calls holds. */
  #said(value: unknown): unknown {
    if (typeof value !== 'object') return value
    if (value === this.#nextObject) return again
    return (this.#nextObject = value)
  }

  #commit(at: number, time: number, frame: number): void {
    this.#time = time
    this.#frame = frame
    this.#object = this.#nextObject
    this.#length = at
    this.size++
    this.#added()
  }
}

/** Whoever bends what texts are made with may have bent more. */
function unpacked(list: readonly unknown[]): readonly LaneRecord[] {
  try {
    return recordsOf(list) as LaneRecord[]
  } catch {
    return []
  }
}

export function packValue(value: ValueData): unknown {
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
