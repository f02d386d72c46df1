import type { Client } from './client.ts'
import { matchesGlob } from './glob.ts'

/** Who listens to which channel, and to which patterns of channels. They are the same in all databases. */
export class Subscriptions {
  readonly #channels = new Map<string, Set<Client>>()
  readonly #patterns = new Map<string, Set<Client>>()

  /** Number of patterns that somebody listens to. */
  get patternCount(): number {
    return this.#patterns.size
  }

  /** Channels that somebody listens to. */
  get channels(): readonly string[] {
    return [...this.#channels.keys()]
  }

  /** How many listen to a channel by its name. */
  countOf(channel: string): number {
    return this.#channels.get(channel)?.size ?? 0
  }

  subscribe(kind: 'channel' | 'pattern', client: Client, name: string): void {
    own(kind, client).add(name)
    const all = this.#all(kind)
    const listeners = all.get(name) ?? new Set()
    all.set(name, listeners.add(client))
  }

  unsubscribe(kind: 'channel' | 'pattern', client: Client, name: string): void {
    own(kind, client).delete(name)
    const all = this.#all(kind)
    const listeners = all.get(name)
    listeners?.delete(client)
    if (listeners?.size === 0) all.delete(name)
  }

  /** Forgets a client. */
  clear(client: Client): void {
    for (const name of [...client.channels]) this.unsubscribe('channel', client, name)
    for (const name of [...client.patterns]) this.unsubscribe('pattern', client, name)
  }

  /** Everybody who is to get a message: first by channel, then by pattern; who listens twice gets it twice. */
  listeners(channel: string): readonly { readonly client: Client; readonly pattern: string | null }[] {
    const direct = [...(this.#channels.get(channel) ?? [])].map((client) => ({ client, pattern: null }))
    const byPattern = [...this.#patterns]
      .filter(([pattern]) => matchesGlob(pattern, channel))
      .flatMap(([pattern, clients]) => [...clients].map((client) => ({ client, pattern })))
    return [...direct, ...byPattern]
  }

  #all(kind: 'channel' | 'pattern'): Map<string, Set<Client>> {
    return kind === 'channel' ? this.#channels : this.#patterns
  }
}

function own(kind: 'channel' | 'pattern', client: Client): Set<string> {
  return kind === 'channel' ? client.channels : client.patterns
}
