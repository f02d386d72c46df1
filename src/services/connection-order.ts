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

/**
 * Decides, where a real network leaves it open, whose messages come first: some are late, and the seed tells which and by
 * how much. On one connection they come in the order they were sent.
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
    const [coming, going] = [this.#way(lane, random), this.#way(lane, random)]
    let listener: ConnectionEnd['port']['onmessage'] = null
    const { port } = end
    return {
      ...end,
      port: {
        postMessage: (message: ConnectionMessage, transfer) =>
          going(() => port.postMessage(message, transfer), canBeLate(message)),
        get onmessage() {
          return listener
        },
        set onmessage(next) {
          listener = next
          port.onmessage =
            next && ((event) => coming(() => listener?.(event), canBeLate(event.data as ConnectionMessage)))
        },
        // Behind what is under way, or the other end would never get it.
        close: () => going(() => port.close(), false),
      },
    }
  }

  /** Each work in its turn: at once, or after a while, for which it keeps all behind it waiting. */
  #way(lane: string, random: () => number): (work: () => void, canBeLate: boolean) => void {
    let waiting: (() => void)[] | null = null
    return (work, canBeLate) => {
      const isLate = canBeLate && this.#isLate(lane, random)
      if (waiting) return void waiting.push(work)
      if (!isLate) return work()
      const late = (waiting = [work])
      this.#clock.after(random() * longestMs, () => {
        for (const each of late) each()
        waiting = null
      })
    }
  }

  #isLate(lane: string, random: () => number): boolean {
    // Both are always asked, so that neither changes what the other says next.
    const isTie = this.#isTie(lane)
    return random() * oneIn < 1 || isTie
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

/** FNV-1a, of 32 bits. @see https://www.rfc-editor.org/rfc/rfc9923 */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}
