import type { ConnectionMessage } from '../wire/network-messages.ts'
import { fromText, longestText, toText } from './binary-text.ts'
import type { ConnectionEnd } from './network.ts'

/** What a connection tells the socket above it. Never called again after `close` or `reset`. */
export interface ConnectionListener {
  /** True: more, please. False: took these, and no more until `resume()`. */
  onData(bytes: Uint8Array<ArrayBuffer>): boolean
  /** The other end sends no more, and all it sent was taken. */
  onEnd(): void
  onReset(): void
}

interface Held {
  readonly bytes: Uint8Array
  readonly done: () => void
}

/**
 * How many bytes may be on their way or waiting at the receiver's, as TCP's receive window. Large enough that a sender
 * seldom waits for the credit to come back, small enough that a slow reader is felt at once.
 */
export const windowSize = 131_072

/** For fewer bytes than these a copy is quicker than handing over the memory. */
const transferFrom = 16_384

/**
 * What the system does for a socket: sends and receives over one port, in order, with credit for as much as the other
 * end has room for, and lives on after its program has let go of it, until the other end knows.
 */
export class Connection {
  readonly #end: ConnectionEnd
  readonly #letGo: (() => void) | undefined
  #listener: ConnectionListener | null = null
  #credit = windowSize
  #held: Held | null = null
  #outgoing: (Uint8Array<ArrayBuffer> | string)[] = []
  #arrived: Uint8Array<ArrayBuffer>[] = []
  #arrivedSize = 0
  /** Taken by the program, and not yet given back as credit. */
  #takenSize = 0
  #isPaused = true
  #hasSentEnd = false
  #hasReceivedEnd = false
  #hasToldEnd = false

  /** Nothing is heard before `resume()`. */
  constructor(end: ConnectionEnd, listener: ConnectionListener) {
    this.#end = end
    this.#listener = listener
    end.port.onmessage = ({ data }) => this.#receive(data)
    this.#letGo = end.peer?.hold(() => this.#onPeerGone())
  }

  /** `done` is called once all bytes are on their way, at once if there is credit. One call at a time. */
  send(bytes: Uint8Array, done: () => void): void {
    this.#held = { bytes, done }
    this.#sendHeld()
  }

