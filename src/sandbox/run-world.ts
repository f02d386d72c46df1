import type { ClockSpeed } from '../wire/clock-messages.ts'
import type { PageWorld, PageWorlds } from './page-worlds.ts'
import type { ServicesLink } from './services-link.ts'

/** How old a world may be for its seed to count as fresh: what expires in it has begun to. */
const freshMs = 3000

/**
 * The world in which runs take place, one at a time. Each run gets a new one, unless its data is to be kept; one that was
 * opened a moment ago to be looked at, and that nobody has typed into, is as good as new.
 *
 *     const link = runWorld.openAhead(seed)
 *     const world = runWorld.forRun(1, seed)      // the same, for a moment
 */
export class RunWorld {
  readonly #worlds: PageWorlds
  /** Of the last run, which may have left something in it. */
  #current: PageWorld | null = null
  #ahead: { readonly seed: string; readonly openedAt: number } | null = null

  constructor(worlds: PageWorlds) {
    this.#worlds = worlds
  }

  /**
   * `seed`: what its services start with; null for none. With an `orderSeed` each run has a world of its own, since it is to
   * go the same way each time.
   */
  forRun(
    speed: ClockSpeed,
    seed: string | null,
    { keepsData = false, orderSeed = null }: { keepsData?: boolean; orderSeed?: number | null } = {},
  ): PageWorld {
    const current = this.#current
    if (current?.services && seed !== null && orderSeed === null && this.#worlds.has(current)) {
      const isFresh =
        this.#ahead?.seed === seed &&
        performance.now() - this.#ahead.openedAt < freshMs &&
        !current.services.isPrompted
      if (keepsData || isFresh) {
        this.#ahead = null
        current.setSpeed(speed)
        return current
      }
    }
    this.close()
    this.#current = this.#worlds.open(speed, seed, orderSeed)
    return this.#current
  }

  /** Opens a world before there is a run, so that one can look at it and use the prompt. */
  openAhead(seed: string): ServicesLink {
    const { services } = this.forRun(1, seed)
    if (!services) throw new Error('A world with a seed has services')
    this.#ahead = { seed, openedAt: performance.now() }
    return services
  }

  close(): void {
    this.#current?.close()
    this.#current = null
    this.#ahead = null
  }
}
