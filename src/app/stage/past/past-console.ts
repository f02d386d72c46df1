import { eventKinds, type TraceLog } from '../../../trace/log.ts'
import type { ConsoleEntry } from '../../../wire/value-data.ts'

const consoleKind = eventKinds.indexOf('console')

/**
 * What the console showed at any moment of a recording. Reads each event once, as the recording grows.
 *
 *     const lines = new PastConsole(log)
 *     lines.upTo(412)
 */
export class PastConsole {
  readonly #log: TraceLog
  readonly #seqs: number[] = []
  readonly #entries: ConsoleEntry[] = []
  #read = 0

  constructor(log: TraceLog) {
    this.#log = log
  }

  upTo(seq: number): readonly ConsoleEntry[] {
    this.#readOn()
    let [low, high] = [0, this.#seqs.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#seqs[middle] ?? 0) <= seq) low = middle + 1
      else high = middle
    }
    return this.#entries.slice(0, low)
  }

  #readOn(): void {
    const { columns, firstSeq, lastSeq } = this.#log
    for (let seq = Math.max(this.#read + 1, firstSeq); seq <= lastSeq; seq++) {
      if (columns.kind[seq - firstSeq] !== consoleKind) continue
      const event = this.#log.event(seq)
      if (event?.kind !== 'console') continue
      this.#seqs.push(seq)
      // The console names the threads, not the program itself.
      const isOwn = event.lane === 'main' || event.lane === 'tests'
      this.#entries.push(isOwn ? event.entry : { ...event.entry, thread: event.lane })
    }
    this.#read = lastSeq
  }
}
