import type { Picture } from './picture.ts'
import type { Span, SpanKind } from './spans.ts'
import { edge, pixelsPer, placeAt, tickStep, tickText, xOf } from './view.ts'

const leastTickGap = 74

/** Numbers above, and faint lines down through all lanes. */
export function paintRuler(context: CanvasRenderingContext2D, picture: Picture): void {
  const { view, width, height, palette, rulerHeight, scale, rowHeight, top, index } = picture
  const perPixel = 1 / pixelsPer(view, width)
  const isTime = scale === 'time'
  const step = Math.max(isTime ? 0 : 1, tickStep(leastTickGap * perPixel))
  const last = placeAt(width - edge / 2, view, width)
  context.font = `11px ${picture.font}`
  context.textBaseline = 'middle'
  context.textAlign = 'center'
  context.lineWidth = 1
  context.strokeStyle = palette.rule
  context.beginPath()
  for (let row = 1; row <= index.lanes.length; row++) {
    const y = Math.round(rulerHeight + row * rowHeight - top) - 0.5
    if (y > rulerHeight) context.rect(0, y, width, 0)
  }
  context.stroke()
  context.fillStyle = palette.soft
  context.globalAlpha = 0.6
  context.beginPath()
  const first = Math.max(0, Math.ceil(placeAt(0, view, width) / step))
  for (let tick = first; tick * step <= last; tick++) {
    const x = Math.round(xOf(tick * step, view, width)) + 0.5
    context.moveTo(x, rulerHeight - 4)
    context.lineTo(x, height)
  }
  context.setLineDash([2, 4])
  context.stroke()
  context.setLineDash([])
  context.globalAlpha = 1
  for (let tick = first; tick * step <= last; tick++) {
    const text = isTime ? tickText(tick * step, step) : String(Math.round(tick * step))
    if (!isTime && tick === 0) continue
    const half = context.measureText(text).width / 2
    const x = Math.min(width - half - 2, Math.max(half + 2, xOf(tick * step, view, width)))
    context.fillText(text, x, rulerHeight / 2)
  }
}

const mostHigh: { readonly [K in SpanKind]: number } = { life: 14, timer: 24, keys: 24, answer: 24 }

/** Bars: a lane is there, and what it waits for. */
export function paintSpans(context: CanvasRenderingContext2D, picture: Picture): void {
  const { index, view, width, rowHeight, palette } = picture
  const { from, to } = { from: placeAt(0, view, width), to: placeAt(width, view, width) }
  const rows = new Map(index.lanes.map(({ id }, row) => [id, row]))
  const lastPlace = index.extent[1]
  // In each row: where the last bar ended, so that a thousand bars in one pixel are one.
  const ends = new Map<string, number>()
  for (const isLife of [true, false]) {
    for (const span of index.spans) {
      if ((span.kind === 'life') !== isLife) continue
      const start = index.at(span.from)
      const end = span.to === 0 ? lastPlace : index.at(span.to)
      // A coroutine waits in its own row.
      const isOwn = isLife || span.from < index.firstSeq
      const row = isOwn ? rows.get(span.lane) : index.row(span.from)
      if (row === undefined || end < from || start > to) continue
      const x1 = Math.max(-8, xOf(start, view, width))
      const x2 = Math.min(width + 8, xOf(end, view, width) + (span.to === 0 ? edge : 0))
      const slot = `${span.kind} ${row}`
      if (x2 < (ends.get(slot) ?? -Infinity) + 1) continue
      ends.set(slot, x2)
      const height = Math.min(mostHigh[span.kind], rowHeight - 10)
      const y = row * rowHeight + (rowHeight - height) / 2
      if (isLife) {
        context.fillStyle = palette.rule
        context.globalAlpha = 0.65
        roundedBar(context, x1, y, x2 - x1, height)
        context.fill()
        context.globalAlpha = 1
      } else paintWait(context, picture, span, { x1, x2, y, height })
    }
  }
}

interface Box {
  readonly x1: number
  readonly x2: number
  readonly y: number
  readonly height: number
}

function paintWait(
  context: CanvasRenderingContext2D,
  { palette, font }: Picture,
  span: Span,
  { x1, x2, y, height }: Box,
): void {
  const colour = palette[span.kind === 'timer' ? 'time' : span.kind === 'keys' ? 'redis' : 'http']
  roundedBar(context, x1, y, x2 - x1, height)
  context.fillStyle = palette.paper
  context.fill()
  context.globalAlpha = 0.13
  context.fillStyle = colour
  context.fill()
  context.globalAlpha = 0.75
  context.strokeStyle = colour
  context.lineWidth = 1
  context.setLineDash([3, 2])
  context.stroke()
  context.setLineDash([])
  context.globalAlpha = 1
  const room = x2 - Math.max(x1, 0) - 20
  if (room < 24) return
  context.fillStyle = colour
  context.font = `11px ${font}`
  context.textBaseline = 'middle'
  context.textAlign = 'start'
  context.fillText(fitted(context, span.what, room), Math.max(x1, 0) + 11, y + height / 2 + 0.5)
}

/** The text, or as much of it as there is room for. */
function fitted(context: CanvasRenderingContext2D, text: string, room: number): string {
  const { width } = context.measureText(text)
  if (width <= room) return text
  const most = Math.floor((text.length * room) / width) - 1
  return most < 2 ? '' : `${text.slice(0, most)}…`
}

function roundedBar(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  context.beginPath()
  context.roundRect(x, y, Math.max(1.5, width), height, Math.min(4, height / 2))
}
