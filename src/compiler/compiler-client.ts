import { Channel, ChannelClosedError, TimeLimitError, type Port } from '../wire/channel.ts'
import type { CompileOutcome } from '../wire/program.ts'
import type { CompileRequest } from './compile.ts'
import type { CompilerCalls } from './compile-worker.ts'

/** What is used of a Worker. */
export interface CompilerWorker extends Port {
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
  addEventListener(type: 'error', listener: (event: ErrorEvent) => void): void
  terminate(): void
}

interface Running {
  readonly worker: CompilerWorker
  readonly channel: Channel<CompilerCalls>
}

const timeLimitMs = 5000

/**
 * Compiles in a worker, one request after another, so that a time limit always hits the request that caused it.
 *
 *     const compiler = new CompilerClient()
 *     const outcome = await compiler.compile(request, { signal })
 *     compiler.dispose()
 *
 * A worker that does not answer in 5 s, or dies, is replaced; the next request goes to the new one.
 */
export class CompilerClient {
  readonly #startWorker: () => CompilerWorker
  #current: Running | null = null
  /** Settles when no request is under way. */
  #last: Promise<unknown> = Promise.resolve()
  #isDisposed = false

  constructor(startWorker: () => CompilerWorker = startCompileWorker) {
    this.#startWorker = startWorker
    // Loading the parser takes longer than compiling: begin before the first request.
    this.#start()
  }

  /** @throws TimeLimitError, ChannelClosedError (the worker died or the client was disposed), or the signal's reason. */
  compile(request: CompileRequest, options: { signal?: AbortSignal } = {}): Promise<CompileOutcome> {
    const { signal } = options
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const abort = (): void => reject(signal?.reason)
      signal?.addEventListener('abort', abort, { once: true })
      const work = async (): Promise<void> => {
        try {
          // A request that was given up while it waited is not worth a worker's time.
          if (!signal?.aborted) resolve(await this.#ask(request))
        } catch (error) {
          reject(error)
        } finally {
          signal?.removeEventListener('abort', abort)
        }
      }
      this.#last = this.#last.then(work)
    })
  }

  /** Ends the worker; what is under way or asked later rejects. */
  dispose(): void {
    this.#isDisposed = true
    this.#stop('The compiler was closed')
  }

  async #ask(request: CompileRequest): Promise<CompileOutcome> {
    if (this.#isDisposed) throw new ChannelClosedError('The compiler was closed')
    const { channel } = this.#current ?? this.#start()
    try {
      return await channel.call('compile', request, { timeLimitMs })
    } catch (error) {
      if (error instanceof TimeLimitError) this.#stop('The compiler hung')
      throw error
    }
  }

  #start(): Running {
    const worker = this.#startWorker()
    const current = { worker, channel: new Channel<CompilerCalls>(worker, 'compiler') }
    worker.addEventListener('error', (event) => {
      if (this.#current === current)
        this.#stop(`The compiler broke: ${event.message || 'its file could not be loaded'}`)
    })
    this.#current = current
    return current
  }

  #stop(reason: string): void {
    this.#current?.worker.terminate()
    this.#current?.channel.close(reason)
    this.#current = null
  }
}

function startCompileWorker(): Worker {
  return new Worker(new URL('./compile-worker.ts', import.meta.url), { type: 'module', name: 'compiler' })
}