  /** No more will be sent: call it when the last `send` is done. */
  end(): void {
    if (this.#hasSentEnd) return
    this.#hasSentEnd = true
    this.#flush()
    this.#post({ kind: 'end' })
  }

  /** Lets what arrives go to the listener. */
  resume(): void {
    this.#isPaused = false
    this.#deliver()
  }

  /** The program lets go. The other end still gets what was sent, and is told to stop sending if it goes on. */
  close(): void {
    if (this.#listener === null) return
    this.#listener = null
    this.#dropHeld()
    // As Linux does: an end that never read what it got was not closed in good order.
    if (this.#arrived.length > 0) return this.#refuse()
    this.end()
    this.#releaseWhenOver()
  }

  /** Ends it for both sides at once. */
  reset(): void {
    if (this.#listener === null) return
    this.#listener = null
    this.#dropHeld()
    this.#refuse()
  }

  #receive(data: unknown): void {
    // The other end may be a learner's worker, where anything can be posted: what is no message is ignored.
    const message = data as ConnectionMessage | null
    if (typeof message === 'string') {
      if (message.length <= longestText) this.#receiveBytes(fromText(message))
      return
    }
    switch (message?.kind) {
      case 'data':
        if (message.bytes instanceof Uint8Array) this.#receiveBytes(message.bytes as Uint8Array<ArrayBuffer>)
        return
      case 'credit':
        if (Number.isSafeInteger(message.bytes) && message.bytes > 0) this.#credit += message.bytes
        return this.#sendHeld()
      case 'end':
        this.#hasReceivedEnd = true
        this.#deliver()
        return this.#releaseWhenOver()
      case 'reset':
        return this.#onPeerGone()
      case undefined:
        return
      default:
        return void (message satisfies never)
    }
  }

  #receiveBytes(bytes: Uint8Array<ArrayBuffer>): void {
    // Who sends to a closed end, after its own end, or more than it may, gets what TCP gives it.
    const isTooMuch = this.#arrivedSize + this.#takenSize + bytes.length > windowSize
    if (this.#listener === null || this.#hasReceivedEnd || isTooMuch) {
      this.#refuse()
      return this.#tellReset()
    }
    if (bytes.length === 0) return
    this.#arrived.push(bytes)
    this.#arrivedSize += bytes.length
    this.#deliver()
  }

  #deliver(): void {
    while (!this.#isPaused && this.#listener && this.#arrived.length > 0) {
      const bytes = this.#arrived.shift() ?? new Uint8Array()
      this.#arrivedSize -= bytes.length
      this.#giveCredit(bytes.length)
      // Before the listener is told, for it may call `resume()` at once.
      this.#isPaused = true
      let wantsMore = true
      try {
        wantsMore = this.#listener.onData(bytes)
      } finally {
        // Whoever throws at what came is told of the next all the same.
        if (wantsMore) this.#isPaused = false
      }
    }
    if (this.#hasReceivedEnd && !this.#hasToldEnd && !this.#isPaused && this.#arrived.length === 0) {
      this.#hasToldEnd = true
      this.#listener?.onEnd()
    }
  }

  /** In halves of the window: a message for each read would double the traffic. */
  #giveCredit(size: number): void {
    this.#takenSize += size
    if (this.#takenSize < windowSize / 2) return
    this.#post({ kind: 'credit', bytes: this.#takenSize })
    this.#takenSize = 0
  }

  #sendHeld(): void {
    const held = this.#held
    if (!held) return
    const size = Math.min(this.#credit, held.bytes.length)
    this.#credit -= size
    if (size > 0) this.#queue(copy(held.bytes, size))
    if (size < held.bytes.length) {
      this.#held = { bytes: held.bytes.subarray(size), done: held.done }
      return
    }
    this.#held = null
    held.done()
  }

  /** What is written in one turn of the program leaves as one message. */
  #queue(bytes: Uint8Array<ArrayBuffer> | string): void {
    this.#outgoing.push(bytes)
    if (this.#outgoing.length === 1) queueMicrotask(() => this.#flush())
  }

  #flush(): void {
    if (this.#outgoing.length === 0) return
    const bytes = join(this.#outgoing)
    this.#outgoing = []
    if (typeof bytes === 'string') return this.#post(bytes)
    this.#post({ kind: 'data', bytes }, bytes.length < transferFrom ? [] : [bytes.buffer])
  }

  #post(message: ConnectionMessage, transfer: Transferable[] = []): void {
    this.#end.port.postMessage(message, transfer)
  }

  #onPeerGone(): void {
    this.#release()
    this.#tellReset()
  }

  #tellReset(): void {
    const listener = this.#listener
    this.#listener = null
    this.#arrived = []
    listener?.onReset()
    this.#dropHeld()
  }

  #dropHeld(): void {
    const held = this.#held
    this.#held = null
    held?.done()
  }

  #refuse(): void {
    this.#flush()
    this.#post({ kind: 'reset' })
    this.#release()
  }

  #releaseWhenOver(): void {
    if (this.#listener === null && this.#hasSentEnd && this.#hasReceivedEnd) this.#release()
  }

  #release(): void {
    this.#outgoing = []
    this.#letGo?.()
    this.#end.port.onmessage = null
    this.#end.port.close()
  }
}

/** For the owner may write into its bytes again; and of these only, for a clone takes along all the memory behind them. */
function copy(bytes: Uint8Array, size: number): Uint8Array<ArrayBuffer> | string {
  const part = new Uint8Array(bytes.buffer, bytes.byteOffset, size)
  return size <= longestText ? toText(part) : part.slice()
}

function join(parts: readonly (Uint8Array<ArrayBuffer> | string)[]): Uint8Array<ArrayBuffer> | string {
  const [first] = parts
  if (first !== undefined && parts.length === 1) return first
  const size = parts.reduce((sum, part) => sum + part.length, 0)
  if (size <= longestText) return parts.join('')
  const joined = new Uint8Array(size)
  let offset = 0
  for (const part of parts) {
    joined.set(typeof part === 'string' ? fromText(part) : part, offset)
    offset += part.length
  }
  return joined
}
