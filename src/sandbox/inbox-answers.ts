import type { SmtpServer } from '../services/smtp/smtp-server.ts'
import type { InboxCalls } from '../wire/inbox-calls.ts'

/** What a mail server answers to the tests of a step. */
export function inboxAnswers(
  server: Pick<SmtpServer, 'mails' | 'sessions' | 'clear' | 'setFaults'>,
): InboxCalls {
  return {
    mails: () => server.mails.map(({ from, to, source }) => ({ from, to, source })),
    sessions: () => server.sessions.map(({ id, end, user, mails }) => ({ id, end, user, mails })),
    clear: () => server.clear(),
    setFaults: (plan) => server.setFaults(plan),
  }
}
