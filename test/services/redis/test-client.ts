import { connect, type Socket } from 'node:net'
import { encodeCommand, ReplyReader, type TestReply } from './reply-reader.ts'

/** How long a test waits for a reply that must come. */
const patienceMs = 4000

/**
 * A client that sees the bare protocol, so that the real server and ours are looked at through the same glass.
 *
 *     const client = await TestClient.connect(port)
 *     await client.call('SET', 'a', '1')            // '+OK'
 *     client.send('BLPOP', 'list', '0')             // does not wait
 *     await client.next()                           // ['list', 'x']
 */
export class TestClient {
  readonly #socket: Socket
  readonly #reader = new ReplyReader()
  readonly #replies: TestReply[] = []
  readonly #waiting: { resolve(reply: TestReply): void; reject(error: Error): void }[] = []
  readonly #closed: Promise<void>
  isClosed = false

  static async connect(port: number): Promise<TestClient> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
    return new TestClient(socket)
  }

  private constructor(socket: Socket) {
    this.#socket = socket
    this.#closed = new Promise((resolve) => {
      socket.on('close', () => {
        this.isClosed = true
        for (const { reject } of this.#waiting.splice(0)) reject(new Error('The connection was closed'))
        resolve()
      })
    })
    socket.on('error', () => {})
    socket.on('data', (bytes) => {
      this.#reader.feed(bytes)
      for (let reply = this.#reader.next(); reply !== undefined; reply = this.#reader.next()) {
        const waiting = this.#waiting.shift()
        if (waiting) waiting.resolve(reply)
        else this.#replies.push(reply)
      }
    })
  }

  /** Replies that came and were not asked for. */
  get unread(): readonly TestReply[] {
    return this.#replies
  }

  call(...words: readonly string[]): Promise<TestReply> {
    this.send(...words)
    return this.next()
  }

  /** Sends commands at once and waits for a reply to each. */
  pipeline(commands: readonly (readonly string[])[]): Promise<readonly TestReply[]> {
    this.write(commands.map(encodeCommand).join(''))
    return Promise.all(commands.map(() => this.next()))
  }

  send(...words: readonly string[]): void {
    this.write(encodeCommand(words))
  }

  /** Sends bytes as they are, from a byte string. */
  write(bytes: string): void {
    this.#socket.write(bytes, 'latin1')
  }

  /** The next reply. */
  next(): Promise<TestReply> {
    const reply = this.#replies.shift()
    if (reply !== undefined) return Promise.resolve(reply)
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`No reply within ${patienceMs} ms`)), patienceMs)
      const settle = <T>(act: (value: T) => void) => {
        return (value: T) => {
          clearTimeout(timer)
          act(value)
        }
      }
      this.#waiting.push({ resolve: settle(resolve), reject: settle(reject) })
    })
  }

  /** Resolves when the other side has closed. */
  closed(): Promise<void> {
    return this.#closed
  }

  /** Goes away, as a client that crashed. */
  close(): void {
    this.#socket.destroy()
  }
}
