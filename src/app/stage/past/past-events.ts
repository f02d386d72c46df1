import { eventKinds, type TraceLog } from '../../../trace/log.ts'
import type { EventKind, EventOf } from '../../../trace/event.ts'

/**
 * The latest events of some kinds between two moments, oldest first, at most `most` of them. `left` counts the earlier
 * ones. Only these are read, however long the recording is.
 */
export function latestEvents<K extends EventKind>(
  log: TraceLog,
  kinds: readonly K[],
  { after, upTo, most }: { readonly after: number; readonly upTo: number; readonly most: number },
): { readonly events: readonly EventOf<K>[]; readonly left: number } {
  const wanted = new Set(kinds.map((kind) => eventKinds.indexOf(kind)))
  const { kind } = log.columns
  const { firstSeq } = log
  const seqs: number[] = []
  let left = 0
  for (let seq = Math.min(upTo, log.lastSeq); seq > after && seq >= firstSeq; seq--) {
    if (!wanted.has(kind[seq - firstSeq] ?? -1)) continue
    if (seqs.length < most) seqs.push(seq)
    else left++
  }
  const events = seqs.reverse().flatMap((seq) => {
    const event = log.event(seq)
    return event ? [event as EventOf<K>] : []
  })
  return { events, left }
}
