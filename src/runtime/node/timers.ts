import { programHandles } from './program-network.ts'

/**
 * `node:timers`: the realm's timers, as Node's objects with `unref()`. They are looked up at each call, so that a clock
 * that was put in their place is obeyed.
 */

type Callback = (...values: never[]) => void

interface Handle {
  ref?(): void
  unref?(): void
}

interface RealmTimers {
  setTimeout(callback: () => void, ms: number): Handle | number
  clearTimeout(timer: Handle | number | undefined): void
  setInterval(callback: () => void, ms: number): Handle | number
}

/** Who is told what the realm's own timers do not show. */
interface TimerWatcher {
  /** Which of the realm's timers, being numbers there, keep a program from being over. */
  setRef?(timer: number, isRef: boolean): void
  /** In place of the realm's, where what programs set by those is told apart from what clients do. */
  readonly timers?: RealmTimers
  /** An immediate was set or has run: whoever leaves out waiting must not take the realm for idle. */
  stir?(): void
}

let watcher: TimerWatcher = {}
const realm = (): RealmTimers => watcher.timers ?? (globalThis as unknown as RealmTimers)

export function watchTimers(next: TimerWatcher): void {
  watcher = next
}

export class Timeout {
  readonly #start: () => Handle | number
  #timer: Handle | number
  #isRef = true

  constructor(start: () => Handle | number) {
    this.#start = start
    this.#timer = start()
  }

  hasRef(): boolean {
    return this.#isRef
  }

  ref(): this {
    this.#isRef = true
    if (typeof this.#timer === 'object') this.#timer.ref?.()
    else watcher.setRef?.(this.#timer, true)
    return this
  }

  /** Where the realm's timers know what keeps a program from being over, they are told. */
  unref(): this {
    this.#isRef = false
    if (typeof this.#timer === 'object') this.#timer.unref?.()
    else watcher.setRef?.(this.#timer, false)
    return this
  }

  /** Counts from now again, also after it has fired. */
  refresh(): this {
    this.close()
    this.#timer = this.#start()
    return this.#isRef ? this : this.unref()
  }

  close(): this {
    realm().clearTimeout(this.#timer)
    return this
  }
}

export function setTimeout(callback: Callback, ms = 1, ...values: unknown[]): Timeout {
  return new Timeout(() => realm().setTimeout(() => void Reflect.apply(callback, undefined, values), ms))
}

export function setInterval(callback: Callback, ms = 1, ...values: unknown[]): Timeout {
  return new Timeout(() => realm().setInterval(() => void Reflect.apply(callback, undefined, values), ms))
}

/** In a browser the two kinds of timers share their numbers, and so they do in the clocks of the course. */
export function clearTimeout(timer?: Timeout | number | null): void {
  if (timer instanceof Timeout) timer.close()
  else if (timer !== null) realm().clearTimeout(timer)
}

export function clearInterval(timer?: Timeout | number | null): void {
  clearTimeout(timer)
}

class Immediate {
  readonly #run: () => void
  #isCleared = false

  constructor(run: () => void) {
    this.#run = run
  }

  run(): void {
    this.unref()
    if (!this.#isCleared) this.#run()
  }

  clear(): void {
    this.unref()
    this.#isCleared = true
  }

  /** It runs soon in any case; a program is not over before, unless it is told so. */
  ref(): this {
    programHandles.hold(this)
    return this
  }

  unref(): this {
    programHandles.release(this)
    return this
  }
}

// A message to oneself: a timer of 0 ms would wait for 4.
const immediates: Immediate[] = []
const { port1, port2 } = new MessageChannel()
port1.onmessage = () => {
  watcher.stir?.()
  immediates.shift()?.run()
}

export function setImmediate(callback: Callback, ...values: unknown[]): Immediate {
  const immediate = new Immediate(() => void Reflect.apply(callback, undefined, values)).ref()
  immediates.push(immediate)
  watcher.stir?.()
  port2.postMessage(null)
  return immediate
}

export function clearImmediate(immediate?: Immediate): void {
  immediate?.clear()
}
