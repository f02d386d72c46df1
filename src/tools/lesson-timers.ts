/** `node:timers/promises` of lessons in a terminal: over the global timers, which are the clock's. */
import { timersPromises } from '../runtime/timers-promises.ts'

export const { setTimeout, setInterval, setImmediate, scheduler } = timersPromises({
  setTimeout: (callback, ms) => globalThis.setTimeout(callback, ms),
  clearTimeout: (timer) => globalThis.clearTimeout(timer as NodeJS.Timeout),
})
