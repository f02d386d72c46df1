import type { ErrorData } from '../wire/error-data.ts'
import type { WebRequest, WebResponse } from '../wire/web-messages.ts'
import type { LearnerRoom } from './learner-room.ts'
import { readBody } from './web-body.ts'
import type { LoggedErrors } from './web-logged.ts'

/** Calls what a program exports as `app`. */
export type App = (request: Request) => unknown

export interface CallOptions {
  readonly room: Pick<LearnerRoom, 'output' | 'clock' | 'now' | 'readThrown' | 'setRealTimeout'>
  readonly logged: LoggedErrors
  readonly signal: AbortSignal
}

/** A body that goes on for longer is cut. Real milliseconds. */
const bodyWithinMs = 5000
const mostHeaders = 100
const longestHeader = 8000

// Taken before the learner's code is loaded, which may replace any of them.
const { apply } = Reflect
const { Request } = globalThis
const forEachHeader = Headers.prototype.forEach
const getters = {
  status: getterOf('status'),
  statusText: getterOf('statusText'),
  headers: getterOf('headers'),
  body: getterOf('body'),
}

function getterOf(name: keyof Response): (response: unknown) => unknown {
  const get = Object.getOwnPropertyDescriptor(Response.prototype, name)?.get
  if (!get) throw new Error(`Response has no ${name}`)
  return (response) => apply(get, response, []) as unknown
}

/** The `app` of a module, or a sentence for the learner that says why there is none. */
export function findApp(entry: string, module: { readonly app?: unknown }): App | string {
  const { app } = module
  if (app === undefined)
    return `${entry} exports no app. Export what answers requests: export const app = new Hono()`
  try {
    const { fetch } = app as { fetch?: unknown }
    if (typeof fetch === 'function') return (request) => apply(fetch, app, [request]) as unknown
  } catch {
    // A getter that throws: as good as none.
  }
  return `What ${entry} exports as app has no function fetch(request), so it cannot be asked. Is it a Hono app?`
}

/** Asks an app. Whatever it does, there is an answer or none, never an error. */
export async function callApp(
  app: App,
  request: WebRequest,
  { room, logged, signal }: CallOptions,
): Promise<WebResponse> {
  const { clock } = room
  const now = clock ? clock.performanceNow : room.now
  const started = now()
  const loggedBefore = logged.count
  // A clock that leaps from timer to timer must not leap while nobody but us knows of the request.
  const release = clock?.hold()
  try {
    const answer = ask(app, request, signal)
    release?.()
    const response = await answer
    const { body, ...head } = readHead(response)
    const limits = { withinMs: bodyWithinMs, wait: room.setRealTimeout, signal }
    const { text, cut } = await readBody(body, limits)
    const printed = head.status >= 500 ? logged.take(loggedBefore) : null
    const error = cut === 'time' ? endlessBody : printed ? room.readThrown(printed) : null
    return { ...head, body: text, isCut: cut !== null, ms: now() - started, error }
  } catch (thrown) {
    release?.()
    const error = room.readThrown(thrown)
    room.output.addError(error)
    return { ...failed, ms: now() - started, error }
  }
}

/** As a server does that knows nothing of the app: RFC 9110, 15.6.1. */
const failed = {
  status: 500,
  statusText: '',
  headers: [['content-type', 'text/plain;charset=UTF-8']],
  body: 'Internal Server Error',
  isCut: false,
} as const

const endlessBody: ErrorData = {
  name: 'TimeoutError',
  message: `the body did not end within ${bodyWithinMs / 1000} s, so here is what came until then`,
  frames: [],
}

/** Calls the app at once; what it throws is what the promise rejects with. */
async function ask(app: App, { method, path, body, contentType }: WebRequest, signal: AbortSignal) {
  const request = new Request(`http://localhost${path}`, {
    method,
    signal,
    ...(body !== null && { body }),
    ...(contentType !== null && { headers: { 'content-type': contentType } }),
  })
  return await app(request)
}

function readHead(response: unknown): Omit<WebResponse, 'body' | 'isCut' | 'ms' | 'error'> & {
  readonly body: ReadableStream | null
} {
  const headers: (readonly [string, string])[] = []
  try {
    const list = getters.headers(response) as Headers
    const add = (value: string, name: string): void => {
      if (headers.length < mostHeaders) headers[headers.length] = [name, value.slice(0, longestHeader)]
    }
    apply(forEachHeader, list, [add])
    return {
      status: getters.status(response) as number,
      statusText: String(getters.statusText(response)),
      headers,
      body: getters.body(response) as ReadableStream | null,
    }
  } catch {
    throw new TypeError(
      `An app answers with a Response; this one gave ${kindOf(response)}. Does the view return what it makes, as in: return c.text('…')?`,
    )
  }
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value)
  return typeof value === 'object' ? 'another object' : `a ${typeof value}`
}
