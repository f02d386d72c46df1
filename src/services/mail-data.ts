import type { MailData } from '../trace/records.ts'
import { byteString, readableText } from './redis/bytes.ts'
import type { Mail } from './smtp/observer.ts'

/** Of a message's source, in bytes. */
const longestSource = 100_000
const longestSubject = 200

/** A message as a recording tells it, its source cut to so many bytes. */
export function mailData(mail: Mail, longest = longestSource): MailData {
  const { id, session, from, to } = mail
  const source = byteString(mail.source, 0, Math.min(longest, mail.source.length))
  return { id, session, from, to, subject: subjectOf(source), source }
}

/**
 * The subject that stands in a message's headers, decoded (RFC 2047); '' without one.
 * @see https://www.rfc-editor.org/rfc/rfc2047
 */
export function subjectOf(source: string): string {
  const end = source.indexOf('\r\n\r\n')
  const headers = end < 0 ? source : source.slice(0, end)
  const subject = /^subject:((?:.|\r\n[ \t])*)/im.exec(headers)?.[1] ?? ''
  const unfolded = subject.replace(/\r\n/g, '').trim()
  return decodeWords(readableText(unfolded)).slice(0, longestSubject)
}

function decodeWords(text: string): string {
  return (
    text
      // Space between two encoded words is no part of them.
      .replace(/(\?=)\s+(?==\?)/g, '$1')
      .replace(
        /=\?([^?*]+)(?:\*[^?]*)?\?([bq])\?([^?]*)\?=/gi,
        (word, charset: string, encoding: string, data: string) => {
          try {
            const bytes = encoding.toLowerCase() === 'b' ? atob(data) : unquoted(data)
            return new TextDecoder(charset).decode(Uint8Array.from(bytes, (char) => char.charCodeAt(0)))
          } catch {
            return word
          }
        },
      )
  )
}

function unquoted(data: string): string {
  return data
    .replaceAll('_', ' ')
    .replace(/=([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
}
