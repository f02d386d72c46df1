import type { TraceEvent } from './event.ts'
import { eventWords } from './event-words.ts'

/** Events whose texts are put together. */
const blockSize = 256

/** What it needs of a `TraceLog`. */
interface Told {
  readonly firstSeq: number
  readonly lastSeq: number
  event(seq: number): TraceEvent | undefined
}

/**
 * What the events of a log say, in small letters and without their tasks, which may be found out later. To unpack events
 * takes long, so each is unpacked once, when somebody looks for a text.
 *
 *     const texts = new EventTexts(log)
 *     texts.blockOf(412).find('blpop', 412)   // 415
 */
export class EventTexts {
  readonly #log: Told
  /** By their numbers, ascending. */
  readonly #blocks = new Map<number, TextBlock>()

  constructor(log: Told) {
    this.#log = log
  }

  /** The block with an event, as far as the log goes. */
  blockOf(seq: number): TextBlock {
    const number = numberOf(seq)
    const block = this.#blocks.get(number) ?? this.#begin(number)
    const lines: string[] = []
    const to = Math.min(lastOf(number), this.#log.lastSeq)
    for (let next = block.nextSeq; next <= to; next++) {
      const event = this.#log.event(next)
      // Not there if it was folded away before anybody looked.
      lines.push(event ? eventWords({ ...event, task: null }) : '')
    }
    if (lines.length > 0) block.add(lines)
    return block
  }

  /** Reads on, block by block, as long as `mayGoOn` says so. True once all of the log was read. */
  readOn(mayGoOn: () => boolean): boolean {
    const { firstSeq, lastSeq } = this.#log
    for (let seq = firstSeq; seq <= lastSeq; seq = lastOf(numberOf(seq)) + 1) {
      const number = numberOf(seq)
      const isRead = (this.#blocks.get(number)?.nextSeq ?? 0) > Math.min(lastOf(number), lastSeq)
      if (isRead) continue
      if (!mayGoOn()) return false
      this.blockOf(seq)
    }
    return true
  }

  #begin(number: number): TextBlock {
    // What was folded away since is not looked for any more.
    for (const old of this.#blocks.keys()) {
      if (lastOf(old) >= this.#log.firstSeq) break
      this.#blocks.delete(old)
    }
    const block = new TextBlock(number * blockSize + 1)
    this.#blocks.set(number, block)
    return block
  }
}

/** Lines of consecutive events as one text, in which is looked for all of them at once. */
class TextBlock {
  readonly #firstSeq: number
  /** Each line ends with a line feed, which no event's words have. */
  #text = ''
  /** Places of these. */
  #ends: number[] = []

  constructor(firstSeq: number) {
    this.#firstSeq = firstSeq
  }

  get nextSeq(): number {
    return this.#firstSeq + this.#ends.length
  }

  add(lines: readonly string[]): void {
    const from = this.#text.length
    this.#text += `${lines.join('\n')}\n`.toLowerCase()
    for (let end = this.#text.indexOf('\n', from); end >= 0; end = this.#text.indexOf('\n', end + 1))
      this.#ends.push(end)
  }

  /** The first event from `seq` on that has the text; `nextSeq` if there is none. */
  find(text: string, seq: number): number {
    const place = this.#text.indexOf(text, this.#start(seq - this.#firstSeq))
    return place < 0 ? this.nextSeq : this.#firstSeq + this.#lineAt(place)
  }

  line(seq: number): string {
    const at = seq - this.#firstSeq
    return this.#text.slice(this.#start(at), this.#ends[at])
  }

  #start(line: number): number {
    return line === 0 ? 0 : (this.#ends[line - 1] ?? 0) + 1
  }

  #lineAt(place: number): number {
    let [low, high] = [0, this.#ends.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#ends[middle] ?? Infinity) < place) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** Number of the block with an event. */
function numberOf(seq: number): number {
  return Math.floor((seq - 1) / blockSize)
}

function lastOf(block: number): number {
  return (block + 1) * blockSize
}
