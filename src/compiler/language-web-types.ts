/** What of the web's standards a learner's code finds, in the page and in Node alike: `fetch` and what it takes and gives. */
export const webTypes = /* ts */ `
interface ReadableStreamDefaultReader<R = any> {
  readonly closed: Promise<void>
  read(): Promise<{ done: false; value: R } | { done: true; value: undefined }>
  cancel(reason?: unknown): Promise<void>
  releaseLock(): void
}
interface ReadableStreamDefaultController<R = any> {
  readonly desiredSize: number | null
  enqueue(chunk?: R): void
  close(): void
  error(reason?: unknown): void
}
interface UnderlyingSource<R = any> {
  start?(controller: ReadableStreamDefaultController<R>): unknown
  pull?(controller: ReadableStreamDefaultController<R>): void | Promise<void>
  cancel?(reason?: unknown): void | Promise<void>
}
declare class ReadableStream<R = any> {
  constructor(source?: UnderlyingSource<R>, strategy?: { highWaterMark?: number })
  readonly locked: boolean
  cancel(reason?: unknown): Promise<void>
  getReader(): ReadableStreamDefaultReader<R>
  tee(): [ReadableStream<R>, ReadableStream<R>]
  [Symbol.asyncIterator](): AsyncIterableIterator<R>
}

declare class Blob {
  constructor(parts?: Iterable<string | ArrayBuffer | ArrayBufferView | Blob>, options?: { type?: string })
  readonly size: number
  readonly type: string
  arrayBuffer(): Promise<ArrayBuffer>
  slice(start?: number, end?: number, type?: string): Blob
  text(): Promise<string>
}

declare class File extends Blob {
  constructor(parts: Iterable<string | ArrayBuffer | ArrayBufferView | Blob>, name: string, options?: { type?: string })
  readonly name: string
  readonly lastModified: number
}
declare class FormData {
  append(name: string, value: string | Blob, filename?: string): void
  delete(name: string): void
  get(name: string): File | string | null
  getAll(name: string): (File | string)[]
  has(name: string): boolean
  set(name: string, value: string | Blob, filename?: string): void
  entries(): IterableIterator<[string, File | string]>
  [Symbol.iterator](): IterableIterator<[string, File | string]>
}

type HeadersInit = Iterable<readonly [string, string]> | Record<string, string> | Headers
declare class Headers {
  constructor(init?: HeadersInit)
  append(name: string, value: string): void
  delete(name: string): void
  get(name: string): string | null
  getSetCookie(): string[]
  has(name: string): boolean
  set(name: string, value: string): void
  forEach(callback: (value: string, name: string, all: Headers) => void): void
  entries(): IterableIterator<[string, string]>
  keys(): IterableIterator<string>
  values(): IterableIterator<string>
  [Symbol.iterator](): IterableIterator<[string, string]>
}

type BodyInit = string | ArrayBuffer | ArrayBufferView | Blob | FormData | URLSearchParams | ReadableStream<Uint8Array>
interface Body {
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>> | null
  readonly bodyUsed: boolean
  arrayBuffer(): Promise<ArrayBuffer>
  blob(): Promise<Blob>
  formData(): Promise<FormData>
  json(): Promise<any>
  text(): Promise<string>
}
interface RequestInit {
  method?: string
  headers?: HeadersInit
  body?: BodyInit | null
  duplex?: 'half'
  redirect?: 'follow' | 'error' | 'manual'
  signal?: AbortSignal | null
}
interface Request extends Body {}
declare class Request {
  constructor(input: string | URL | Request, init?: RequestInit)
  readonly method: string
  readonly url: string
  readonly headers: Headers
  readonly signal: AbortSignal
  clone(): Request
}
interface ResponseInit {
  status?: number
  statusText?: string
  headers?: HeadersInit
}
interface Response extends Body {}
declare class Response {
  constructor(body?: BodyInit | null, init?: ResponseInit)
  static error(): Response
  static json(data: unknown, init?: ResponseInit): Response
  static redirect(url: string | URL, status?: number): Response
  readonly headers: Headers
  readonly ok: boolean
  readonly redirected: boolean
  readonly status: number
  readonly statusText: string
  readonly type: 'basic' | 'cors' | 'default' | 'error' | 'opaque' | 'opaqueredirect'
  readonly url: string
  clone(): Response
}
declare function fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>
`
