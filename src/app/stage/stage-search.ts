import type { EventSearch } from '../../trace/event-search.ts'
import type { EventFilter } from '../../trace/filter.ts'
import type { TraceLog } from '../../trace/log.ts'

/** Milliseconds of a frame that looking for events may take. */
const sliceMs = 10
/** Milliseconds between two drawings of what was found so far. */
const tellEveryMs = 100

/**
 * Finds what a filter lets through, a little at a time, so that the page stays quick however long the recording is.
 *
 *     const search = new StageSearch(() => draw())
 *     search.look(log, filter).found      // at once for a short recording; else a part of it, and more when it is told
 */
export class StageSearch {
  readonly #foundMore: () => void
  #log: TraceLog | null = null
  #filter: EventFilter | null = null
  #search: EventSearch | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #preparing: ReturnType<typeof setTimeout> | undefined
  #toldAt = 0

  /** `foundMore` is called when more was found than was there when one looked, and when there is no more to be found. */
  constructor(foundMore: () => void) {
    this.#foundMore = foundMore
  }

  /** The search for what a filter lets through, as far as it is now. */
  look(log: TraceLog, filter: EventFilter): EventSearch {
    if (!this.#search || log !== this.#log || filter !== this.#filter) {
      clearTimeout(this.#timer)
      clearTimeout(this.#preparing)
      this.#timer = undefined
      this.#log = log
      this.#filter = filter
      this.#search = log.search(filter)
      this.#toldAt = performance.now()
    }
    if (this.#timer === undefined) this.#goOn(this.#search)
    return this.#search
  }

  /** Soon a text will be looked for. */
  prepare(log: TraceLog): void {
    clearTimeout(this.#preparing)
    if (!log.prepareSearch(inTime())) this.#preparing = setTimeout(() => this.prepare(log))
  }

  #goOn(search: EventSearch): void {
    search.goOn(inTime())
    if (!search.isWhole) this.#timer = setTimeout(() => this.#goOnLater(search))
  }

  #goOnLater(search: EventSearch): void {
    this.#timer = undefined
    this.#goOn(search)
    const now = performance.now()
    if (!search.isWhole && now - this.#toldAt < tellEveryMs) return
    this.#toldAt = now
    this.#foundMore()
  }
}

/** Says whether there is time left. */
function inTime(): () => boolean {
  const until = performance.now() + sliceMs
  return () => performance.now() < until
}
