import type { CommandEvent } from '../../../services/redis/observer.ts'
import type { KeySnapshot } from '../../../services/redis/snapshot.ts'
import type { RedisState } from '../../../services/services-messages.ts'
import type { EventOf } from '../../../trace/event.ts'
import type { KeyState, TraceState } from '../../../trace/state.ts'

// As many as the server itself tells of.
const mostKeys = 500
const mostEntries = 50
const mostLastEntries = 5
const databaseCount = 16

/** What a Redis held at a moment of a recording, as the server tells it of itself. */
export function redisStateOf(state: TraceState, db: number): RedisState {
  const sizes = Array.from({ length: databaseCount }, () => 0)
  for (const key of state.keys) sizes[key.db] = (sizes[key.db] ?? 0) + 1
  const keys = state.keys.filter((key) => key.db === db)
  return {
    at: state.at,
    sizes,
    database: {
      db,
      size: keys.length,
      keys: keys.slice(0, mostKeys).map((key) => keySnapshotOf(key, state.at)),
    },
    clients: state.clients,
  }
}

function keySnapshotOf(key: KeyState, at: number): KeySnapshot {
  const shown = {
    key: key.key,
    type: key.type,
    ttlMs: key.deadline === null ? null : Math.max(0, key.deadline - at),
    length: key.length,
    entries: entriesOf(key),
  }
  if (key.type !== 'list' || key.length <= mostEntries) return shown
  const last = key.items.slice(Math.max(mostEntries, key.length - mostLastEntries), key.length)
  return { ...shown, lastEntries: last.map(({ text }) => ({ text })) }
}

function entriesOf(key: KeyState): KeySnapshot['entries'] {
  if (key.type === 'string') return [{ text: key.text }]
  if (key.type === 'list') return key.items.slice(0, mostEntries).map(({ text }) => ({ text }))
  return key.entries.slice(0, mostEntries)
}

/** A command as the server tells of it. */
export function commandEventOf(event: EventOf<'command'>): CommandEvent {
  const { seq, at, client, db, words, reply, durationMs, waitedMs, changes } = event
  const changed = new Map(changes.map((change) => [`${change.db}:${change.key}`, change]))
  return {
    seq,
    at,
    client,
    db,
    words,
    reply,
    durationMs,
    waitedMs,
    changedKeys: [...changed.values()].map((change) => ({ db: change.db, key: change.key })),
  }
}
