import type { CommandHandler, DialogueSetting, DialogueState } from './dialogue-state.ts'
import { beginLogin, type LoginTurn } from './login.ts'
import * as replies from './replies.ts'
import { reply, type Outcome } from './replies.ts'
import { data, mail, rcpt } from './transaction.ts'

const notOffered = reply(502, '5.5.1', 'Not offered here, HELP names what is')

/** Begins anew with whatever was under way (RFC 5321, section 4.1.4), but for the login. */
function hello(name: 'EHLO' | 'HELO', ...extensions: string[]): CommandHandler {
  return (state, argument, { fateAt }) => {
    if (!/^[^\s\p{Cc}]{1,255}$/u.test(argument))
      return reply(501, null, `Syntax: ${name} and the name of your machine`)
    const fate = fateAt('greeting')
    if (fate) return fate
    state.isGreeted = true
    state.transaction = null
    return reply(250, null, `${replies.serverName} is glad to hear from you`, ...extensions)
  }
}

const auth: CommandHandler = (state, argument, { users, fateAt }) => {
  if (!state.isGreeted) return replies.helloFirst
  if (state.user !== null) return reply(503, '5.5.1', 'Logged in already')
  if (state.transaction) return replies.alreadyBegun
  return takeTurn(state, beginLogin(argument, users), fateAt)
}

/** Goes on with a login that is under way. */
export const goOnWithLogin: CommandHandler = (state, text, { fateAt }) => {
  const turn = state.login?.(text)
  return turn ? takeTurn(state, turn, fateAt) : replies.helloFirst
}

function takeTurn(state: DialogueState, turn: LoginTurn, fateAt: DialogueSetting['fateAt']): Outcome {
  state.login = turn.next ?? null
  // Only a login that would succeed can meet a fault.
  const fate = turn.user === undefined ? null : fateAt('auth')
  if (fate) return fate
  state.user = turn.user ?? null
  return turn.reply
}

/** A command that takes no argument. */
function alone(name: string, handler: CommandHandler): CommandHandler {
  return (state, argument, setting) =>
    argument === '' ? handler(state, argument, setting) : reply(501, '5.5.4', `${name} stands alone`)
}

const help = reply(
  214,
  '2.0.0',
  'EHLO HELO AUTH MAIL RCPT DATA RSET NOOP VRFY HELP QUIT',
  'What they mean is in RFC 5321, https://www.rfc-editor.org/rfc/rfc5321',
)

/** Name → how it is answered. */
export const commands: ReadonlyMap<string, CommandHandler> = new Map([
  [
    'EHLO',
    hello(
      'EHLO',
      'PIPELINING',
      `SIZE ${replies.largestMessage}`,
      'AUTH PLAIN LOGIN',
      '8BITMIME',
      'SMTPUTF8',
      'ENHANCEDSTATUSCODES',
    ),
  ],
  ['HELO', hello('HELO')],
  ['AUTH', auth],
  ['MAIL', mail],
  ['RCPT', rcpt],
  ['DATA', data],
  [
    'RSET',
    alone('RSET', (state) => {
      state.transaction = null
      return replies.flushed
    }),
  ],
  ['NOOP', () => replies.flushed],
  [
    'VRFY',
    (_state, argument) =>
      argument === ''
        ? reply(501, '5.5.4', 'Syntax: VRFY and an address')
        : reply(252, '2.1.5', 'Who lives here is not told, but send and see'),
  ],
  ['HELP', () => help],
  ['QUIT', alone('QUIT', () => replies.goodbye)],
  ...['EXPN', 'STARTTLS', 'BDAT', 'ETRN', 'TURN', 'SEND', 'SOML', 'SAML'].map(
    (name): [string, CommandHandler] => [name, () => notOffered],
  ),
])

/** Longest line of a command with its CRLF: RFC 5321, 1870, 6152, 6531 and 4954 have MAIL grow beyond the usual. */
export function longestCommand(name: string): number {
  return name === 'MAIL' ? 512 + 26 + 17 + 10 + 500 : 512
}
