/** A line of a client, without its end. */
export interface CommandLine {
  readonly text: string
  /** In bytes, with its end. */
  readonly size: number
  /** Why it cannot be a command, or null. */
  readonly flaw: 'too long' | 'bare line feed' | 'control character' | 'no UTF-8' | null
}

/** Longest line that is read at all: RFC 4954, section 4, calls it enough for every login. */
export const longestLine = 12_288
const newline = 10
const carriageReturn = 13
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** What a client has sent and nobody has read yet. */
export class Input {
  #bytes: Uint8Array = new Uint8Array(0)
  /** Bytes that somebody handed in are not ours to write to. */
  #ownsBytes = false
  #at = 0
  #end = 0
  /** How many of the waiting bytes are known to hold no end of a line. */
  #searched = 0
  /** Bytes of the present line that were thrown away, for it is too long. */
  #dropped = 0

  /** Number of bytes that wait. */
  get size(): number {
    return this.#end - this.#at
  }

  /** Bytes that have come of a line without its end. */
  get unfinished(): number {
    return this.#dropped + this.size
  }

  /** The bytes must not be changed afterwards. */
  feed(bytes: Uint8Array): void {
    if (this.size === 0) {
      this.#bytes = bytes
      this.#ownsBytes = false
      this.#at = 0
      this.#end = bytes.length
      return
    }
    if (!this.#ownsBytes || this.#end + bytes.length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max((this.size + bytes.length) * 2, 1024))
      larger.set(this.#bytes.subarray(this.#at, this.#end))
      this.#end = this.size
      this.#at = 0
      this.#bytes = larger
      this.#ownsBytes = true
    }
    this.#bytes.set(bytes, this.#end)
    this.#end += bytes.length
  }

  /** The next line, or null if its end has not come yet. */
  line(): CommandLine | null {
    const found = this.#bytes.subarray(this.#at + this.#searched, this.#end).indexOf(newline)
    if (found < 0) {
      this.#searched = this.size
      // Of a line that is too long already, nothing is kept.
      if (this.size > longestLine) this.#drop()
      return null
    }
    const end = this.#at + this.#searched + found
    const bytes = this.#bytes.subarray(this.#at, end)
    const size = this.#dropped + bytes.length + 1
    this.#at = end + 1
    this.#searched = 0
    this.#dropped = 0
    const isTooLong = size > longestLine
    const text = decoder.decode(isTooLong ? bytes.subarray(0, 500) : bytes).replace(/\r$/, '')
    return { text, size, flaw: isTooLong ? 'too long' : flawOf(text, bytes) }
  }

  /** Hands over all that waits, at least one byte. `read` says how much of it was taken, and keeps none of it. */
  read(read: (bytes: Uint8Array) => number): void {
    this.#at += read(this.#bytes.subarray(this.#at, this.#end))
  }

  #drop(): void {
    this.#dropped += this.size
    this.#at = this.#end
    this.#searched = 0
  }
}

function flawOf(text: string, bytes: Uint8Array): CommandLine['flaw'] {
  if (bytes.at(-1) !== carriageReturn) return 'bare line feed'
  if (/[^\P{Cc}\t]/u.test(text)) return 'control character'
  return text.includes('\ufffd') ? 'no UTF-8' : null
}
