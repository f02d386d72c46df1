/**
 * What a learner's code finds beside the language itself: the part of Node that the page offers too, written by hand
 * because `@types/node` would be half of the download. Add here what `src/runtime` learns to do.
 */
export const nodeTypes = /* ts */ `
interface Console {
  assert(condition?: boolean, ...data: unknown[]): void
  clear(): void
  count(label?: string): void
  countReset(label?: string): void
  debug(...data: unknown[]): void
  dir(item?: unknown, options?: object): void
  error(...data: unknown[]): void
  group(...label: unknown[]): void
  groupCollapsed(...label: unknown[]): void
  groupEnd(): void
  info(...data: unknown[]): void
  log(...data: unknown[]): void
  table(data?: unknown, columns?: readonly string[]): void
  time(label?: string): void
  timeEnd(label?: string): void
  timeLog(label?: string, ...data: unknown[]): void
  trace(...data: unknown[]): void
  warn(...data: unknown[]): void
}
declare var console: Console

declare namespace NodeJS {
  // Only a handle: a number in the page, an object in Node.
  interface Timeout {
    [Symbol.toPrimitive](): number
  }
}
declare function setTimeout<A extends unknown[]>(callback: (...args: A) => void, ms?: number, ...args: A): NodeJS.Timeout
declare function setInterval<A extends unknown[]>(callback: (...args: A) => void, ms?: number, ...args: A): NodeJS.Timeout
declare function clearTimeout(timeout: NodeJS.Timeout | undefined): void
declare function clearInterval(interval: NodeJS.Timeout | undefined): void
declare function queueMicrotask(callback: () => void): void
declare function structuredClone<T>(value: T): T

declare module 'node:timers/promises' {
  interface TimerOptions {
    signal?: AbortSignal
  }
  export function setTimeout<T = void>(delay?: number, value?: T, options?: TimerOptions): Promise<T>
  export function setImmediate<T = void>(value?: T, options?: TimerOptions): Promise<T>
  export function setInterval<T = void>(delay?: number, value?: T, options?: TimerOptions): AsyncIterable<T>
}

interface EventInit {
  bubbles?: boolean
  cancelable?: boolean
}
declare class Event {
  constructor(type: string, options?: EventInit)
  readonly type: string
  readonly target: EventTarget | null
  readonly timeStamp: number
  readonly defaultPrevented: boolean
  preventDefault(): void
  stopPropagation(): void
  stopImmediatePropagation(): void
}
type EventListener = (event: Event) => void
interface EventListenerOptions {
  once?: boolean
  signal?: AbortSignal
}
declare class EventTarget {
  addEventListener(type: string, listener: EventListener, options?: EventListenerOptions): void
  removeEventListener(type: string, listener: EventListener): void
  dispatchEvent(event: Event): boolean
}
declare class AbortSignal extends EventTarget {
  private constructor()
  readonly aborted: boolean
  readonly reason: any
  onabort: EventListener | null
  throwIfAborted(): void
  static abort(reason?: any): AbortSignal
  static timeout(ms: number): AbortSignal
  static any(signals: Iterable<AbortSignal>): AbortSignal
}
declare class AbortController {
  readonly signal: AbortSignal
  abort(reason?: any): void
}
declare class DOMException extends Error {
  constructor(message?: string, name?: string)
  readonly code: number
}

declare class URLSearchParams {
  constructor(init?: string | string[][] | Record<string, string> | URLSearchParams)
  readonly size: number
  append(name: string, value: string): void
  delete(name: string, value?: string): void
  get(name: string): string | null
  getAll(name: string): string[]
  has(name: string, value?: string): boolean
  set(name: string, value: string): void
  sort(): void
  forEach(callback: (value: string, name: string, all: URLSearchParams) => void): void
  entries(): IterableIterator<[string, string]>
  keys(): IterableIterator<string>
  values(): IterableIterator<string>
  [Symbol.iterator](): IterableIterator<[string, string]>
  toString(): string
}
declare class URL {
  constructor(url: string | URL, base?: string | URL)
  static canParse(url: string | URL, base?: string | URL): boolean
  hash: string
  host: string
  hostname: string
  href: string
  readonly origin: string
  password: string
  pathname: string
  port: string
  protocol: string
  search: string
  readonly searchParams: URLSearchParams
  username: string
  toString(): string
  toJSON(): string
}

declare class TextEncoder {
  readonly encoding: string
  encode(input?: string): Uint8Array<ArrayBuffer>
  encodeInto(source: string, destination: Uint8Array): { read: number; written: number }
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean })
  readonly encoding: string
  readonly fatal: boolean
  readonly ignoreBOM: boolean
  decode(input?: ArrayBufferLike | ArrayBufferView, options?: { stream?: boolean }): string
}

declare var performance: {
  now(): number
  readonly timeOrigin: number
}
declare var crypto: {
  getRandomValues<T extends ArrayBufferView>(array: T): T
}
declare var process: {
  readonly env: { [name: string]: string | undefined }
}
`
