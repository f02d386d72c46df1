import type { RawEvent } from './event.ts'
import { eventJson } from './event-json.ts'

/** Pages that were read last and stay unpacked; more of them would cost more when memory is cleared than they spare. */
const mostUnpacked = 3

/** Events in pages: all but the last are packed as text, which takes a fraction of the room that objects take. */
export class Pages {
  readonly #size: number
  readonly #packed: string[] = []
  #last: RawEvent[] = []
  /** By number from the first that there ever was. */
  readonly #unpacked = new Map<number, readonly RawEvent[]>()
  #dropped = 0
  /** The page that was read last: most often the next event is in it as well. */
  #read: { readonly number: number; readonly page: readonly RawEvent[] } | null = null
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
    this.#read = null
  }

  /** Forgets the first pages. */
  drop(count: number): void {
    for (const text of this.#packed.splice(0, count)) {
      this.#bytes -= text.length
      this.#unpacked.delete(this.#dropped++)
    }
    this.#read = null
  }

  /** One event by its place. */
  event(place: number): RawEvent | undefined {
    const number = Math.floor(place / this.#size)
    if (this.#read?.number !== number) this.#read = { number, page: this.#page(number) }
    return this.#read.page[place % this.#size]
  }

  /** The page after the packed ones is the one that is being filled. */
  #page(number: number): readonly RawEvent[] {
    const text = this.#packed[number]
    if (!text) return number === this.#packed.length ? this.#last : []
    const id = number + this.#dropped
    const page = this.#unpacked.get(id) ?? (JSON.parse(text) as readonly RawEvent[])
    this.#unpacked.delete(id)
    this.#unpacked.set(id, page)
    if (this.#unpacked.size > mostUnpacked)
      for (const oldest of this.#unpacked.keys()) {
        this.#unpacked.delete(oldest)
        break
      }
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
