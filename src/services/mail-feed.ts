import type { RealTimers } from './redis-feed.ts'
import type { ServicesToPage } from './services-messages.ts'
import type { DialogueLine, Mail, SessionView, SmtpObserver } from './smtp/observer.ts'

/** Real milliseconds from a happening to its telling: a mail shall be seen while its sender still runs. */
const mailAfterMs = 25
const dialogueAfterMs = 50
/** A thousand mails, each on its own connection, say as much. */
const mostLines = 20_000
/** Of a flood that goes on: nobody reads more. */
const linesPerMs = 0.5

/** Whose mail it is: the sink. */
export interface MailSource {
  readonly mails: readonly Mail[]
  readonly sessions: readonly SessionView[]
}

/** Tells the page what happens in an SMTP sink, in batches that it can keep up with. */
export class MailFeed {
  readonly #post: (message: ServicesToPage) => void
  readonly #timers: RealTimers
  #source: MailSource | null = null
  #mails: Mail[] = []
  readonly #sessions = new Map<number, SessionView>()
  #lines: DialogueLine[] = []
  readonly #gaps = new Map<number, number>()
  /** How many lines may still be told: fewer while a flood goes on, more again as time passes. */
  #allowance = mostLines
  #allowedAt: number
  #isMailWaiting = false
  #isDialogueWaiting = false

  constructor(post: (message: ServicesToPage) => void, timers: RealTimers) {
    this.#post = post
    this.#timers = timers
    this.#allowedAt = timers.now()
  }

  /** For the sink. */
  readonly observer: SmtpObserver = {
    onMail: (mail) => {
      // What nobody watches, the sink keeps.
      if (!this.#source) return
      this.#mails.push(mail)
      if (this.#isMailWaiting) return
      this.#isMailWaiting = true
      this.#timers.setTimeout(() => this.#sendMail(), mailAfterMs)
    },
    onSession: (session) => {
      if (!this.#source) return
      this.#sessions.set(session.id, session)
      this.#dialogueGrew()
    },
    onLine: (line) => {
      if (this.#mayTell()) this.#lines.push(line)
      else this.#gaps.set(line.session, (this.#gaps.get(line.session) ?? 0) + 1)
      this.#dialogueGrew()
    },
  }

  /** Tells all that happened so far, and from now on what happens. Lines that were told are not told again. */
  watch(source: MailSource): void {
    this.#source = source
    this.#mails = [...source.mails]
    for (const session of source.sessions) this.#sessions.set(session.id, session)
    this.#sendMail()
    this.#sendDialogue()
  }

  #mayTell(): boolean {
    if (this.#allowance < 1) {
      const now = this.#timers.now()
      this.#allowance = Math.min(mostLines, (now - this.#allowedAt) * linesPerMs)
      this.#allowedAt = now
    }
    if (this.#allowance < 1) return false
    this.#allowance--
    return true
  }

  #dialogueGrew(): void {
    if (!this.#source || this.#isDialogueWaiting) return
    this.#isDialogueWaiting = true
    this.#timers.setTimeout(() => this.#sendDialogue(), dialogueAfterMs)
  }

  #sendMail(): void {
    this.#isMailWaiting = false
    const mails = this.#mails
    this.#mails = []
    if (mails.length > 0) this.#post({ kind: 'mail', mails })
  }

  #sendDialogue(): void {
    this.#isDialogueWaiting = false
    const [lines, sessions] = [this.#lines, [...this.#sessions.values()]]
    const gaps = [...this.#gaps].map(([session, count]) => ({ session, count }))
    this.#lines = []
    this.#sessions.clear()
    this.#gaps.clear()
    if (lines.length + sessions.length + gaps.length === 0) return
    this.#post({ kind: 'smtp-sessions', sessions, lines, gaps })
  }
}
