import { makeScopeClock, type ScopeClock, type ScopeClockPort } from '../runtime/scope-clock.ts'

/** The names of a worker's global scope that a clock stands behind. */
export interface ClockScope {
  setTimeout(callback: () => void, ms: number): number
  clearTimeout(timer: number): void
  readonly performance: Pick<Performance, 'now' | 'timeOrigin'>
  readonly Date: DateConstructor
}

/**
 * The world's clock in this worker, which keeps working whatever is done to the global scope or to MessagePort later.
 *
 *     const clock = await openWorkerClock(ports.clock, globalThis)
 */
export function openWorkerClock(port: MessagePort, scope: ClockScope): Promise<ScopeClock> {
  const { performance } = scope
  const { timeOrigin } = performance
  const performanceNow = performance.now.bind(performance)
  const setTimeout = scope.setTimeout.bind(scope)
  const clearTimeout = scope.clearTimeout.bind(scope)
  return makeScopeClock(bound(port), {
    realNow: () => timeOrigin + performanceNow(),
    setTimeout,
    clearTimeout: (timer) => clearTimeout(timer as number),
    nextTask: taskQueue(),
    Date: scope.Date,
  })
}

/** A port whose functions are taken now, and which cannot be got hold of by replacing MessagePort's. */
function bound(port: MessagePort): ScopeClockPort {
  const post = port.postMessage.bind(port)
  let listener: ScopeClockPort['onmessage'] = null
  port.onmessage = (event) => listener?.(event)
  return {
    postMessage: (message) => post(message),
    get onmessage() {
      return listener
    },
    set onmessage(next) {
      listener = next
    },
  }
}

/** Messages to oneself: timers of 0 ms would wait for 4. */
export function taskQueue(): (callback: () => void) => void {
  const { port1, port2 } = new MessageChannel()
  const post = port2.postMessage.bind(port2)
  const waiting: ((() => void) | undefined)[] = []
  let first = 0
  port1.onmessage = () => {
    const callback = waiting[first]
    waiting[first++] = undefined
    if (first === waiting.length) first = waiting.length = 0
    callback?.()
  }
  return (callback) => {
    waiting[waiting.length] = callback
    post(null)
  }
}
