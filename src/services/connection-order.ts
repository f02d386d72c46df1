import type { ConnectionEnd } from '../network/network.ts'
import type { ConnectionMessage } from '../wire/network-messages.ts'
import { randomFrom } from './smtp/random.ts'

/** Longest that a message is under way, in milliseconds of the world's time. */
const longestMs = 1

/** Calls back once, after so many milliseconds of the world's time; fractions count. */
export type After = (ms: number, callback: () => void) => void

/**
 * Decides, where a real network leaves it open, whose messages come first: each is under way for a while that the seed
 * tells. On one connection they come in the order they were sent.
 *
 *     const order = new ConnectionOrder(7, after)
 *     hosts.listen({ port: 6379 }, (end) => serveRedis(server, order.delayed(end, lane)))
 */
export class ConnectionOrder {
  readonly #seed: number
  readonly #after: After
  /** Connections that each lane has made. */
  readonly #counts = new Map<string, number>()

  constructor(seed: number, after: After) {
    this.#seed = seed
    this.#after = after
  }

  /** The same end, at which what comes and goes is late. How late depends on the lane alone, whoever else dials. */
  delayed(end: ConnectionEnd, lane: string): ConnectionEnd {
    const count = (this.#counts.get(lane) ?? 0) + 1
    this.#counts.set(lane, count)
    const random = randomFrom(hashOf(`${this.#seed} ${lane} ${count}`))
    const [coming, going] = [this.#queue(random), this.#queue(random)]
    let listener: ConnectionEnd['port']['onmessage'] = null
    const { port } = end
    return {
      ...end,
      port: {
        postMessage: (message: ConnectionMessage, transfer) =>
          going(() => port.postMessage(message, transfer)),
        get onmessage() {
          return listener
        },
        set onmessage(next) {
          listener = next
          port.onmessage = next && ((event) => coming(() => listener?.(event)))
        },
        // Behind what is under way, or the other end would never get it.
        close: () => going(() => port.close()),
      },
    }
  }

  /** Each work in its turn, after a while. */
  #queue(random: () => number): (work: () => void) => void {
    const waiting: (() => void)[] = []
    return (work) => {
      waiting.push(work)
      this.#after(random() * longestMs, () => waiting.shift()?.())
    }
  }
}

/** FNV-1a, of 32 bits. @see https://www.rfc-editor.org/rfc/rfc9923 */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}
