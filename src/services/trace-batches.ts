import type { RawEvent } from '../trace/event.ts'
import { eventJson } from '../trace/event-json.ts'
import type { KeyChange } from '../trace/records.ts'
import type { RealTimers } from './redis-feed.ts'
import type { ServicesToPage } from './services-messages.ts'

/** Real milliseconds from a happening to its telling. */
const everyMs = 50
const mostEvents = 500
/** So many become text together: one by one takes twice as long, and many more are much for the garbage collector. */
const packedTogether = 32
/** An event that tells more entries of keys does not wait. */
const mostEntries = 500

interface TraceBatchesOptions {
  readonly post: (message: ServicesToPage) => void
  readonly timers: RealTimers
  /** Events became so many characters. */
  readonly onPack: (characters: number) => void
}

/** Posts events to the page as JSON text, which it can keep as it is: in batches, in their order. */
export class TraceBatches {
  readonly #options: TraceBatchesOptions
  /** Not yet text. */
  #events: RawEvent[] = []
  #text = ''
  #count = 0
  #recording = 0
  #isWaiting = false

  constructor(options: TraceBatchesOptions) {
    this.#options = options
  }

  /** From now on events are of the next recording. Returns its number. */
  begin(): number {
    this.flush()
    return ++this.#recording
  }

  /** The event must not be changed afterwards. */
  add(event: RawEvent): void {
    this.#events.push(event)
    if (isLarge(event) || this.#count + this.#events.length >= mostEvents) return this.flush()
    if (this.#events.length >= packedTogether) this.#pack()
    if (this.#isWaiting) return
    this.#isWaiting = true
    this.#options.timers.setTimeout(() => {
      this.#isWaiting = false
      this.flush()
    }, everyMs)
  }

  flush(): void {
    this.#pack()
    const [text, count] = [this.#text, this.#count]
    if (count === 0) return
    this.#text = ''
    this.#count = 0
    this.#options.post({ kind: 'trace', recording: this.#recording, text: `[${text}]`, count })
  }

  #pack(): void {
    if (this.#events.length === 0) return
    const { text, count } = listJson(this.#events)
    this.#events = []
    if (count === 0) return
    this.#text += this.#count === 0 ? text : `,${text}`
    this.#count += count
    this.#options.onPack(text.length)
  }
}

/** Without the brackets: all at once, or one by one where one of them is something that JSON cannot hold. */
function listJson(events: readonly RawEvent[]): { readonly text: string; readonly count: number } {
  try {
    const text = JSON.stringify(events)
    if (!text.includes('"score":null')) return { text: text.slice(1, -1), count: events.length }
  } catch {
    // A learner's worker may post anything: cycles, numbers without an end.
  }
  const texts = events.flatMap((event) => {
    try {
      return [eventJson(event)]
    } catch {
      return []
    }
  })
  return { text: texts.join(','), count: texts.length }
}

function isLarge(event: RawEvent): boolean {
  if (event.kind === 'snapshot' || event.kind === 'mail') return true
  return event.kind === 'command' && event.changes.some((change) => entriesIn(change) > mostEntries)
}

function entriesIn(change: KeyChange): number {
  switch (change.kind) {
    case 'value':
      return change.type === 'string' ? 1 : change.entries.length
    case 'list-edits':
      return change.edits.reduce((sum, { added }) => sum + added.length, 0)
    case 'entries':
      return change.set.length
    case 'deadline':
    case 'deleted':
      return 0
    default:
      return change satisfies never
  }
}
