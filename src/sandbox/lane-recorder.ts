import type {
  LaneRecord,
  LifeRecord,
  LineRecord,
  SentRecords,
  TalkRecord,
  TestRecord,
} from '../wire/lane-messages.ts'
import type { LaneRecords } from '../wire/sandbox-messages.ts'
import type { RecordBatch } from '../runtime/supplies.ts'
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
const { prototype: ofObjects } = Object
const { prototype: ofLists } = Array

interface RecorderOptions {
  /** What the lane is called. */
  readonly lane: string
  /** To whoever keeps the recording. */
  readonly post: (message: LaneRecords) => void
  /** The time by the clock of the lane's world, milliseconds since 1970, where `now` gives so much. */
  readonly at: (now: number) => number
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
  readonly #options: RecorderOptions
  #batch: RecordBatch = new RecordList()
  #most = batchSize
  #count = 0
  #now = 0
  #lastSent = -Infinity
  #isDeferred = false

  constructor(options: RecorderOptions) {
    this.lane = options.lane
    this.#options = options
  }

  /** From here on what waits to be sent does so in `batch`, which may hold up to `most`. */
  use(batch: RecordBatch, most: number): void {
    this.flush()
    this.#batch = batch
    this.#most = most
  }

  /** `isKept`: it does not count, and comes after the cap as well. */
  add(event: LaneEvent, isKept = false): void {
    if (!isKept && ++this.#count > mostEvents) {
      if (this.#count > mostEvents + 1) return
      const words = `More than ${mostEvents.toLocaleString('en')} things happened here; the rest is not recorded.`
      event = { kind: 'console', entry: note(words) }
    }
    this.#batch.add({ at: this.at(), ...event })
    this.added()
  }

  /** The time of what is added next. */
  at(): number {
    this.#now = this.#options.now()
    return this.#options.at(this.#now)
  }

  /** Something was added to the batch, at the time that was asked for last. */
  added(): void {
    if (this.#batch.size >= this.#most || this.#now - this.#lastSent > batchMs) this.flush()
    else if (!this.#isDeferred) {
      this.#isDeferred = true
      this.#options.defer(() => {
        this.#isDeferred = false
        this.flush()
      })
    }
  }

  /** The lane is over: the last that it tells. */
  end(how: 'returned' | 'threw'): void {
    this.add({ kind: 'end', how }, true)
    this.flush()
  }

  /** Sends what is waiting. */
  flush(): void {
    if (this.#batch.size === 0) return
    this.#lastSent = this.#options.now()
    this.#options.post({ kind: 'records', records: this.#batch.take() })
  }
}

class RecordList implements RecordBatch {
  #records: LaneRecord[] = []

  get size(): number {
    return this.#records.length
  }

  add(record: LaneRecord): void {
    this.#records[this.#records.length] = record
  }

  take(): SentRecords {
    const records = this.#records
    this.#records = []
    return records.length >= manyRecords && !isTextBent() ? stringify(records) : records
  }
}

/** Whoever gives all objects a `toJSON` would write what is sent here. */
export function isTextBent(): boolean {
  return hasOwn(ofObjects, 'toJSON') || hasOwn(ofLists, 'toJSON')
}
