import { commands, goOnWithLogin, longestCommand } from './commands.ts'
import type { Content } from './content.ts'
import type { DialogueSetting, DialogueState } from './dialogue-state.ts'
import { verdictOn } from './fault-addresses.ts'
import type { CommandLine } from './input.ts'
import * as replies from './replies.ts'
import { closing, reply, type Outcome, type Reply } from './replies.ts'

/** As many commands that are none, or badly written, end a session; a message that is taken makes up for all. */
const mostErrors = 10
const errorCodes: ReadonlySet<number> = new Set([500, 501, 502, 504, 535, 555])

const flaws: { readonly [flaw in NonNullable<CommandLine['flaw']>]: Reply } = {
  'too long': reply(500, '5.5.2', 'Line too long'),
  'bare line feed': reply(500, '5.5.2', 'A line ends with CR LF, not with LF alone'),
  'control character': reply(500, '5.5.2', 'No command holds a control character'),
  'no UTF-8': reply(500, '5.5.2', 'That is no UTF-8'),
}
const unknown = reply(500, '5.5.2', 'No such command, HELP names what there is')
const isWeb = /^[A-Z]+ \S+ HTTP\/\d/

/** One session's talk, line by line: no bytes, no time. */
export class Dialogue {
  readonly state: DialogueState = {
    isGreeted: false,
    user: null,
    login: null,
    transaction: null,
    isRefused: false,
  }
  readonly #setting: DialogueSetting
  #errors = 0

  constructor(setting: DialogueSetting) {
    this.#setting = setting
  }

  /** What the server says first. */
  greet(): Outcome {
    const fate = this.#setting.fateAt('connect')
    this.state.isRefused = fate !== null
    return fate ?? replies.greeting
  }

  answer(line: CommandLine): Outcome {
    const outcome = this.#answer(line)
    if (typeof outcome === 'string' || !errorCodes.has(outcome.code)) return outcome
    return ++this.#errors < mostErrors
      ? outcome
      : closing('4.7.0', 'has heard too many errors, and closes the connection')
  }

  /** A message came whole. Takes it, or says why not. */
  conclude(content: Content, session: number): Outcome {
    const { transaction } = this.state
    this.state.transaction = null
    if (!transaction) return replies.mailFirst
    if (content.source === null) return replies.tooLarge
    if (content.flaw === 'long line')
      return reply(500, '5.6.0', 'A line of the message is longer than 1000 bytes')
    if (content.flaw) return reply(550, '5.5.2', 'The message holds a CR or LF alone, lines end with both')
    const { mailbox, clock, fateAt, onMail } = this.#setting
    const verdict = verdictOn(transaction.localParts) ?? fateAt('message')
    if (verdict) return verdict
    if (!mailbox.hasRoomFor(content.size)) return replies.mailboxFull
    this.#errors = 0
    const { from, to } = transaction
    const mail = mailbox.add({ at: clock.now(), session, from, to: [...to], source: content.source })
    onMail(mail)
    return reply(250, '2.0.0', `Ok: queued as ${mail.id}`)
  }

  #answer({ text, size, flaw }: CommandLine): Outcome {
    const { state } = this
    const end = text.search(/\s/)
    const name = (end < 0 ? text : text.slice(0, end)).toUpperCase()
    if (state.isRefused) return name === 'QUIT' ? replies.goodbye : replies.refusedBefore
    if (state.login) {
      if (flaw === null) return goOnWithLogin(state, text, this.#setting)
      state.login = null
      return reply(500, '5.5.6', 'That line is too long or broken, the login is cancelled')
    }
    if (flaw) return flaws[flaw]
    if (!state.isGreeted && isWeb.test(text)) return closing('4.7.0', 'speaks SMTP, not HTTP')
    const handler = commands.get(name)
    if (!handler) return unknown
    if (name !== 'AUTH' && size > longestCommand(name)) return flaws['too long']
    return handler(state, end < 0 ? '' : text.slice(end).trim(), this.#setting)
  }
}
