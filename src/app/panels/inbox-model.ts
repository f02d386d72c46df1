import type { SessionGap } from '../../services/services-messages.ts'
import type { DialogueLine, Mail, SessionView } from '../../services/smtp/observer.ts'
import type { MailLink } from '../session/step-services.ts'
import { nextDialogues, type Dialogue } from './inbox-dialogues.ts'
import { noFaults, planOf, type FaultChoice } from './inbox-faults-plan.ts'
import { readText } from './inbox-message.ts'
import { isAbout, nextMails, type InboxMail } from './inbox-mail-list.ts'

/** The model's snapshot is another one now. */
export class InboxChange extends Event {
  static readonly type = 'inbox-change'
  constructor() {
    super(InboxChange.type)
  }
}

/** All that the panel draws of a mail server, at one moment. */
export interface InboxSnapshot {
  /** Newest first. */
  readonly mails: readonly InboxMail[]
  /** All that ever came, also what is no longer kept. */
  readonly total: number
  readonly unread: number
  readonly query: string
  /** Those that the query is about. */
  readonly found: readonly InboxMail[]
  /** Some mails' texts have not been looked through yet. */
  readonly isSearching: boolean
  readonly openMail: InboxMail | null
  /** Newest first. */
  readonly dialogues: readonly Dialogue[]
  readonly openSession: number | null
  /** When the first session began, by the server's clock: times are told from there. */
  readonly startedAt: number
  readonly faults: FaultChoice
}

const nothingYet: Omit<InboxSnapshot, 'query' | 'faults'> = {
  mails: [],
  total: 0,
  unread: 0,
  found: [],
  isSearching: false,
  openMail: null,
  dialogues: [],
  openSession: null,
  startedAt: 0,
}

/** So long texts are looked through at a time, in ms: a frame has room for more. */
const searchSliceMs = 8

/**
 * What a mail server tells of itself, put together for drawing. Knows nothing of the page.
 *
 *     const model = new InboxModel()
 *     model.addEventListener(InboxChange.type, () => draw(model.snapshot))
 *     model.connect(link)
 */
export class InboxModel extends EventTarget {
  #snapshot: InboxSnapshot = { ...nothingYet, query: '', faults: noFaults }
  #link: MailLink | null = null
  #unlisten = (): void => {}
  /** By the ids of mails, lower case: what they say, once it was looked through. */
  #texts = new Map<number, string>()
  #isReading = false

  get snapshot(): InboxSnapshot {
    return this.#snapshot
  }

  /** Another server, or none: what was known of the last one is forgotten. Of one that ends, all stays. */
  connect(link: MailLink | null): void {
    if (link === this.#link) return
    this.#unlisten()
    this.#link = link
    this.#texts = new Map()
    this.#change(nothingYet)
    this.#unlisten =
      link?.listen({
        onMail: (mails) => this.#hearMails(mails),
        onDialogue: (sessions, lines, gaps) => this.#hearDialogue(sessions, lines, gaps),
      }) ?? ((): void => {})
    link?.watchMail()
    const plan = planOf(this.#snapshot.faults)
    if (plan) link?.setFaults(plan)
  }

  search(query: string): void {
    this.#change({ query })
    this.#find()
  }

  /** Shows a mail, and counts it as read; null: none. */
  open(id: number | null): void {
    const { mails, unread } = this.#snapshot
    const opened = mails.find(({ mail }) => mail.id === id)
    if (!opened) return this.#change({ openMail: null })
    const openMail = opened.isRead ? opened : { ...opened, isRead: true }
    const read = (all: readonly InboxMail[]) => all.map((one) => (one.mail.id === id ? openMail : one))
    if (opened.isRead) return this.#change({ openMail })
    const found = read(this.#snapshot.found)
    this.#change({ openMail, mails: read(mails), found, unread: unread - 1 })
  }

  openSession(id: number | null): void {
    this.#change({ openSession: id })
  }

  readAll(): void {
    const read = (all: readonly InboxMail[]) =>
      all.map((one) => (one.isRead ? one : { ...one, isRead: true }))
    const { mails, found } = this.#snapshot
    this.#change({ mails: read(mails), found: read(found), unread: 0 })
  }

  setFaults(faults: FaultChoice): void {
    this.#change({ faults })
    this.#link?.setFaults(planOf(faults))
  }

  #hearMails(heard: readonly Mail[]): void {
    const { mails, total, startedAt } = this.#snapshot
    // Asked twice, a server tells all twice.
    const latest = mails[0]?.mail.id ?? 0
    const added = heard.filter(({ id }) => id > latest)
    if (added.length === 0) return
    const next = nextMails(mails, added)
    const unread = next.filter(({ isRead }) => !isRead).length
    const first = startedAt || (added[0]?.at ?? 0)
    this.#change({ mails: next, total: total + added.length, unread, startedAt: first })
    this.#find()
  }

  #hearDialogue(
    sessions: readonly SessionView[],
    lines: readonly DialogueLine[],
    gaps: readonly SessionGap[],
  ): void {
    const { startedAt, dialogues } = this.#snapshot
    const opened = sessions.map(({ openedAt }) => openedAt)
    const first = Math.min(startedAt || Infinity, ...opened.slice(0, 1))
    this.#change({
      dialogues: nextDialogues(dialogues, sessions, lines, gaps),
      startedAt: Number.isFinite(first) ? first : 0,
    })
  }

  #find(): void {
    const { mails, query } = this.#snapshot
    const found = query.trim()
      ? mails.filter((one) => isAbout(one, query, this.#texts.get(one.mail.id)))
      : mails
    const isSearching = query.trim() !== '' && mails.some(({ mail }) => !this.#texts.has(mail.id))
    this.#change({ found, isSearching })
    if (isSearching && !this.#isReading) void this.#readTexts()
  }

  /** Looks through texts, newest first, a few at a time, as long as somebody searches. */
  async #readTexts(): Promise<void> {
    this.#isReading = true
    while (this.#snapshot.isSearching) {
      const texts = this.#texts
      const until = performance.now() + searchSliceMs
      for (const { mail } of this.#snapshot.mails) {
        if (texts.has(mail.id)) continue
        texts.set(mail.id, (await readText(mail)).toLowerCase())
        if (performance.now() > until) break
      }
      // Meanwhile it may be another server's mail.
      if (texts === this.#texts) this.#find()
      await new Promise((resolve) => setTimeout(resolve))
    }
    this.#isReading = false
  }

  #change(change: Partial<InboxSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change }
    this.dispatchEvent(new InboxChange())
  }
}
