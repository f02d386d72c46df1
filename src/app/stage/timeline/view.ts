/** The part of a timeline that is on the screen: places and pixels. */
export interface TimelineView {
  readonly from: number
  readonly to: number
}

/** Free pixels at both ends, so that the first and the last mark are whole. */
export const edge = 14

/** Pixels for one place, for a plot that is so wide. */
export function pixelsPer({ from, to }: TimelineView, width: number): number {
  return Math.max(1, width - 2 * edge) / Math.max(Number.MIN_VALUE, to - from)
}

export function xOf(place: number, view: TimelineView, width: number): number {
  return edge + (place - view.from) * pixelsPer(view, width)
}

export function placeAt(x: number, view: TimelineView, width: number): number {
  return view.from + (x - edge) / pixelsPer(view, width)
}

/** All of it; an instant gets some width. */
export function wholeView([first, last]: readonly [number, number]): TimelineView {
  return last > first ? { from: first, to: last } : { from: first - 0.5, to: first + 0.5 }
}

/** `factor` times as much is seen, and what is at `place` stays where it is. */
export function zoomed(
  view: TimelineView,
  factor: number,
  place: number,
  whole: TimelineView,
  least: number,
): TimelineView {
  const length = Math.min(whole.to - whole.from, Math.max(least, (view.to - view.from) * factor))
  const share = (place - view.from) / (view.to - view.from)
  return inside({ from: place - share * length, to: place + (1 - share) * length }, whole)
}

/** Moved by so many places, not beyond the ends. */
export function panned(view: TimelineView, by: number, whole: TimelineView): TimelineView {
  return inside({ from: view.from + by, to: view.to + by }, whole)
}

/** Moved as little as it takes to see `place`, and a bit of what comes next. */
export function revealing(view: TimelineView, place: number, whole: TimelineView): TimelineView {
  const length = view.to - view.from
  if (place >= view.from && place <= view.to) return view
  const from = place < view.from ? place - length * 0.9 : place - length * 0.1
  return inside({ from, to: from + length }, whole)
}

function inside(view: TimelineView, whole: TimelineView): TimelineView {
  const length = view.to - view.from
  const from = Math.max(whole.from, Math.min(view.from, whole.to - length))
  return { from, to: from + length }
}

/** Round distances between marks of a ruler, at least `least` apart: 1, 2 or 5 times a power of ten. */
export function tickStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  return power * ([1, 2, 5].find((factor) => factor * power >= least) ?? 10)
}

/** `0`, `250 µs`, `1.5 ms`, `20 s`, `2:30` */
export function tickText(ms: number, step: number): string {
  if (ms === 0) return '0'
  if (step < 0.001) return `${ms.toFixed(4)} ms`
  if (step < 1) return `${trim(ms, step)} ms`
  if (step < 1_000 && ms < 1_000) return `${ms} ms`
  if (ms < 60_000 || step < 1_000) return `${trim(ms / 1_000, step / 1_000)} s`
  const seconds = Math.round(ms / 1_000)
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60]
  return minutes < 60
    ? `${minutes}:${String(rest).padStart(2, '0')} min`
    : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')} h`
}

function trim(value: number, step: number): string {
  return value.toFixed(Math.max(0, -Math.floor(Math.log10(step) + 1e-9)))
}
