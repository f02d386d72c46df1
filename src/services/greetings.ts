import type { ObservedCommand } from './redis/observer.ts'

/** What its options have it say before it asks. */
const before: ReadonlySet<string> = new Set(['AUTH', 'CLIENT', 'SELECT'])

/** Knows what ioredis asks by itself as soon as it is connected, which is nobody's command. */
export class Greetings {
  /** Clients that have said more. */
  readonly #heard = new Set<number>()

  /** To be asked of each command, in their order. */
  has({ parts: { client, words } }: ObservedCommand): boolean {
    const [name = '', part = ''] = [words[0], words[1]]
    const isFirst = !this.#heard.has(client.id)
    if (name.length === 6 && name.toUpperCase() === 'CLIENT' && part.toUpperCase() === 'SETINFO')
      return words.length === 4
    const command = name.toUpperCase()
    if (isFirst && !before.has(command)) this.#heard.add(client.id)
    return isFirst && command === 'INFO' && part === ''
  }

  /** A client went. */
  forget(client: number): void {
    this.#heard.delete(client)
  }
}
