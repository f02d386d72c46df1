import type { TraceLog } from '../../trace/log.ts'
import { latestEvents } from './past/past-events.ts'

/**
 * The event at which a test of a recorded check went wrong: the last one that happened in it before it said so. Without
 * a name, of the first test that failed. Null where none did.
 */
export function failedAt(log: TraceLog, name?: string): number | null {
  const { events } = latestEvents(log, ['tested'], { after: 0, upTo: log.lastSeq, most: Infinity })
  const failed = events.filter(({ status }) => status === 'fail')
  const found = failed.find((event) => event.name === name) ?? (name === undefined ? failed[0] : undefined)
  if (!found) return null
  const before = log.event(found.seq - 1)
  return before && before.kind !== 'test' && before.kind !== 'tested' ? before.seq : found.seq
}
