import type { StackFrame } from '../wire/error-data.ts'
import type { PackedChanges, RecordPacker } from '../trace/record-packer.ts'
import { isObject, LineObjects, splitNames } from './line-objects.ts'
import { LineStructures } from './line-structures.ts'
import { isSame, LineValues, type Look } from './line-values.ts'

/** One call of a function that tells of its lines. */
export interface LineFrame {
  readonly id: number
  readonly name: string
  readonly file: string
  /** Who called it, or let it go on; null after it has waited in vain for a caller. */
  caller: LineFrame | null
  isWaiting: boolean
  /** `this` of a method, where it is known. */
  self: object | null
  readonly parameters: readonly unknown[] | null
  /** Variables as they were told of last: names, values, and what is in those that are objects. */
  readonly names: string[]
  readonly values: unknown[]
  readonly looks: (Look | null)[]
  /** What is to be told when it is left. */
  changes: PackedChanges
  hasThrown: boolean
  hasValue: boolean
  value: unknown
}

/** What instrumented code calls (compiler/instrument.ts). Nothing of it ever throws. */
export interface LineRecorder {
  /** Whether it records still. */
  on: boolean
  enter(
    name: string,
    file: string,
    line: number,
    isAsync: boolean,
    self?: unknown,
    parameters?: readonly unknown[],
  ): LineFrame | null
  /** The frame, or null when the recording is over. */
  step(
    frame: LineFrame,
    line: number,
    names?: string,
    values?: readonly unknown[] | null,
    loopLine?: number,
    count?: number,
  ): LineFrame | null
  awaiting<T>(frame: LineFrame | null, line: number, value?: T): T | undefined
  resumed<T>(frame: LineFrame | null, value?: T): T | undefined
  ret<T>(frame: LineFrame | null, value: T): T
  threw<T>(frame: LineFrame | null, error: T): T
  /** The function's last statement is done. */
  end(frame: LineFrame, names: string, values: readonly unknown[]): void
  leave(frame: LineFrame | null): void
  /** A class of the step's files has come to be. */
  fields(made: object, names: string, read: ((value: object) => readonly unknown[]) | null): void
}

interface LineRecorderOptions {
  readonly packer: RecordPacker
  /** After so many lines the recording ends; the program goes on. */
  readonly budget?: number
  readonly isProxy?: (value: object) => boolean
  /** Whether to read an array's elements runs nothing of the program's. */
  readonly isPlainArray?: (value: object) => boolean
}

const none: PackedChanges = { list: [], length: 0 }

/**
 * Makes what a module that was compiled to be recorded imports as `mailroom:lines`. What it is told becomes records, in
 * order; it looks at the program's values, and calls nothing of theirs.
 *
 *     const lines = makeLineRecorder({ packer })
 *     const builtins = { [linesModule]: { default: lines } }
 */
