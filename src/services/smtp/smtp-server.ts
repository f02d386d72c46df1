import type { FaultPlan } from '../../wire/fault-plan.ts'
import type { ServedConnection, ServedReceiver } from '../serve-connection.ts'
import { systemClock, type Clock } from '../redis/clock.ts'
import { Faults } from './faults.ts'
import type { Users } from './login.ts'
import { Mailbox } from './mailbox.ts'
import type { Mail, SessionView, SmtpObserver } from './observer.ts'
import { closing, reply, serverName } from './replies.ts'
import { Session } from './session.ts'

export interface SmtpServerOptions {
  /** The machine's own, unless told otherwise. */
  readonly clock?: Clock
  readonly observer?: SmtpObserver
  /** Name → password; `u` with `p` unless told otherwise. */
  readonly users?: Users
  /** Whether MAIL needs a login before; true unless told otherwise. */
  readonly requiresLogin?: boolean
  /** None, unless told otherwise. */
  readonly faults?: FaultPlan
  /** How many messages are kept, and bytes of them: 10,000 and 64 MB unless told otherwise. Then no more is taken. */
  readonly mailbox?: { readonly mails: number; readonly bytes: number }
  /** After so many milliseconds of silence a client is sent away; 5 minutes (RFC 5321, section 4.5.3.2.7) unless told otherwise. */
  readonly patienceMs?: number
}

/** More than these at a time are sent away. */
const mostSessions = 1000
/** Sessions that are over, and still told of. */
const mostKept = 1000

/**
 * A mail server that delivers nowhere: it takes mail over any connection that carries bytes (RFC 5321), and keeps it.
 * Some addresses always fail (see fault-addresses.ts); others can be made to.
 *
 *     const server = new SmtpServer({ observer: { onMail: ({ from, to }) => console.log(from, to) } })
 *     const receiver = server.accept({ address, port, write, close, reset })
 *     socket.on('data', (bytes) => receiver.receive(bytes)).on('close', () => receiver.ended(false))
 */
export class SmtpServer {
  readonly #options: Required<Omit<SmtpServerOptions, 'faults' | 'mailbox'>>
  readonly #mailbox: Mailbox
  readonly #open = new Map<number, Session>()
  #closed: SessionView[] = []
  #faults: Faults | null = null
  #lastId = 0

  /** @throws RangeError for faults that cannot be */
  constructor({
    clock = systemClock,
    observer = {},
    users = new Map([['u', 'p']]),
    requiresLogin = true,
    faults,
    mailbox = { mails: 10_000, bytes: 64 * 2 ** 20 },
    patienceMs = 5 * 60_000,
  }: SmtpServerOptions = {}) {
    this.#options = { clock, observer, users, requiresLogin, patienceMs }
    this.#mailbox = new Mailbox(mailbox)
    this.setFaults(faults ?? null)
  }

  /** Messages that were taken, the oldest first. */
  get mails(): readonly Mail[] {
    return this.#mailbox.mails
  }

  /** The latest sessions, in the order of their ids: those that are over, and those that go on. */
  get sessions(): readonly SessionView[] {
    return [...this.#closed, ...[...this.#open.values()].map(({ view }) => view)].sort((a, b) => a.id - b.id)
  }

  /** From now on; null for none. @throws RangeError for faults that cannot be */
  setFaults(plan: FaultPlan | null): void {
    this.#faults = plan && new Faults(plan)
  }

  /** Opens a session: the greeting is written at once. */
  accept(connection: ServedConnection): ServedReceiver {
    const { observer } = this.#options
    const id = ++this.#lastId
    const session: Session = new Session(id, connection, {
      ...this.#options,
      mailbox: this.#mailbox,
      fateAt: (stage) => this.#faults?.fateAt(stage) ?? null,
      onMail: (mail) => observer.onMail?.(mail),
      onChange: (view) => {
        if (view.end !== null) this.#forget(view)
        observer.onSession?.(view)
      },
    })
    this.#open.set(id, session)
    if (this.#open.size <= mostSessions) session.greet()
    else session.refuse(reply(421, null, `${serverName} has too many connections, try again later`))
    return {
      receive: (bytes) => session.receive(bytes),
      drained: () => session.drained(),
      ended: (isReset) => session.ended(isReset),
    }
  }

  /** Forgets all mail, and the sessions that are over. */
  clear(): void {
    this.#mailbox.clear()
    this.#closed = []
  }

  /** Ends all sessions. */
  dispose(): void {
    for (const session of [...this.#open.values()]) session.refuse(closing('4.3.2', 'is shutting down'))
  }

  #forget(view: SessionView): void {
    this.#open.delete(view.id)
    this.#closed.push(view)
    if (this.#closed.length > 2 * mostKept) this.#closed = this.#closed.slice(-mostKept)
  }
}
