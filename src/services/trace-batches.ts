import type { RawEvent } from '../trace/event.ts'
import { eventJson } from '../trace/event-json.ts'
import type { Packed, PackedCommand } from '../trace/packed-events.ts'
import { CommandPacker, readPacked, type TracedCommand } from './command-packer.ts'
import { isAscii } from './redis/bytes.ts'
import { entriesIn } from './redis/change-notes.ts'
import type { RealTimers } from './redis-feed.ts'
import type { ServicesToPage } from './services-messages.ts'

/** Real milliseconds from a happening to its telling. */
const everyMs = 50
const mostEvents = 500
/** So many become text together: one by one takes twice as long, and many more are much for the garbage collector. */
const packedTogether = 32
/** So many do not wait to become text. */
const mostWaiting = 2_000
/** An event that tells more entries of keys does not wait. */
const mostEntries = 500

/** An event on its way into a recording. */
export type TracedEvent = RawEvent | TracedCommand

interface TraceBatchesOptions {
  readonly post: (message: ServicesToPage) => void
  readonly timers: RealTimers
  /** Events became so many characters. */
  readonly onPack: (characters: number) => void
}

/** Posts events to the page as JSON text, which it can keep as it is: in batches, in their order. */
export class TraceBatches {
  readonly #options: TraceBatchesOptions
  readonly #packer = new CommandPacker()
  /** Not yet text. */
  #events: TracedEvent[] = []
  /** Texts of lists, without the brackets, that make the next batch. */
  #texts: string[] = []
  #count = 0
  #recording = 0
  #isWaiting = false
  #isPackDue = false

  constructor(options: TraceBatchesOptions) {
    this.#options = options
  }

  /** From now on events are of the next recording. Returns its number. */
  begin(): number {
    this.flush()
    return ++this.#recording
  }

  /** The event must not be changed afterwards. */
  add(event: TracedEvent): void {
    this.#events.push(event)
    if (isLarge(event)) return this.flush()
    if (this.#events.length >= mostWaiting) this.pack()
    else if (this.#events.length >= packedTogether) this.#packSoon()
    if (this.#isWaiting) return
    this.#isWaiting = true
    this.#options.timers.setTimeout(() => {
      this.#isWaiting = false
      this.flush()
    }, everyMs)
  }

  flush(): void {
    this.pack()
    this.#post()
  }

  /** Makes text of what was added, and posts full batches. */
  pack(): void {
    const events = this.#events
    this.#events = []
    for (let from = 0, until = 0; from < events.length; from = until) {
      until = Math.min(events.length, from + packedTogether, from + mostEvents - this.#count)
      if (this.#count === 0) this.#packer.begin()
      const { text, lost } = this.#toText(events, from, until)
      const count = until - from - lost
      if (count === 0) continue
      this.#texts.push(text)
      this.#count += count
      this.#options.onPack(text.length)
      if (this.#count >= mostEvents) this.#post()
    }
  }

  #toText(events: readonly TracedEvent[], from: number, until: number): ListText {
    const items: (RawEvent | Packed)[] = []
    const raw: number[] = []
    for (let at = from; at < until; at++) {
      const event = events[at] as TracedEvent
      if (event.kind !== 'ran') items.push(event)
      else if (this.#packer.pack(event, items)) raw.push(items.length - 1)
    }
    const list = listText(items)
    // One look at the whole text, for one at each of its texts.
    if (raw.length === 0 || isAscii(list.text)) return list
    for (const at of raw) items[at] = readPacked(items[at] as PackedCommand)
    return listText(items)
  }

  /**
   * When what goes on now is done, and answered: connections send what was written in a microtask, and whoever waits for an
   * answer can go on with it meanwhile.
   */
  #packSoon(): void {
    if (this.#isPackDue) return
    this.#isPackDue = true
    queueMicrotask(() => queueMicrotask(this.#packNow))
  }

  readonly #packNow = (): void => {
    this.#isPackDue = false
    this.pack()
  }

  #post(): void {
    const count = this.#count
    if (count === 0) return
    const text = `[${this.#texts.join(',')}]`
    this.#texts = []
    this.#count = 0
    this.#options.post({ kind: 'trace', recording: this.#recording, text, count })
  }
}

/** A list in JSON, without its brackets. */
interface ListText {
  readonly text: string
  /** Items that are not in it. */
  readonly lost: number
}

/** All at once, or one by one where one of them is something that JSON cannot hold. */
function listText(items: readonly (RawEvent | Packed)[]): ListText {
  try {
    const text = JSON.stringify(items)
    if (!text.includes('"score":null')) return { text: text.slice(1, -1), lost: 0 }
  } catch {
    // A learner's worker may post anything: cycles, numbers without an end.
  }
  const texts = items.flatMap((item) => {
    try {
      return [eventJson(item)]
    } catch {
      return []
    }
  })
  return { text: texts.join(','), lost: items.length - texts.length }
}

function isLarge(event: TracedEvent): boolean {
  if (event.kind === 'ran')
    return event.command.parts.notes?.some((note) => entriesIn(note) > mostEntries) ?? false
  return event.kind === 'snapshot' || event.kind === 'mail'
}
