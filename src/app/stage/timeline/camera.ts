import type { TraceLog } from '../../../trace/log.ts'
import { scaleFor, TimelineIndex, type TimelineScale } from './timeline-index.ts'
import { panned, pixelsPer, placeAt, revealing, wholeView, xOf, zoomed, type TimelineView } from './view.ts'

/** An event under the pointer, and how many more lie there. */
export interface TimelineHit {
  readonly seq: number
  readonly others: number
}

/** What is nearer to the pointer than this is meant. */
const reach = 7
/** At the nearest, so long is the whole width: places by order, ms by time. */
const nearest: { readonly [S in TimelineScale]: number } = { order: 8, time: 0.02 }

/**
 * Which part of a recording a timeline shows, and what lies where in it. Knows nothing of the page.
 *
 *     const camera = new TimelineCamera()
 *     camera.look(log, seq)
 *     camera.width = 800
 *     camera.zoomAt(400, 0.5)             // camera.x(412)
 */
export class TimelineCamera {
  readonly index = new TimelineIndex()
  width = 0
  #scale: TimelineScale = 'time'
  /** Null: the one that shows more. */
  #chosenScale: TimelineScale | null = null
  /** Null: all of it, also when it grows. */
  #part: TimelineView | null = null
  #log: TraceLog | null = null
  #seq = 0

  get scale(): TimelineScale {
    return this.#scale
  }

  get isWhole(): boolean {
    return this.#part === null
  }

  get whole(): TimelineView {
    return wholeView(this.index.extent)
  }

  get view(): TimelineView {
    return this.#part ?? this.whole
  }

  /** The log, as it is now; the playhead is brought into sight if it moved. */
  look(log: TraceLog, seq: number): void {
    if (log !== this.#log) this.#part = null
    this.#log = log
    this.#scale = this.#chosenScale ?? scaleFor(log)
    this.index.update(log, this.#scale)
    if (this.#part && seq !== this.#seq) this.#part = revealing(this.#part, this.index.at(seq), this.whole)
    this.#seq = seq
  }

  /** Where an event is drawn. */
  x(seq: number): number {
    return xOf(this.index.at(seq), this.view, this.width)
  }

  zoomAt(x: number, factor: number): void {
    const whole = this.whole
    const place = placeAt(x, this.view, this.width)
    const next = zoomed(this.view, factor, place, whole, nearest[this.#scale])
    this.#part = next.to - next.from >= whole.to - whole.from ? null : next
  }

  panBy(pixels: number): void {
    if (this.#part) this.#part = panned(this.#part, pixels / pixelsPer(this.#part, this.width), this.whole)
  }

  fit(): void {
    this.#part = null
  }

  /** The other scale; as much as before of what is around the playhead. */
  swapScale(): void {
    this.#chosenScale = this.#scale === 'time' ? 'order' : 'time'
    this.#part = null
  }

  /** The event at a point of the plot, by its row; null if none is near. */
  hit(x: number, row: number): TimelineHit | null {
    const { index, view, width } = this
    const scale = pixelsPer(view, width)
    const place = placeAt(x, view, width)
    let seq = 0
    let best = Infinity
    let count = 0
    for (let at = index.indexFrom(place - reach / scale); at < index.count; at++) {
      const distance = Math.abs((index.places[at] ?? 0) - place) * scale
      if (distance > reach) {
        if ((index.places[at] ?? 0) > place) break
        continue
      }
      if (index.rows[at] !== row) continue
      count++
      if (distance >= best) continue
      best = distance
      seq = index.firstSeq + at
    }
    return seq > 0 ? { seq, others: count - 1 } : null
  }

  /** The last event that had happened at a point, whatever its row. */
  seqAt(x: number): number {
    const { index, view, width } = this
    const beyond = index.indexFrom(placeAt(x + 1, view, width))
    return index.firstSeq + Math.max(0, beyond - 1)
  }
}
