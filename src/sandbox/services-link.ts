import type { CommandEvent, KeyName } from '../services/redis/observer.ts'
import type { DialogueLine, Mail, SessionView } from '../services/smtp/observer.ts'
import type {
  PageToServices,
  PromptReply,
  RedisState,
  ServicesToPage,
  SessionGap,
} from '../services/services-messages.ts'
import type { FaultPlan } from '../wire/fault-plan.ts'

export interface ServicesListener {
  /** A database is looked at: how things stand, and again with each change. */
  onState?(state: RedisState): void
  /** `left` counts commands that came too fast to be told. */
  onCommands?(commands: readonly CommandEvent[], left: number): void
  onExpired?(keys: readonly (KeyName & { readonly at: number })[]): void
  /** What comes to the prompt unasked: messages of subscriptions, lines of MONITOR. */
  onPush?(text: string): void
  /** Mail is watched: in the order of arrival. */
  onMail?(mails: readonly Mail[]): void
  /** Mail is watched: SMTP sessions that opened or changed, what was said, and where lines were left out. */
  onDialogue?(
    sessions: readonly SessionView[],
    lines: readonly DialogueLine[],
    gaps: readonly SessionGap[],
  ): void
  /** Its lanes are recorded: JSON of so many of `trace`'s `RawEvent`. The recordings of a world are numbered. */
  onTrace?(recording: number, text: string, count: number): void
  /** The world is gone, and this link with it. */
  onEnd?(): void
}

/** Batches of commands; each holds 200 at most. */
const mostRecent = 10

/**
 * The page's end of a world's services, as long as the world lives.
 *
 *     const stopListening = link.listen({ onState: draw })
 *     link.watch(0)
 *     const { text } = await link.prompt('llen inbox')
 */
export class ServicesLink {
  readonly #port: MessagePort
  readonly #listeners = new Set<ServicesListener>()
  readonly #asked = new Map<
    number,
    { resolve: (reply: PromptReply) => void; reject: (error: Error) => void }
  >()
  readonly #flushed: (() => void)[] = []
  readonly #readied: Promise<void>
  readonly #openedAt = performance.now()
  #ready: () => void = () => undefined
  /** For who listens later: the panel may still be on its way when the first run is over. */
  readonly #recent: { readonly commands: readonly CommandEvent[]; readonly left: number }[] = []
  #lastId = 0
  #endWords: string | null = null

  constructor(port: MessagePort) {
    this.#port = port
    this.#readied = new Promise((resolve) => {
      this.#ready = resolve
    })
    port.onmessage = ({ data }: MessageEvent<ServicesToPage>) => this.#receive(data)
  }

  /** Resolves once Redis is filled and listens. */
  get ready(): Promise<void> {
    return this.#readied
  }

  /** Whether anything was typed at the prompt. */
  get isPrompted(): boolean {
    return this.#lastId > 0
  }

  /**
   * Returns the function that ends the listening. Whoever listens is first told the latest commands, and the end of a
   * link that has ended.
   */
  listen(listener: ServicesListener): () => void {
    for (const { commands, left } of this.#recent) listener.onCommands?.(commands, left)
    if (this.#endWords !== null) listener.onEnd?.()
    else this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Says which database is looked at; null: none. */
  watch(db: number | null): void {
    this.#send({ kind: 'watch-redis', db })
  }

  /** Runs a line as if typed into redis-cli. Rejects, with a sentence for the learner, when this Redis is gone. */
  prompt(line: string): Promise<PromptReply> {
    if (this.#endWords !== null) return Promise.reject(new Error(this.#endWords))
    const id = ++this.#lastId
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { resolve, reject })
      this.#send({ kind: 'prompt', id, line })
    })
  }

  /** Ctrl+C: ends what the prompt waits for. */
  interrupt(): void {
    this.#send({ kind: 'prompt-interrupt' })
  }

  /** Asks for what was delivered and said so far; then what follows is told, too. */
  watchMail(): void {
    this.#send({ kind: 'watch-mail' })
  }

  /** What shall go wrong by chance from now on in SMTP sessions; null: nothing. */
  setFaults(plan: FaultPlan | null): void {
    this.#send({ kind: 'set-faults', plan })
  }

  /** Resolves once all that is recorded by now was told, or the world is gone. */
  flushTrace(): Promise<void> {
    if (this.#endWords !== null) return Promise.resolve()
    return new Promise((resolve) => {
      this.#flushed.push(resolve)
      this.#send({ kind: 'flush-trace' })
    })
  }

  /** The world is gone; `words` say so to whoever still asks. */
  end(words = 'This Redis was ended. The next run starts a new one.'): void {
    if (this.#endWords !== null) return
    this.#endWords = words
    this.#port.onmessage = null
    this.#port.close()
    for (const { reject } of this.#asked.values()) reject(new Error(words))
    this.#asked.clear()
    for (const resolve of this.#flushed.splice(0)) resolve()
    for (const listener of [...this.#listeners]) listener.onEnd?.()
    this.#listeners.clear()
  }

  #send(message: PageToServices): void {
    if (this.#endWords === null) this.#port.postMessage(message)
  }

  #receive(message: ServicesToPage): void {
    switch (message.kind) {
      case 'ready':
        // For the browser's own performance panel, and for the bench.
        performance.measure('mailroom: services ready', { start: this.#openedAt })
        return this.#ready()
      case 'prompt-reply':
        this.#asked.get(message.id)?.resolve(message.reply)
        return void this.#asked.delete(message.id)
      case 'redis-state':
        return this.#tell((listener) => listener.onState?.(message.state))
      case 'redis-commands':
        this.#recent.push(message)
        if (this.#recent.length > mostRecent) this.#recent.shift()
        return this.#tell((listener) => listener.onCommands?.(message.commands, message.left))
      case 'redis-expired':
        return this.#tell((listener) => listener.onExpired?.(message.keys))
      case 'prompt-push':
        return this.#tell((listener) => listener.onPush?.(message.text))
      case 'mail':
        return this.#tell((listener) => listener.onMail?.(message.mails))
      case 'smtp-sessions':
        return this.#tell((listener) => listener.onDialogue?.(message.sessions, message.lines, message.gaps))
      case 'trace':
        return this.#tell((listener) => listener.onTrace?.(message.recording, message.text, message.count))
      case 'trace-flushed':
        return this.#flushed.shift()?.()
      default:
        return message satisfies never
    }
  }

  #tell(say: (listener: ServicesListener) => void): void {
    for (const listener of [...this.#listeners]) say(listener)
  }
}
