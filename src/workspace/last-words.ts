import { readSaveRequest } from './draft.ts'
import type { SaveRequest } from './draft.ts'

/** What one page left; `requests` is null if that cannot be read. */
interface LeftWords {
  readonly key: string
  readonly value: string
  readonly requests: readonly SaveRequest[] | null
}

/**
 * Saves that are on their way when their page ends. IndexedDB gives up what a dying page asks of it, even what is
 * already committed; localStorage is written on the spot. The next page to open finishes them.
 *
 *     lastWords.write(requests)                              // on pagehide
 *     for (const { key, requests } of lastWords.read()) …    // on the next page, then lastWords.remove(key)
 */
export class LastWords {
  readonly #prefix: string
  /** What this page read and could not store: it leaves the same, or newer, itself. */
  readonly #taken = new Set<string>()

  constructor(name: string) {
    this.#prefix = `${name}-unfinished-`
  }

  write(requests: readonly SaveRequest[]): void {
    if (requests.length === 0) return
    try {
      localStorage.setItem(`${this.#prefix}${Date.now()}-${Math.random()}`, JSON.stringify(requests))
      for (const key of this.#taken) this.remove(key)
    } catch {
      // Blocked or full: what could be done was done.
    }
  }

  read(): readonly LeftWords[] {
    try {
      const left = Object.entries(localStorage)
        .filter(([key]) => key.startsWith(this.#prefix))
        .map(([key, value]) => ({ key, value: String(value), requests: readRequests(String(value)) }))
      for (const { key, requests } of left) if (requests) this.#taken.add(key)
      return left
    } catch {
      return []
    }
  }

  remove(key: string): void {
    this.#taken.delete(key)
    localStorage.removeItem(key)
  }
}

function readRequests(json: string): readonly SaveRequest[] | null {
  try {
    const values: unknown = JSON.parse(json)
    if (!Array.isArray(values)) return null
    const requests = values.map(readSaveRequest)
    return requests.every((request) => request !== null) ? requests : null
  } catch {
    return null
  }
}
