import type { LaneRecord } from '../wire/lane-messages.ts'
import { unpackRecords } from '../trace/packed-records.ts'
import type { LaneRecords } from '../wire/sandbox-messages.ts'

/** More in one message is not read. */
const mostRecords = 10_000
const mostCharacters = 50_000_000

/** What a lane may tell, and whether it is kept however much there is. */
const kinds: { readonly [K in LaneRecord['kind']]: 'kept' | 'counted' } = {
  start: 'kept',
  end: 'kept',
  thread: 'kept',
  'timer-set': 'counted',
  'timer-fired': 'counted',
  'timer-cleared': 'counted',
  console: 'counted',
  fetch: 'counted',
  fetched: 'counted',
  request: 'counted',
  response: 'counted',
  test: 'kept',
  failed: 'kept',
  tested: 'kept',
  enter: 'counted',
  step: 'counted',
  await: 'counted',
  resume: 'counted',
  leave: 'counted',
  structure: 'counted',
  'lines-end': 'kept',
}

/** The records in a lane's message. Learner code may get hold of the port: what is none is left out. */
export function recordsIn(message: unknown): readonly LaneRecord[] {
  const { kind, records } = (message ?? {}) as Partial<LaneRecords>
  if (kind !== 'records') return []
  const given: unknown = typeof records === 'string' ? read(records) : records
  return Array.isArray(given) ? given.slice(0, mostRecords).filter(isRecord) : []
}

function read(text: string): readonly unknown[] {
  return text.length <= mostCharacters ? unpackRecords(text) : []
}

/** Errors, too, are kept however much there is. */
export function isKept(record: LaneRecord): boolean {
  if (record.kind !== 'console') return kinds[record.kind] === 'kept'
  const entry = record.entry as typeof record.entry | undefined
  return entry?.level === 'error' || entry?.error !== undefined
}

function isRecord(value: unknown): value is LaneRecord {
  const { kind, at } = (value ?? {}) as Partial<LaneRecord>
  return typeof kind === 'string' && Object.hasOwn(kinds, kind) && Number.isFinite(at)
}
