import type { Picture } from './picture.ts'
import { xOf } from './view.ts'

/** One event brought another about. `near`: one of the two is selected; `task`: of the task that stands out. */
export interface Flow {
  readonly from: number
  readonly to: number
  readonly sort: 'task' | 'near' | 'other'
}

/** Arrows from causes to what came of them, and a ribbon along the task that stands out. */
export function paintFlows(
  context: CanvasRenderingContext2D,
  picture: Picture,
  flows: readonly Flow[],
): void {
  paintRibbon(context, picture)
  for (const sort of ['other', 'near', 'task'] as const) {
    const own = flows.filter((flow) => flow.sort === sort)
    if (own.length === 0) continue
    const isFaint = sort === 'other'
    context.globalAlpha = isFaint ? (picture.task > 0 ? 0.25 : 0.55) : 1
    context.lineWidth = isFaint ? 1 : 2
    context.strokeStyle = context.fillStyle =
      sort === 'task'
        ? picture.palette.task
        : sort === 'near'
          ? picture.palette.stamp
          : picture.palette.strong
    for (const flow of own) paintArrow(context, picture, flow)
  }
  context.globalAlpha = 1
}

function paintArrow(context: CanvasRenderingContext2D, picture: Picture, { from, to }: Flow): void {
  const { index, view, width, rowHeight } = picture
  const x1 = xOf(index.at(from), view, width)
  const x2 = xOf(index.at(to), view, width)
  if (Math.max(x1, x2) < 0 || Math.min(x1, x2) > width) return
  const [row1, row2] = [index.row(from), index.row(to)]
  const y1 = row1 * rowHeight + rowHeight / 2
  const middle2 = row2 * rowHeight + rowHeight / 2
  context.beginPath()
  if (row1 === row2) {
    // Over the heads of those between.
    if (x2 - x1 < 16) return
    // The first row has the ruler above it.
    const rise = Math.min(rowHeight * 0.7, 8 + (x2 - x1) / 12, y1)
    context.moveTo(x1, y1 - 5)
    context.bezierCurveTo(x1 + 6, y1 - rise, x2 - 6, y1 - rise, x2, y1 - 6)
    context.stroke()
    paintHead(context, x2, y1 - 6, Math.PI / 3)
    return
  }
  const isDown = row2 > row1
  const y2 = middle2 + (isDown ? -6 : 6)
  const bend = Math.max(10, Math.min(60, (x2 - x1) / 2))
  context.moveTo(x1, y1 + (isDown ? 5 : -5))
  context.bezierCurveTo(x1 + bend * 0.2, y1 + (y2 - y1) * 0.6, x2 - bend, y2 - (y2 - y1) * 0.5, x2, y2)
  context.stroke()
  paintHead(context, x2, y2, Math.atan2((y2 - y1) * 0.5, bend))
}

function paintHead(context: CanvasRenderingContext2D, x: number, y: number, angle: number): void {
  context.save()
  context.translate(x, y)
  context.rotate(angle)
  context.beginPath()
  context.moveTo(1, 0)
  context.lineTo(-6, -3.5)
  context.lineTo(-6, 3.5)
  context.fill()
  context.restore()
}

/** From event to event of the task, through all lanes. */
function paintRibbon(context: CanvasRenderingContext2D, picture: Picture): void {
  const { columns, index, view, width, rowHeight, palette, task } = picture
  if (task === 0) return
  context.beginPath()
  let last: { readonly x: number; readonly y: number } | null = null
  let drawn = 0
  for (let at = 0; at < index.count && drawn < 2_000; at++) {
    if (columns.task[at] !== task) continue
    const x = xOf(index.places[at] ?? 0, view, width)
    const y = (index.rows[at] ?? 0) * rowHeight + rowHeight / 2
    if (!last) context.moveTo(x, y)
    else if (last.y === y) context.lineTo(x, y)
    else {
      const bend = Math.min(24, Math.max(4, (x - last.x) / 2))
      context.lineTo(Math.max(last.x, x - 2 * bend), last.y)
      const start = Math.max(last.x, x - 2 * bend)
      context.bezierCurveTo(start + bend, last.y, x - bend, y, x, y)
    }
    last = { x, y }
    drawn++
  }
  context.globalAlpha = 0.22
  context.strokeStyle = palette.task
  context.lineWidth = 11
  context.lineJoin = context.lineCap = 'round'
  context.stroke()
  context.lineJoin = 'miter'
  context.lineCap = 'butt'
  context.globalAlpha = 1
}
