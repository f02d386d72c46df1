import type { Socket } from 'node:net'

/** What a test asks of the responder's worker. */
export type ResponderCalls = {
  /** Lets another thread dial; returns the number by which it is hung up. */
  link(argument: { port: MessagePort }): number
  hangUp(link: number): void
  destroyAll(): void
  /** First words of all commands so far. */
  heard(): readonly string[]
  connections(): number
}

/** As much of Redis as it takes to talk to ioredis: PING, ECHO, SET, GET, QUIT, and an error for the rest. */
export class Responder {
  readonly heard: string[] = []
  readonly #sockets = new Set<Socket>()
  readonly #values = new Map<string, string>()

  get connections(): number {
    return this.#sockets.size
  }

  serve(socket: Socket): void {
    this.#sockets.add(socket)
    socket.on('close', () => this.#sockets.delete(socket))
    socket.on('error', (error) => this.heard.push(error.message))
    let text = ''
    // Byte for byte, so that lengths are lengths.
    socket.setEncoding('latin1').on('data', (part: string) => {
      text += part
      let position = 0
      for (let next = readCommand(text, position); next; next = readCommand(text, position)) {
        position = next.end
        this.#answer(socket, next.words)
      }
      text = text.slice(position)
    })
  }

  destroyAll(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  #answer(socket: Socket, [name = '', ...words]: string[]): void {
    const command = name.toUpperCase()
    this.heard.push([command, ...(command === 'CLIENT' ? words : [])].join(' '))
    socket.write(this.#replyTo(command, words), 'latin1')
    if (command === 'QUIT') socket.end()
  }

  #replyTo(command: string, [first = '', second = '']: string[]): string {
    switch (command) {
      case 'PING':
        return '+PONG\r\n'
      case 'ECHO':
        return bulk(first)
      case 'SET':
        this.#values.set(first, second)
        return '+OK\r\n'
      case 'GET':
        return bulk(this.#values.get(first))
      case 'INFO':
        return bulk('redis_version:7.0.0\r\nloading:0\r\n')
      case 'CLIENT':
      case 'QUIT':
        return '+OK\r\n'
      default:
        return '-WRONGTYPE Operation against a key holding the wrong kind of value\r\n'
    }
  }
}

function bulk(text: string | undefined): string {
  return text === undefined ? '$-1\r\n' : `$${text.length}\r\n${text}\r\n`
}

/** One command at a place in the text, if it is there as a whole: `*2\r\n$4\r\nECHO\r\n$2\r\nhi\r\n`. */
function readCommand(text: string, start: number): { words: string[]; end: number } | null {
  let end = start
  const line = (): number => {
    const stop = text.indexOf('\r\n', end)
    if (stop < 0) return -1
    const number = Number(text.slice(end + 1, stop))
    end = stop + 2
    return number
  }
  const words: string[] = []
  const count = line()
  if (count < 0) return null
  for (let index = 0; index < count; index++) {
    const length = line()
    if (length < 0 || text.length < end + length + 2) return null
    words.push(text.slice(end, end + length))
    end += length + 2
  }
  return { words, end }
}
