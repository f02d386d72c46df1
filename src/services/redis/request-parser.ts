import { byteString } from './bytes.ts'
import { RedisError } from './reply.ts'
import { splitWords } from './split-words.ts'

/** One command as it came: its words as byte strings. */
export interface Request {
  readonly words: readonly string[]
  /** A word, or all together, were larger than memory may be; what came of them was thrown away. */
  readonly isTooLarge: boolean
}

/** Lines longer than this are no commands. */
const longestLine = 64 * 1024
/** Redis' `proto-max-bulk-len`. */
const longestWord = 512 * 2 ** 20
const mostWords = 2 ** 31 - 1
/** Digits of a number that is read without making a text of it. */
const longestShort = 9
const [carriageReturn, newline, asterisk, dollar, zero] = [13, 10, 42, 36, 48]

/**
 * Reads commands out of bytes that come in pieces of any size: RESP arrays of bulk strings, or lines of words.
 *
 *     const parser = new RequestParser(64 * 2 ** 20)
 *     parser.feed(bytes)
 *     for (let request = parser.next(); request; request = parser.next()) …
 *
 * @see https://redis.io/docs/latest/develop/reference/protocol-spec/
 */
export class RequestParser {
  readonly #mostBytes: number
  #buffer: Uint8Array = new Uint8Array(0)
  /** A buffer that somebody handed in is not ours to write to. */
  #ownsBuffer = false
  #at = 0
  #end = 0
  /** Words of the command that is being read, and how many are still to come. */
  #words: string[] = []
  #missing = 0
  #wordBytes = 0
  #isTooLarge = false
  /** Length of the word that is being read; null before its length is known. */
  #length: number | null = null
  /** Bytes of a word too large to keep that are still to come. */
  #skipped = 0

  /** Words of one command that are longer than `mostBytes` together are not kept. */
  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes
  }

  /** Bytes that wait to be read. */
  get waiting(): number {
    return this.#end - this.#at
  }

  feed(bytes: Uint8Array): void {
    if (this.waiting === 0) {
      this.#buffer = bytes
      this.#ownsBuffer = false
      this.#at = 0
      this.#end = bytes.length
      return
    }
    const needed = this.waiting + bytes.length
    if (this.#end + bytes.length > this.#buffer.length || !this.#ownsBuffer) {
      const larger = new Uint8Array(Math.max(needed * 2, 1024))
      larger.set(this.#buffer.subarray(this.#at, this.#end))
      this.#end -= this.#at
      this.#at = 0
      this.#buffer = larger
      this.#ownsBuffer = true
    }
    this.#buffer.set(bytes, this.#end)
    this.#end += bytes.length
  }

  /** The next whole command, or null if its end has not come yet. @throws RedisError (Protocol error) */
  next(): Request | null {
    for (;;) {
      const request = this.#read()
      if (request === null || request.words.length > 0) return request
    }
  }

  #read(): Request | null {
    if (this.#missing === 0) {
      if (this.waiting === 0) return null
      if (this.#buffer[this.#at] !== asterisk) return this.#readLine()
      const count = this.#readNumber('invalid multibulk length', 'too big mbulk count string', mostWords)
      if (count === null) return null
      if (count <= 0) return { words: [], isTooLarge: false }
      this.#missing = count
      this.#words = []
      this.#wordBytes = 0
      this.#isTooLarge = false
    }
    while (this.#missing > 0) if (!this.#readWord()) return null
    const words = this.#words
    this.#words = []
    return { words, isTooLarge: this.#isTooLarge }
  }

  /** Returns false if the word has not come to its end. */
  #readWord(): boolean {
    if (this.#length === null) {
      if (this.waiting === 0) return false
      const first = this.#buffer[this.#at] ?? 0
      if (first !== dollar && this.#findLineEnd('too big bulk count string') !== null)
        throw protocolError(`expected '$', got '${String.fromCharCode(first)}'`)
      const length = this.#readNumber('invalid bulk length', 'too big bulk count string', longestWord)
      if (length === null) return false
      if (length < 0) throw protocolError('invalid bulk length')
      this.#length = length
      // A word costs something even if it is empty.
      this.#wordBytes += length + 8
      if (this.#wordBytes > this.#mostBytes) {
        this.#isTooLarge = true
        this.#skipped = length + 2
      }
    }
    if (this.#isTooLarge && this.#skipped > 0) {
      const here = Math.min(this.#skipped, this.waiting)
      this.#at += here
      this.#skipped -= here
      if (this.#skipped > 0) return false
      // The first word tells which command it was; of the others nothing is kept.
      if (this.#words.length === 0) this.#words.push('')
    } else {
      if (this.waiting < this.#length + 2) return false
      this.#words.push(byteString(this.#buffer, this.#at, this.#at + this.#length))
      this.#at += this.#length + 2
    }
    this.#length = null
    this.#missing--
    return true
  }

  #readLine(): Request | null {
    const end = this.#buffer.subarray(this.#at, this.#end).indexOf(newline)
    if (end < 0) {
      if (this.waiting > longestLine) throw protocolError('too big inline request')
      return null
    }
    const hasReturn = end > 0 && this.#buffer[this.#at + end - 1] === carriageReturn
    const line = byteString(this.#buffer, this.#at, this.#at + end - (hasReturn ? 1 : 0))
    this.#at += end + 1
    const words = splitWords(line)
    if (!words) throw protocolError('unbalanced quotes in request')
    return { words, isTooLarge: false }
  }

  /** The number after a `*` or `$`, or null if its line has not come to its end. */
  #readNumber(badNumber: string, tooLong: string, most: number): number | null {
    const short = this.#readShortNumber()
    if (short !== null && short <= most) return short
    if (short !== null) throw protocolError(badNumber)
    const end = this.#findLineEnd(tooLong)
    if (end === null) return null
    const text = byteString(this.#buffer, this.#at + 1, end)
    const value = /^(?:0|-?[1-9]\d{0,18})$/.test(text) ? Number(text) : NaN
    if (!(value <= most)) throw protocolError(badNumber)
    this.#at = end + 2
    return value
  }

  /** Nearly all are of a few digits, and whole: no text is made of these. Null for any other, which is not read yet. */
  #readShortNumber(): number | null {
    const buffer = this.#buffer
    const start = this.#at + 1
    let at = start
    let value = 0
    for (; at < start + longestShort; at++) {
      const digit = (buffer[at] ?? 0) - zero
      if (digit < 0 || digit > 9) break
      value = value * 10 + digit
    }
    const isWhole = at > start && at + 1 < this.#end && buffer[at] === carriageReturn
    if (!isWhole || (buffer[start] === zero && at > start + 1)) return null
    this.#at = at + 2
    return value
  }

  /** Where the line's carriage return stands, once the newline after it has come too. */
  #findLineEnd(tooLong: string): number | null {
    const length = this.#buffer.subarray(this.#at, this.#end).indexOf(carriageReturn)
    if (length < 0 && this.waiting > longestLine) throw protocolError(tooLong)
    return length < 0 || this.#at + length + 2 > this.#end ? null : this.#at + length
  }
}

function protocolError(what: string): RedisError {
  return new RedisError(`ERR Protocol error: ${what}`)
}
