import type { TracePiece } from '../wire/lane-messages.ts'
import type { ServicesLink } from './services-link.ts'

/** Services answer at once, if they are there. */
const lastPiecesWithinMs = 1000

/**
 * Hands on what the services of a world record, of one run after another. A world serves several runs when its data is kept:
 * what still comes of an earlier one is nobody's any more, and after a run's end its recording goes on until the next.
 *
 *     const trace = new TraceFollower()
 *     trace.follow(world.services, (piece) => recording.add(piece))
 */
export class TraceFollower {
  #link: Pick<ServicesLink, 'listen'> | null = null
  /** Number of the last recording that was heard of on the link. */
  #newest = 0
  #stop: () => void = () => undefined

  /** `link`: null for a world without services, which has nothing to tell. */
  follow(
    link: Pick<ServicesLink, 'listen'> | null,
    onTrace: ((piece: TracePiece) => void) | undefined,
  ): void {
    this.#stop()
    if (link !== this.#link) this.#newest = 0
    this.#link = link
    const before = this.#newest
    if (!link || !onTrace) return
    this.#stop = link.listen({
      onTrace: (recording, text, count) => {
        if (recording <= before) return
        this.#newest = recording
        onTrace({ kind: 'text', text, count })
      },
    })
  }
}

/** Resolves when all that services have recorded was told, or cannot be expected any more. */
export async function lastPieces(services: Pick<ServicesLink, 'flushTrace'>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, lastPiecesWithinMs)
  })
  await Promise.race([services.flushTrace(), late])
  clearTimeout(timer)
}
