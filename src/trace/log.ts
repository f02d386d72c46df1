import type { EventKind, RawEvent, TraceEvent } from './event.ts'
import type { EventFilter } from './filter.ts'
import type { TraceState } from './state.ts'
import { emptyState } from './empty-state.ts'
import { kindNumbers } from './event-kinds.ts'
import { hasText, isInGroups } from './filter.ts'
import { isTrouble } from './trouble.ts'

export { eventKinds } from './event-kinds.ts'

export interface LogOptions {
  /** Events that are kept in full; 100,000 unless told otherwise. */
  readonly most?: number
  readonly keyframeEvery?: number
}

/** The events as columns, by `seq - firstSeq`. Arrays may be longer than there are events. */
export interface Columns {
  readonly at: Float64Array
  /** Places in `lanes`. */
  readonly lane: Uint16Array
  /** Places in `eventKinds`. */
  readonly kind: Uint8Array
  /** 0: none */
  readonly cause: Int32Array
  readonly task: Int32Array
  /** 1: something went wrong */
  readonly trouble: Uint8Array
}

/** A recording: numbers events, finds what brought them about, and tells how everything stood after each. */
export class TraceLog {
  readonly lanes: string[] = []
  readonly firstSeq = 1
  readonly foldedCount = 0
  readonly #events: TraceEvent[] = []
  constructor(options: LogOptions = {}) {
    void options
  }
  get lastSeq(): number {
    return this.#events.length
  }
  get startMs(): number {
    return this.#events[0]?.at ?? 0
  }
  append(events: readonly RawEvent[]): void {
    for (const event of events) {
      if (!this.lanes.includes(event.lane)) this.lanes.push(event.lane)
      this.#events.push({ ...event, seq: this.lastSeq + 1, cause: null, task: null })
    }
  }
  event(seq: number): TraceEvent | undefined {
    return this.#events[seq - 1]
  }
  events(from: number, to: number): readonly TraceEvent[] {
    return this.#events.slice(Math.max(0, from - 1), Math.max(0, to))
  }
  stateAt(seq: number): TraceState {
    return { ...emptyState, seq, at: this.event(seq)?.at ?? 0 }
  }
  get columns(): Columns {
    const events = this.#events
    return {
      at: Float64Array.from(events, ({ at }) => at),
      lane: Uint16Array.from(events, ({ lane }) => this.lanes.indexOf(lane)),
      kind: Uint8Array.from(events, ({ kind }: { kind: EventKind }) => kindNumbers.get(kind) ?? 0),
      cause: new Int32Array(events.length),
      task: new Int32Array(events.length),
      trouble: Uint8Array.from(events, (event) => (isTrouble(event) ? 1 : 0)),
    }
  }
  nextInLane(seq: number, direction: 1 | -1): number | null {
    const lane = this.event(seq)?.lane
    for (let next = seq + direction; this.event(next); next += direction)
      if (this.event(next)?.lane === lane) return next
    return null
  }
  nextOfTask(seq: number, direction: 1 | -1): number | null {
    const task = this.event(seq)?.task ?? null
    if (task === null) return null
    for (let next = seq + direction; this.event(next); next += direction)
      if (this.event(next)?.task === task) return next
    return null
  }
  find(filter: EventFilter): readonly number[] {
    return this.#events
      .filter(
        (event) =>
          (!filter.lanes || filter.lanes.has(event.lane)) &&
          (!filter.groups || isInGroups(event, filter.groups)) &&
          (filter.task === null || event.task === filter.task) &&
          (!filter.text || hasText(event, filter.text.toLowerCase())),
      )
      .map(({ seq }) => seq)
  }
}
