/**
 * A reply as tests write it: data as its text (a byte string), `+OK`, `-ERR …`, numbers as numbers, `null`, `'*-1'` for the list
 * that is not there, lists as arrays. Integers beyond 2^53 come as `:9223372036854775807`.
 */
export type TestReply = string | number | null | readonly TestReply[]

/** Reads RESP2 replies out of pieces of any size. */
export class ReplyReader {
  #text = ''
  #at = 0

  feed(bytes: Uint8Array): void {
    let text = ''
    for (let at = 0; at < bytes.length; at += 4096)
      text += String.fromCharCode(...bytes.subarray(at, at + 4096))
    this.#text = this.#text.slice(this.#at) + text
    this.#at = 0
  }

  /** The next whole reply; undefined if its end has not come. */
  next(): TestReply | undefined {
    const start = this.#at
    const reply = this.#read()
    if (reply === undefined) this.#at = start
    return reply
  }

  #read(): TestReply | undefined {
    const end = this.#text.indexOf('\r\n', this.#at)
    if (end < 0) return undefined
    const kind = this.#text[this.#at]
    const line = this.#text.slice(this.#at + 1, end)
    this.#at = end + 2
    if (kind === '+' || kind === '-') return kind + line
    if (kind === ':') return Number.isSafeInteger(Number(line)) ? Number(line) : `:${line}`
    const length = Number(line)
    if (length < 0) return kind === '$' ? null : '*-1'
    if (kind === '$') {
      if (this.#text.length < this.#at + length + 2) return undefined
      const text = this.#text.slice(this.#at, this.#at + length)
      this.#at += length + 2
      return text
    }
    if (kind !== '*') throw new Error(`A reply begins with ${JSON.stringify(kind)}`)
    const items: TestReply[] = []
    while (items.length < length) {
      const item = this.#read()
      if (item === undefined) return undefined
      items.push(item)
    }
    return items
  }
}

/** A command as RESP; words are byte strings. */
export function encodeCommand(words: readonly string[]): string {
  return `*${words.length}\r\n${words.map((word) => `$${word.length}\r\n${word}\r\n`).join('')}`
}
