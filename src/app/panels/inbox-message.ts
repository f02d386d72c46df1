import PostalMime, { type Attachment, type Email } from 'postal-mime'
import type { Mail } from '../../services/smtp/observer.ts'
import { oneLine, readHeaders, type MailHeader } from './inbox-headers.ts'

export interface MailAttachment {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array<ArrayBuffer>
  /** By which the HTML may show it, without its angle brackets; '' if it has none. */
  readonly contentId: string
}

/** A mail, taken apart (RFC 2045–2049). */
export interface Message {
  /** Null: there is none. */
  readonly html: string | null
  readonly text: string | null
  readonly headers: readonly MailHeader[]
  readonly attachments: readonly MailAttachment[]
  /** Why it could not be taken apart; its source can be read all the same. */
  readonly trouble: string
}

/** Takes a mail apart. Never rejects: what cannot be read is said in `trouble`. */
export async function readMessage({ source }: Mail): Promise<Message> {
  const headers = readHeaders(source)
  try {
    const email = await PostalMime.parse(source, { maxNestingDepth: 32 })
    return {
      html: email.html ?? null,
      text: email.text ?? (email.html === undefined ? '' : null),
      headers,
      attachments: email.attachments.map(attachmentOf),
      trouble: '',
    }
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    return { html: null, text: null, headers, attachments: [], trouble: words }
  }
}

const longestSearched = 20_000

/** What a mail says, for searching: its text, or its HTML without tags. */
export async function readText({ source }: Mail): Promise<string> {
  let email: Email
  try {
    email = await PostalMime.parse(source, { maxNestingDepth: 32 })
  } catch {
    return ''
  }
  const names = email.attachments.map(({ filename }) => filename ?? '')
  const words = email.text ?? email.html?.replace(/<[^>]*>/g, ' ') ?? ''
  return `${words.slice(0, longestSearched)} ${names.join(' ')}`
}

function attachmentOf({ filename, mimeType, content, contentId = '' }: Attachment): MailAttachment {
  return {
    name: filename ? fileName(filename) : '',
    type: oneLine(mimeType),
    bytes: bytesOf(content),
    contentId: contentId.replace(/^<|>$/g, ''),
  }
}

/** A name only, not a way through folders. */
function fileName(name: string): string {
  return oneLine(name.replace(/[/\\]/g, '_')).slice(0, 200)
}

function bytesOf(content: Attachment['content']): Uint8Array<ArrayBuffer> {
  if (typeof content === 'string') return new TextEncoder().encode(content)
  return new Uint8Array(content)
}
