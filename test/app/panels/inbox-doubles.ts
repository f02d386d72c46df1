import type { DialogueLine, Mail, SessionView } from '../../../src/services/smtp/observer.ts'

const encoder = new TextEncoder()

/** A mail as it is sent, line by line. */
export function mailDouble(id: number, lines: readonly string[], changes: Partial<Mail> = {}): Mail {
  return {
    ...{ id, at: 1_700_000_000_000 + id * 250, session: 1, from: 'noreply@mailroom.example' },
    to: [`user${id}@example.com`],
    source: encoder.encode(`${lines.join('\r\n')}\r\n`),
    ...changes,
  }
}

/** One that says little. */
export function noteDouble(id: number, subject = `Notice ${id}`, changes: Partial<Mail> = {}): Mail {
  const headers = [
    'From: Mailroom <noreply@mailroom.example>',
    `To: user${id}@example.com`,
    `Subject: ${subject}`,
  ]
  return mailDouble(id, [...headers, '', `Hello user ${id}`], changes)
}

export function htmlDouble(id: number, markup: string, changes: Partial<Mail> = {}): Mail {
  return mailDouble(id, ['Subject: In HTML', 'Content-Type: text/html; charset=utf-8', '', markup], changes)
}

export function sessionDouble(id: number, changes: Partial<SessionView> = {}): SessionView {
  return {
    ...{ id, client: `127.0.0.1:${50_000 + id}`, port: 1025, openedAt: 1_700_000_000_000, closedAt: null },
    ...{ end: null, user: null, mails: 0 },
    ...changes,
  }
}

/** `C: EHLO a`, `S: 250 Ok` */
export function linesDouble(session: number, texts: readonly string[]): DialogueLine[] {
  return texts.map((text, at) => ({
    session,
    at: 1_700_000_000_000 + at,
    from: text.startsWith('C') ? 'client' : 'server',
    text: text.slice(3),
  }))
}
