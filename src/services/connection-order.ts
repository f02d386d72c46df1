import type { ConnectionEnd } from '../network/network.ts'
import type { ConnectionMessage } from '../wire/network-messages.ts'
import { randomFrom } from './smtp/random.ts'

/** Longest that a message is late, in milliseconds of the world's time. */
const longestMs = 1

/**
 * One message in so many is late. Few are enough: while it is, all that others do meanwhile comes first. And each costs a
 * clock that stands a round of questions.
 */
const oneIn = 4

/** Calls back once, after so many milliseconds of the world's time; fractions count. */
export type After = (ms: number, callback: () => void) => void

/** The world's time, with fractions. */
export interface OrderClock {
  now(): number
  readonly after: After
}

type Deliver = (message: ConnectionMessage, transfer: Transferable[]) => void

/** One direction of a connection. */
interface Way {
  readonly pass: Deliver
  /** Does something behind all that is under way. */
  inTurn(work: () => void): void
}

/**
 * Decides, where a real network leaves it open, whose messages come first: some are late, or come in two pieces of which
 * the second is late, and the seed tells which, where they break and by how much. On one connection all comes in the order
 * it was sent.
 *
 *     const order = new ConnectionOrder(7, clock)
 *     hosts.listen({ port: 6379 }, (end) => serveRedis(server, order.delayed(end, lane)))
 */
export class ConnectionOrder {
  readonly #seed: number
  readonly #clock: OrderClock
  /** Connections that each lane has made. */
  readonly #counts = new Map<string, number>()
  /** Whose message came or went last, and when. */
  #last = { lane: '', at: 0 }

  constructor(seed: number, clock: OrderClock) {
    this.#seed = seed
    this.#clock = clock
  }

  /** The same end, at which some of what comes and goes is late. How late depends on the lane alone, whoever else dials. */
  delayed(end: ConnectionEnd, lane: string): ConnectionEnd {
    const count = (this.#counts.get(lane) ?? 0) + 1
    this.#counts.set(lane, count)
    const random = randomFrom(hashOf(`${this.#seed} ${lane} ${count}`))
    let listener: ConnectionEnd['port']['onmessage'] = null
    const { port } = end
    const hear = (data: ConnectionMessage): void => listener?.(new MessageEvent('message', { data }))
    const coming = this.#way(lane, random, hear)
    const going = this.#way(lane, random, (message, transfer) => port.postMessage(message, transfer))
    return {
      ...end,
      port: {
        postMessage: going.pass,
        get onmessage() {
          return listener
        },
        set onmessage(next) {
          listener = next
          port.onmessage = next && (({ data }) => coming.pass(data as ConnectionMessage, []))
        },
        // Behind what is under way, or the other end would never get it.
        close: () => going.inTurn(() => port.close()),
      },
    }
  }

  /** Each message in its turn: at once, or after a while, for which it keeps all behind it waiting. */
  #way(lane: string, random: () => number, deliver: Deliver): Way {
    let waiting: (() => void)[] | null = null
    const inTurn = (work: () => void): void => void (waiting ? waiting.push(work) : work())
    const pass: Deliver = (message, transfer) => {
      const canWait = canBeLate(message)
      // Both are always asked, so that neither changes what the other says next.
      const isTie = canWait && this.#isTie(lane)
      const isLate = canWait && random() * oneIn < 1
      if (waiting || !(isTie || isLate)) return inTurn(() => deliver(message, transfer))
      const [first, rest] = isTie ? ['', message] : inPieces(message, random)
      const late = (waiting = [() => deliver(rest, transfer)])
      this.#clock.after(random() * longestMs, () => {
        for (const each of late) each()
        waiting = null
      })
      if (first !== '') deliver(first, [])
    }
    return { pass, inTurn }
  }

  /** Two lanes at the very same time: they would go on side by side, and each run would be another. */
  #isTie(lane: string): boolean {
    const { lane: other, at } = this.#last
    this.#last = { lane, at: this.#clock.now() }
    return lane !== other && at === this.#last.at
  }
}

/** Credit changes nothing but how much may be sent. */
function canBeLate(message: ConnectionMessage): boolean {
  return typeof message === 'string' || message.kind !== 'credit'
}

/**
 * What comes at once, and what is late. Two commands that a program sends in one go are two for the server: others may come
 * between them, as they do where a stream of bytes breaks. A message of many bytes stays whole: it is no command but its data.
 */
function inPieces(message: ConnectionMessage, random: () => number): readonly [string, ConnectionMessage] {
  if (typeof message !== 'string') return ['', message]
  const at = Math.floor(random() * message.length)
  return [message.slice(0, at), message.slice(at)]
}

/** FNV-1a, of 32 bits. @see https://www.rfc-editor.org/rfc/rfc9923 */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}
