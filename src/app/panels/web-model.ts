import { hasBody, type LessonRequest } from '../../course/request-line.ts'
import type { WebRequest, WebResponse } from '../../wire/web-messages.ts'

/** The model's snapshot is another one now. */
export class WebChange extends Event {
  static readonly type = 'web-change'
  constructor() {
    super(WebChange.type)
  }
}

export type BodyType = 'json' | 'form' | 'text'

/** A request as it stands in the form. */
export interface WebDraft {
  readonly method: string
  readonly path: string
  readonly body: string
  readonly type: BodyType
}

/** A request that was sent, and what came of it. */
export interface Exchange {
  readonly id: number
  readonly draft: WebDraft
  readonly request: WebRequest
  /** The code that was asked. */
  readonly code: string
  readonly outcome:
    | { readonly kind: 'waiting' }
    | { readonly kind: 'answered'; readonly response: WebResponse }
    | { readonly kind: 'failed'; readonly message: string }
}

/** All that the panel draws, at one moment. */
export interface WebSnapshot {
  readonly draft: WebDraft
  /** Why the draft cannot be sent; '' if nobody has tried. */
  readonly problem: string
  /** The newest first. */
  readonly exchanges: readonly Exchange[]
  /** Which of them is looked at. */
  readonly shown: number | null
}

/** Asks the learner's app; rejects with a sentence for the learner. */
export type AskApp = (request: WebRequest, signal: AbortSignal) => Promise<WebResponse>

const mostExchanges = 20
const longestPath = 8000
const longestBody = 1_000_000

const contentTypes: { readonly [T in BodyType]: string } = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  text: 'text/plain;charset=UTF-8',
}

/**
 * Requests to the learner's app and the answers to them, for each step by itself. Knows nothing of the page.
 *
 *     const model = new WebModel()
 *     model.addEventListener(WebChange.type, () => draw(model.snapshot))
 *     model.open('5.5', suggestions)
 *     model.edit({ path: '/users' })
 *     model.send(ask, code)
 */
export class WebModel extends EventTarget {
  readonly #steps = new Map<string, WebSnapshot>()
  readonly #waiting = new Map<number, AbortController>()
  #step = ''
  #snapshot = blank(null)
  #lastId = 0

  get snapshot(): WebSnapshot {
    return this.#snapshot
  }

  /** Another step: its own requests, or the first that it suggests. What is waited for elsewhere is not any more. */
  open(step: string, suggestions: readonly LessonRequest[]): void {
    if (step === this.#step) return
    for (const controller of this.#waiting.values()) controller.abort(new Error('You went to another step.'))
    this.#step = step
    this.#set(this.#steps.get(step) ?? blank(suggestions[0] ?? null))
  }

  edit(change: Partial<WebDraft>): void {
    this.#set({ ...this.#snapshot, draft: { ...this.#snapshot.draft, ...change }, problem: '' })
  }

  /** Sends what stands in the form; `code` is the text of the program that is asked. */
  send(ask: AskApp, code: string): void {
    const { draft, exchanges } = this.#snapshot
    const request = requestOf(draft)
    if (typeof request === 'string') return this.#set({ ...this.#snapshot, problem: request })
    const id = ++this.#lastId
    const controller = new AbortController()
    const exchange: Exchange = {
      id,
      draft: { ...draft, path: request.path },
      request,
      code,
      outcome: { kind: 'waiting' },
    }
    this.#waiting.set(id, controller)
    for (const { id: old } of exchanges.slice(mostExchanges - 1)) this.cancel(old)
    this.#set({
      draft: exchange.draft,
      problem: '',
      exchanges: [exchange, ...exchanges].slice(0, mostExchanges),
      shown: id,
    })
    const step = this.#step
    ask(request, controller.signal).then(
      (response) => this.#settle(step, id, { kind: 'answered', response }),
      (error: unknown) => {
        const message = error instanceof Error ? error.message : String(error)
        this.#settle(step, id, { kind: 'failed', message })
      },
    )
  }

  /** Waits no longer for an answer. */
  cancel(id: number): void {
    this.#waiting.get(id)?.abort(new Error('You did not wait for the answer.'))
  }

  /** Looks at an earlier request again, and puts it into the form. */
  show(id: number): void {
    const exchange = this.#snapshot.exchanges.find((one) => one.id === id)
    if (exchange) this.#set({ ...this.#snapshot, draft: exchange.draft, problem: '', shown: id })
  }

  #settle(step: string, id: number, outcome: Exchange['outcome']): void {
    this.#waiting.delete(id)
    const snapshot = this.#steps.get(step)
    if (!snapshot) return
    const exchanges = snapshot.exchanges.map((one) => (one.id === id ? { ...one, outcome } : one))
    this.#steps.set(step, { ...snapshot, exchanges })
    if (step === this.#step) this.#set({ ...snapshot, exchanges })
  }

  #set(snapshot: WebSnapshot): void {
    this.#snapshot = snapshot
    this.#steps.set(this.#step, snapshot)
    this.dispatchEvent(new WebChange())
  }
}

function blank(first: LessonRequest | null): WebSnapshot {
  return {
    draft: first ? draftOf(first) : { method: 'GET', path: '/', body: '', type: 'json' },
    problem: '',
    exchanges: [],
    shown: null,
  }
}

/** A suggested request as it stands in the form; what its body is can be seen from it. */
export function draftOf({ method, path, body }: LessonRequest): WebDraft {
  const isForm = /^[\w.-]+=[^\s{]*$/.test(body)
  return { method, path, body, type: isForm ? 'form' : body === '' || isJson(body) ? 'json' : 'text' }
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** The request that a form means, or what is wrong with it. */
function requestOf({ method, path: typed, body, type }: WebDraft): WebRequest | string {
  // As browsers do: the place in a page is not told to the server.
  const address = typed.trim().replace(/#.*$/s, '')
  const own = address.replace(/^(?:https?:\/\/)?localhost(?::\d+)?(?=[/?]|$)/i, '')
  if (/^(?:[a-z][a-z\d+.-]*:)?\/\//i.test(own))
    return `${address} is somewhere else. From here only your own app can be asked: begin with /.`
  const path = own.startsWith('/') ? own : `/${own}`
  if (path.length > longestPath)
    return `The address has ${path.length.toLocaleString('en')} characters; at most ${longestPath.toLocaleString('en')} are sent.`
  if (!hasBody(method)) return { method, path, body: null, contentType: null }
  if (body.length > longestBody)
    return `The body has ${body.length.toLocaleString('en')} characters; at most ${longestBody.toLocaleString('en')} are sent.`
  return { method, path, body, contentType: contentTypes[type] }
}
