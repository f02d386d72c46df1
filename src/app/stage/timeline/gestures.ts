/** What fingers, mouse and wheel do to a timeline. */
export interface GestureTarget {
  /** Pressed, or dragged with the button held; `isFirst`: pressed just now. */
  seekAt(x: number, y: number, isFirst: boolean): void
  hoverAt(x: number, y: number): void
  leave(): void
  zoomAt(x: number, factor: number): void
  panBy(pixels: number): void
}

interface Point {
  readonly x: number
  readonly y: number
}

const wheelZoom = 0.0022
const linePixels = 16
/** A finger that moves less does not mean to. */
const slop = 6

/**
 * One finger or the main button seeks; two fingers pinch and pan; Shift or the middle button pans; the wheel zooms, sideways
 * it pans. A finger seeks when it moves or is lifted: before, it may become one of two. Returns what ends it.
 */
export function listenToGestures(element: HTMLElement, target: GestureTarget): () => void {
  const ends = new AbortController()
  const { signal } = ends
  const fingers = new Map<number, Point>()
  let isPanning = false
  /** The finger that has touched and done nothing yet. */
  let touched: number | null = null

  const pointOf = (event: MouseEvent): Point => {
    const { left, top } = element.getBoundingClientRect()
    return { x: event.clientX - left, y: event.clientY - top }
  }
  const pressed = (event: PointerEvent): void => {
    if (event.button > 1) return
    const point = pointOf(event)
    element.setPointerCapture(event.pointerId)
    fingers.set(event.pointerId, point)
    isPanning = event.button === 1 || event.shiftKey || fingers.size > 1
    target.leave()
    touched = event.pointerType === 'touch' && !isPanning ? event.pointerId : null
    if (!isPanning && touched === null) target.seekAt(point.x, point.y, true)
  }
  const moved = (event: PointerEvent): void => {
    const point = pointOf(event)
    const before = fingers.get(event.pointerId)
    if (!before) {
      if (event.pointerType === 'mouse') target.hoverAt(point.x, point.y)
      return
    }
    if (touched !== null && distance(before, point) < slop) return
    touched = null
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1]
    fingers.set(event.pointerId, point)
    if (other) pinch(before, point, other)
    else if (isPanning) target.panBy(before.x - point.x)
    else target.seekAt(point.x, point.y, false)
  }
  const pinch = (before: Point, point: Point, other: Point): void => {
    const [last, next] = [distance(before, other), distance(point, other)]
    target.panBy((before.x - point.x) / 2)
    if (last > 8 && next > 8) target.zoomAt((point.x + other.x) / 2, last / next)
  }
  const released = (event: PointerEvent): void => {
    fingers.delete(event.pointerId)
    if (touched === event.pointerId && event.type === 'pointerup') {
      const { x, y } = pointOf(event)
      target.seekAt(x, y, true)
    }
    touched = null
    // The finger that is left of two does not seek.
    isPanning = fingers.size > 0
  }
  const wheeled = (event: WheelEvent): void => {
    event.preventDefault()
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? linePixels : 1
    const [sideways, along] = event.shiftKey ? [event.deltaY, 0] : [event.deltaX, event.deltaY]
    if (Math.abs(sideways) > Math.abs(along)) target.panBy(sideways * unit)
    else target.zoomAt(pointOf(event).x, Math.exp(along * unit * wheelZoom))
  }
  element.addEventListener('pointerdown', pressed, { signal })
  element.addEventListener('pointermove', moved, { signal })
  for (const type of ['pointerup', 'pointercancel', 'lostpointercapture'] as const)
    element.addEventListener(type, released, { signal })
  element.addEventListener('pointerleave', () => target.leave(), { signal })
  element.addEventListener('wheel', wheeled, { signal, passive: false })
  return () => ends.abort()
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y)
}
