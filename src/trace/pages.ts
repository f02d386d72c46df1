import type { RawEvent } from './event.ts'
import { eventJson } from './event-json.ts'

/** Pages that were read last and stay unpacked; more of them would cost more when memory is cleared than they spare. */
const mostUnpacked = 3

interface Unpacked {
  /** By the first page that there ever was. */
  readonly id: number
  readonly page: readonly RawEvent[]
}

/** Events in pages: all but the last are packed as text, which takes a fraction of the room that objects take. */
export class Pages {
  readonly #size: number
  readonly #packed: string[] = []
  #last: RawEvent[] = []
  /** The last one that was read comes first. An array: a map of those that come and go would hold on to them for long. */
  #unpacked: readonly Unpacked[] = []
  #dropped = 0
  #bytes = 0

  constructor(size: number) {
    this.#size = size
  }

  /** Bytes of the packed pages: engines keep a text without wide characters in one byte for each. */
  get bytes(): number {
    return this.#bytes
  }

  push(event: RawEvent): void {
    this.#last.push(event)
    if (this.#last.length < this.#size) return
    const text = pageText(this.#last)
    this.#bytes += text.length
    this.#packed.push(text)
    this.#last = []
  }

  /** Forgets the first pages. */
  drop(count: number): void {
    for (const text of this.#packed.splice(0, count)) this.#bytes -= text.length
    this.#dropped += count
  }

  /** One event by its place. */
  event(place: number): RawEvent | undefined {
    return this.#page(Math.floor(place / this.#size))[place % this.#size]
  }

  /** The page after the packed ones is the one that is being filled. */
  #page(number: number): readonly RawEvent[] {
    const text = this.#packed[number]
    if (text === undefined) return number === this.#packed.length ? this.#last : []
    const id = number + this.#dropped
    const [first] = this.#unpacked
    if (first?.id === id) return first.page
    const known = this.#unpacked.find((unpacked) => unpacked.id === id)
    const page = known?.page ?? (JSON.parse(text) as readonly RawEvent[])
    const others = this.#unpacked.filter((unpacked) => unpacked.id !== id)
    this.#unpacked = [{ id, page }, ...others.slice(0, mostUnpacked - 1)]
    return page
  }
}

function pageText(events: readonly RawEvent[]): string {
  const text = JSON.stringify(events)
  // JSON has no infinite scores.
  return narrow(text.includes('"score":null') ? `[${events.map(eventJson).join(',')}]` : text)
}

/** One wide character would double the room of all others. */
function narrow(json: string): string {
  return /[\u0100-\uffff]/.test(json)
    ? json.replace(/[\u0100-\uffff]/g, (wide) => `\\u${wide.charCodeAt(0).toString(16).padStart(4, '0')}`)
    : json
}
