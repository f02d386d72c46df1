import type { RawEvent } from './event.ts'
import type { ClientView, KeyChange, ListEdit, ReplySummary } from './records.ts'

/**
 * What services tell of a recording: a list in JSON of events as they are, but for commands, of which a busy program gives
 * tens of thousands a second. Of these, names of fields and what is the same in all of a client's are not said again: the
 * text is a seventh, and so is the time to make it, to send it from thread to thread, and to read it.
 */
export type Packed = PackedClient | PackedCommand

/** Whose commands come from here on: clients are numbered from 0 in the order they are told in a text. */
export type PackedClient = readonly [lane: string, db: number, client: ClientView]

/** As fine as numbers that stand for milliseconds since 1970: a command comes at the very time of what came with it. */
export const ticksPerMs = 4_096

/** A command that was answered. */
export type PackedCommand = readonly [
  client: number,
  /** Ticks since the command before, or in a text's first one since 1970. */
  passed: number,
  /** Microseconds. */
  duration: number,
  waitedMs: number,
  words: readonly string[],
  /** A number is an integer, a text one that is told whole. */
  reply: number | string | ReplySummary,
  changes: readonly (PackedChange | KeyChange)[],
]

/**
 * Of a key in the command's database:
 *
 *     [key]                                        it is no more
 *     [key, text, length]                          it is a string, for ever, of so many bytes
 *     [key, items]                                 it is a list of all these, for ever
 *     [key, at, removed, added, at, removed, …]    edits of a list: place, how many items were removed, what was put in
 */
export type PackedChange = readonly [key: string, ...parts: readonly PackedPart[]]

export type PackedPart = string | number | readonly string[]

/** The events of a text. A learner's worker may have put some together, so each is still to be looked at. */
export function unpackEvents(text: string): readonly unknown[] {
  try {
    const given: unknown = JSON.parse(text)
    return Array.isArray(given) ? unpacked(given) : []
  } catch {
    return []
  }
}

function unpacked(given: readonly unknown[]): readonly unknown[] {
  const clients: PackedClient[] = []
  const events: unknown[] = []
  let ticks = 0
  for (const item of given) {
    if (!isPacked(item)) events.push(item)
    else if (isClient(item)) clients.push(item)
    else {
      ticks += item[1]
      const client = clients[item[0]]
      if (client) events.push(unpackCommand(item, client, ticks / ticksPerMs))
    }
  }
  return events
}

/** All else are objects. */
function isPacked(item: unknown): item is Packed {
  return Array.isArray(item)
}

function isClient(packed: Packed): packed is PackedClient {
  return typeof packed[0] === 'string'
}

function unpackCommand(packed: PackedCommand, [lane, db, client]: PackedClient, at: number): RawEvent {
  return {
    lane,
    at,
    kind: 'command',
    client,
    db,
    words: packed[4],
    reply: unpackReply(packed[5]),
    durationMs: packed[2] / 1_000,
    waitedMs: packed[3],
    changes: packed[6].map((change) => ('kind' in change ? change : unpackChange(change, db))),
  }
}

function unpackReply(reply: PackedCommand[5]): ReplySummary {
  if (typeof reply === 'number') return { kind: 'integer', text: String(reply) }
  return typeof reply === 'string' ? { kind: 'text', text: reply, length: reply.length } : reply
}

/** Of a command that ran in that database. */
export function unpackChange(packed: PackedChange, db: number): KeyChange {
  const [key, first] = packed
  if (first === undefined) return { db, key, kind: 'deleted' }
  if (typeof first === 'string')
    return { db, key, kind: 'value', deadline: null, type: 'string', text: first, length: Number(packed[2]) }
  if (typeof first !== 'number') {
    const entries = first.map((text) => ({ text }))
    return { db, key, kind: 'value', deadline: null, type: 'list', entries, length: entries.length }
  }
  const edits: ListEdit[] = []
  for (let index = 1; index < packed.length; index += 3)
    edits.push({
      at: packed[index] as number,
      removed: packed[index + 1] as number,
      added: packed[index + 2] as readonly string[],
    })
  return { db, key, kind: 'list-edits', edits }
}
