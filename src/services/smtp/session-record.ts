import type { Clock } from '../redis/clock.ts'
import type { DialogueLine, SessionEnd, SessionView, SmtpObserver } from './observer.ts'

const longestShown = 500

/** What is told of a session: how it stands, and each line that is said. */
export class SessionRecord {
  readonly #clock: Clock
  readonly #observer: SmtpObserver
  readonly #onChange: (view: SessionView) => void
  #view: SessionView

  constructor(
    who: Pick<SessionView, 'id' | 'client' | 'port'>,
    {
      clock,
      observer,
      onChange,
    }: {
      readonly clock: Clock
      readonly observer: SmtpObserver
      onChange(view: SessionView): void
    },
  ) {
    this.#clock = clock
    this.#observer = observer
    this.#onChange = onChange
    this.#view = { ...who, openedAt: clock.now(), closedAt: null, end: null, user: null, mails: 0 }
    onChange(this.#view)
  }

  get view(): SessionView {
    return this.#view
  }

  tookMail(): void {
    this.#change({ mails: this.#view.mails + 1 })
  }

  isUser(user: string | null): void {
    if (user !== this.#view.user) this.#change({ user })
  }

  ended(end: SessionEnd): void {
    this.#change({ end, closedAt: this.#clock.now() })
  }

  said(from: DialogueLine['from'], text: string): void {
    // What nobody asks for is not even put together.
    this.#observer.onLine?.({
      session: this.#view.id,
      at: this.#clock.now(),
      from,
      text: text.slice(0, longestShown),
    })
  }

  #change(change: Partial<SessionView>): void {
    this.#view = { ...this.#view, ...change }
    this.#onChange(this.#view)
  }
}
