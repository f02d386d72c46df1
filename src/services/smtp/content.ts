import { largestMessage } from './replies.ts'

/** A message as it came. */
export interface Content {
  /** Null if it was too large to be kept. */
  readonly source: Uint8Array<ArrayBuffer> | null
  readonly size: number
  readonly lines: number
  /** What a message must not hold (RFC 5321, sections 2.3.8 and 4.5.3.1.6), or null. */
  readonly flaw: 'bare line end' | 'long line' | null
}

/** With its end, and without a dot that was put before it (RFC 5321, section 4.5.3.1.6). */
const longestLine = 1000
const [newline, carriageReturn, dot] = [10, 13, 46]

/**
 * Reads what a client sends after DATA, in pieces of any size, until the dot that stands alone between CRLF and CRLF. No
 * other sequence ends a message: who takes `\n.\n` for an end lets others smuggle a second message inside of the first.
 */
export class ContentReader {
  #kept = new Uint8Array(4096)
  /** Of the message so far, kept or not. */
  #size = 0
  #lines = 0
  #flaw: Content['flaw'] = null
  /** Of the line that is being read, as it was sent. */
  #lineLength = 0
  /** The line began with a dot, which was left out. */
  #hasDot = false
  /** The line before ended with CRLF. */
  #isInOrder = true
  #endsWithReturn = false
  /** Null until the end was read. */
  #content: Content | null = null

  get content(): Content | null {
    return this.#content
  }

  get size(): number {
    return this.#size
  }

  /** Takes the bytes up to the message's end, and returns how many these were. */
  read(bytes: Uint8Array): number {
    let at = 0
    while (at < bytes.length && this.#content === null) {
      const found = bytes.indexOf(newline, at)
      const end = found < 0 ? bytes.length : found + 1
      this.#readPart(bytes.subarray(at, end), found >= 0)
      at = end
    }
    return at
  }

  /** The rest of a line, or as much of it as has come. */
  #readPart(part: Uint8Array, isLineEnd: boolean): void {
    this.#hasDot ||= this.#lineLength === 0 && this.#isInOrder && part[0] === dot
    const isDotHere = this.#hasDot && this.#lineLength === 0
    this.#lineLength += part.length
    this.#append(isDotHere ? part.subarray(1) : part)
    const isCrlf = this.#checkReturns(part, isLineEnd)
    if (!isLineEnd) return
    if (isCrlf && this.#hasDot && this.#lineLength === 3) return this.#finish()
    if (this.#lineLength - Number(this.#hasDot) > longestLine) this.#flaw ??= 'long line'
    if (!isCrlf) this.#flaw ??= 'bare line end'
    this.#lines++
    this.#lineLength = 0
    this.#hasDot = false
    this.#isInOrder = isCrlf
  }

  /** Says whether the part ends with CRLF; finds carriage returns that stand alone. */
  #checkReturns(part: Uint8Array, isLineEnd: boolean): boolean {
    const last = isLineEnd ? part.length - 2 : part.length - 1
    const isCrlf = isLineEnd && (last >= 0 ? part[last] === carriageReturn : this.#endsWithReturn)
    // Nothing more is to be found out about a message that is refused anyway.
    if (this.#flaw === null) {
      const isSplit = this.#endsWithReturn && part[0] !== newline
      const first = part.indexOf(carriageReturn)
      if (isSplit || (first >= 0 && first < last)) this.#flaw = 'bare line end'
    }
    this.#endsWithReturn = !isLineEnd && part[last] === carriageReturn
    return isCrlf
  }

  #append(part: Uint8Array): void {
    const size = this.#size + part.length
    // Two bytes more than allowed, for those after the last dot are counted first, and taken off again.
    if (size <= largestMessage + 2) {
      if (size > this.#kept.length) {
        const larger = new Uint8Array(Math.min(size * 2, largestMessage + 2))
        larger.set(this.#kept.subarray(0, this.#size))
        this.#kept = larger
      }
      this.#kept.set(part, this.#size)
    } else this.#kept = new Uint8Array(0)
    this.#size = size
  }

  #finish(): void {
    const size = this.#size - 2
    const source = size > largestMessage ? null : this.#kept.slice(0, size)
    this.#content = { source, size, lines: this.#lines, flaw: this.#flaw }
  }
}
