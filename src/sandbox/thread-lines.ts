import type { CheckReport } from '../wire/outcome.ts'
import type { ConsoleEntry, ValueData } from '../wire/value-data.ts'

const mostLines = 200
const longestLine = 500

/** What a check's threads printed, as the report's lines: each with its thread's name. */
export class ThreadLines {
  readonly #lines: string[] = []

  add(entries: readonly ConsoleEntry[]): void {
    for (const entry of entries) {
      if (this.#lines.length >= mostLines) return
      this.#lines.push(`${entry.thread} │ ${textOf(entry)}`.slice(0, longestLine))
    }
  }

  addTo(report: CheckReport): CheckReport {
    if (report.kind !== 'tested' || this.#lines.length === 0) return report
    return { ...report, lines: [...report.lines, ...this.#lines].slice(0, mostLines) }
  }
}

function textOf({ error, values }: ConsoleEntry): string {
  return error ? `${error.name}: ${error.message}` : values.map(textOfValue).join(' ')
}

function textOfValue(value: ValueData): string {
  if (value.kind !== 'object') return value.text
  const items = value.entries.map(({ key, value: item }) => {
    const text = item === 'getter' ? '[getter]' : textOfValue(item)
    return value.shape === 'array' || value.shape === 'set'
      ? text
      : `${typeof key === 'string' ? key : textOfValue(key)}: ${text}`
  })
  const inside = [...items, ...(value.more ? [`… ${value.more} more`] : [])].join(', ')
  return value.shape === 'array' || value.shape === 'set' ? `[${inside}]` : `{ ${inside} }`
}
