/** Mails came while nobody saw the panel; 0: they were seen. */
export class InboxNews extends Event {
  static readonly type = 'inbox-news'
  readonly count: number
  constructor(count: number) {
    super(InboxNews.type, { bubbles: true, composed: true })
    this.count = count
  }
}

/** A mail shall be shown. */
export class MailChoice extends Event {
  static readonly type = 'mail-choice'
  readonly id: number
  constructor(id: number) {
    super(MailChoice.type, { bubbles: true, composed: true })
    this.id = id
  }
}

/** An SMTP session shall be shown. */
export class SessionChoice extends Event {
  static readonly type = 'session-choice'
  readonly id: number
  constructor(id: number) {
    super(SessionChoice.type, { bubbles: true, composed: true })
    this.id = id
  }
}
