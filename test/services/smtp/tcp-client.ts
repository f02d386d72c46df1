import { connect, type Socket } from 'node:net'
import { codesOf } from './direct-client.ts'

/** A client that sends what it is told to, over TCP. */
export class TcpClient {
  readonly #socket: Socket
  #output = ''
  #tell: (() => void) | null = null
  /** How the other end left, or null while it is there. */
  end: 'closed' | 'reset' | null = null

  /** @throws nothing: a connection that fails is one that has ended */
  constructor(port: number) {
    this.#socket = connect({ port, host: '127.0.0.1' })
    this.#socket.on('data', (bytes) => {
      this.#output += bytes.toString('latin1')
      this.#tell?.()
    })
    this.#socket.on('error', () => {
      this.end = 'reset'
      this.#tell?.()
    })
    this.#socket.on('close', () => {
      this.end ??= 'closed'
      this.#tell?.()
    })
  }

  send(data: string | Uint8Array): void {
    this.#socket.write(data)
  }

  /** Waits for the next so many whole answers, or for the end of the connection, and returns what came. */
  async read(count = 1): Promise<string> {
    let end: number | undefined
    while ((end = endOfAnswer(this.#output, count)) === undefined && this.end === null)
      await new Promise<void>((resolve) => (this.#tell = resolve))
    const output = this.#output.slice(0, end)
    this.#output = this.#output.slice(output.length)
    return output
  }

  /** Sends a line, and returns the code of its answer, or how the connection has ended. */
  async say(line: string): Promise<number | 'closed' | 'reset'> {
    this.send(`${line}\r\n`)
    return this.code()
  }

  async code(): Promise<number | 'closed' | 'reset'> {
    const [code] = codesOf(await this.read())
    return code ?? this.end ?? 'closed'
  }

  hangUp(): void {
    this.#socket.destroy()
  }
}

/** Where the so-manieth answer ends, if it has come. */
function endOfAnswer(output: string, count: number): number | undefined {
  const ends = [...output.matchAll(/^\d{3} .*\r\n/gm)]
  const last = ends[count - 1]
  return last && last.index + last[0].length
}
