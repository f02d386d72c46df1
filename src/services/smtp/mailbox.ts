import type { Mail } from './observer.ts'

/** All mail that was taken, the oldest first. */
export class Mailbox {
  readonly #most: { readonly mails: number; readonly bytes: number }
  #mails: Mail[] = []
  #bytes = 0
  #lastId = 0

  constructor(most: { readonly mails: number; readonly bytes: number }) {
    this.#most = most
  }

  get mails(): readonly Mail[] {
    return this.#mails
  }

  hasRoomFor(bytes: number): boolean {
    return this.#mails.length < this.#most.mails && this.#bytes + bytes <= this.#most.bytes
  }

  add(mail: Omit<Mail, 'id'>): Mail {
    const taken = { id: ++this.#lastId, ...mail }
    this.#mails.push(taken)
    this.#bytes += mail.source.length
    return taken
  }

  /** Ids go on where they were. */
  clear(): void {
    this.#mails = []
    this.#bytes = 0
  }
}
