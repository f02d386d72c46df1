import { byteString } from './redis/bytes.ts'
import { nilList, RedisError, Status, type Reply } from './redis/reply.ts'

interface Parsed {
  readonly reply: Reply
  readonly end: number
}

/**
 * Reads what a Redis server answers, in pieces of any size, back into replies. It trusts the server.
 *
 *     parser.feed(bytes)
 *     for (let reply = parser.next(); reply !== undefined; reply = parser.next()) …
 */
export class ReplyParser {
  #text = ''

  feed(bytes: Uint8Array): void {
    this.#text += byteString(bytes)
  }

  /** Undefined if no whole reply has come. */
  next(): Reply | undefined {
    const parsed = parse(this.#text, 0)
    if (!parsed) return undefined
    this.#text = this.#text.slice(parsed.end)
    return parsed.reply
  }
}

function parse(text: string, start: number): Parsed | null {
  const lineEnd = text.indexOf('\r\n', start)
  if (lineEnd < 0) return null
  const line = text.slice(start + 1, lineEnd)
  const end = lineEnd + 2
  switch (text[start]) {
    case '+':
      return { reply: new Status(line), end }
    case '-':
      return { reply: new RedisError(line), end }
    case ':':
      return { reply: BigInt(line), end }
    case '$':
      return parseText(text, Number(line), end)
    default:
      return parseList(text, Number(line), end)
  }
}

function parseText(text: string, length: number, start: number): Parsed | null {
  if (length < 0) return { reply: null, end: start }
  const end = start + length
  return text.length < end + 2 ? null : { reply: text.slice(start, end), end: end + 2 }
}

function parseList(text: string, count: number, start: number): Parsed | null {
  if (count < 0) return { reply: nilList, end: start }
  const items: Reply[] = []
  let end = start
  while (items.length < count) {
    const item = parse(text, end)
    if (!item) return null
    items.push(item.reply)
    end = item.end
  }
  return { reply: items, end }
}
