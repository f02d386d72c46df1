import type { TraceLog } from '../../trace/log.ts'

/** What calls once before the next picture is drawn, with the time in ms: `requestAnimationFrame`, or a test's clock. */
export interface FrameSource {
  request(callback: (now: number) => void): number
  cancel(id: number): void
}

interface PlayerOptions {
  readonly frames?: FrameSource
  readonly isStill?: () => boolean
}

/** Nobody waits longer than this for the next event, however long the program waited. */
const longestMs = 1_000
/** So long one can see each event, though the program did both in the same instant. */
const shortestMs = 60
/** From event to event where nothing shall move smoothly. */
const stillMs = 500
/** What a picture may owe to a page that was out of sight meanwhile. */
const mostElapsedMs = 250

const pageFrames: FrameSource = {
  request: (callback) => requestAnimationFrame(callback),
  cancel: (id) => cancelAnimationFrame(id),
}

/**
 * Goes along a log as time passes.
 *
 *     const player = new Player({}, (seq) => show(seq))
 *     player.seq = 412
 *     player.start(log, 2)                // … player.stop()
 */
export class Player {
  /** Where it stands. */
  seq = 0
  speed = 1
  readonly #frames: FrameSource
  readonly #isStill: () => boolean
  readonly #reach: (seq: number) => void
  #log: TraceLog | null = null
  #frame = 0
  #last: number | null = null
  /** Time that has passed since the event at which it stands, in ms of the recording as it is played. */
  #passed = 0

  constructor({ frames = pageFrames, isStill = () => false }: PlayerOptions, reach: (seq: number) => void) {
    this.#frames = frames
    this.#isStill = isStill
    this.#reach = reach
  }

  start(log: TraceLog, speed: number): void {
    this.stop()
    this.#log = log
    this.speed = speed
    this.#frame = this.#frames.request(this.#next)
  }

  stop(): void {
    if (this.#log) this.#frames.cancel(this.#frame)
    this.#log = null
    this.#last = null
    this.#passed = 0
  }

  /** The time passes anew from the event to which one went by hand. */
  rest(): void {
    this.#passed = 0
  }

  readonly #next = (now: number): void => {
    const log = this.#log
    if (!log) return
    this.#passed += Math.min(mostElapsedMs, now - (this.#last ?? now)) * this.speed
    this.#last = now
    let { seq } = this
    while (seq < log.lastSeq) {
      const wait = this.#waitAfter(log, seq)
      if (this.#passed < wait) break
      this.#passed -= wait
      seq++
    }
    this.#frame = this.#frames.request(this.#next)
    if (seq !== this.seq || seq >= log.lastSeq) this.#reach(seq)
  }

  #waitAfter(log: TraceLog, seq: number): number {
    if (this.#isStill()) return stillMs
    const { at } = log.columns
    const index = seq - log.firstSeq
    const wait = (at[index + 1] ?? 0) - (at[index] ?? 0)
    return Math.min(longestMs, Math.max(shortestMs, wait))
  }
}
