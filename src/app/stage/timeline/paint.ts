import type { Columns } from '../../../trace/columns.ts'
import { eventKinds } from '../../../trace/log.ts'
import { groupOfKind, type EventGroup } from '../../../trace/event-kinds.ts'
import { bucketWidth, TimelineBuckets } from './buckets.ts'
import { paintFlows, type Flow } from './flows.ts'
import { marks, openShapes, troubleMark } from './marks.ts'
import { paintRuler, paintSpans } from './ground.ts'
import { makeShapes } from './shapes.ts'
import { edge, xOf } from './view.ts'
import type { Picture } from './picture.ts'

/** Of that many columns of pixels in a bucket, each is drawn by itself: how high tells how many events. */
const denseColumns = 4
const dimmed = 0.28

/**
 * Draws a timeline on a canvas.
 *
 *     const painter = new TimelinePainter()
 *     requestAnimationFrame(() => painter.paint(context, picture))
 */
export class TimelinePainter {
  readonly #shapes = makeShapes()
  readonly #buckets = new TimelineBuckets()

  paint(context: CanvasRenderingContext2D, picture: Picture): void {
    const { width, height, rulerHeight, top } = picture
    this.#buckets.fill(picture.index, picture)
    context.clearRect(0, 0, width, height)
    paintRuler(context, picture)
    context.save()
    context.beginPath()
    context.rect(0, rulerHeight, width, height - rulerHeight)
    context.clip()
    context.translate(0, rulerHeight - top)
    paintSpans(context, picture)
    paintFlows(context, picture, this.#flows(picture))
    this.#paintDense(context, picture)
    this.#paintMarks(context, picture)
    if (!picture.isLive) paintFuture(context, picture)
    this.#paintSelected(context, picture)
    context.restore()
    if (picture.isFolded) paintFold(context, picture)
  }

  /** Causes of all events, if few are seen; else of the selected one and of the task that stands out. */
  #flows({ columns, seq, task, index }: Picture): readonly Flow[] {
    const { from, to } = this.#buckets
    const isAll = to - from <= 160
    const { firstSeq, count } = index
    const flows: Flow[] = []
    // A task's flows may begin, or end, beyond what is seen.
    const [first, last] = isAll && task === 0 ? [from, to] : [0, count]
    for (let at = first; at < last && flows.length < 400; at++) {
      const cause = columns.cause[at] ?? 0
      if (cause < firstSeq) continue
      const own = firstSeq + at
      const isOfTask = task > 0 && columns.task[at] === task
      const isNear = own === seq || cause === seq
      if (isOfTask || isNear) flows.push({ from: cause, to: own, sort: isOfTask ? 'task' : 'near' })
      // What a lane brought about in itself is seen without arrows.
      else if (isAll && at >= from && at < to && index.row(cause) !== index.row(own))
        flows.push({ from: cause, to: own, sort: 'other' })
    }
    return flows
  }

