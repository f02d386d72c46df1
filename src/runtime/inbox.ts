import type { FaultPlan } from '../wire/fault-plan.ts'
import type { InboxCalls, StoredSession } from '../wire/inbox-calls.ts'

/** A message as a test reads it. */
export interface InboxMail {
  /** The envelope's addresses. */
  readonly from: string
  readonly to: readonly string[]
  /** Decoded. */
  readonly subject: string
  /** The plain text, decoded, without white space at its end; '' if it has none. */
  readonly text: string
  /** As it came, CRLF at the end of each line. */
  readonly source: string
}

/** What `import { inbox } from 'inbox'` gives to the tests of a step; other files cannot import it. */
export interface Inbox {
  /** What has arrived since the last `clear`, in order. */
  mails(): Promise<readonly InboxMail[]>
  /** Connections to the mail server since the last `clear`, in the order they were opened. */
  sessions(): Promise<readonly StoredSession[]>
  clear(): Promise<void>
  /** Lets things go wrong by chance from now on, the same way for the same seed; null: no more. */
  setFaults(plan: FaultPlan | null): Promise<void>
}

/** The part of a parsed message that is used (postal-mime's `Email`). */
interface ParsedMail {
  readonly subject?: string | undefined
  readonly text?: string | undefined
}

/** How the sink is asked, wherever it is. */
export type AskInbox = <N extends keyof InboxCalls>(
  name: N,
  argument: Parameters<InboxCalls[N]>[0],
) => Promise<ReturnType<InboxCalls[N]>>

/** postal-mime's. */
export type ParseMail = (source: Uint8Array<ArrayBuffer>) => Promise<ParsedMail>

export function makeInbox(ask: AskInbox, parse: ParseMail): Inbox {
  return {
    async mails() {
      const mails = await ask('mails', null)
      return Promise.all(
        mails.map(async ({ from, to, source }) => {
          const { subject = '', text = '' } = await parse(source)
          return { from, to, subject, text: text.trimEnd(), source: new TextDecoder().decode(source) }
        }),
      )
    },
    sessions: () => ask('sessions', null),
    clear: () => ask('clear', null),
    setFaults: (plan) => ask('setFaults', plan),
  }
}
