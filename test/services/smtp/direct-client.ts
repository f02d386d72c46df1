import type { SmtpServer } from '../../../src/services/smtp/smtp-server.ts'

const decoder = new TextDecoder('latin1')
const encoder = new TextEncoder()

/** A client in the same thread, which sees the answers as soon as they are written. */
export class DirectClient {
  #output = ''
  /** What became of the connection, as the server left it. */
  state: 'open' | 'closed' | 'reset' = 'open'
  /** Whether it takes what is written. */
  takes = true
  readonly #receiver

  constructor(server: SmtpServer, port = 1025) {
    this.#receiver = server.accept({
      address: '127.0.0.1:50000',
      port,
      write: (bytes) => {
        this.#output += decoder.decode(bytes)
        return this.takes
      },
      close: () => void (this.state = 'closed'),
      reset: () => void (this.state = 'reset'),
    })
  }

  /** Sends text as UTF-8, or bytes, and returns what the server says at once. */
  send(data: string | Uint8Array): string {
    this.#receiver.receive(typeof data === 'string' ? encoder.encode(data) : data)
    return this.take()
  }

  /** Sends lines, each with CRLF, and returns the codes of the answers. */
  say(...lines: string[]): readonly number[] {
    return codesOf(this.send(lines.map((line) => `${line}\r\n`).join('')))
  }

  /** What the server has said since. */
  take(): string {
    const output = this.#output
    this.#output = ''
    return output
  }

  /** Takes what is written again. */
  drain(): string {
    this.takes = true
    this.#receiver.drained()
    return this.take()
  }

  hangUp(isReset = false): void {
    this.#receiver.ended(isReset)
  }
}

/** One code for each answer. @throws Error that shows a line which is no SMTP */
export function codesOf(output: string): readonly number[] {
  if (output === '') return []
  const lines = output.split('\r\n')
  if (lines.pop() !== '') throw new Error(`The last line has no end: ${JSON.stringify(output)}`)
  return lines.flatMap((line) => {
    const [, code, mark] = /^([2-5]\d\d)([ -])[ -~]*$/.exec(line) ?? []
    if (code === undefined || line.length > 510) throw new Error(`No line of SMTP: ${JSON.stringify(line)}`)
    return mark === ' ' ? [Number(code)] : []
  })
}

/** The line that logs in as the server's usual user. */
export const login = `AUTH PLAIN ${btoa('\0u\0p')}`

/** A client that has read the greeting, and is logged in. */
export function loggedIn(server: SmtpServer): DirectClient {
  const client = new DirectClient(server)
  client.take()
  client.say('EHLO test', login)
  return client
}
