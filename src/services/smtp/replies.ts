/** What the server answers: a code of RFC 5321 and RFC 4954, a status of RFC 3463, and words for a person. */
export interface Reply {
  readonly code: number
  /** As `5.1.1`; null in greetings, in answers to EHLO and HELO, and in 3xx, which have none (RFC 2034, section 4). */
  readonly status: string | null
  readonly lines: readonly string[]
  /** After this answer the client sends a message, or no more at all. */
  readonly next?: 'content' | 'quit'
  /** The answer comes so many milliseconds later. */
  readonly delayMs?: number
}

/** What becomes of a command: an answer, or none: the connection is reset or closed, or nothing is heard any more. */
export type Outcome = Reply | 'drop' | 'close' | 'silence'

/** The name by which the server goes. */
export const serverName = 'mail.example.com'

/** Most bytes of a message (RFC 1870). */
export const largestMessage = 1_000_000

export function reply(code: number, status: string | null, ...lines: string[]): Reply {
  return { code, status, lines }
}

/** The lines of an answer, without their ends: `250-mail.example.com`, `250 SMTPUTF8`. */
export function replyLines({ code, status, lines }: Reply): readonly string[] {
  const words = status === null ? '' : `${status} `
  return lines.map((line, index) => `${code}${index < lines.length - 1 ? '-' : ' '}${words}${line}`)
}

export const greeting = reply(220, null, `${serverName} ESMTP Mailroom`)
export const flushed = reply(250, '2.0.0', 'Ok')
export const senderTaken = reply(250, '2.1.0', 'Sender ok')
export const recipientTaken = reply(250, '2.1.5', 'Recipient ok')
export const sendContent: Reply = {
  ...reply(354, null, 'Send the message, end it with <CR><LF>.<CR><LF>'),
  next: 'content',
}
export const goodbye: Reply = { ...reply(221, '2.0.0', `${serverName} closes the connection`), next: 'quit' }

export const refusedBefore = reply(503, '5.5.1', 'Nothing is served on this connection, say QUIT')
export const helloFirst = reply(503, '5.5.1', 'Say EHLO or HELO first')
export const mailFirst = reply(503, '5.5.1', 'Say MAIL FROM first')
export const recipientFirst = reply(503, '5.5.1', 'Say RCPT TO first, nobody gets this message so far')
export const alreadyBegun = reply(503, '5.5.1', 'A message is under way already, end it or say RSET')
export const loginRequired = reply(530, '5.7.0', 'Authentication required: log in with AUTH first')
export const tooLarge = reply(552, '5.3.4', `Message too large, at most ${largestMessage} bytes are taken`)
export const mailboxFull = reply(452, '4.3.1', 'The server has no room for more mail')
/** The answer that ends a connection (RFC 5321, section 3.8). */
export const closing = (status: string, why: string): Reply => reply(421, status, `${serverName} ${why}`)
