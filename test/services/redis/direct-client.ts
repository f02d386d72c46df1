import { toBytes } from '../../../src/services/redis/bytes.ts'
import type { ConnectionReceiver, RedisServer } from '../../../src/services/redis/redis-server.ts'
import { encodeCommand, ReplyReader, type TestReply } from './reply-reader.ts'

/** A client without a network: a command goes in, its replies come out at once. */
export class DirectClient {
  readonly #reader = new ReplyReader()
  readonly receiver: ConnectionReceiver
  isClosed = false
  /** What `write` answers; `false` says that it is enough. */
  takesMore = true
  /** How often `write` was called. */
  writes = 0

  constructor(server: RedisServer, address = 'test:1') {
    this.receiver = server.accept({
      address,
      write: (bytes) => {
        this.writes++
        this.#reader.feed(bytes)
        return this.takesMore
      },
      close: () => {
        this.isClosed = true
      },
    })
  }

  /** The next reply that has come; undefined if there is none. */
  read(): TestReply | undefined {
    return this.#reader.next()
  }

  send(...words: readonly string[]): void {
    this.write(encodeCommand(words))
  }

  write(bytes: string): void {
    this.receiver.receive(toBytes(bytes))
  }

  call(...words: readonly string[]): TestReply {
    this.send(...words)
    const reply = this.read()
    if (reply === undefined) throw new Error(`No reply to ${words.join(' ')}`)
    return reply
  }
}
