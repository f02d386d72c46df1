import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { spawn } from './exercise'

/** Rejections that nobody had caught, since the test began. */
let uncaught: Uncaught

beforeEach(() => {
  uncaught = hearUncaught()
})

afterEach(() => uncaught.stop())

test('the function starts at once, and spawn does not wait for it', async () => {
  const letter = new Letter()
  const task = begin('spawn(fn)', () => spawn(letter.send))
  await Promise.resolve()
  const calls = letter.calls.length
  const what = 'After spawn(fn), fn should be under way at once'
  check(calls === 1, `${what}; it was called ${times(calls)}`, calls === 0 ? await aboutStart(letter, task) : twice)
  check(task.done === false, `${what}, and not be done; done is ${show(task.done)}`, typeof task.done === 'boolean' ? tooEarly : '')
  await sleep(2000)
})

test('join gives the result, however often it is asked', async () => {
  const letter = new Letter('sent')
  const task = begin('spawn(fn)', () => spawn(letter.send))
  const what = "When fn resolves to 'sent', task.join() should resolve to 'sent'"
  for (const when of ['', ', when asked again', ', when asked a third time']) {
    const seen = await tried(() => task.join())
    check(seen.value === 'sent', `${what}${when}; it ${seen.did}`, seen.value === undefined && !seen.error ? nothing : '')
    check(letter.calls.length === 1, `${what}${when}, and fn should have been called once; it was called ${times(letter.calls.length)}`, twice)
  }
})

test('all arguments reach the function', async () => {
  const letter = new Letter()
  const task = begin("spawn(fn, 'Ada', 0, '')", () => spawn(letter.send, 'Ada', 0, ''))
  await tried(() => task.join())
  const given = letter.calls[0] ?? []
  const isRight = isSame(given, ['Ada', 0, ''])
  const list = 'They came as one list. Spread it: three dots in front of args'
  const none = 'The arguments stand behind fn in the call of spawn: hand them on, fn(...args)'
  const isList = given.length === 1 && Array.isArray(given[0])
  check(isRight, `spawn(fn, 'Ada', 0, '') should call fn('Ada', 0, ''); it called fn(${given.map(show).join(', ')})`, isList ? list : given.length === 0 ? none : '')
})

test('several are under way at the same time', async () => {
  const letters = [new Letter('Ada'), new Letter('Bo'), new Letter('Cy')]
  const start = Date.now()
  const tasks = letters.map((letter) => begin('spawn(fn)', () => spawn(letter.send)))
  const given: unknown[] = []
  for (const task of tasks) given.push((await tried(() => task.join())).value)
  const ms = Date.now() - start
  check(isSame(given, ['Ada', 'Bo', 'Cy']), `Three coroutines should give 'Ada', 'Bo' and 'Cy' at join; they gave ${show(given)}`, '')
  const line = ms >= 2900 ? 'They come one after another. Start each in spawn, and let join do nothing but wait' : ''
  check(ms < 1500, `Three coroutines of 1 s each should take 1 s together; they took ${ms / 1000} s`, line)
})

test('done becomes true at the end, whether somebody joins or not', async () => {
  const first = begin('spawn(fn)', () => spawn(new Letter('Ada').send))
  await sleep(500)
  const second = begin('spawn(fn)', () => spawn(new Letter('Bo').send))
  check(first.done === false, `After half of its time, done should be false; it is ${show(first.done)}`, tooEarly)
  await sleep(700)
  const what = 'After its second, without a join, done should be true'
  check(first.done === true, `${what}; it is ${show(first.done)}`, await aboutDone(first))
  const shared = 'It has not ended yet; the one before has. Each coroutine needs a done of its own, inside of spawn'
  check(second.done === false, `While the first has ended and the second has not, done of the second should be false; it is ${show(second.done)}`, shared)
  await tried(() => second.join())
  check(second.done === true, `After a join, done should be true; it is ${show(second.done)}`, await aboutDone(second))
  for (const [how, fn] of failures) {
    const task = begin(`spawn(fn), of a function that ${how},`, () => spawn(fn))
    await sleep(1200)
    const half = 'It has ended, although not well. A promise has two ends: then(…) takes a function for each'
    check(task.done === true, `After fn ${how}, done should be true as well; it is ${show(task.done)}`, half)
    await tried(() => task.join())
  }
})

