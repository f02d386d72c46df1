import { byteString, toBytes } from './redis/bytes.ts'
import type { RedisServer } from './redis/redis-server.ts'
import { encodeReply, RedisError, type Reply } from './redis/reply.ts'
import { ReplyParser } from './reply-parser.ts'

/** What a client in this very thread hears. */
export interface PromptClientListener {
  onReply(reply: Reply): void
  /** The server has ended the connection. */
  onClosed(): void
}

/** A client of a server in the same thread: commands in, replies out. */
export class PromptClient {
  readonly #receiver: ReturnType<RedisServer['accept']>
  readonly #parser = new ReplyParser()
  #listener: PromptClientListener | null

  constructor(server: RedisServer, listener: PromptClientListener) {
    this.#listener = listener
    this.#receiver = server.accept({
      address: '127.0.0.1:6379',
      write: (bytes) => this.#receive(bytes),
      close: () => this.#closed(),
    })
  }

  /** Words as byte strings. */
  send(words: readonly string[]): void {
    let text = ''
    encodeReply(words, (piece) => (text += piece))
    this.#receiver.receive(toBytes(text))
  }

  /** Nothing is heard of it any more. */
  end(): void {
    this.#listener = null
    this.#receiver.ended()
  }

  #receive(bytes: Uint8Array): void {
    this.#parser.feed(bytes)
    for (let reply = this.#parser.next(); reply !== undefined; reply = this.#parser.next())
      this.#listener?.onReply(reply)
  }

  #closed(): void {
    const listener = this.#listener
    this.#listener = null
    listener?.onClosed()
  }
}

/**
 * Runs lines as typed at a prompt, `#` lines and empty ones left out, before anybody is connected.
 * @throws RedisError naming the line that the server refuses
 */
export function runSeed(
  server: RedisServer,
  seed: string,
  split: (line: string) => readonly string[] | null,
): void {
  const replies: Reply[] = []
  const client = new PromptClient(server, {
    onReply: (reply) => void replies.push(reply),
    onClosed: () => undefined,
  })
  for (const [index, line] of seed.split('\n').entries()) {
    if (/^\s*(?:#|$)/.test(line)) continue
    const words = split(lineToBytes(line))
    if (words) client.send(words)
    const reply = words ? replies.at(-1) : new RedisError('ERR unbalanced quotes')
    if (reply instanceof RedisError)
      throw new RedisError(`Line ${index + 1} of the step's seed.redis, "${line}": ${reply.message}`)
  }
  client.end()
}

/** A typed line as a byte string. */
export function lineToBytes(line: string): string {
  return byteString(new TextEncoder().encode(line))
}
