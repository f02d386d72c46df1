import type { ServedConnection } from '../serve-connection.ts'
import { AnswerWriter } from './answer-writer.ts'
import { ContentReader } from './content.ts'
import { Dialogue } from './dialogue.ts'
import type { DialogueSetting } from './dialogue-state.ts'
import { Input } from './input.ts'
import type { Mail, SessionEnd, SessionView, SmtpObserver } from './observer.ts'
import { closing, largestMessage, tooLarge, type Outcome, type Reply } from './replies.ts'
import { SessionRecord } from './session-record.ts'
import { SilenceWatch } from './silence-watch.ts'

export interface SessionSetting extends DialogueSetting {
  readonly observer: SmtpObserver
  /** Milliseconds in which a client must say something. */
  readonly patienceMs: number
  /** The session is another one than it was. */
  onChange(view: SessionView): void
}

/** Bytes of commands that may wait while one is not answered yet, and of a line without an end. */
const mostWaiting = 4 * 2 ** 20
/** How far a message that is too large is heard out, in hope of its end. */
const mostContent = 10 * largestMessage

/** One connection to the server: bytes in, bytes out, and the time between. */
export class Session {
  readonly #connection: ServedConnection
  readonly #answers: AnswerWriter
  readonly #setting: SessionSetting
  readonly #dialogue: Dialogue
  readonly #record: SessionRecord
  readonly #silence: SilenceWatch
  readonly #input = new Input()
  #content: ContentReader | null = null
  /** The next command is not read before this one is answered; after a fault perhaps never. */
  #isWaiting = false
  #isSilent = false
  #answerTimer: unknown

  constructor(id: number, connection: ServedConnection, setting: SessionSetting) {
    this.#connection = connection
    this.#setting = setting
    const { address: client, port } = connection
    this.#record = new SessionRecord({ id, client, port }, setting)
    this.#answers = new AnswerWriter(connection, this.#record)
    const onMail = (mail: Mail): void => {
      setting.onMail(mail)
      this.#record.tookMail()
    }
    this.#dialogue = new Dialogue({ ...setting, onMail })
    this.#silence = new SilenceWatch(setting.clock, setting.patienceMs, () => this.#onSilence())
  }

  get view(): SessionView {
    return this.#record.view
  }

  /** Says the first word. */
  greet(): void {
    this.#perform(this.#dialogue.greet())
    this.#answers.flush()
  }

  receive(bytes: Uint8Array): void {
    if (this.#isOver || this.#isSilent || bytes.length === 0) return
    this.#input.feed(bytes)
    this.#read()
    if (this.#input.unfinished > mostWaiting) this.refuse(closing('4.7.0', 'was sent too much at once'))
  }

  drained(): void {
    if (!this.#answers.isFull) return
    this.#answers.drained()
    this.#read()
  }

  /** The client went away. */
  ended(isReset: boolean): void {
    this.#end(isReset ? 'reset' : 'closed')
  }

  /** Ends the session with a last answer. */
  refuse(last: Reply, end: SessionEnd = 'dropped'): void {
    if (this.#isOver) return
    this.#answers.say(last)
    this.#close(end)
  }

  get #isOver(): boolean {
    return this.view.end !== null
  }

  #read(): void {
    while (!this.#isOver && !this.#isWaiting && !this.#answers.isFull) {
      const outcome = this.#content ? this.#readContent(this.#content) : this.#readCommand()
      if (outcome === null) break
      this.#perform(outcome)
    }
    this.#answers.flush()
  }

  #readCommand(): Outcome | null {
    const line = this.#input.line()
    if (!line) return null
    this.#silence.heard()
    this.#record.said('client', line.text)
    const outcome = this.#dialogue.answer(line)
    this.#record.isUser(this.#dialogue.state.user)
    return outcome
  }

  #readContent(reader: ContentReader): Outcome | null {
    if (this.#input.size === 0) return null
    this.#silence.heard()
    const breaksOff = this.#dialogue.state.transaction?.breaksOff
    if (breaksOff) return breaksOff
    this.#input.read((bytes) => reader.read(bytes))
    if (reader.size > mostContent) return { ...tooLarge, next: 'quit' }
    const { content } = reader
    if (!content) return null
    this.#content = null
    this.#record.said('client', `(${content.size} bytes of mail in ${content.lines} lines)`)
    return this.#dialogue.conclude(content, this.view.id)
  }

  #perform(outcome: Outcome): void {
    if (outcome === 'drop') {
      this.#answers.flush()
      this.#end('dropped')
      return this.#connection.reset()
    }
    if (outcome === 'close') return this.#close('dropped')
    this.#isSilent = outcome === 'silence'
    this.#isWaiting = outcome === 'silence' || outcome.delayMs !== undefined
    if (outcome === 'silence') return
    if (outcome.delayMs === undefined) return this.#answer(outcome)
    this.#answerTimer = this.#setting.clock.setTimeout(() => {
      this.#isWaiting = false
      this.#answer(outcome)
      this.#read()
    }, outcome.delayMs)
  }

  #answer(reply: Reply): void {
    this.#answers.say(reply)
    if (reply.next === 'content') this.#content = new ContentReader()
    if (reply.next === 'quit') this.#close(reply.code === 221 ? 'quit' : 'dropped')
    else if (reply.code === 421) this.#close('dropped')
  }

  #close(end: SessionEnd): void {
    this.#answers.flush()
    this.#end(end)
    this.#connection.close()
  }

  #end(end: SessionEnd): void {
    if (this.#isOver) return
    this.#silence.stop()
    this.#setting.clock.clearTimeout(this.#answerTimer)
    if (this.#content && this.#content.size > 0)
      this.#record.said('client', `(${this.#content.size} bytes of mail, without an end)`)
    this.#content = null
    this.#record.ended(end)
  }

  #onSilence(): void {
    // Whom the server itself lets wait, it does not blame.
    if (this.#isWaiting) this.#close('dropped')
    else this.refuse(closing('4.4.2', 'has heard nothing for too long, and closes the connection'), 'timeout')
  }
}
