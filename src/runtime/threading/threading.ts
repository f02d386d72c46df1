import type { ThreadOutcome, ThreadRequest, ThreadTarget } from '../../wire/thread-messages.ts'
import { toError } from './thread-error.ts'
import { argumentWords, noFunctionWords, notExportedWords, tooManyWords } from './thread-words.ts'

/** What `threading` needs of its surroundings: workers of a page, workers of Node, a test's double. */
export interface ThreadHost {
  /** The export that is this very function, or null. May throw what `join` is to reject with. */
  locate(fn: unknown): ThreadTarget | null
  /** Starts a thread. May throw a RangeError if there are too many in the program as a whole. */
  spawn(request: ThreadRequest): ThreadHandle
  /** Tells of an error that nobody waited for when it came. */
  report(error: Error, threadName: string): void
  /** How stacks name a file. */
  sourceUrl(file: string): string
}

export interface ThreadHandle {
  /** How the thread ended. Rejects with an Error if it ended without an outcome. */
  readonly done: Promise<ThreadOutcome>
}

/**
 * A function that runs beside this program, in a thread with its own copy of all modules. Threads share no variables:
 * what goes in (`args`) and what comes out (`join`) is copied.
 *
 *     export async function job(id: number): Promise<string> { … }
 *
 *     const thread = new Thread(job, 7).start()     // job(7) now runs beside this
 *     const result = await thread.join()            // what it returned
 *
 * After Python's `threading.Thread` (https://docs.python.org/3/library/threading.html#thread-objects), with a `join`
 * that gives the result. A thread ends when its function does; timers and connections it left open end with it.
 */
export interface Thread<R = unknown> {
  /** `Thread-1`, `Thread-2` … unless you set another, before the start. */
  name: string
  /** True from `start()` until the function has returned or thrown. */
  readonly isAlive: boolean
  /**
   * Starts the function in a thread and returns this thread at once. The arguments are copied now.
   * @throws Error when it was started before; RangeError when 16 threads are alive already
   */
  start(): this
  /**
   * Waits for the thread's end and gives what its function returned; as often as you like.
   *
   * Rejects with the error that the function threw (its name, message and line), with a TypeError if the function is
   * not exported, or if an argument or the result cannot be copied, with an Error if the thread was not started.
   * An error that comes while nobody has joined is printed as well.
   */
  join(): Promise<R>
}

export interface ThreadConstructor {
  /** @throws TypeError for what is no function: pass the function, do not call it. */
  new <A extends unknown[], R>(fn: (...args: A) => R, ...args: A): Thread<Awaited<R>>
  readonly prototype: Thread
}

/** Threads of one program that may be alive at once. */
export const mostThreads = 16

/** What `import … from 'threading'` finds. */
export interface Threading {
  readonly Thread: ThreadConstructor
  /**
   * The threads that this program has started and that are alive, in the order of their starts. After Python's
   * `threading.enumerate`, but the main program is no Thread, and so it is not among them.
   */
  enumerate(): Thread[]
  /** How many threads `enumerate()` gives: 0 while only the main program runs, where Python's `active_count` says 1. */
  activeCount(): number
}

/** Makes `threading` over a host. Each call counts and names its threads for itself. */
export function makeThreading(host: ThreadHost): Threading {
  let lastNumber = 0
  const alive = new Set<Thread>()

  class HostedThread implements Thread {
    name: string
    readonly #fn: (...args: never) => unknown
    readonly #args: readonly unknown[]
    #result: Promise<unknown> | undefined
    #isJoined = false

    constructor(fn: (...args: never) => unknown, ...args: unknown[]) {
      if (typeof fn !== 'function') throw new TypeError(noFunctionWords(fn))
      this.#fn = fn
      this.#args = args
      this.name = `Thread-${++lastNumber}`
    }

    get isAlive(): boolean {
      return alive.has(this)
    }

    start(): this {
      if (this.#result) {
        throw new Error(`${this.name} was started already, and a thread runs once. Make a new Thread.`)
      }
      if (alive.size >= mostThreads) throw new RangeError(tooManyWords(this.name, mostThreads))
      // A refusal is thrown here, and the thread can be started later. A learner's mistake waits for join().
      const outcome = this.#spawn()
      alive.add(this)
      this.#result = outcome.finally(() => {
        alive.delete(this)
      })
      this.#result.catch((error: unknown) => {
        if (!this.#isJoined && error instanceof Error) host.report(error, this.name)
      })
      return this
    }

    join(): Promise<unknown> {
      this.#isJoined = true
      return (
        this.#result ??
        Promise.reject(
          new Error(`${this.name} was not started, so it would never end. Call start() before join().`),
        )
      )
    }

    #spawn(): Promise<unknown> {
      let request: ThreadRequest
      try {
        request = this.#request()
      } catch (mistake) {
        return Promise.reject(mistake)
      }
      return host.spawn(request).done.then((outcome) => {
        if (outcome.kind === 'threw')
          throw toError(outcome.error, outcome.fields, (file) => host.sourceUrl(file))
        return outcome.value
      })
    }

    #request(): ThreadRequest {
      const target = host.locate(this.#fn)
      if (!target) throw new TypeError(notExportedWords(this.name, this.#fn.name))
      const args = this.#args.map((value, index) => {
        try {
          return structuredClone(value)
        } catch {
          throw new TypeError(argumentWords(this.name, index + 1, value))
        }
      })
      return { ...target, threadName: this.name, args }
    }
  }
  Object.defineProperty(HostedThread, 'name', { value: 'Thread' })
  // Its results have the type of the function it was given, which a class made inside a function cannot say.
  const Thread = HostedThread as unknown as ThreadConstructor
  return { Thread, enumerate: () => [...alive], activeCount: () => alive.size }
}
