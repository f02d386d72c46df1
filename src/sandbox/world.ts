import { ClockCore } from '../runtime/clock.ts'
import type { ClockSpeed } from '../wire/clock-messages.ts'
import type { FrameToServices, ServicesTask } from '../wire/sandbox-messages.ts'
import { memberPort } from './member-port.ts'
import type { WorkerSupply } from './worker-supply.ts'

export interface WorldOptions {
  readonly speed: ClockSpeed
  /** Decides in which order things go that may go in any; null: as they come. */
  readonly orderSeed: number | null
  /** What its services are started with, and their port to the page; null for a world without. */
  readonly services: { readonly task: ServicesTask; readonly page: MessagePort } | null
  readonly supply: WorkerSupply
  /** Its services are no more. */
  readonly onBroken: (message: string) => void
}

/** A worker's way into a world. */
export interface Membership {
  readonly ports: {
    readonly clock: MessagePort
    readonly network?: MessagePort
    readonly trace?: MessagePort
    readonly inbox?: MessagePort
  }
  /** Call it when the worker has ended. */
  leave(): void
}

/** The same measure in the frame and in all workers, as finely as there is. */
const realNow = (): number => performance.timeOrigin + performance.now()

/** Servers answer at once; one that is silent for so long is in a loop. */
const longestSilence = 10_000

/**
 * One clock and at most one worker with servers, for the tasks that live in it.
 *
 *     const world = new World({ speed: 1, orderSeed: null, services, supply, onBroken })
 *     const { ports, leave } = world.join()      // before the worker gets its task
 */
export class World {
  /** See WorldOptions. */
  readonly orderSeed: number | null
  readonly #clock: ClockCore
  readonly #frame: MessagePort | null = null
  readonly #endServices: () => void = () => undefined
  #lastLink = 0

  constructor({ speed, orderSeed, services, supply, onBroken }: WorldOptions) {
    this.orderSeed = orderSeed
    this.#clock = new ClockCore(realNow, speed)
    if (!services) return
    const frame = new MessageChannel()
    const clock = new MessageChannel()
    this.#frame = frame.port1
    const leave = this.#clock.join(memberPort(clock.port1))
    const broken = (message: string): void => {
      leave()
      onBroken(`The servers that the program talks to broke down: ${message}`)
    }
    let endWorker: (() => void) | null = null
    // Whoever dials meanwhile waits: their links are kept by the port.
    const stopWaiting = supply.whenInstalled('services', () => {
      endWorker = supply.start('services', {
        payload: services.task,
        ports: { page: services.page, clock: clock.port2, frame: frame.port2 },
        longestSilence,
        onHung: (ms) => broken(`no answer for ${Math.round(ms / 1000)} s.`),
        onBroken: broken,
      })
    })
    this.#endServices = () => {
      stopWaiting()
      leave()
      endWorker?.()
      frame.port1.close()
    }
  }

  setSpeed(speed: ClockSpeed): void {
    this.#clock.setSpeed(speed)
  }

  /**
   * Takes a worker in: it counts as busy until it has answered the clock for the first time. `seesInbox`: it gets a way
   * to look into the mail sink, as the tests of a step do. `lane`: what it is called in the recording; undefined if it is
   * not recorded.
   */
  join({ seesInbox = false, lane }: { seesInbox?: boolean; lane?: string | undefined } = {}): Membership {
    const clock = new MessageChannel()
    const leaveClock = this.#clock.join(memberPort(clock.port1))
    const leave = (): void => {
      leaveClock()
      clock.port1.close()
    }
    if (!this.#frame) return { ports: { clock: clock.port2 }, leave }
    const link = ++this.#lastLink
    const network = new MessageChannel()
    const trace = lane === undefined ? null : this.#openLane(lane)
    this.#tell({ kind: 'link', link, ...(lane !== undefined && { lane }) }, [network.port1])
    return {
      ports: {
        clock: clock.port2,
        network: network.port2,
        ...(trace && { trace }),
        ...(seesInbox && { inbox: this.#openInbox() }),
      },
      leave: () => {
        // First the connections are reset: a clock that went on before would see messages that nobody receives.
        this.#tell({ kind: 'hang-up', link }, [])
        leave()
      },
    }
  }

  close(): void {
    this.#endServices()
  }

  #openInbox(): MessagePort {
    const inbox = new MessageChannel()
    this.#tell({ kind: 'open-inbox' }, [inbox.port1])
    return inbox.port2
  }

  #openLane(lane: string): MessagePort {
    const trace = new MessageChannel()
    this.#tell({ kind: 'lane', lane }, [trace.port1])
    return trace.port2
  }

  #tell(message: FrameToServices, transfer: Transferable[]): void {
    this.#frame?.postMessage(message, transfer)
  }
}
