/** Lanes of a recording that are no threads. */
const reserved: ReadonlySet<string> = new Set(['main', 'tests', 'prompt', 'server'])

/**
 * Names the lanes of the threads that one lane starts: `Thread-1`, and `Thread-1/Thread-1` for a thread's thread. A program
 * chooses its threads' names as it likes; no two lanes are called the same, and none as what is no thread. The frame and the
 * lane that starts threads count alike, each for itself.
 *
 *     const lanes = new ThreadLanes('main')
 *     lanes.next('worker')     // 'worker'
 *     lanes.next('worker')     // 'worker (2)'
 */
export class ThreadLanes {
  readonly #prefix: string
  readonly #taken = new Set<string>()

  /** `starter`: the lane that starts them. */
  constructor(starter: string) {
    this.#prefix = starter === 'main' || starter === 'tests' ? '' : `${starter}/`
  }

  next(threadName: string): string {
    // A slash would make it another thread's thread.
    const name = threadName.slice(0, 100).replaceAll('/', '∕')
    let lane = this.#prefix + name
    for (let nth = 2; this.#taken.has(lane) || reserved.has(lane); nth++)
      lane = `${this.#prefix}${name} (${nth})`
    this.#taken.add(lane)
    return lane
  }
}
