import type { Client } from './client.ts'

/** Who watches which key for a transaction. */
export class Watches {
  /** Keys as `number:key`. */
  readonly #watchers = new Map<string, Set<Client>>()

  add(client: Client, db: number, key: string): void {
    const id = `${db}:${key}`
    client.watched.add(id)
    const watchers = this.#watchers.get(id) ?? new Set()
    this.#watchers.set(id, watchers.add(client))
  }

  /** Forgets what a client watches, and what happened to it. */
  clear(client: Client): void {
    for (const id of client.watched) {
      const watchers = this.#watchers.get(id)
      watchers?.delete(client)
      if (watchers?.size === 0) this.#watchers.delete(id)
    }
    client.watched.clear()
    client.isWatchBroken = false
  }

  keyChanged(db: number, key: string): void {
    if (this.#watchers.size === 0) return
    for (const client of this.#watchers.get(`${db}:${key}`) ?? []) client.isWatchBroken = true
  }
}
