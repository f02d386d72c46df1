import type { Mail } from '../../../services/smtp/observer.ts'
import type { PromptReply } from '../../../services/services-messages.ts'
import type { TraceLog } from '../../../trace/log.ts'
import type { MailData } from '../../../trace/records.ts'
import type { TraceState } from '../../../trace/state.ts'
import type { MailListener, RedisListener, ServicesLink } from '../../session/step-services.ts'
import { latestEvents } from './past-events.ts'
import { commandEventOf, redisStateOf } from './past-redis.ts'

type Listener = RedisListener & MailListener

/** More lines than one reads at a moment of the past. */
const mostCommands = 300
const mostLines = 600

/**
 * The servers of a run as they were at a moment of its recording, for the panels that show servers. What was told
 * cannot be taken back: for a moment before, make another one.
 *
 *     const past = new PastServices(log)
 *     panel.link = past
 *     past.show(log.stateAt(412))         // past.canShow(411) is false
 */
export class PastServices implements ServicesLink {
  readonly #log: TraceLog
  readonly #listeners = new Set<Listener>()
  #state: TraceState
  #db: number | null = null
  /** Listeners know all up to here, and this mail. */
  #told: number
  #lastMail: number

  constructor(log: TraceLog, state: TraceState) {
    this.#log = log
    this.#state = state
    this.#told = state.seq
    this.#lastMail = lastMailOf(state)
  }

  canShow(seq: number): boolean {
    return seq >= this.#told
  }

  show(state: TraceState): void {
    const told = { after: this.#told, lastMail: this.#lastMail }
    this.#state = state
    this.#told = state.seq
    this.#lastMail = lastMailOf(state)
    for (const listener of [...this.#listeners]) this.#tell(listener, told)
  }

  listen(listener: Listener): () => void {
    this.#listeners.add(listener)
    this.#tell(listener, { after: 0, lastMail: 0 })
    return () => void this.#listeners.delete(listener)
  }

  watch(db: number | null): void {
    this.#db = db
    for (const listener of [...this.#listeners]) this.#tellState(listener)
  }

  /** It was told when they began to listen. */
  watchMail(): void {}

  prompt(): Promise<PromptReply> {
    const words = 'This is the past, where nothing can be changed. Go back to live to type commands.'
    return Promise.reject(new Error(words))
  }

  interrupt(): void {}

  /** What went wrong has gone wrong. */
  setFaults(): void {}

  #tellState(listener: Listener): void {
    if (this.#db !== null) listener.onState?.(redisStateOf(this.#state, this.#db))
  }

  #tell(listener: Listener, { after, lastMail }: { after: number; lastMail: number }): void {
    const { seq, mails } = this.#state
    if (listener.onCommands) {
      const range = { after, upTo: seq, most: mostCommands }
      const { events, left } = latestEvents(this.#log, ['command'], range)
      if (left > 0) listener.onCommands([], left)
      if (events.length > 0) listener.onCommands(events.map(commandEventOf), 0)
    }
    if (listener.onExpired) {
      const { events } = latestEvents(this.#log, ['expired'], { after, upTo: seq, most: mostCommands })
      if (events.length > 0) listener.onExpired(events)
    }
    this.#tellState(listener)
    const added = mails.filter(({ id }) => id > lastMail)
    if (added.length > 0) listener.onMail?.(added.map(mailOf))
    if (listener.onDialogue) this.#tellDialogue(listener, after)
  }

  #tellDialogue(listener: Listener, after: number): void {
    const range = { after, upTo: this.#state.seq, most: mostLines }
    const { events } = latestEvents(this.#log, ['smtp'], range)
    listener.onDialogue?.(this.#state.sessions, events, [])
  }
}

function lastMailOf({ mails }: TraceState): number {
  return mails.at(-1)?.id ?? 0
}

function mailOf({ id, at, session, from, to, source }: MailData & { readonly at: number }): Mail {
  const bytes = new Uint8Array(source.length)
  for (let at = 0; at < bytes.length; at++) bytes[at] = source.charCodeAt(at)
  return { id, at, session, from, to, source: bytes }
}
