import type { RunOutcome } from '../wire/outcome.ts'
import type { OpenWebMessage } from '../wire/sandbox-messages.ts'
import type { AppToPage, PageToApp, WebRequest, WebResponse } from '../wire/web-messages.ts'

/** What is used of a run's task. */
interface AskedTask {
  readonly done: Promise<RunOutcome>
  readonly isSettled: boolean
  post(message: OpenWebMessage, ports: Transferable[]): void
}

interface Call {
  /** `GET /users/1` */
  readonly what: string
  resolve(response: WebResponse): void
  reject(error: unknown): void
}

/** An app has so long to answer, in milliseconds of real time. */
const appTimeLimitMs = 30_000

/**
 * The page's end of a run's `app`: requests, each with a time limit, and the answers to them.
 *
 *     const web = new WebCalls(task)
 *     const { status, body } = await web.ask({ method: 'GET', path: '/', body: null, contentType: null })
 */
export class WebCalls {
  readonly #port: MessagePort
  readonly #timeLimitMs: number
  readonly #calls = new Map<number, Call>()
  #outcome: RunOutcome | null = null
  #lastId = 0

  constructor(task: AskedTask, timeLimitMs = appTimeLimitMs) {
    const { port1, port2 } = new MessageChannel()
    this.#port = port1
    this.#timeLimitMs = timeLimitMs
    port1.onmessage = ({ data }: MessageEvent<AppToPage | null>) => this.#receive(data)
    if (!task.isSettled) task.post({ kind: 'open-web' }, [port2])
    void task.done.then((outcome) => this.#end(outcome))
  }

  /** Rejects with a sentence for the learner, or with the signal's reason. */
  async ask(request: WebRequest, signal?: AbortSignal): Promise<WebResponse> {
    const what = `${request.method} ${request.path}`
    signal?.throwIfAborted()
    if (this.#outcome) throw new Error(endWords(this.#outcome, what))
    const id = ++this.#lastId
    const answer = new Promise<WebResponse>((resolve, reject) => {
      this.#calls.set(id, { what, resolve, reject })
    })
    const cancel = (reason: unknown): void => {
      this.#calls.get(id)?.reject(reason)
      this.#send({ kind: 'web-cancel', id })
    }
    const timer = setTimeout(() => cancel(new Error(lateWords(what, this.#timeLimitMs))), this.#timeLimitMs)
    const abort = (): void => cancel(signal?.reason)
    signal?.addEventListener('abort', abort)
    const start = performance.now()
    this.#send({ kind: 'web-request', id, ...request })
    try {
      const response = await answer
      // For the browser's own performance panel, and for the bench.
      performance.measure('mailroom: app answered', { start })
      return response
    } finally {
      this.#calls.delete(id)
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
    }
  }

  #send(message: PageToApp): void {
    this.#port.postMessage(message)
  }

  #receive(message: AppToPage | null): void {
    const call = message && this.#calls.get(message.id)
    if (!call) return
    switch (message.kind) {
      case 'web-response':
        return call.resolve(message)
      case 'web-failure':
        return call.reject(new Error(message.message))
      default:
        message satisfies never
    }
  }

  #end(outcome: RunOutcome): void {
    this.#outcome = outcome
    this.#port.close()
    for (const { what, reject } of this.#calls.values()) reject(new Error(endWords(outcome, what)))
  }
}

function lateWords(what: string, ms: number): string {
  return `Your app did not answer ${what} within ${ms / 1000} s. Does it await something that never comes?`
}

function endWords(outcome: RunOutcome, what: string): string {
  switch (outcome.kind) {
    case 'finished':
      return `Your program came to its end, so nobody answered ${what}. One that exports an app goes on: export const app = …`
    case 'threw':
      return `Your program was ended by an error before it answered ${what}: ${outcome.error.name}: ${outcome.error.message}`
    case 'stopped':
      return `Your program was ended before it answered ${what}. ${outcome.message}`
    default:
      return outcome satisfies never
  }
}