test('an error, thrown or rejected, comes out at join', async () => {
  for (const [how, fn] of failures) {
    const task = begin(`spawn(fn), of a function that ${how},`, () => spawn(fn))
    for (const when of ['', ', when asked again']) {
      const seen = await tried(() => task.join())
      const swallowed = 'The error is gone, and whoever joins takes a failure for a success. It may be heard elsewhere too, but has to come out here'
      const feedback = seen.error === undefined && !seen.isEndless ? swallowed : ''
      check(seen.error === failure, `When fn ${how}, task.join() should reject with its error${when}; it ${seen.did}`, feedback)
    }
  }
})

test('until then the error troubles nobody', async () => {
  const what = 'When fn fails, there should be no unhandled rejection'
  for (const [how, fn] of failures) {
    const joined = begin(`spawn(fn), of a function that ${how},`, () => spawn(fn))
    await tried(() => joined.join())
    await uncaught.settled()
    const chain = 'The error came out at join, and a second time elsewhere. finally and then give a new promise, which fails like the first: it needs somebody who listens, too'
    check(uncaught.heard.length === 0, `${what}, if somebody joins; there was ${show(uncaught.heard[0])}`, isFailure() ? chain : '')
    const late = begin(`spawn(fn), of a function that ${how},`, () => spawn(fn))
    await sleep(5000)
    await uncaught.settled()
    const alone = 'The promise failed while nobody listened to it yet, which ends a program in Node. Give it a listener for failures at once, inside of spawn'
    check(uncaught.heard.length === 0, `${what}, if somebody joins later; there was ${show(uncaught.heard[0])}`, isFailure() ? alone : '')
    const seen = await tried(() => late.join())
    check(seen.error === failure, `When fn ${how} and somebody joins later, join should reject with its error; it ${seen.did}`, '')
  }
})

// From here on: what the messages say. Every remark answers to what was seen, and to nothing else.

const failure = new Error('no such address')
const isFailure = (): boolean => uncaught.heard[0] === failure

/** The three ways to fail; the second is what a function without async does. */
const failures: readonly (readonly [string, () => Promise<never>])[] = [
  ['rejects after a second', async () => { await sleep(1000); throw failure }],
  ['throws at once', () => { throw failure }],
  ['rejects at once', () => Promise.reject(failure)],
]

const twice = 'Each call of fn sends the letter once more. Call it once, in spawn, and keep its promise for all who join'
const tooEarly = 'It has not ended yet. Set done to true when the promise of fn has come to its end, not before'
const nothing = 'The result is lost on its way: is a return missing'

/** fn was not called yet, though it should have been. */
async function aboutStart(letter: Letter, task: Task): Promise<string> {
  await sleep(1000)
  if (letter.calls.length > 0) return 'It starts a while later. Call fn in spawn itself, without a timer'
  void tried(() => task.join())
  await sleep(1000)
  return letter.calls.length > 0 ? 'It starts when somebody joins, and until then nothing happens. Call fn in spawn, and keep the promise for join' : ''
}

/** done was not true, though it should have been. */
async function aboutDone(task: Task): Promise<string> {
  if (typeof task.done !== 'boolean') return 'done should be true or false'
  await tried(() => task.join())
  if (task.done) return 'It becomes true only when somebody joins. Note the end where the promise is kept, in spawn'
  return 'Nobody notes the end, or done was copied when it was false still. Set it when the promise ends, and let get done() look at it each time'
}

/** What spawn gave back. */
interface Task {
  join(): unknown
  readonly done: unknown
}