export function makeLineRecorder(options: LineRecorderOptions): LineRecorder {
  const { packer, budget = 20_000, isProxy = () => false, isPlainArray = () => false } = options
  const objects = new LineObjects(isProxy, isPlainArray)
  const values = new LineValues(objects)
  const structures = new LineStructures(objects, values, packer)
  const namesOf: { [names: string]: readonly string[] } = Object.create(null) as typeof namesOf
  let frames = 0
  let steps = 0
  /** Records that are no steps, which a program of functions without statements has too. */
  let others = 0
  let current: LineFrame | null = null
  /** What the last look has found. */
  const changes: PackedChanges = { list: [], length: 0 }

  const stop = (place: StackFrame | null): null => {
    recorder.on = false
    current = null
    packer.end(steps, place)
    return null
  }
  const placeOf = (frame: LineFrame, line: number): StackFrame => ({
    file: frame.file,
    line,
    column: 1,
    in: frame.name,
  })
  const lookAtSelf = (frame: LineFrame): void => {
    if (frame.self) structures.look(frame.self, '', frame)
  }

  /** What is other than it was told of last. Holds until the next look. */
  const changesOf = (frame: LineFrame, names: string, read: readonly unknown[]): PackedChanges => {
    const list = (namesOf[names] ??= splitNames(names))
    let length = 0
    for (let index = 0; index < read.length; index++) {
      const name = list[index] ?? ''
      const value = read[index]
      let slot = index
      if (frame.names[slot] !== name) {
        slot = 0
        while (slot < frame.names.length && frame.names[slot] !== name) slot++
      }
      const look = isObject(value) ? values.look(value) : null
      const isKnown = slot < frame.names.length && isSame(frame.values[slot], value)
      if (isKnown && frame.looks[slot] === look) continue
      frame.names[slot] = name
      frame.values[slot] = value
      frame.looks[slot] = look
      if (isObject(value)) {
        const isSelf = name === 'this'
        if (isSelf) frame.self = value
        const isOwn = value === frame.self
        structures.look(value, isSelf ? '' : name, isOwn ? frame : null)
      }
      changes.list[length++] = name
      changes.list[length++] = look ? look.packed : values.pack(value)
    }
    changes.length = length
    return changes
  }

  const wake = (frame: LineFrame): void => {
    frame.isWaiting = false
    frame.caller = current
    packer.resume(frame.id)
  }
  const setCurrent = (frame: LineFrame): void => {
    if (frame.isWaiting) wake(frame)
    current = frame
  }

  const recorder: LineRecorder = {
    on: true,
    enter(name, file, line, isAsync, self, parameters) {
      if (!recorder.on) return null
      try {
        const frame: LineFrame = {
          id: frames + 1,
          name,
          file,
          caller: current,
          isWaiting: false,
          self: isObject(self) ? self : null,
          parameters: parameters ?? null,
          names: [],
          values: [],
          looks: [],
          changes: none,
          hasThrown: false,
          hasValue: false,
          value: undefined,
        }
        if (++others > 2 * budget) return stop(placeOf(frame, line))
        if (frame.self && !isConstructor(name) && !structures.isKnown(frame.self))
          structures.look(frame.self, '', null)
        frames++
        packer.enter(frame.id, current ? current.id : null, name, file, line, isAsync)
        current = frame
        return frame
      } catch {
        return null
      }
    },
    step(frame, line, names, read, loopLine, count) {
      if (!recorder.on) return null
      try {
        setCurrent(frame)
        if (steps >= budget) return stop(placeOf(frame, line))
        steps++
        packer.step(frame.id, line, names && read ? changesOf(frame, names, read) : none, loopLine, count)
      } catch {
        // Somebody's object could not be looked at, or the stack is full: the program is not to hear of it.
      }
      return frame
    },
    awaiting(frame, line, value) {
      if (!recorder.on || !frame) return value
      try {
        setCurrent(frame)
        if (++others > 2 * budget) {
          stop(placeOf(frame, line))
          return value
        }
        lookAtSelf(frame)
        frame.isWaiting = true
        packer.await(frame.id, line)
        current = frame.caller
        frame.caller = null
      } catch {
        // As in step.
      }
      return value
    },
    resumed(frame, value) {
      if (recorder.on && frame) {
        try {
          setCurrent(frame)
        } catch {
          // As in step.
        }
      }
      return value
    },
    ret(frame, value) {
      if (frame) {
        frame.hasThrown = false
        frame.hasValue = true
        frame.value = value
      }
      return value
    },
    threw(frame, error) {
      if (frame) {
        frame.hasThrown = true
        frame.hasValue = true
        frame.value = error
      }
      return error
    },
    end(frame, names, read) {
      if (!recorder.on) return
      try {
        setCurrent(frame)
        const { list, length } = changesOf(frame, names, read)
        const kept: unknown[] = []
        for (let index = 0; index < length; index++) kept[index] = list[index]
        frame.changes = { list: kept, length }
      } catch {
        // As in step.
      }
    },
    leave(frame) {
      if (!recorder.on || !frame) return
      try {
        setCurrent(frame)
        lookAtSelf(frame)
        const value = frame.hasValue ? values.pack(frame.value) : undefined
        packer.leave(frame.id, frame.hasThrown, value, frame.changes)
      } catch {
        // As in step.
      }
      current = frame.caller
      frame.caller = null
    },
    fields(made, names, read) {
      try {
        objects.addClass(made, names, read)
      } catch {
        // As in step.
      }
    },
  }
  return recorder
}

function isConstructor(name: string): boolean {
  return name[0] === 'n' && name[1] === 'e' && name[2] === 'w' && name[3] === ' '
}
