import type { ClientView, CommandEvent } from '../../../src/services/redis/observer.ts'
import type { KeySnapshot } from '../../../src/services/redis/snapshot.ts'
import type { RedisState } from '../../../src/services/services-messages.ts'

export function clientDouble(id: number, changes: Partial<ClientView> = {}): ClientView {
  const address = `127.0.0.1:${50_000 + id}`
  return { id, name: '', address, db: 0, waitsFor: null, isMonitor: false, subscriptions: [], ...changes }
}

export function keyDouble(
  key: string,
  type: KeySnapshot['type'],
  entries: readonly (string | KeySnapshot['entries'][number])[],
  changes: Partial<KeySnapshot> = {},
): KeySnapshot {
  const shown = entries.map((entry) => (typeof entry === 'string' ? { text: entry } : entry))
  return { key, type, ttlMs: null, length: entries.length, entries: shown, ...changes }
}

export function stateDouble({
  db = 0,
  keys = [],
  sizes = { [db]: keys.length },
  clients = [],
  at = 1000,
}: {
  readonly db?: number
  readonly keys?: readonly KeySnapshot[]
  readonly sizes?: { readonly [db: number]: number }
  readonly clients?: readonly ClientView[]
  readonly at?: number
} = {}): RedisState {
  return {
    at,
    sizes: Array.from({ length: 16 }, (_, at) => sizes[at] ?? 0),
    database: { db, size: keys.length, keys },
    clients,
  }
}

let seq = 0

export function commandDouble(words: readonly string[], changes: Partial<CommandEvent> = {}): CommandEvent {
  return {
    seq: ++seq,
    at: 1000,
    client: clientDouble(3),
    db: 0,
    words,
    reply: { kind: 'status', text: 'OK' },
    durationMs: 0.1,
    waitedMs: 0,
    changedKeys: [],
    ...changes,
  }
}