/** Calls spawn and looks at what it gives back. */
function begin(call: string, make: () => unknown): Task {
  expect(typeof spawn, 'exercise.ts should export the function spawn; it does not.\n→ Is the word export still in front of function').toBe('function')
  const what = `${call} should give back an object with join() and done`
  let given: unknown
  try {
    given = make()
  } catch (error) {
    const early = 'A function without async throws before it gives a promise. Call it inside of an async function, which turns the throw into a rejection'
    check(false, `${what}; it threw ${toText(error)}`, error === failure ? early : '')
  }
  if (given instanceof Promise) {
    given.catch(() => undefined)
    check(false, `${what}; it gave back a promise`, 'So spawn itself waits, and so must everyone who calls it. Leave async and await out of spawn: only join is waited for')
  }
  const task = Object(given) as Task
  const isPromise = (task.join as unknown) instanceof Promise
  if (isPromise) void tried(() => task.join as unknown)
  check(typeof task.join === 'function', `${what}; join is ${isPromise ? 'a promise' : show(task.join)}`, isPromise ? 'join is called, task.join(): make it a function that gives back the promise' : '')
  return task
}

/** A second's work that writes down how it was called. */
class Letter {
  readonly calls: unknown[][] = []
  readonly #result: unknown

  constructor(result: unknown = 'sent') {
    this.#result = result
  }

  /** Needs no `this`: it is handed over alone. */
  readonly send = async (...values: unknown[]): Promise<unknown> => {
    this.calls.push(values)
    await sleep(1000)
    return this.#result
  }
}

interface Uncaught {
  readonly heard: readonly unknown[]
  /** Resolves when no rejection of before can still be on its way. */
  settled(): Promise<void>
  stop(): void
}

/** Hears of rejections that nobody catches, in Node as well as in a browser. */
function hearUncaught(): Uncaught {
  const heard: unknown[] = []
  // Node tells of them before the next timer, browsers some tasks later: each sleep here is many tasks.
  const settled = async (): Promise<void> => {
    for (let i = 0; i < 20 && heard.length === 0; i++) await sleep(10)
  }
  if ('addEventListener' in globalThis) {
    const note = ({ reason }: PromiseRejectionEvent): void => void heard.push(reason)
    addEventListener('unhandledrejection', note)
    return { heard, settled, stop: () => removeEventListener('unhandledrejection', note) }
  }
  const note = (reason: unknown): void => void heard.push(reason)
  process.on('unhandledRejection', note)
  return { heard, settled, stop: () => void process.off('unhandledRejection', note) }
}

interface Outcome {
  readonly value: unknown
  /** What was thrown; undefined if nothing was. */
  readonly error: unknown
  readonly isEndless: boolean
  readonly did: string
}

/** Waits a minute at most; the clock of a check goes by in no time. */
async function tried(call: () => unknown): Promise<Outcome> {
  const minute = new AbortController()
  try {
    const value: unknown = await Promise.race([call(), sleep(60_000, minute, { signal: minute.signal }).catch(() => minute)])
    const isEndless = value === minute
    return { value, error: undefined, isEndless, did: isEndless ? 'did not end within a minute' : `gave ${show(value)}` }
  } catch (error) {
    return { value: undefined, error: error ?? 'nothing', isEndless: false, did: `threw ${toText(error).slice(0, 200)}` }
  } finally {
    minute.abort()
  }
}

/** What should be; what was; and, for a mistake that is recognised, what that says. */
function check(isRight: boolean, what: string, feedback: string): void {
  if (!isRight) expect.fail(feedback ? `${what}.\n→ ${feedback}` : what)
}

function times(count: number): string {
  return count === 0 ? 'not yet' : count === 1 ? 'once' : `${count} times`
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && other.every((item, index) => one[index] === item)
}

function toText(value: unknown): string {
  return value instanceof Error ? `${value.name}: ${value.message}` : show(value)
}

/** A value as one would write it in code, whatever it is. */
function show(value: unknown): string {
  try {
    if (typeof value === 'string') return `'${value.slice(0, 60)}'`
    if (value instanceof Error) return toText(value)
    if (value instanceof Promise) return 'a promise'
    if (Array.isArray(value)) return `[${(value as unknown[]).slice(0, 8).map(show).join(', ')}]`
    return (typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, 160)
  } catch {
    return `a strange ${typeof value}`
  }
}
