import type { Mail } from '../../services/smtp/observer.ts'
import { titleOf, type MailTitle } from './inbox-headers.ts'

/** A mail as the inbox lists it. */
export interface InboxMail extends MailTitle {
  readonly mail: Mail
  readonly isRead: boolean
  /** What is searched before its text, lower case. */
  readonly words: string
}

export const mostMails = 10_000
const mostBytes = 100_000_000

/** Newest first; beyond 10,000 mails, or 100 MB, the oldest go. */
export function nextMails(before: readonly InboxMail[], added: readonly Mail[]): readonly InboxMail[] {
  const all = [...added.map(listed).reverse(), ...before]
  let bytes = 0
  const full = all.findIndex(({ mail }, at) => {
    bytes += mail.source.length
    return at >= mostMails || (at > 0 && bytes > mostBytes)
  })
  return full < 0 ? all : all.slice(0, full)
}

function listed(mail: Mail): InboxMail {
  const title = titleOf(mail)
  const words = [title.from, title.to, title.subject, mail.from, ...mail.to].join('\n').toLowerCase()
  return { ...title, mail, isRead: false, words }
}

/** Whether all words of the query are in sender, recipients, subject or text. */
export function isAbout({ words }: InboxMail, query: string, text = ''): boolean {
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => words.includes(word) || text.includes(word))
}
