import type { StepId } from '../course/lesson.ts'
import type { Draft } from './draft.ts'
import type { HistoryEntry } from './history.ts'
import type { StepProgress } from './progress.ts'

/** All of a learner's work as a file: JSON that a person can read and a later Mailroom can take in. */
interface ExportFile {
  readonly format: 'mailroom-work'
  /** Of this format; a reader refuses what is newer than it knows. */
  readonly version: 1
  /** Milliseconds since 1970, as all times in it. */
  readonly exportedAt: number
  readonly drafts: readonly Draft[]
  readonly history: readonly HistoryEntry[]
  readonly progress: readonly ({ readonly step: StepId } & StepProgress)[]
  /** Damaged records as far as JSON can hold them. */
  readonly quarantine: readonly unknown[]
}

/** How deep a damaged record is followed. */
const depthLimit = 20

export function writeExport(file: ExportFile): Blob {
  const quarantine = file.quarantine.map((record) => toPlain(record, []))
  return new Blob([JSON.stringify({ ...file, quarantine }, null, 2)], { type: 'application/json' })
}

/** A stored value of any kind as one that JSON can hold: no cycle, no number or object JSON does not know. */
function toPlain(value: unknown, ancestors: readonly object[]): unknown {
  if (value === undefined || typeof value === 'bigint' || Number.isNaN(value)) return String(value)
  if (typeof value !== 'object' || value === null) return value
  if (ancestors.includes(value) || ancestors.length >= depthLimit) return '…'
  const inner = [...ancestors, value]
  if (Array.isArray(value)) return value.map((item) => toPlain(item, inner))
  if (value instanceof Date || value instanceof RegExp || value instanceof Error) return String(value)
  if (value instanceof Map || value instanceof Set) return [...value].map((item) => toPlain(item, inner))
  const plain: { [key: string]: unknown } = Object.create(null)
  for (const [key, item] of Object.entries(value)) plain[key] = toPlain(item, inner)
  return plain
}
