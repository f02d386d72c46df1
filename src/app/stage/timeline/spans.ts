import { eventKinds, type TraceLog } from '../../../trace/log.ts'
import type { EventKind, TraceEvent } from '../../../trace/event.ts'
import { durationText } from '../stage-words.ts'

/** `life`: from a lane's start to its end; `timer`, `keys`, `answer`: it waits. */
export type SpanKind = 'life' | 'timer' | 'keys' | 'answer'

/** A time in which a lane lives or waits, between two events. */
export interface Span {
  readonly lane: string
  readonly kind: SpanKind
  /** What it waits for: `18 ms`, `BLPOP mail`, `GET https://…`. */
  readonly what: string
  readonly from: number
  /** 0: it goes on. */
  to: number
}

/** Kinds that begin or end a bar, but for `command`, which does so only where a lane waits for keys. */
const kindsOfBars: ReadonlySet<EventKind> = new Set([
  'start',
  'end',
  'over',
  'timer-set',
  'timer-fired',
  'timer-cleared',
  'blocked',
  'gone',
  'client-closed',
  'fetch',
  'fetched',
])
const isOfBars = eventKinds.map((kind) => kindsOfBars.has(kind))
const commandKind = eventKinds.indexOf('command')

/**
 * Bars of the timeline. Looks at each event once, as the log grows, and unpacks only those that matter.
 *
 *     const spans = new TimelineSpans()
 *     spans.read(log)                     // spans.all
 */
export class TimelineSpans {
  all: Span[] = []
  #log: TraceLog | null = null
  #readTo = 0
  #firstSeq = 1
  /** Those that go on, by what ends them. */
  readonly #open = new Map<string, Span>()
  /** How many of these wait for keys, by lane. */
  readonly #waits = new Map<string, number>()

  read(log: TraceLog): void {
    if (log !== this.#log) {
      this.all = []
      this.#open.clear()
      this.#waits.clear()
      this.#log = log
      this.#readTo = 0
      this.#firstSeq = 1
    }
    const { columns, lanes, firstSeq, lastSeq } = log
    for (let seq = Math.max(firstSeq, this.#readTo + 1); seq <= lastSeq; seq++) {
      const kind = columns.kind[seq - firstSeq] ?? 0
      const isOfWait = kind === commandKind && this.#waits.has(lanes[columns.lane[seq - firstSeq] ?? 0] ?? '')
      const event = isOfBars[kind] || isOfWait ? log.event(seq) : undefined
      if (event) this.#hear(event)
    }
    this.#readTo = lastSeq
    if (firstSeq === this.#firstSeq) return
    this.#firstSeq = firstSeq
    this.all = this.all.filter(({ to }) => to === 0 || to >= firstSeq)
  }

  #hear(event: TraceEvent): void {
    const { lane, kind } = event
    switch (kind) {
      case 'start':
        this.#begin(`life ${lane}`, event, 'life', '')
        break
      case 'end':
        this.#endAll(lane, event.seq)
        break
      case 'over':
        for (const id of this.#open.keys()) this.#end(id, event.seq)
        break
      case 'timer-set':
        this.#begin(`timer ${event.timer} ${lane}`, event, 'timer', durationText(event.ms))
        break
      case 'timer-fired':
      case 'timer-cleared':
        this.#end(`timer ${event.timer} ${lane}`, event.seq)
        break
      case 'blocked':
        this.#begin(`client ${event.client.id}`, event, 'keys', blockedWords(event.words))
        break
      case 'command':
      case 'gone':
      case 'client-closed':
        this.#end(`client ${event.client.id}`, event.seq)
        break
      case 'fetch':
        this.#begin(`fetch ${event.id} ${lane}`, event, 'answer', `${event.method} ${event.url}`)
        break
      case 'fetched':
        this.#end(`fetch ${event.id} ${lane}`, event.seq)
        break
      default:
        // All others happen in an instant.
        break
    }
  }

  #begin(id: string, { lane, seq }: TraceEvent, kind: SpanKind, what: string): void {
    // Its end was lost in a gap.
    this.#end(id, seq)
    const span: Span = { lane, kind, what, from: seq, to: 0 }
    this.all.push(span)
    this.#open.set(id, span)
    if (kind === 'keys') this.#countWait(lane, 1)
  }

  #end(id: string, seq: number): void {
    const span = this.#open.get(id)
    if (!span) return
    span.to = seq
    this.#open.delete(id)
    if (span.kind === 'keys') this.#countWait(span.lane, -1)
  }

  #countWait(lane: string, by: 1 | -1): void {
    const count = (this.#waits.get(lane) ?? 0) + by
    if (count > 0) this.#waits.set(lane, count)
    else this.#waits.delete(lane)
  }

  #endAll(lane: string, seq: number): void {
    for (const [id, span] of this.#open) if (span.lane === lane) this.#end(id, seq)
  }
}

/** `BLPOP mail 0` as `BLPOP mail`. */
function blockedWords(words: readonly string[]): string {
  const [name = '', ...rest] = words
  return [name.toUpperCase(), ...rest.slice(0, -1)].join(' ')
}
