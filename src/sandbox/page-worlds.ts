import type { ClockSpeed } from '../wire/clock-messages.ts'
import type { PageToFrame } from '../wire/sandbox-messages.ts'
import { ServicesLink } from './services-link.ts'

/** A world as the page knows it. */
export interface PageWorld {
  readonly id: number
  /** To its services; null if it has none. */
  readonly services: ServicesLink | null
  setSpeed(speed: ClockSpeed): void
  close(): void
}

/** Opens worlds in the frame, and tells their links when they end. */
export class PageWorlds {
  readonly #send: (message: PageToFrame, transfer?: Transferable[]) => void
  readonly #open = new Map<number, PageWorld>()
  #lastId = 0

  constructor(send: (message: PageToFrame, transfer?: Transferable[]) => void) {
    this.#send = send
  }

  /**
   * `seed`: what its services start with; null for a world without. `orderSeed`: decides in which order things go that may go
   * in any; null: as they come.
   */
  open(speed: ClockSpeed, seed: string | null, orderSeed: number | null = null): PageWorld {
    const id = ++this.#lastId
    const channel = seed === null ? null : new MessageChannel()
    const services = channel && new ServicesLink(channel.port1)
    const world: PageWorld = {
      id,
      services,
      setSpeed: (next) => {
        if (this.#open.has(id)) this.#send({ kind: 'set-speed', world: id, speed: next })
      },
      close: () => {
        if (!this.#open.delete(id)) return
        this.#send({ kind: 'close-world', world: id })
        services?.end()
      },
    }
    this.#open.set(id, world)
    const message: PageToFrame = {
      kind: 'open-world',
      world: id,
      speed,
      orderSeed,
      services: seed === null ? null : { seed },
    }
    this.#send(message, channel ? [channel.port2] : [])
    return world
  }

  has(world: PageWorld): boolean {
    return this.#open.get(world.id) === world
  }

  /** A world's services broke down: nothing of it can be used any more. */
  broke(id: number, words: string): void {
    this.#open.get(id)?.services?.end(words)
    this.#open.get(id)?.close()
  }

  /** The frame is gone, and all worlds with it. */
  lost(): void {
    const worlds = [...this.#open.values()]
    this.#open.clear()
    for (const { services } of worlds) services?.end()
  }
}
