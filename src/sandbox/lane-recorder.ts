import type { LaneRecord, LifeRecord, LineRecord, TalkRecord, TestRecord } from '../wire/lane-messages.ts'
import type { LaneRecords } from '../wire/sandbox-messages.ts'
import { note } from './console-capture.ts'

/** What happens in a lane; the recorder adds when. */
export type LaneEvent = LifeRecord | TalkRecord | TestRecord | LineRecord

/** At most this many events of a lane are recorded, besides those that are kept in any case. */
export const mostEvents = 20_000
const batchSize = 500
const batchMs = 10
/** From so many records on, text is quicker made and sent than objects. */
const manyRecords = 20

// Taken before the learner's code is loaded, which may replace them.
const { stringify } = JSON
const { hasOwn } = Object
const makers = [Object.prototype, Array.prototype]

interface RecorderOptions {
  /** What the lane is called. */
  readonly lane: string
  /** To whoever keeps the recording. */
  readonly post: (message: LaneRecords) => void
  /** The time by the clock of the lane's world, milliseconds since 1970. */
  readonly at: () => number
  /** Real milliseconds. */
  readonly now: () => number
  /** Calls back soon, whatever the lane's code does to timers. */
  readonly defer: (flush: () => void) => void
}

/**
 * Tells what happens in this worker: the first event of a while at once, those after it together. All that it needs is
 * taken before the learner's code is loaded, which cannot bend it.
 *
 *     const recorder = new LaneRecorder({ lane: 'main', post, at, now, defer })
 *     recorder.add({ kind: 'start', target: 'main' })
 *     recorder.end('returned')                          // before the lane reports its outcome
 */
export class LaneRecorder {
  readonly lane: string
  /** Makes many records text. */
  toText: (records: readonly LaneRecord[]) => string = stringify
  readonly #options: RecorderOptions
  #batch: LaneRecord[] = []
  #count = 0
  #lastSent = -Infinity
  #isDeferred = false

  constructor(options: RecorderOptions) {
    this.lane = options.lane
    this.#options = options
  }

  /** `isKept`: it does not count, and comes after the cap as well. */
  add(event: LaneEvent, isKept = false): void {
    if (!isKept && ++this.#count > mostEvents) {
      if (this.#count > mostEvents + 1) return
      const words = `More than ${mostEvents.toLocaleString('en')} things happened here; the rest is not recorded.`
      event = { kind: 'console', entry: note(words) }
    }
    const { at, now, defer } = this.#options
    const batch = this.#batch
    batch[batch.length] = { at: at(), ...event }
    if (batch.length >= batchSize || now() - this.#lastSent > batchMs) this.flush()
    else if (!this.#isDeferred) {
      this.#isDeferred = true
      defer(() => this.flush())
    }
  }

  /** The lane is over: the last that it tells. */
  end(how: 'returned' | 'threw'): void {
    this.add({ kind: 'end', how }, true)
    this.flush()
  }

  /** Sends what is waiting. */
  flush(): void {
    this.#isDeferred = false
    const records = this.#batch
    if (records.length === 0) return
    this.#batch = []
    this.#lastSent = this.#options.now()
    const isText = records.length >= manyRecords && !isTextBent()
    this.#options.post({ kind: 'records', records: isText ? this.toText(records) : records })
  }
}

/** Whoever gives all objects a `toJSON` would write what is sent here. */
function isTextBent(): boolean {
  for (let at = 0; at < makers.length; at++) if (hasOwn(makers[at] ?? {}, 'toJSON')) return true
  return false
}
