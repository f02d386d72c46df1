import { TimelinePainter } from './paint.ts'
import { readPalette, type Palette } from './palette.ts'
import type { Picture } from './picture.ts'

type Content = Omit<Picture, 'palette' | 'font' | 'width' | 'height'>

/**
 * A timeline's canvas: as large as the plot, as sharp as the screen, drawn once a frame at most.
 *
 *     const surface = new TimelineSurface(this, () => ({ columns, index, … }))
 *     surface.measure(canvas)             // true if its size is another
 *     surface.paintSoon()
 */
export class TimelineSurface {
  width = 0
  height = 0
  readonly #host: HTMLElement
  readonly #content: () => Content | null
  readonly #painter = new TimelinePainter()
  #canvas: HTMLCanvasElement | null = null
  #palette: Palette | null = null
  #font = ''
  #frame = 0

  /** `host` has the probes of the palette in its shadow root. */
  constructor(host: HTMLElement, content: () => Content | null) {
    this.#host = host
    this.#content = content
  }

  measure(canvas: HTMLCanvasElement): boolean {
    const { clientWidth: width, clientHeight: height } = canvas
    // Out of sight it has no size; it will have the old one when it comes back.
    if (width === 0 || (canvas === this.#canvas && width === this.width && height === this.height))
      return false
    this.#canvas = canvas
    this.width = width
    this.height = height
    return true
  }

  /** The theme is another one. */
  forgetColours(): void {
    this.#palette = null
    this.paintSoon()
  }

  paintSoon(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(this.#paint)
  }

  stop(): void {
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
  }

  readonly #paint = (): void => {
    this.#frame = 0
    const canvas = this.#canvas
    const content = this.#content()
    const context = canvas?.getContext('2d')
    if (!canvas || !context || !content || this.width === 0) return
    const start = performance.now()
    const { width, height } = this
    const ratio = devicePixelRatio
    const [pixelWidth, pixelHeight] = [Math.round(width * ratio), Math.round(height * ratio)]
    if (canvas.width !== pixelWidth) canvas.width = pixelWidth
    if (canvas.height !== pixelHeight) canvas.height = pixelHeight
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    this.#palette ??= readPalette(this.#host.shadowRoot ?? this.#host)
    this.#font ||= getComputedStyle(canvas).fontFamily
    this.#painter.paint(context, { ...content, palette: this.#palette, font: this.#font, width, height })
    // For the browser's own performance panel, and for the bench.
    performance.measure('mailroom: timeline drawn', { start })
  }
}
