import type { RawEvent } from '../trace/event.ts'
import { eventJson } from '../trace/event-json.ts'
import type { ClientView } from '../trace/records.ts'
import type { RealTimers } from './redis-feed.ts'
import type { ServicesToPage } from './services-messages.ts'

/** Real milliseconds from a happening to its telling. */
const everyMs = 50
const mostEvents = 500
/** Characters: a snapshot alone may be more. */
const largest = 1_000_000

type CommandEvent = Extract<RawEvent, { kind: 'command' }>

/** Posts events to the page as JSON text, which it can keep as it is: in batches, in their order. */
export class TraceBatches {
  readonly #post: (message: ServicesToPage) => void
  readonly #timers: RealTimers
  #text = ''
  #count = 0
  #recording = 0
  #isWaiting = false
  readonly #clients = new WeakMap<ClientView, string>()

  constructor(post: (message: ServicesToPage) => void, timers: RealTimers) {
    this.#post = post
    this.#timers = timers
  }

  /** From now on events are of the next recording. Returns its number. */
  begin(): number {
    this.flush()
    return ++this.#recording
  }

  /** Returns the characters that it takes; 0 if it is none that can be told, and is left out. */
  add(event: RawEvent): number {
    let text: string
    try {
      text = event.kind === 'command' ? this.#commandJson(event) : eventJson(event)
    } catch {
      return 0
    }
    this.#text += this.#count === 0 ? text : `,${text}`
    this.#count++
    if (this.#count >= mostEvents || this.#text.length >= largest) this.flush()
    else if (!this.#isWaiting) {
      this.#isWaiting = true
      this.#timers.setTimeout(() => {
        this.#isWaiting = false
        this.flush()
      }, everyMs)
    }
    return text.length
  }

  flush(): void {
    const [text, count] = [this.#text, this.#count]
    if (count === 0) return
    this.#text = ''
    this.#count = 0
    this.#post({ kind: 'trace', recording: this.#recording, text: `[${text}]`, count })
  }

  /** Most commands are of a client of which nothing is new: half of what there would be to write. */
  #commandJson({ client, ...rest }: CommandEvent): string {
    let shown = this.#clients.get(client)
    if (shown === undefined) this.#clients.set(client, (shown = JSON.stringify(client)))
    return `${eventJson(rest as RawEvent).slice(0, -1)},"client":${shown}}`
  }
}
