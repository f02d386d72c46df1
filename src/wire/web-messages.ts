/** Requests to the `app` that a learner's program exports, on a port of their own between the page and its worker. */
import type { ErrorData } from './error-data.ts'

/** What is asked of an `app`; it believes that it is reached at `http://localhost`. */
export interface WebRequest {
  readonly method: string
  /** With its query: `/email_worker/?user_id=1`. */
  readonly path: string
  /** Null for none. */
  readonly body: string | null
  /** What the body is (RFC 9110, 8.3); null without a body. */
  readonly contentType: string | null
}

/** What an `app` answered, cut to size in its worker. */
export interface WebResponse {
  readonly status: number
  /** The app's own words for the status; '' for the usual ones. */
  readonly statusText: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** Its first 256 kB, as UTF-8. */
  readonly body: string
  /** There was more of the body. */
  readonly isCut: boolean
  /** From the request to the end of the body, in milliseconds of the program's time. */
  readonly ms: number
  /** What went wrong on the way: thrown by the app, printed by its framework, or about a body that never ends. */
  readonly error: ErrorData | null
}

/** Page → learner worker. */
export type PageToApp =
  | ({ readonly kind: 'web-request'; readonly id: number } & WebRequest)
  /** Nobody waits for the answer any more. */
  | { readonly kind: 'web-cancel'; readonly id: number }

/** Learner worker → page. */
export type AppToPage =
  | ({ readonly kind: 'web-response'; readonly id: number } & WebResponse)
  /** There is no app that could be asked; a sentence for the learner. */
  | { readonly kind: 'web-failure'; readonly id: number; readonly message: string }
