import type { SessionView } from '../../trace/records.ts'

export type { SessionEnd, SessionView } from '../../trace/records.ts'

/** What a sink tells of what happens in it. Times are of the sink's clock, milliseconds since 1970. */

/** A message as it was taken, never changed afterwards. */
export interface Mail {
  /** From 1, in the order of arrival. */
  readonly id: number
  readonly at: number
  /** The session's id. */
  readonly session: number
  /** The envelope's: MAIL FROM, without angle brackets; '' for the null path. */
  readonly from: string
  /** The envelope's: every RCPT TO that was accepted. */
  readonly to: readonly string[]
  /** As sent, dots unstuffed, lines ended by CRLF. */
  readonly source: Uint8Array<ArrayBuffer>
}

/** One line of the dialogue, without its CRLF, cut to 500 characters; of a message's content, one line that sums it up. */
export interface DialogueLine {
  readonly session: number
  readonly at: number
  readonly from: 'client' | 'server'
  /** Passwords are shown: this is a classroom's server, and nobody's secret is here. */
  readonly text: string
}

export interface SmtpObserver {
  onMail?(mail: Mail): void
  /** On opening, and on every change. */
  onSession?(session: SessionView): void
  onLine?(line: DialogueLine): void
}
