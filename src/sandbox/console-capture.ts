import type { ErrorData } from '../wire/error-data.ts'
import type { ConsoleEntry, ConsoleLevel, ValueData } from '../wire/value-data.ts'
import { describeValue, type Budget } from './describe-value.ts'
import { formatArguments } from './format-arguments.ts'

/** At most this many lines of a run reach the page: a million raw lines would block it for seconds (FACTS). */
export const mostLines = 5000
const batchSize = 200
const batchMs = 50
const mostCharacters = 2_000_000

/** The learner's `console`, and the ways in which the sandbox itself writes to it. */
export interface ConsoleCapture {
  readonly console: object
  /** Shows an error that nobody caught; `thread`: whose it was, if it was another's. */
  addError(error: ErrorData, thread?: string): void
  /** Shows something that the sandbox has to say. */
  addNote(text: string): void
  /** Sends what is waiting. */
  flush(): void
}

/**
 * A `console` whose calls become data, in batches. `send` and `now` are taken once; nothing here looks at the global
 * scope after it was made, nor at methods of Array on the way of an error, so that the learner's code cannot bend it.
 */
export function captureConsole(
  send: (entries: readonly ConsoleEntry[]) => void,
  {
    now,
    defer,
    timerNow = now,
    tell,
  }: {
    /** Real time. */
    now: () => number
    defer: (flush: () => void) => void
    /** The program's time, for `console.time`. */
    timerNow?: () => number
    /** Told of each entry at once, also of those that are only counted. */
    tell?: (entry: ConsoleEntry) => void
  },
): ConsoleCapture {
  let batch: Mutable<ConsoleEntry>[] = []
  let lines = 0
  let indent = 0
  let lastSent = -Infinity
  let isDeferred = false
  let isFull = false
  const characters: Budget = { nodes: 0, characters: mostCharacters }
  const counts = new Map<string, number>()
  const timers = new Map<string, number>()

  const flush = (): void => {
    isDeferred = false
    if (batch.length === 0) return
    lastSent = now()
    const entries = batch
    batch = []
    send(entries)
  }
  const schedule = (): void => {
    // The first line of a while goes at once. Later ones wait, but not for an event loop that may never turn.
    if (batch.length >= batchSize || now() - lastSent > batchMs) flush()
    else if (!isDeferred) {
      isDeferred = true
      defer(flush)
    }
  }
  const put = (entry: ConsoleEntry): void => {
    batch[batch.length] = entry
    // A copy: this one may be counted further.
    tell?.({ ...entry })
  }
  const add = (entry: ConsoleEntry): void => {
    const last = batch[batch.length - 1]
    if (last && isSameLine(last, entry)) {
      last.count++
      tell?.(entry)
      return schedule()
    }
    if (++lines > mostLines || characters.characters <= 0) {
      isFull = true
      entry = note(
        `This run printed more than ${mostLines.toLocaleString('en')} lines; the rest is not shown.`,
      )
    }
    put(entry)
    schedule()
  }
  const write = (level: ConsoleLevel, form: 'line' | 'table', values: readonly unknown[]): void => {
    if (isFull) return
    const budget: Budget = { nodes: 2000, characters: Math.min(100_000, characters.characters) }
    const before = budget.characters
    const described = values.slice(0, 50).map((value) => describeValue(value, budget))
    characters.characters -= before - budget.characters
    add({ level, form, values: described, count: 1, indent })
  }
  const line =
    (level: ConsoleLevel) =>
    (...values: unknown[]): void =>
      write(level, 'line', formatArguments(values))
  const group = (...values: unknown[]): void => {
    if (values.length > 0) write('log', 'line', formatArguments(values))
    indent = Math.min(indent + 1, 20)
  }
  const label = (value: unknown): string =>
    value === undefined ? 'default' : `${value as string}`.slice(0, 100)
  const elapsed = (name: string): string =>
    `${name}: ${(timerNow() - (timers.get(name) ?? timerNow())).toFixed(1)} ms`

  const console = {
    log: line('log'),
    info: line('info'),
    debug: line('debug'),
    warn: line('warn'),
    error: line('error'),
    dir: (value: unknown) => write('log', 'line', [value]),
    table: (value: unknown) =>
      write('log', typeof value === 'object' && value !== null ? 'table' : 'line', [value]),
    trace: (...values: unknown[]) => write('log', 'line', ['Trace:', ...values]),
    assert: (condition?: unknown, ...values: unknown[]) => {
      if (!condition) write('error', 'line', ['Assertion failed:', ...values])
    },
    group,
    groupCollapsed: group,
    groupEnd: () => {
      indent = Math.max(0, indent - 1)
    },
    count: (value?: unknown) => {
      const name = label(value)
      counts.set(name, (counts.get(name) ?? 0) + 1)
      write('log', 'line', [`${name}: ${counts.get(name)}`])
    },
    countReset: (value?: unknown) => void counts.delete(label(value)),
    time: (value?: unknown) => void timers.set(label(value), timerNow()),
    timeLog: (value?: unknown, ...values: unknown[]) =>
      write('log', 'line', [elapsed(label(value)), ...values]),
    timeEnd: (value?: unknown) => {
      write('log', 'line', [elapsed(label(value))])
      timers.delete(label(value))
    },
    clear: () => add(note('console.clear() was called; the lines above are kept.')),
  }
  return {
    console,
    addError: (error, thread) => {
      // An error is worth a line even after the cap.
      const entry: ConsoleEntry = { level: 'error', form: 'line', values: [], count: 1, indent: 0, error }
      put(thread === undefined ? entry : { ...entry, thread })
      flush()
    },
    addNote: (text) => {
      put(note(text))
      flush()
    },
    flush,
  }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** The sandbox speaking. */
export function note(text: string): ConsoleEntry {
  const value: ValueData = { kind: 'primitive', type: 'string', text }
  return { level: 'info', form: 'note', values: [value], count: 1, indent: 0 }
}

/** Lines of texts and numbers that repeat are counted here already, which keeps a flood of them cheap. */
function isSameLine(a: ConsoleEntry, b: ConsoleEntry): boolean {
  if (a.level !== b.level || a.form !== b.form || a.indent !== b.indent || a.error || b.error) return false
  if (a.values.length !== b.values.length) return false
  return a.values.every((value, index) => {
    const other = b.values[index]
    return (
      value.kind === 'primitive' &&
      other?.kind === 'primitive' &&
      value.type === other.type &&
      value.text === other.text
    )
  })
}
