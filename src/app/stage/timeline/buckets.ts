import type { Columns } from '../../../trace/columns.ts'
import { eventKinds } from '../../../trace/log.ts'
import { marks, troubleMark } from './marks.ts'
import type { TimelineIndex } from './timeline-index.ts'
import { edge, pixelsPer, type TimelineView } from './view.ts'

/** Events that are nearer to each other than this are drawn as one. */
export const bucketWidth = 10

const weights = Uint8Array.from(eventKinds, (kind) => marks[kind].weight)

export interface BucketsOptions {
  readonly columns: Columns
  readonly view: TimelineView
  readonly width: number
  /** 1 for those that the filter lets through; null: all. */
  readonly isMatch: Uint8Array | null
  /** The task that stands out; 0: none. */
  readonly task: number
}

/**
 * What can be seen of many events: for each row and column of pixels how many there are, and the weightiest of each
 * `bucketWidth` pixels. However many events there are, there is no more to draw than this.
 */
export class TimelineBuckets {
  width = 0
  /** Events, by row and pixel. */
  counts = new Uint16Array(0)
  perRow = 0
  /** Index of the weightiest event + 1, by row and bucket; 0: none. */
  best = new Int32Array(0)
  totals = new Uint32Array(0)
  /** How many columns of pixels have events. */
  filled = new Uint8Array(0)
  /** Index of the first event that is seen, and of the first beyond. */
  from = 0
  to = 0
  #weights = new Uint8Array(0)

  fill(index: TimelineIndex, { columns, view, width, isMatch, task }: BucketsOptions): void {
    this.#clear(index.lanes.length, width)
    const scale = pixelsPer(view, width)
    this.from = index.indexFrom(view.from - edge / scale)
    this.to = index.indexFrom(view.to + edge / scale)
    const { counts, perRow, best, totals, filled } = this
    const bestWeights = this.#weights
    const { places, rows } = index
    const { kind, trouble } = columns
    for (let at = this.from; at < this.to; at++) {
      const x = (edge + ((places[at] ?? 0) - view.from) * scale) | 0
      if (x < 0 || x >= width) continue
      const row = rows[at] ?? 0
      const bucket = row * perRow + ((x / bucketWidth) | 0)
      const pixel = row * width + x
      const before = counts[pixel] ?? 0
      if (before === 0) filled[bucket] = (filled[bucket] ?? 0) + 1
      if (before < 65_535) counts[pixel] = before + 1
      totals[bucket] = (totals[bucket] ?? 0) + 1
      let weight = trouble[at] === 1 ? troubleMark.weight : (weights[kind[at] ?? 0] ?? 0)
      // What is looked for is seen, whatever lies in the same place.
      if (isMatch && isMatch[at] === 1) weight += 20
      if (task > 0 && columns.task[at] === task) weight += 40
      if (weight > (bestWeights[bucket] ?? 0)) {
        bestWeights[bucket] = weight
        best[bucket] = at + 1
      }
    }
  }

  #clear(rows: number, width: number): void {
    this.perRow = Math.ceil(width / bucketWidth)
    const size = rows * this.perRow
    if (width !== this.width || this.best.length !== size) {
      this.width = width
      this.counts = new Uint16Array(rows * width)
      this.best = new Int32Array(size)
      this.totals = new Uint32Array(size)
      this.filled = new Uint8Array(size)
      this.#weights = new Uint8Array(size)
      return
    }
    for (const column of [this.counts, this.best, this.totals, this.filled, this.#weights]) column.fill(0)
  }
}
