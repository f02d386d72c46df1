import type { CommandHandler, DialogueState } from './dialogue-state.ts'
import { breaksOff, delayOf, refusalOf } from './fault-addresses.ts'
import { needsUtf8, readPath, type PathFault } from './path.ts'
import * as replies from './replies.ts'
import { reply, type Reply } from './replies.ts'

/** RFC 5321, section 4.5.3.1.8, asks for 100 at least; Postfix takes as many. */
const mostRecipients = 1000

/** Why a command has to wait for another one, or null. */
function orderFault(state: DialogueState, requiresLogin: boolean): Reply | null {
  if (!state.isGreeted) return replies.helloFirst
  return requiresLogin && state.user === null ? replies.loginRequired : null
}

function pathReply(fault: PathFault, status: string, syntax: string): Reply {
  if (fault === 'parameters') return reply(501, '5.5.4', 'A parameter is misspelt or given twice')
  if (fault === 'too long') return reply(501, status, 'Path too long')
  return reply(501, status, `Bad address, expected ${syntax}`)
}

/** What is wrong with the parameters of MAIL (RFC 1870, 6152, 6531, 4954), or null. */
function parameterFault(parameters: ReadonlyMap<string, string>): Reply | null {
  for (const [name, value] of parameters) {
    const rule = parameterRules.get(name)
    if (!rule) return reply(555, '5.5.4', 'MAIL takes no such parameter here')
    if (!rule.test(value)) return reply(501, '5.5.4', `${name} has no value that it can have`)
  }
  return Number(parameters.get('SIZE') ?? 0) > replies.largestMessage ? replies.tooLarge : null
}

const parameterRules: ReadonlyMap<string, RegExp> = new Map([
  ['SIZE', /^\d{1,20}$/],
  ['BODY', /^(?:7BIT|8BITMIME)$/i],
  ['SMTPUTF8', /^$/],
  ['AUTH', /./],
])

export const mail: CommandHandler = (state, argument, { requiresLogin, mailbox, fateAt }) => {
  const fault = orderFault(state, requiresLogin)
  if (fault) return fault
  if (state.transaction) return replies.alreadyBegun
  const path = readPath('FROM', argument)
  if (typeof path === 'string') return pathReply(path, '5.1.7', 'MAIL FROM:<name@example.com>')
  const { address, parameters } = path
  const wrong = parameterFault(parameters)
  if (wrong) return wrong
  const isUtf8 = parameters.has('SMTPUTF8')
  if (needsUtf8(address) && !isUtf8)
    return reply(550, '5.6.7', 'An address with these characters needs SMTPUTF8')
  if (!mailbox.hasRoomFor(Number(parameters.get('SIZE') ?? 0))) return replies.mailboxFull
  const fate = fateAt('mail')
  if (fate) return fate
  state.transaction = { from: address, isUtf8, to: new Set(), localParts: new Set(), breaksOff: null }
  return replies.senderTaken
}

export const rcpt: CommandHandler = (state, argument, { requiresLogin, clock, fateAt }) => {
  const fault = orderFault(state, requiresLogin)
  if (fault) return fault
  const { transaction } = state
  if (!transaction) return replies.mailFirst
  const path = readPath('TO', argument)
  if (typeof path === 'string') return pathReply(path, '5.1.3', 'RCPT TO:<name@example.com>')
  const { address, localPart, parameters } = path
  if (parameters.size > 0) return reply(555, '5.5.4', 'RCPT takes no parameters here')
  if (needsUtf8(address) && !transaction.isUtf8)
    return reply(553, '5.6.7', 'An address with these characters needs SMTPUTF8')
  if (transaction.to.size >= mostRecipients)
    return reply(452, '4.5.3', `Too many recipients, at most ${mostRecipients}`)
  const refusal = refusalOf(localPart) ?? fateAt('rcpt')
  if (refusal) return refusal
  transaction.to.add(address)
  transaction.localParts.add(localPart)
  const delayMs = delayOf(localPart, clock.now())
  return delayMs > 0 ? { ...replies.recipientTaken, delayMs } : replies.recipientTaken
}

export const data: CommandHandler = (state, argument, { requiresLogin, fateAt }) => {
  const fault = orderFault(state, requiresLogin)
  if (fault) return fault
  const { transaction } = state
  if (argument !== '') return reply(501, '5.5.4', 'DATA stands alone')
  if (!transaction) return replies.mailFirst
  if (transaction.to.size === 0) return replies.recipientFirst
  if (breaksOff(transaction.localParts)) transaction.breaksOff = 'drop'
  const fate = fateAt('data')
  if (fate === 'drop' || fate === 'close') transaction.breaksOff ??= fate
  else if (fate) return fate
  return replies.sendContent
}
