import type { ServedConnection } from '../serve-connection.ts'
import { replyLines, type Reply } from './replies.ts'
import type { SessionRecord } from './session-record.ts'

const encoder = new TextEncoder()
/** More than so many characters do not wait for the end of a turn. */
const mostGathered = 65_536

/** Writes answers, all those of one turn at once: a client that sends commands in advance gets one packet back. */
export class AnswerWriter {
  readonly #connection: ServedConnection
  readonly #record: SessionRecord
  #gathered = ''
  #isFull = false

  constructor(connection: ServedConnection, record: SessionRecord) {
    this.#connection = connection
    this.#record = record
  }

  /** The client does not take its answers. */
  get isFull(): boolean {
    return this.#isFull
  }

  /** It takes them again. */
  drained(): void {
    this.#isFull = false
  }

  say(reply: Reply): void {
    for (const line of replyLines(reply)) {
      this.#gathered += `${line}\r\n`
      this.#record.said('server', line)
    }
    if (this.#gathered.length > mostGathered) this.flush()
  }

  flush(): void {
    if (this.#gathered === '') return
    const bytes = encoder.encode(this.#gathered)
    this.#gathered = ''
    this.#isFull = !this.#connection.write(bytes)
  }
}
