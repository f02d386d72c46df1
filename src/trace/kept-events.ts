import type { RawEvent, TraceEvent } from './event.ts'
import type { Link } from './links.ts'
import { isError } from './trouble.ts'

interface Kept {
  readonly event: RawEvent
  /** Found in the columns until it is folded. */
  link: Link | null
}

/** A flood of errors says no more than its first thousands. */
const mostErrors = 10_000

/** Errors and mails, which stay when what is around them is folded. */
export class KeptEvents {
  readonly #kept = new Map<number, Kept>()
  /** Ascending. */
  readonly #seqs: number[] = []
  #folded = 0
  #errors = 0

  /** Takes it, if it is one. */
  add(seq: number, event: RawEvent): void {
    if (event.kind !== 'mail' && !(isError(event) && this.#errors++ < mostErrors)) return
    this.#kept.set(seq, { event, link: null })
    this.#seqs.push(seq)
  }

  /** All before this one are folded: their links are kept here. */
  fold(before: number, linkOf: (seq: number) => Link): void {
    for (let seq = this.#next(); seq !== null && seq < before; seq = this.#next()) {
      const kept = this.#kept.get(seq)
      if (kept) kept.link = linkOf(seq)
      this.#folded++
    }
  }

  /** One that was folded. */
  event(seq: number): TraceEvent | undefined {
    const kept = this.#kept.get(seq)
    return kept?.link ? placed(kept.event, seq, kept.link) : undefined
  }

  /** All that were folded, in their order. */
  get folded(): readonly number[] {
    return this.#seqs.slice(0, this.#folded)
  }

  #next(): number | null {
    return this.#seqs[this.#folded] ?? null
  }
}

/** An event with what was found out about it. */
export function placed(event: RawEvent, seq: number, { cause, task }: Link): TraceEvent {
  return { ...event, seq, cause: cause || null, task: task || null }
}
