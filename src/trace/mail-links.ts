import type { RawEvent } from './event.ts'
import { BoundedMap } from './bounded-map.ts'
import type { LaneTasks, TakenTask } from './lane-tasks.ts'

/** A session's dialogue, as far as it concerns tasks. */
interface Dialogue {
  readonly lane: string
  /** Of the transaction that goes on: they are given its task when its recipient is known. */
  events: number[]
  hasSender: boolean
  isFound: boolean
  task: TakenTask | undefined
}

export interface MailHost {
  tasksOf(lane: string): LaneTasks | undefined
  /** Events that were taken to be about another task. */
  retell(seqs: readonly number[], task: number): void
}

const mostSessions = 2_000
const mostEvents = 64

/** Finds out which task the lines of a session, and the mail, are about. */
export class MailLinks {
  readonly #host: MailHost
  readonly #dialogues = new BoundedMap<number, Dialogue>(mostSessions)

  constructor(host: MailHost) {
    this.#host = host
  }

  link(event: Extract<RawEvent, { kind: 'session' | 'smtp' | 'mail' }>, seq: number): TakenTask | undefined {
    switch (event.kind) {
      case 'session':
        return this.#line(this.#dialogue(event.session.id, event.lane), seq)
      case 'smtp': {
        const dialogue = this.#dialogue(event.session, event.lane)
        return event.from === 'client' ? this.#said(dialogue, event.text, seq) : this.#line(dialogue, seq)
      }
      case 'mail': {
        const dialogue = this.#dialogue(event.mail.session, event.lane)
        const tasks = this.#host.tasksOf(dialogue.lane)
        if (!dialogue.isFound)
          this.#found(dialogue, tasks?.within(event.mail.source) ?? tasks?.within(event.mail.subject))
        return this.#line(dialogue, seq)
      }
      default:
        return event satisfies never
    }
  }

  #said(dialogue: Dialogue, text: string, seq: number): TakenTask | undefined {
    if (/^MAIL FROM/i.test(text)) {
      // What was said before the first mail belongs to it; before another, the last one is over.
      if (dialogue.hasSender) dialogue.events = []
      dialogue.hasSender = true
      dialogue.isFound = false
      dialogue.task = this.#host.tasksOf(dialogue.lane)?.current
    }
    const recipient = /^RCPT TO:\s*<([^>]+)>/i.exec(text)?.[1]
    if (recipient && !dialogue.isFound)
      this.#found(dialogue, this.#host.tasksOf(dialogue.lane)?.mentioning(recipient))
    return this.#line(dialogue, seq)
  }

  #found(dialogue: Dialogue, task: TakenTask | undefined): void {
    if (!task) return
    dialogue.isFound = true
    dialogue.task = task
    this.#host.retell(dialogue.events, task.task)
  }

  #line(dialogue: Dialogue, seq: number): TakenTask | undefined {
    if (!dialogue.isFound && dialogue.events.length < mostEvents) dialogue.events.push(seq)
    return dialogue.task
  }

  #dialogue(session: number, lane: string): Dialogue {
    const known = this.#dialogues.get(session)
    if (known) return known
    const task = this.#host.tasksOf(lane)?.current
    const dialogue: Dialogue = { lane, events: [], hasSender: false, isFound: false, task }
    this.#dialogues.set(session, dialogue)
    return dialogue
  }
}
