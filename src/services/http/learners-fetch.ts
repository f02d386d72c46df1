import { answerOf } from './answer.ts'
import { exampleWeb, type Manner } from './example-web.ts'
import { pacedBody } from './paced-body.ts'
import { readUrl, whyUnreachable } from './reach.ts'
import { wait, type WebTimers } from './waiting.ts'

export interface FetchSurroundings {
  /** By which answers take their time. A program waits for them as for its own timers. */
  readonly timers: WebTimers
  /** Keeps the clock from going on until the returned function is called. */
  hold(): () => void
  /**
   * Told of each request that goes out; the function that it returns, of the answer's status and its words, or of null and
   * why there was none.
   */
  onFetch?(method: string, url: string): (status: number | null, text: string) => void
}

export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

/** Until a name is found not to exist, or a connection is refused. Milliseconds. */
const failMs = 5
const longestReason = 500
/** Longer than any program runs. */
const longestMs = 2 ** 31 - 1

/**
 * `fetch` for learners' code. It reaches the example web (example-web.ts), which it makes anew, and nothing else: all
 * other addresses fail as on a machine without a network, with Node's words. Nothing ever leaves.
 *
 *     const fetch = makeFetch({ timers: clock, hold: clock.hold })
 *     const response = await fetch('https://api.example.com/music/1', { signal })
 *
 * - Rejects with the reason of an aborted signal: at once if it was aborted before, else when it is, also while the body
 *   is read.
 * - Rejects with `TypeError: fetch failed`, its `cause` an error with Node's `code` (`ENOTFOUND`), for what cannot be
 *   reached, and with a `TypeError` for what is no address.
 */
export function makeFetch({ timers, hold, onFetch }: FetchSurroundings): Fetch {
  const web = exampleWeb()

  const ask = async (
    request: Request,
  ): Promise<{ manner: Manner; answer: Response; bytes: Uint8Array<ArrayBuffer> }> => {
    const manner: Manner = { headMs: 0, bodyMs: 0, breaksOff: false }
    const answer = await web.fetch(request, manner)
    return { manner, answer, bytes: new Uint8Array(await answer.arrayBuffer()) }
  }

  const reach = async (url: URL, request: Request, signal: AbortSignal | null): Promise<Response> => {
    const cause = whyUnreachable(url)
    if (cause) {
      await wait(timers, failMs, signal)
      throw new TypeError('fetch failed', { cause })
    }
    // A browser reads bodies in turns of its own: no time passes meanwhile, and the program is not over.
    const release = hold()
    const alive = timers.setTimeout(() => undefined, longestMs)
    try {
      const { manner, answer, bytes } = await ask(request)
      const head = wait(timers, manner.headMs, signal)
      release()
      timers.clearTimeout(alive)
      await head
      const headers = new Headers(answer.headers)
      headers.set('content-length', String(bytes.length))
      const body = answer.body && pacedBody(bytes, manner, { timers, signal })
      return answerOf(body, { status: answer.status, headers, url: withoutHash(url) })
    } finally {
      release()
      timers.clearTimeout(alive)
    }
  }

  return async function fetch(input, init) {
    const given = input instanceof Request ? input : null
    const url = readUrl(input instanceof Request ? input.url : `${input}`)
    const request = new Request(given ?? url, init)
    const signal = (init?.signal === undefined ? given?.signal : init.signal) ?? null
    signal?.throwIfAborted()
    const tell = onFetch?.(request.method, url.href)
    try {
      const response = await reach(url, request, signal)
      tell?.(response.status, response.statusText)
      return response
    } catch (error) {
      tell?.(null, whyFailed(error))
      throw error
    }
  }
}

/** The reason that lies deepest: `getaddrinfo ENOTFOUND nowhere.example`, not `fetch failed`. */
function whyFailed(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown).slice(0, longestReason)
  return thrown.cause instanceof Error ? whyFailed(thrown.cause) : thrown.message.slice(0, longestReason)
}

function withoutHash({ href }: URL): string {
  return href.replace(/#.*$/s, '')
}
