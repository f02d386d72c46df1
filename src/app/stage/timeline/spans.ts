import type { TraceLog } from '../../../trace/log.ts'
import type { TraceEvent } from '../../../trace/event.ts'
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

/**
 * Bars of the timeline. Reads each event once, as the log grows.
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

  read(log: TraceLog): void {
    if (log !== this.#log) {
      this.all = []
      this.#open.clear()
      this.#log = log
      this.#readTo = 0
      this.#firstSeq = 1
    }
    for (const event of log.events(Math.max(log.firstSeq, this.#readTo + 1), log.lastSeq)) this.#hear(event)
    this.#readTo = log.lastSeq
    if (log.firstSeq === this.#firstSeq) return
    this.#firstSeq = log.firstSeq
    this.all = this.all.filter(({ to }) => to === 0 || to >= log.firstSeq)
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
    const span: Span = { lane, kind, what, from: seq, to: 0 }
    this.all.push(span)
    this.#open.set(id, span)
  }

  #end(id: string, seq: number): void {
    const span = this.#open.get(id)
    if (!span) return
    span.to = seq
    this.#open.delete(id)
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
