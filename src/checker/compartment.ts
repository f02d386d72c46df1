import { forwardingConsole } from './check-console.ts'
import { sourceUrl } from '../sandbox/stack.ts'
import type { Evaluate } from './function-loader.ts'
import { IntrinsicDate } from './realm.ts'
import { webObjects } from './web-objects.ts'

type Callback = (...values: unknown[]) => void

/** Names the learner's program may use besides JavaScript's own; each is looked up in the web's standards. */
const harmlessHostNames = [
  'URL',
  'URLSearchParams',
  'TextEncoder',
  'TextDecoder',
  'AbortController',
  'AbortSignal',
  'Event',
  'EventTarget',
  'Headers',
  'Request',
  'Response',
  'FormData',
  'Blob',
  'DOMException',
  'ReadableStream',
  'Buffer',
  // The realm's own, unless what records lines has put one in its place that it can tell from other objects.
  'Proxy',
]

/**
 * Makes a room of its own for the learner's program in the frozen realm of the tests: a Compartment whose global scope
 * holds nothing that reaches out. Its timers take functions only (a text would be evaluated in the real global scope),
 * its Date, Math and console are the tests' own. There is no `process`.
 */
export function makeLearnerRoom(): Evaluate {
  const host = globalThis
  const callable = (callback: unknown): Callback => {
    if (typeof callback !== 'function')
      throw new TypeError(`A timer needs a function; it was given ${typeof callback}`)
    return callback as Callback
  }
  // Called through the host at each use: a test's fake clock replaces these, and the program must follow it.
  const timers = {
    setTimeout: (callback: unknown, ms?: number, ...values: unknown[]) =>
      Number(host.setTimeout(callable(callback), ms, ...values)),
    clearTimeout: (timer: unknown) => host.clearTimeout(Number(timer)),
    setInterval: (callback: unknown, ms?: number, ...values: unknown[]) =>
      Number(host.setInterval(callable(callback), ms, ...values)),
    clearInterval: (timer: unknown) => host.clearInterval(Number(timer)),
    queueMicrotask: (callback: unknown) => host.queueMicrotask(callable(callback)),
  }
  // What `promisify(setTimeout)` gives in Node.
  const sleep = (ms: unknown, value: unknown): Promise<unknown> =>
    new Promise((resolve) => void host.setTimeout(resolve, Number(ms), value))
  Object.assign(timers.setTimeout, { [Symbol.for('nodejs.util.promisify.custom')]: sleep })
  const globals: Record<string, unknown> = {
    ...timers,
    console: forwardingConsole(),
    Date: clockedDate(),
    Math: mathWithRandom(),
    // A test may put its own in the place of the host's.
    fetch: (...values: unknown[]): unknown => Reflect.apply(host.fetch, undefined, values),
    structuredClone: (value: unknown): unknown => host.structuredClone(value),
    performance: { now: () => host.performance.now() },
    crypto: {
      getRandomValues: <T extends ArrayBufferView<ArrayBuffer>>(array: T): T =>
        host.crypto.getRandomValues(array),
    },
  }
  for (const name of harmlessHostNames) globals[name] = (host as unknown as Record<string, unknown>)[name]
  for (const value of [...Object.values(globals), ...webObjects()]) harden(value)

  const compartment = new Compartment({ __options__: true, globals })
  return (code, file) =>
    compartment.evaluate(`${code}\n//# sourceURL=${sourceUrl(file)}`) as ReturnType<Evaluate>
}

/** Evaluates course code, which is trusted, in the tests' own realm. */
export const evaluateTrusted: Evaluate = (code, file) =>
  // An indirect eval sees the global scope only.
  (0, eval)(`${code}\n//# sourceURL=${sourceUrl(file)}`) as ReturnType<Evaluate>

/** `Date` for the program: the tests' clock, on a function that it cannot change. */
function clockedDate(): object {
  function LearnerDate(...values: unknown[]): unknown {
    if (!new.target) return String(new globalThis.Date())
    return Reflect.construct(globalThis.Date, values)
  }
  Object.defineProperty(LearnerDate, 'name', { value: 'Date' })
  LearnerDate.prototype = IntrinsicDate.prototype
  return Object.assign(LearnerDate, {
    now: () => globalThis.Date.now(),
    parse: (text: string) => IntrinsicDate.parse(text),
    UTC: (...values: Parameters<typeof Date.UTC>) => IntrinsicDate.UTC(...values),
  })
}

/** SES takes `random` away, since it makes programs differ from run to run; a course about queues needs it. */
function mathWithRandom(): object {
  return Object.defineProperties(
    {},
    {
      ...Object.getOwnPropertyDescriptors(Math),
      random: { value: () => Math.random(), enumerable: false },
    },
  )
}
