import { html, nothing, type TemplateResult } from 'lit'
import { followedMark, type Followed } from './followed.ts'
import type { Dialogue } from './inbox-dialogues.ts'
import type { ListRow } from './inbox-list.ts'
import type { InboxMail } from './inbox-mail-list.ts'
import { clockText, endWords, sessionName, sinceText } from './inbox-words.ts'
import { count } from './redis-words.ts'
import { visibleText } from './visible-text.ts'

/** A mail in the list: its subject and time, who wrote to whom. */
export function mailRow(
  shown: InboxMail | undefined,
  startedAt: number,
  followed: Followed | null = null,
): ListRow {
  if (!shown) throw new RangeError('A row beyond the end of the mails')
  const { mail, from, to, subject, isRead } = shown
  const isFollowed = followed?.mails.has(mail.id) ?? false
  return {
    id: mail.id,
    kind: `${isRead ? '' : 'unread'} ${isFollowed ? 'followed' : ''}`,
    first: html`<span class="dot" aria-hidden="true"></span>${followedMark(isFollowed)}<span class="main"
        >${isRead ? nothing : html`<span class="visually-hidden">unread: </span>`}${subject || '(no subject)'}</span
      ><span class="end" title=${clockText(mail.at)}>${sinceText(mail.at, startedAt)}</span>`,
    second: html`<span class="dot"></span
      ><span class="main"
        >${from} <span aria-hidden="true">→</span><span class="visually-hidden"> to</span> ${to}</span
      >`,
  }
}

/** A session in the list: who connected, and what came of it. */
export function sessionRow(
  dialogue: Dialogue | undefined,
  startedAt: number,
  followed: Followed | null = null,
): ListRow {
  if (!dialogue) throw new RangeError('A row beyond the end of the sessions')
  const { session, refusals } = dialogue
  const { sign, words, isGood } = endWords(session)
  const isFollowed = followed?.sessions.has(session.id) ?? false
  return {
    id: session.id,
    kind: isFollowed ? 'followed' : '',
    first: html`${followedMark(isFollowed)}<span class="main"
        >${sessionName(session)} → port ${session.port}</span
      ><span class="end" title=${clockText(session.openedAt)}
        >${sinceText(session.openedAt, startedAt)}</span
      >`,
    second: html`<span class="main"
        ><span class=${isGood ? '' : 'trouble'}><span aria-hidden="true">${sign}</span> ${words}</span
        >${refusals > 0 ? html`, <span class="trouble">${refusals} refused</span>` : nothing}${
          session.user === null ? nothing : html`, as ${visibleText(session.user)}`
        }</span
      ><span class="end">${count(session.mails, 'mail')}</span>`,
  }
}

/** What an empty inbox says: why it is empty, and what to do. */
export function renderNoMail(dialogues: readonly Dialogue[], showSessions: () => void): TemplateResult {
  if (dialogues.length > 0)
    return html`<div class="empty">
      <p>No mail was delivered, but ${count(dialogues.length, 'session')} with the mail server took place.</p>
      <button class="button" type="button" @click=${showSessions}>See what was said</button>
    </div>`
  return html`<p class="empty">
    No mail yet. What your program sends to <code>localhost</code> on port <code>1025</code> (or 25, or 587)
    arrives here and goes no further. Log in as <code>u</code> with the password <code>p</code>. Press Run.
  </p>`
}
