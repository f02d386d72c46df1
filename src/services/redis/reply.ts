/** `+OK`: a reply that is a word of the protocol, not data. */
export class Status {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** `-ERR …`: what Redis answers to a mistake; the message begins with its kind, as in `WRONGTYPE Operation against …`. */
export class RedisError extends Error {
  override readonly name = 'RedisError'
}

/** The answer that a list is not there (`*-1`); `null` says so of a piece of data (`$-1`). */
export const nilList = Symbol('nil list')
/** Nothing is sent: the answer comes later, or was sent already. */
export const noReply = Symbol('no reply')

/** What a command answers. A string is a piece of data, as a byte string. */
export type Reply =
  string | number | bigint | null | Status | RedisError | typeof nilList | typeof noReply | readonly Reply[]

export const ok = new Status('OK')

export const syntaxError = (): RedisError => new RedisError('ERR syntax error')
export const wrongType = (): RedisError =>
  new RedisError('WRONGTYPE Operation against a key holding the wrong kind of value')
export const noSuchKey = (): RedisError => new RedisError('ERR no such key')
export const notAnInteger = (): RedisError => new RedisError('ERR value is not an integer or out of range')
export const notAFloat = (): RedisError => new RedisError('ERR value is not a valid float')
export const wrongArity = (name: string): RedisError =>
  new RedisError(`ERR wrong number of arguments for '${name}' command`)
/** Made once: when memory is full, it is the answer to thousands of commands. */
const full = new RedisError("OOM command not allowed when used memory > 'maxmemory'.")
export const outOfMemory = (): RedisError => full

/** Says a reply in RESP2, piece by piece, as byte strings. */
export function encodeReply(reply: Reply, write: (piece: string) => void): void {
  if (typeof reply === 'string') write(`$${reply.length}\r\n${reply}\r\n`)
  else if (typeof reply === 'number' || typeof reply === 'bigint') write(`:${reply}\r\n`)
  else if (reply === null) write('$-1\r\n')
  else if (reply === nilList) write('*-1\r\n')
  else if (reply === noReply) return
  else if (reply instanceof Status) write(`+${reply.text}\r\n`)
  else if (reply instanceof RedisError) write(`-${reply.message.replace(/[\r\n]/g, ' ')}\r\n`)
  else {
    write(`*${reply.length}\r\n`)
    for (const part of reply) encodeReply(part, write)
  }
}
