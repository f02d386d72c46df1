import { readableText } from './redis/bytes.ts'
import { splitWords } from './redis/split-words.ts'
import type { RedisServer } from './redis/redis-server.ts'
import { nilList, RedisError, Status, type Reply } from './redis/reply.ts'
import { lineToBytes, PromptClient } from './prompt-client.ts'
import { formatReadable, formatReply, isReadable } from './prompt-format.ts'
import type { PromptReply } from './services-messages.ts'

const readingWords = 'Reading messages... (press Ctrl-C to quit)'

interface Asked {
  readonly words: readonly string[]
  readonly name: string
  /** Replies that are still to come; several after SUBSCRIBE. */
  missing: number
  readonly replies: Reply[]
  readonly answer: (reply: PromptReply) => void
}

/**
 * A prompt like redis-cli's: a client of its own, with a database, transactions and subscriptions.
 *
 *     const prompt = new Prompt(server, { onPush: print })
 *     const { text, prompt: next } = await prompt.run('lpush inbox "a b"')     // (integer) 1
 *
 * After redis-cli 7.0 (https://redis.io/docs/latest/develop/tools/cli/).
 */
export class Prompt {
  readonly #server: RedisServer
  readonly #onPush: (text: string) => void
  /** Called around the making of a connection, so that others can tell whose it is. */
  readonly #onConnect: (connect: () => void) => void
  #client: PromptClient | null = null
  #db = 0
  /** The database before MULTI; null outside of a transaction. */
  #dbBeforeMulti: number | null = null
  /** Subscribed, or a monitor: whatever comes is a push. */
  #isReading = false
  #asked: Asked | null = null
  #queue: Promise<unknown> = Promise.resolve()

  constructor(
    server: RedisServer,
    {
      onPush,
      onConnect = (connect) => connect(),
    }: { onPush: (text: string) => void; onConnect?: (connect: () => void) => void },
  ) {
    this.#server = server
    this.#onPush = onPush
    this.#onConnect = onConnect
  }

  /** Runs a line; the next one waits for its answer. Never rejects. */
  run(line: string): Promise<PromptReply> {
    const reply = this.#queue.then(() => this.#run(line))
    this.#queue = reply
    return reply
  }

  /** Ctrl+C: the connection is made anew with the next line, in the same database. */
  interrupt(): void {
    if (!this.#asked && !this.#isReading) return
    this.#disconnect()
    this.#settle('', false)
  }

  #run(line: string): PromptReply | Promise<PromptReply> {
    const words = splitWords(lineToBytes(line))
    if (!words) return this.#reply('Invalid argument(s)', true)
    const name = (words[0] ?? '').toLowerCase()
    if (name === '') return this.#reply('', false)
    if (this.#isReading) return this.#reply('The prompt is reading messages: press Ctrl-C first.', true)
    if (name === 'quit' || name === 'exit') {
      this.#disconnect()
      this.#db = 0
      return this.#reply('', false)
    }
    return new Promise((answer) => {
      const client = this.#connected()
      const missing = /^p?subscribe$/.test(name) ? Math.max(1, words.length - 1) : 1
      this.#asked = { words, name, missing, replies: [], answer }
      client.send(words)
    })
  }

  #connected(): PromptClient {
    if (this.#client) return this.#client
    // What selecting the old database answers is nobody's reply.
    let isReady = false
    this.#onConnect(() => {
      this.#client = new PromptClient(this.#server, {
        onReply: (reply) => void (isReady && this.#receive(reply)),
        onClosed: () => this.#closed(),
      })
    })
    const client = this.#client as PromptClient | null
    if (!client) throw new Error('The prompt could not connect')
    if (this.#db > 0) client.send(['select', String(this.#db)])
    isReady = true
    return client
  }

  #receive(reply: Reply): void {
    const asked = this.#asked
    if (!asked) return this.#onPush(reply instanceof Status ? readableText(reply.text) : formatReply(reply))
    asked.replies.push(reply)
    if (reply instanceof RedisError) asked.missing = 0
    if (--asked.missing > 0) return
    this.#follow(asked, reply)
    const texts = asked.replies.map((one) =>
      isReadable(asked.words) ? formatReadable(one) : formatReply(one),
    )
    if (this.#isReading && asked.name !== 'monitor') texts.unshift(readingWords)
    this.#settle(texts.join('\n'), reply instanceof RedisError)
  }

  /** What redis-cli concludes from a command and its reply, for its prompt. */
  #follow({ name, words }: Asked, reply: Reply): void {
    const isError = reply instanceof RedisError
    if (name === 'select' && words.length === 2 && !isError) this.#db = parseInt(words[1] ?? '', 10) || 0
    else if (name === 'multi' && words.length === 1 && !isError) this.#dbBeforeMulti = this.#db
    else if (name === 'discard' && !isError) this.#leaveTransaction(true)
    else if (name === 'exec' && this.#dbBeforeMulti !== null)
      this.#leaveTransaction(isError || reply === null || reply === nilList)
    else if (name === 'reset' && !isError) {
      this.#dbBeforeMulti = null
      this.#db = 0
    } else if (/^(?:p?subscribe|monitor)$/.test(name) && !isError)
      this.#isReading = this.#dbBeforeMulti === null
  }

  #leaveTransaction(isUndone: boolean): void {
    if (isUndone && this.#dbBeforeMulti !== null) this.#db = this.#dbBeforeMulti
    this.#dbBeforeMulti = null
  }

  #closed(): void {
    const wasReading = this.#isReading
    this.#forget()
    if (this.#asked) this.#settle('Error: Server closed the connection', true)
    else if (wasReading) this.#onPush('Error: Server closed the connection')
  }

  #disconnect(): void {
    this.#client?.end()
    this.#forget()
  }

  #forget(): void {
    this.#client = null
    this.#isReading = false
    this.#leaveTransaction(true)
  }

  #settle(text: string, isError: boolean): void {
    const asked = this.#asked
    this.#asked = null
    asked?.answer(this.#reply(text, isError))
  }

  #reply(text: string, isError: boolean): PromptReply {
    const db = this.#db > 0 ? `[${this.#db}]` : ''
    const transaction = this.#dbBeforeMulti === null ? '' : '(TX)'
    return { text, isError, prompt: `127.0.0.1:6379${db}${transaction}>` }
  }
}
