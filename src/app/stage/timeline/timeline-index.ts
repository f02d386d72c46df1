import { CoroutineLanes } from '../../../trace/coroutine-lanes.ts'
import { eventKinds, type TraceLog } from '../../../trace/log.ts'
import { timelineLanes, type TimelineLane } from './lanes.ts'
import { TimelineSpans, type Span } from './spans.ts'

/** `time`: as far apart as they were; `order`: all equally far apart. */
export type TimelineScale = 'time' | 'order'

/** A recording that is shorter is drawn by order: by time, all of it would be one point. */
const instantMs = 2
/** And one with lines, for these are told apart by their order. */
const briefMs = 500
const stepKind = eventKinds.indexOf('step')

/**
 * Where the events of a log lie: columns by `seq - firstSeq`, like the log's own, made anew when it grew.
 *
 *     const index = new TimelineIndex()
 *     index.update(log, 'time')
 *     index.at(412)                       // its place: ms since the start, or its number
 */
export class TimelineIndex {
  lanes: readonly TimelineLane[] = []
  /** Ascending, even if the clocks of two threads are not quite the same. */
  places = new Float64Array(0)
  /** Places in `lanes`. */
  rows = new Uint16Array(0)
  count = 0
  firstSeq = 1
  readonly #spans = new TimelineSpans()
  #known: unknown[] = []
  #coroutines = new CoroutineLanes()

  /** Bars, in the order of their beginnings; those of coroutines come first. */
  spans: readonly Span[] = []

  update(log: TraceLog, scale: TimelineScale): void {
    const known = [log, log.firstSeq, log.lastSeq, scale]
    if (known.every((value, at) => value === this.#known[at])) return
    if (log !== this.#known[0]) this.#coroutines = new CoroutineLanes()
    this.#known = known
    this.firstSeq = log.firstSeq
    this.count = Math.max(0, log.lastSeq - log.firstSeq + 1)
    this.#coroutines.follow(log)
    this.lanes = timelineLanes(log.lanes, (lane) => this.#coroutines.of(lane))
    this.#place(log, scale)
    this.#spans.read(log)
    this.spans = [...this.#coroutineSpans(log.lanes), ...this.#spans.all]
  }

  /** Place of an event, or of the nearest that is kept in full. */
  at(seq: number): number {
    const index = Math.min(this.count - 1, Math.max(0, seq - this.firstSeq))
    return this.places[index] ?? 0
  }

  row(seq: number): number {
    return this.rows[seq - this.firstSeq] ?? 0
  }

  rowOfLane(lane: string): number {
    return this.lanes.findIndex(({ id }) => id === lane)
  }

  /** Index of the first event at `place` or after it. */
  indexFrom(place: number): number {
    let low = 0
    let high = this.count
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.places[middle] ?? Infinity) < place) low = middle + 1
      else high = middle
    }
    return low
  }

  /** First and last place. */
  get extent(): readonly [number, number] {
    return [this.places[0] ?? 0, this.places[this.count - 1] ?? 0]
  }

  #coroutineSpans(lanes: readonly string[]): readonly Span[] {
    return lanes.flatMap((lane) =>
      this.#coroutines.of(lane).map(({ id, startSeq, endSeq }) => {
        return { lane: id, kind: 'life', what: '', from: startSeq, to: endSeq ?? 0 } as const
      }),
    )
  }

  #place({ columns, startMs, lanes }: TraceLog, scale: TimelineScale): void {
    const { count, firstSeq } = this
    if (this.places.length < count) {
      this.places = new Float64Array(count * 1.5)
      this.rows = new Uint16Array(this.places.length)
    }
    const { places, rows } = this
    const { at, lane } = columns
    const rowOf = new Map(this.lanes.map(({ id }, row) => [id, row]))
    const rowByLane = Uint16Array.from(lanes, (id) => rowOf.get(id) ?? 0)
    // Null for most: looked up event by event only where a lane has coroutines.
    const split = lanes.map((id) => (this.#coroutines.of(id).length > 0 ? id : null))
    let latest = 0
    for (let index = 0; index < count; index++) {
      const since = (at[index] ?? 0) - startMs
      if (since > latest) latest = since
      places[index] = scale === 'time' ? latest : firstSeq + index
      const own = lane[index] ?? 0
      const coroutine = split[own] ? this.#coroutines.coroutineAt(split[own], firstSeq + index) : null
      rows[index] = (coroutine && rowOf.get(coroutine.id)) ?? rowByLane[own] ?? 0
    }
  }
}

/** The scale on which one sees more of a recording. */
export function scaleFor({ columns, startMs, firstSeq, lastSeq }: TraceLog): TimelineScale {
  const last = columns.at[lastSeq - firstSeq] ?? startMs
  // How long lines take says little: most of it is the first one's.
  const hasLines = columns.kind.subarray(0, Math.min(lastSeq - firstSeq + 1, 50)).includes(stepKind)
  return last - startMs < (hasLines ? briefMs : instantMs) ? 'order' : 'time'
}
