import type { TraceLog } from '../../../trace/log.ts'
import { MomentSearch } from '../../../trace/find-moment.ts'
import type { Moment } from '../../../wire/moment.ts'

/** Milliseconds of a frame that looking for moments may take. */
const sliceMs = 8

/**
 * Finds moments of one recording, a little at a time, so that the page stays quick however long the recording is.
 *
 *     const moments = new MomentFinder(log, () => ask())
 *     moments.find({ what: 'command', text: 'lpop queue_name', nth: 2 })
 */
export class MomentFinder {
  readonly #log: TraceLog
  readonly #foundMore: () => void
  readonly #searches = new Map<string, MomentSearch>()
  #timer: ReturnType<typeof setTimeout> | undefined

  /** `foundMore` is called when a moment was found that was not when one asked for it. */
  constructor(log: TraceLog, foundMore: () => void) {
    this.#log = log
    this.#foundMore = foundMore
  }

  /** Number of its event; null if there is none, or none was found so far. */
  find(moment: Moment): number | null {
    const { what, text, nth } = moment
    const key = `${what} ${nth} ${text}`
    const search = this.#searches.get(key) ?? new MomentSearch(this.#log, moment)
    this.#searches.set(key, search)
    if (this.#timer === undefined) this.#goOn([search])
    return search.seq
  }

  stop(): void {
    clearTimeout(this.#timer)
  }

  #goOn(searches: readonly MomentSearch[]): void {
    const until = performance.now() + sliceMs
    for (const search of searches) search.goOn(() => performance.now() < until)
    if (searches.every(({ isOver }) => isOver)) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      const left = [...this.#searches.values()].filter(({ isOver }) => !isOver)
      this.#goOn(left)
      if (left.some(({ seq }) => seq !== null)) this.#foundMore()
    })
  }
}
