import type { CommandEvent, KeyName } from '../../services/redis/observer.ts'

/** One line of what happens in Redis. */
export type LogLine =
  | { readonly kind: 'command'; readonly event: CommandEvent }
  /** A time to live ran out. */
  | { readonly kind: 'expired'; readonly at: number; readonly key: KeyName }
  /** Commands that came too fast to be sent. */
  | { readonly kind: 'left'; readonly count: number }

/** Lines that are drawn, and thrown away, together. */
export interface LogChunk {
  readonly id: number
  readonly lines: readonly LogLine[]
}

/** What is kept of the commands, newest last. */
export interface RedisLog {
  readonly chunks: readonly LogChunk[]
  readonly size: number
  /** When the first one happened, by the server's clock: times are told from there. */
  readonly startedAt: number | null
  /** All that ever came, also what is no longer kept or was never sent. */
  readonly total: number
}

export const noLog: RedisLog = { chunks: [], size: 0, startedAt: null, total: 0 }

export const mostLines = 2000
const chunkSize = 100

/** Adds lines at the end; beyond 2,000 the oldest hundred go. */
export function appendLog(log: RedisLog, added: readonly LogLine[]): RedisLog {
  const chunks = [...log.chunks]
  let id = chunks.at(-1)?.id ?? 0
  for (let at = 0; at < added.length;) {
    const last = chunks.at(-1)
    const room = last ? chunkSize - last.lines.length : 0
    if (last && room > 0) {
      chunks[chunks.length - 1] = { id: last.id, lines: [...last.lines, ...added.slice(at, at + room)] }
      at += room
    } else chunks.push({ id: ++id, lines: [] })
  }
  while (chunks.length * chunkSize > mostLines) chunks.shift()
  const size = chunks.reduce((sum, { lines }) => sum + lines.length, 0)
  const count = added.reduce((sum, line) => sum + (line.kind === 'left' ? line.count : 1), 0)
  const startedAt = log.startedAt ?? startOf(added)
  return { chunks, size, startedAt, total: log.total + count }
}

function startOf(lines: readonly LogLine[]): number | null {
  for (const line of lines) {
    if (line.kind === 'command') return line.event.at - line.event.waitedMs
    if (line.kind === 'expired') return line.at
  }
  return null
}

/** Whether a line is about what was typed into the filter: a command, an argument, a client's name or `#number`. */
export function isAbout(line: LogLine, filter: string): boolean {
  const wanted = filter.trim().toLowerCase()
  if (!wanted) return true
  if (line.kind === 'left') return false
  if (line.kind === 'expired') return line.key.key.toLowerCase().includes(wanted)
  const { words, client, changedKeys } = line.event
  const texts = [words.join(' '), client.name, `#${client.id}`, ...changedKeys.map(({ key }) => key)]
  return texts.some((text) => text.toLowerCase().includes(wanted))
}
