import { timersPromises } from '../runtime/timers-promises.ts'
import { sourceUrl } from '../sandbox/stack.ts'
import type { Evaluate, Namespace } from './function-loader.ts'
import { IntrinsicDate } from './realm.ts'

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
]

/** A room of its own for the learner's program, in the frozen realm of the tests. */
export interface LearnerRoom {
  readonly evaluate: Evaluate
  /** Built-in modules as the program may import them. */
  readonly builtin: (specifier: string) => Namespace | undefined
}

/**
 * Makes a Compartment whose global scope holds nothing that reaches out: timers that take functions only (a text would
 * be evaluated in the real global scope), a Date and a Math that follow the tests' clock, a console that collects.
 */
export function makeLearnerRoom(print: (line: string) => void): LearnerRoom {
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
  const globals: Record<string, unknown> = {
    ...timers,
    console: collectingConsole(print),
    Date: clockedDate(),
    Math: mathWithRandom(),
    structuredClone: (value: unknown): unknown => host.structuredClone(value),
    performance: { now: () => host.performance.now() },
    crypto: {
      getRandomValues: <T extends ArrayBufferView<ArrayBuffer>>(array: T): T =>
        host.crypto.getRandomValues(array),
    },
  }
  for (const name of harmlessHostNames) globals[name] = (host as unknown as Record<string, unknown>)[name]
  for (const value of Object.values(globals)) harden(value)

  const compartment = new Compartment({ __options__: true, globals })
  const modules = new Map<string, Namespace>([['node:timers/promises', withDefault(timersPromises(timers))]])
  return {
    evaluate: (code, file) =>
      compartment.evaluate(`${code}\n//# sourceURL=${sourceUrl(file)}`) as ReturnType<Evaluate>,
    builtin: (specifier) => modules.get(specifier),
  }
}

/** Evaluates course code, which is trusted, in the tests' own realm. */
export const evaluateTrusted: Evaluate = (code, file) =>
  // An indirect eval sees the global scope only.
  (0, eval)(`${code}\n//# sourceURL=${sourceUrl(file)}`) as ReturnType<Evaluate>

/** Built-in modules for course code. */
export function trustedBuiltin(specifier: string): Namespace | undefined {
  if (specifier !== 'node:timers/promises') return undefined
  const host = globalThis
  return withDefault(
    timersPromises({
      setTimeout: (callback, ms) => host.setTimeout(callback, ms),
      clearTimeout: (timer) => host.clearTimeout(timer as number),
    }),
  )
}

function withDefault(namespace: Namespace): Namespace {
  return harden({ ...namespace, default: namespace })
}

const mostLines = 200
const longestLine = 500

function collectingConsole(print: (line: string) => void): object {
  let lines = 0
  const write = (...values: unknown[]): void => {
    if (lines++ < mostLines) print(values.map(toText).join(' ').slice(0, longestLine))
  }
  const nothing = (): void => undefined
  return {
    ...{
      log: write,
      info: write,
      warn: write,
      error: write,
      debug: write,
      table: write,
      dir: write,
      trace: write,
    },
    ...{
      group: write,
      groupCollapsed: write,
      groupEnd: nothing,
      assert: nothing,
      clear: nothing,
      count: nothing,
    },
    ...{ countReset: nothing, time: nothing, timeEnd: nothing, timeLog: nothing },
  }
}

function toText(value: unknown): string {
  try {
    return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  } catch {
    return '(a value that cannot be printed)'
  }
}

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
