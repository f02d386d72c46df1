import type { Diagnostic } from '../../wire/program.ts'
import type { ConsoleEntry } from '../../wire/value-data.ts'

/** More lines than anybody reads; a page that holds them all still scrolls. */
export const consoleCap = 5000
const spare = 100

export interface ConsoleLines {
  readonly entries: readonly ConsoleEntry[]
  readonly dropped: number
}

export const noLines: ConsoleLines = { entries: [], dropped: 0 }

/** Adds what was printed: a line equal to the one before only raises its count, lines beyond the cap are only counted. */
export function appendLines(lines: ConsoleLines, added: readonly ConsoleEntry[]): ConsoleLines {
  const entries = [...lines.entries]
  let { dropped } = lines
  for (const entry of added) {
    const last = entries.at(-1)
    if (last && isRepeat(last, entry))
      entries[entries.length - 1] = { ...last, count: last.count + entry.count }
    else if (entries.length < (isWorthMore(entry) ? consoleCap + spare : consoleCap)) entries.push(entry)
    else dropped += entry.count
  }
  return { entries, dropped }
}

/** Errors, and what the sandbox has to say, are seen also after a flood. */
function isWorthMore({ form, error }: ConsoleEntry): boolean {
  return form === 'note' || error !== undefined
}

function isRepeat(a: ConsoleEntry, b: ConsoleEntry): boolean {
  if (
    a.level !== b.level ||
    a.form !== b.form ||
    a.thread !== b.thread ||
    a.indent !== b.indent ||
    a.values.length !== b.values.length
  )
    return false
  const [first, other] = [a.values[0], b.values[0]]
  // Most neighbours differ in their first word: that is seen without printing whole objects.
  if (first?.kind === 'primitive' && other?.kind === 'primitive' && first.text !== other.text) return false
  return JSON.stringify([a.values, a.error]) === JSON.stringify([b.values, b.error])
}

/** Uncaught errors as marks in the editor, each where it arose in the step's files. */
export function errorsInFiles(entries: readonly ConsoleEntry[]): Diagnostic[] {
  return entries.flatMap(({ error }) => {
    const place = error?.frames[0]
    if (!error || !place) return []
    const { file, line, column } = place
    const message = `${error.name}: ${error.message}`
    return [
      {
        file,
        line,
        column,
        endLine: line,
        endColumn: column + 1,
        severity: 'error',
        source: 'run',
        message,
      },
    ]
  })
}
