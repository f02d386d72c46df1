import type { ClientView, KeyChange, ListEdit, ReplySummary } from '../../src/trace/records.ts'
import type { RawEvent } from '../../src/trace/event.ts'
import type { Item, TraceState } from '../../src/trace/state.ts'
import type { TraceLog } from '../../src/trace/log.ts'

let clock = 1_700_000_000_000

/** An event with a time, each a millisecond after the one before. */
export function made(
  lane: string,
  record: Record<string, unknown> & { readonly kind: RawEvent['kind'] },
): RawEvent {
  return { lane, at: ++clock, ...record } as RawEvent
}

export function client(id: number, more: Partial<ClientView> = {}): ClientView {
  const rest = { waitsFor: null, isMonitor: false, subscriptions: [], ...more }
  return { id, name: '', address: `127.0.0.1:${50_000 + id}`, db: 0, ...rest }
}

/** Words of a command, split at spaces. */
export function command(
  lane: string,
  words: string,
  reply: ReplySummary,
  changes: readonly KeyChange[] = [],
  more: { readonly waitedMs?: number } = {},
): RawEvent {
  const about = { client: client(lane.length), db: 0, words: words.split(' '), reply, changes }
  return made(lane, { kind: 'command', ...about, durationMs: 0.1, waitedMs: 0, ...more })
}

export function integer(value: number): ReplySummary {
  return { kind: 'integer', text: String(value) }
}

export function text(value: string): ReplySummary {
  return { kind: 'text', text: value, length: value.length }
}

export function listOf(...values: readonly string[]): ReplySummary {
  return { kind: 'list', items: values.map(text), length: values.length }
}

export function edits(key: string, ...all: readonly ListEdit[]): KeyChange {
  return { db: 0, key, kind: 'list-edits', edits: all }
}

/** At a list's end, of which `length` items are there already. */
export function pushed(key: string, length: number, ...added: readonly string[]): KeyChange {
  return edits(key, { at: length, removed: 0, added })
}

/** The first items of a list are taken. */
export function popped(key: string, removed = 1): KeyChange {
  return edits(key, { at: 0, removed, added: [] })
}

export function itemsOf(state: TraceState, key: string): readonly Item[] {
  const items = state.key(0, key)?.items
  return items?.slice(0, items.length) ?? []
}

export function linksOf(log: TraceLog, seq: number): { cause: number | null; task: number | null } {
  const event = log.event(seq)
  return { cause: event?.cause ?? null, task: event?.task ?? null }
}

/** All that a state shows, as plain data. */
export function plain(state: TraceState): unknown {
  const { seq, at, lanes, clients, sessions, mails, structures, consoleLines } = state
  const keys = state.keys.map(({ db, key, type, deadline, length, text: value, entries, items }) => ({
    ...{ db, key, type, deadline, length, value, entries, items: items.slice(0, items.length) },
  }))
  return structuredClone({ seq, at, lanes, keys, clients, sessions, mails, structures, consoleLines })
}

export function printed(lane: string, line: string): RawEvent {
  const values = [{ kind: 'primitive', type: 'string', text: line }]
  return made(lane, { kind: 'console', entry: { level: 'log', form: 'line', values, count: 1, indent: 0 } })
}

export function mailEvent(lane: string, session: number, to: string, source = ''): RawEvent {
  const mail = { id: session, session, from: 'us@x.org', to: [to], subject: 'Notice', source }
  return made(lane, { kind: 'mail', mail })
}
