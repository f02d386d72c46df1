import { addressParser, decodeWords } from 'postal-mime'
import type { Mail } from '../../services/smtp/observer.ts'
import { visibleText } from './visible-text.ts'

export interface MailHeader {
  readonly name: string
  /** Unfolded, and decoded (RFC 2047). */
  readonly value: string
}

/** What a list of mails says of each. */
export interface MailTitle {
  readonly from: string
  readonly to: string
  readonly subject: string
}

/** Beyond that nobody reads. */
const longestHeader = 64 * 1024
const mostRecipients = 3

/** The headers at the head of a message, in order (RFC 5322, 2.2). */
export function readHeaders(source: Uint8Array): readonly MailHeader[] {
  const start = new TextDecoder().decode(source.subarray(0, longestHeader))
  const [head = ''] = start.startsWith('\r\n') ? [] : start.split(/\r?\n\r?\n/, 1)
  return head
    .replace(/\r?\n(?=[ \t])/g, '')
    .split(/\r?\n/)
    .flatMap((line) => {
      const colon = line.indexOf(':')
      if (colon <= 0) return []
      return [{ name: line.slice(0, colon).trim(), value: decoded(line.slice(colon + 1).trim()) }]
    })
}

/** Who, to whom and about what, by a message's headers; what they leave out, by its envelope. */
export function titleOf({ source, from, to }: Mail): MailTitle {
  const headers = readHeaders(source)
  const valueOf = (name: string): string =>
    headers.find((header) => header.name.toLowerCase() === name)?.value ?? ''
  return {
    from: mailboxes(valueOf('from')) || visibleText(from) || '(nobody)',
    to: mailboxes(valueOf('to')) || listText(to) || '(nobody)',
    subject: oneLine(valueOf('subject')),
  }
}

/** `anna@example.com, bob@example.com and 3 more` */
export function listText(texts: readonly string[]): string {
  const first = texts.slice(0, mostRecipients).map(oneLine).join(', ')
  const more = texts.length - mostRecipients
  return more > 0 ? `${first} and ${more.toLocaleString('en')} more` : first
}

/** A text on one line, with nothing in it that hides or turns around what stands beside it. */
export function oneLine(text: string): string {
  return visibleText(text.replace(/[\r\n\t]+/g, ' ')).trim()
}

function mailboxes(value: string): string {
  if (!value) return ''
  try {
    const found = addressParser(value, { flatten: true })
    return listText(found.map(({ name, address = '' }) => name || address).filter((text) => text !== ''))
  } catch {
    return oneLine(value)
  }
}

function decoded(value: string): string {
  try {
    return decodeWords(value)
  } catch {
    return value
  }
}
