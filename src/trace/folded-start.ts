import type { RawEvent } from './event.ts'
import { serverLane } from './event.ts'
import type { EntryData, RecordingRecord } from './records.ts'
import type { FrameState, KeyState, LaneState, TraceState } from './state.ts'

type SnapshotKey = Extract<RecordingRecord, { readonly kind: 'snapshot' }>['keys'][number]

/** Entries of a key that a snapshot tells at most. */
const mostEntries = 5_000

/**
 * Events that bring about how things stood before the first event that a log has in full: a note of how many are gone,
 * Redis and mail as a snapshot, lanes with their calls, and drawn structures. What a lane waited for, and
 * since when, is not among it.
 */
export function foldedStart(state: TraceState, gone: number): readonly RawEvent[] {
  const { at } = state
  return [
    { lane: serverLane, at, kind: 'gap', count: gone, of: 'records' },
    {
      lane: serverLane,
      at,
      kind: 'snapshot',
      keys: state.keys.map(snapshotKey),
      clients: state.clients,
      mails: state.mails,
      sessions: state.sessions,
    },
    ...state.lanes.flatMap((lane) => laneStart(lane, at)),
    ...state.structures.map(({ lane, id, type, label, items, size, method }): RawEvent => ({
      lane,
      at,
      kind: 'structure',
      id,
      type,
      label,
      items: items.map(({ text }) => text),
      size,
      method,
    })),
  ]
}

function snapshotKey({ db, key, type, deadline, length, text, entries, items }: KeyState): SnapshotKey {
  const whole = { db, key, deadline, length }
  if (type === 'string') return { ...whole, type, text }
  const told: readonly EntryData[] =
    type === 'list'
      ? items.slice(0, Math.min(length, mostEntries)).map((item) => ({ text: item.text }))
      : entries
  return { ...whole, type, entries: told }
}

function laneStart({ lane, parent, target, activity, stack }: LaneState, at: number): readonly RawEvent[] {
  const events: RawEvent[] = []
  if (parent !== null) events.push({ lane: parent, at, kind: 'thread', thread: lane, target })
  // It was started, and has not begun yet.
  if (activity.kind === 'waiting' && activity.what === 'start') return events
  events.push({ lane, at, kind: 'start', target })
  for (const frame of stack.toReversed()) events.push(...frameStart(frame, lane, at))
  if (activity.kind === 'ended' && activity.how !== 'cut off')
    events.push({ lane, at, kind: 'end', how: activity.how })
  return events
}

function frameStart(state: FrameState, lane: string, at: number): readonly RawEvent[] {
  const { id: frame, parent, name, file, line, isAsync, isWaiting, variables, loop } = state
  const changes = variables.map((variable) => ({ name: variable.name, value: variable.value }))
  return [
    { lane, at, kind: 'enter', frame, parent, name, file, line, isAsync },
    { lane, at, kind: 'step', frame, line, changes, ...(loop && { loop }) },
    ...(isWaiting ? [{ lane, at, kind: 'await', frame, line } as const] : []),
  ]
}