  /** Where there are too many for marks: columns, as high as there are many, coloured like the weightiest. */
  #paintDense(context: CanvasRenderingContext2D, picture: Picture): void {
    const { palette, rowHeight, index, columns } = picture
    const { counts, filled, perRow, width, best } = this.#buckets
    const isDimmed = picture.task > 0 || picture.isMatch !== null
    context.globalAlpha = isDimmed ? dimmed : 0.8
    for (let row = 0; row < index.lanes.length; row++) {
      const middle = (row + 0.5) * rowHeight
      for (let bucket = 0; bucket < perRow; bucket++) {
        const slot = row * perRow + bucket
        if ((filled[slot] ?? 0) < denseColumns) continue
        context.fillStyle = palette[groupAt(columns, (best[slot] ?? 0) - 1)]
        const end = Math.min(width, (bucket + 1) * bucketWidth)
        // Neighbours of the same height are one rectangle: far faster to draw than a path of thousands.
        let start = bucket * bucketWidth
        let height = 0
        for (let x = start; x <= end; x++) {
          const next = x < end ? barHeight(counts[row * width + x] ?? 0, rowHeight) : -1
          if (next === height) continue
          if (height > 0) context.fillRect(start, middle - height / 2, x - start, height)
          start = x
          height = next
        }
      }
    }
    context.globalAlpha = 1
  }

  #paintMarks(context: CanvasRenderingContext2D, picture: Picture): void {
    const { columns, index, isMatch, task } = picture
    const { best, filled, totals, perRow } = this.#buckets
    for (let row = 0; row < index.lanes.length; row++) {
      for (let bucket = 0; bucket < perRow; bucket++) {
        const slot = row * perRow + bucket
        const at = (best[slot] ?? 0) - 1
        if (at < 0) continue
        const isOfTask = task > 0 && columns.task[at] === task
        const isFound = isMatch === null || isMatch[at] === 1
        if (
          (filled[slot] ?? 0) >= denseColumns &&
          !isOfTask &&
          !(isMatch && isFound) &&
          !isWeighty(columns, at)
        )
          continue
        const isFaint = !isFound || (task > 0 && !isOfTask)
        context.globalAlpha = isFaint ? dimmed : 1
        this.#paintMark(context, picture, at, (totals[slot] ?? 0) > 1)
      }
    }
    context.globalAlpha = 1
  }

  #paintMark(context: CanvasRenderingContext2D, picture: Picture, at: number, isStack: boolean): void {
    const { columns, index, view, width, rowHeight, palette } = picture
    const kind = eventKinds[columns.kind[at] ?? 0]
    if (!kind) return
    const isTrouble = columns.trouble[at] === 1
    const { shape } = isTrouble ? troubleMark : marks[kind]
    const x = xOf(index.places[at] ?? 0, view, width)
    const y = (index.rows[at] ?? 0) * rowHeight + rowHeight / 2
    const colour = palette[isTrouble ? 'trouble' : groupOfKind(kind)]
    const path = this.#shapes[shape]
    context.translate(x, y)
    if (isStack) {
      context.fillStyle = colour
      context.fillRect(-2.5, rowHeight / 2 - 4, 5, 1.5)
    }
    if (openShapes.has(shape)) {
      if (shape !== 'tick' && shape !== 'gap') {
        context.fillStyle = palette.paper
        if (shape.endsWith('open') || shape === 'envelope') context.fill(path)
      }
      context.strokeStyle = colour
      context.lineWidth = shape === 'cross' || shape === 'check' ? 2.2 : 1.5
      context.stroke(path)
    } else {
      // A rim keeps it apart from what lies below.
      context.strokeStyle = palette.paper
      context.lineWidth = 1.5
      context.stroke(path)
      context.fillStyle = colour
      context.fill(path, 'evenodd')
    }
    context.translate(-x, -y)
  }

  #paintSelected(context: CanvasRenderingContext2D, picture: Picture): void {
    const { index, seq, view, width, rowHeight, palette } = picture
    const at = seq - index.firstSeq
    if (at < 0 || at >= index.count) return
    const x = xOf(index.places[at] ?? 0, view, width)
    const y = index.row(seq) * rowHeight + rowHeight / 2
    context.beginPath()
    context.arc(x, y, Math.min(10, rowHeight / 2 - 1), 0, 2 * Math.PI)
    context.fillStyle = palette.paper
    context.globalAlpha = 0.85
    context.fill()
    context.globalAlpha = 1
    context.strokeStyle = palette.stamp
    context.lineWidth = 2
    context.stroke()
    this.#paintMark(context, picture, at, false)
  }
}

/** Even pixels: steps of two. */
function barHeight(count: number, rowHeight: number): number {
  return count === 0 ? 0 : Math.min(rowHeight - 6, 4 + 2 * Math.round(1.5 * Math.log2(count)))
}

/** What it is about, right or wrong: what went wrong has a mark of its own on top. */
function groupAt({ kind }: Columns, at: number): EventGroup {
  const name = eventKinds[kind[at] ?? 0]
  return name ? groupOfKind(name) : 'recording'
}

function isWeighty(columns: Columns, at: number): boolean {
  const kind = eventKinds[columns.kind[at] ?? 0]
  return columns.trouble[at] === 1 || (kind !== undefined && marks[kind].weight >= 8)
}

/** Pale, since at the playhead it has not happened yet. */
function paintFuture(context: CanvasRenderingContext2D, picture: Picture): void {
  const { index, seq, view, width, height, palette, top } = picture
  const x = xOf(index.at(seq), view, width) + 1
  context.globalAlpha = 0.52
  context.fillStyle = palette.sunken
  context.fillRect(x, top, width - x, height)
  context.globalAlpha = 1
}

/** A torn edge: what was before is not kept in full. */
function paintFold(context: CanvasRenderingContext2D, picture: Picture): void {
  const { index, view, width, height, rulerHeight, palette } = picture
  const x = xOf(index.extent[0], view, width) - edge + 5
  if (x < -edge) return
  context.beginPath()
  context.moveTo(x, rulerHeight)
  for (let y = rulerHeight, side = 1; y < height; y += 4, side = -side) context.lineTo(x + 2 * side, y + 4)
  context.strokeStyle = palette.warn
  context.lineWidth = 1.5
  context.stroke()
}
