import type { ErrorData, StackFrame } from '../wire/error-data.ts'

/** How stacks name a step's files: the loaders end each module with `//# sourceURL=learner:///exercise.ts`. */
export const sourceUrl = (file: string): string => `learner:///${file}`

/** What is needed to read places out of a stack. */
export interface StackReader {
  /** File behind a blob URL, for engines that ignore sourceURL (WebKit). */
  readonly fileOf: (blobUrl: string) => string | undefined
  /** Lines that a loader put before the source. */
  readonly linesBefore: number
  /** Columns of the source, where the code that runs has others. */
  readonly columnOf?: (file: string, line: number, column: number) => number
}

const { max } = Math
const mostFrames = 20
const mostLines = 200
/** A longer line is no frame, but somebody's message; to look for one in it would take long. */
const longestLine = 1000

const framePattern =
  /(?:([^\s@(]*)@|at (?:async )?(?:([^(]*?) ?\()?)(?:learner:\/\/\/([\w.-]+)|(blob:[^\s():]*(?::[^\s():]*)*?)):(\d+):(\d+)/

/**
 * The frames of a stack that lie in a step's files, innermost first. Understands V8 (`at f (url:1:2)`) and
 * SpiderMonkey/JavaScriptCore (`f@url:1:2`).
 */
export function readStack(stack: unknown, reader: StackReader): StackFrame[] {
  const frames: StackFrame[] = []
  for (const text of String(stack ?? '').split('\n', mostLines)) {
    const match = text.length > longestLine ? null : framePattern.exec(text)
    if (!match || frames.length >= mostFrames) continue
    const [, atName, v8Name, named, blobUrl, line, column] = match
    const file = named ?? (blobUrl ? reader.fileOf(blobUrl) : undefined)
    if (!file) continue
    const inName = (atName ?? v8Name ?? '').trim().replace(/^(?:Module|Object)\.|^eval$/, '')
    const at = max(1, Number(line) - reader.linesBefore)
    const place = reader.columnOf?.(file, at, Number(column)) ?? Number(column)
    frames[frames.length] = { file, line: at, column: place, in: inName }
  }
  return frames
}

/** Anything thrown, as data. Never throws, whatever the value's getters do, or somebody did to JavaScript's own methods. */
export function describeThrown(thrown: unknown, reader: StackReader): ErrorData {
  try {
    return describe(thrown, reader, 0)
  } catch {
    return { name: 'Error', message: 'An error that cannot be described was thrown.', frames: [] }
  }
}

function describe(thrown: unknown, reader: StackReader, depth: number): ErrorData {
  const read = (key: string): unknown => {
    try {
      return (thrown as Record<string, unknown> | null)?.[key]
    } catch {
      return undefined
    }
  }
  const isError =
    thrown instanceof Error || (typeof read('stack') === 'string' && typeof read('message') === 'string')
  if (!isError) return { name: 'Error', message: `Thrown: ${printThrown(thrown)}`, frames: [] }
  const data = {
    name: cut(read('name'), 100) || 'Error',
    message: cut(read('message'), 5000),
    frames: readStack(read('stack'), reader),
  }
  const cause = read('cause')
  if (cause === undefined || depth >= 3) return data
  return { ...data, cause: describe(cause, reader, depth + 1) }
}

function cut(value: unknown, length: number): string {
  return typeof value === 'string' ? value.slice(0, length) : ''
}

function printThrown(value: unknown): string {
  try {
    return typeof value === 'string' ? JSON.stringify(value).slice(0, 1000) : String(value).slice(0, 1000)
  } catch {
    return 'a value that cannot be printed'
  }
}
