/** How a thread of Node lives by a run's clock: its surroundings, and the clock's timers in place of its own. */
import { performance as realPerformance } from 'node:perf_hooks'
import { clearTimeout, setImmediate, setTimeout } from 'node:timers'
import { promisify } from 'node:util'
import { timeoutBy } from './abort-timeout.ts'
import { holdForCrypto } from './node-crypto-clock.ts'
import type { ScopeClock, ScopeSurroundings } from './scope-clock.ts'

const RealDate = globalThis.Date

/** Real milliseconds since 1970, whole ones, so that virtual time is a whole number too. */
export const realNow = (): number => RealDate.now()

/** What Node's own threads do meanwhile: files (ioredis reads one when it first connects), names of hosts, connections. */
const requests = /^(?:FSReq|CloseReq|GetAddrInfo|GetNameInfo|QueryReq|TCPConnect|PipeConnect)/

export const nodeSurroundings: ScopeSurroundings = {
  realNow,
  setTimeout,
  clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout | undefined),
  // A whole turn of Node's loop lies between two immediates, so that what sockets and ports hold was seen.
  nextTask: (callback) => void setImmediate(() => void setImmediate(callback)),
  isBusy: () => process.getActiveResourcesInfo().some((kind) => requests.test(kind)),
  Date: RealDate,
}

type AnyFunction = (...values: unknown[]) => unknown

/** Timers of Node are objects. */
class ClockTimeout {
  readonly #clear: (id: number) => void
  readonly #start: () => number
  #id: number
  #isRef = true

  constructor(start: () => number, clear: (id: number) => void) {
    this.#start = start
    this.#clear = clear
    this.#id = start()
  }

  ref(): this {
    this.#isRef = true
    return this
  }

  unref(): this {
    this.#isRef = false
    return this
  }

  hasRef(): boolean {
    return this.#isRef
  }

  refresh(): this {
    this.close()
    this.#id = this.#start()
    return this
  }

  close(): this {
    this.#clear(this.#id)
    return this
  }

  [Symbol.toPrimitive](): number {
    return this.#id
  }
}

/** Puts the clock's timers and dates in the place of the thread's own; returns the function that gives those back. */
export function installClock(clock: ScopeClock): () => void {
  const start =
    (set: ScopeClock['setTimeout']) =>
    (callback: AnyFunction, ms?: number, ...values: unknown[]) =>
      new ClockTimeout(() => set(callback, ms, ...values), clock.clearTimeout)
  const clear = (timer: unknown): void => {
    if (timer instanceof ClockTimeout) timer.close()
    else if (typeof timer === 'number' || typeof timer === 'string') clock.clearTimeout(Number(timer))
  }
  let isOver = false
  const immediate = (callback: AnyFunction, ...values: unknown[]): NodeJS.Immediate => {
    clock.stir()
    return setImmediate(() => {
      clock.stir()
      if (!isOver) callback(...values)
    })
  }
  const performance = new Proxy(realPerformance, {
    get(target, key) {
      if (key === 'now') return clock.performanceNow
      const value: unknown = Reflect.get(target, key)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  const sleep = (ms?: number, value?: unknown): Promise<unknown> =>
    new Promise((resolve) => void clock.setTimeout(resolve, ms, value))
  const undo = replaceGlobals({
    setTimeout: Object.assign(start(clock.setTimeout), { [promisify.custom]: sleep }),
    clearTimeout: clear,
    setInterval: start(clock.setInterval),
    clearInterval: clear,
    setImmediate: immediate,
    Date: clock.Date,
    performance,
  })
  const { timeout } = AbortSignal
  AbortSignal.timeout = timeoutBy(clock)
  const letPass = holdForCrypto(clock.hold)
  return () => {
    isOver = true
    AbortSignal.timeout = timeout
    letPass()
    undo()
  }
}

/** Returns the function that puts back what was there. */
export function replaceGlobals(values: { readonly [name: string]: unknown }): () => void {
  const names = Object.keys(values)
  const before = names.map((name) => Object.getOwnPropertyDescriptor(globalThis, name))
  for (const name of names) {
    const value = values[name]
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: true })
  }
  return () => {
    for (const [index, name] of names.entries()) {
      const descriptor = before[index]
      if (descriptor) Object.defineProperty(globalThis, name, descriptor)
    }
  }
}
