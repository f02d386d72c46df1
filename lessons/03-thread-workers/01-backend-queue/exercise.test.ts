import { expect, test } from 'vitest'
import { setTimeout as sleep } from 'node:timers/promises'
import { activeCount } from 'threading'
import { asynchronousTask, asynchronousWorker, BackendQueue, runQueue } from './exercise'

test('the queue gives back the id that came first', async () => {
  const seen = await tried(() => {
    const queue = new BackendQueue()
    const other = new BackendQueue()
    for (const id of [3, 1, 2]) queue.push(id)
    return [other.empty(), queue.empty(), queue.pop(), queue.pop(), queue.pop(), queue.pop(), queue.empty()]
  })
  const what =
    'After push(3), push(1), push(2): empty() of another queue, empty() of this one, four pops, and empty() again should give [true, false, 3, 1, 2, undefined, true]'
  check(seen, [true, false, 3, 1, 2, undefined, true], what, aboutQueue)
})

test('a task takes a second and tells its status', async () => {
  isFunction(asynchronousTask, 'asynchronousTask')
  const seen = await tried(() => asynchronousTask(7))
  check(seen, 'success', "asynchronousTask(7) should resolve to 'success'", () => '')
  checkTime(seen, 'asynchronousTask(7) should take 1 second', () =>
    seen.ms < 900 ? 'The letter cannot be out so soon. Is there an await before sleep(1000)' : '',
  )
})

test('every id has a thread of its own, all at the same time', async () => {
  const { seen, threads } = await theWorker()
  const what = 'Half a second after its start, asynchronousWorker([7, 8, 9]) should have 3 threads at work'
  check(facts(threads, `had ${threads}, and ${seen.did()}`), 3, what, () => aboutThreads(3, threads, seen))
  checkTime(seen, 'asynchronousWorker([7, 8, 9]) should take 1 second', () => aboutThreads(3, threads, seen))
})

test('the worker waits for all and tells their statuses', async () => {
  const { seen, threads } = await theWorker()
  const wanted = ['success', 'success', 'success']
  check(seen, wanted, `asynchronousWorker([7, 8, 9]) should resolve to ${show(wanted)}`, () => aboutThreads(3, threads, seen))
  check(await tried(() => asynchronousWorker([])), [], 'asynchronousWorker([]), with nothing to do, should resolve to []', () => '')
  // A function cannot be copied into a thread, so this letter never leaves, and join() says so.
  const lost = await tried(() => asynchronousWorker([{ toString: () => '7' } as unknown as number]))
  const what = 'asynchronousWorker([id]), with an id that cannot be sent to a thread, should not tell of success'
  check(facts(isSame(lost.value, ['success']), lost.did()), false, what, () =>
    threads === 0 ? aboutThreads(3, threads, seen) : 'Nobody has sent this letter. A status is not to be guessed, and how long a thread needs neither: both come out of join()',
  )
})

test('runQueue tells the status of each id', async () => {
  const { seen, threads } = await firstRun()
  check(seen, statuses, `runQueue() should resolve to ${show(statuses)}`, () => aboutStatuses(seen, threads))
  checkTime(seen, 'runQueue() should take 1 second', () => aboutThreads(4, threads, seen))
})

test('runQueue leaves nobody in the queue', async () => {
  const { seen, threads, queues } = await firstRun()
  const hasMethods = methodsOf(BackendQueue.prototype).length > 0
  const use = 'runQueue() should put the ids on a BackendQueue and take them out again'
  check(facts(queues.size > 0 || !hasMethods, 'used none'), true, use, () =>
    isSame(seen.value, statuses) ? 'The ids should wait in a BackendQueue: whoever adds them need not know who takes them out' : '',
  )
  const full: BackendQueue[] = []
  for (const queue of queues) if ((await tried(() => queue.empty())).value !== true) full.push(queue)
  check(facts(full.length, 'left ids in it'), 0, 'runQueue() should leave its queue empty, so that empty() is true', () =>
    threads === 0
      ? 'Nobody has been taken out yet. pop() one id after the other, until it gives undefined'
      : 'The ids were read, but they still wait in the queue, and the next worker would send the same letters again. Take them out with pop()',
  )
})

test('runQueue works anew on every call', async () => {
  const first = await firstRun()
  const { seen, threads } = await watched(runQueue)
  const what = `The second runQueue() should resolve to ${show(statuses)} again`
  check(seen, statuses, what, () => {
    if (isSame(first.seen.value, statuses) && isSame(seen.value, {}))
      return 'The first call emptied the queue, and nobody filled it again. Code outside of functions runs once, when the file is loaded: queue the ids within runQueue'
    return aboutStatuses(seen, threads)
  })
  const count = 'Half a second after its start, the second runQueue() should have 4 threads at work'
  check(facts(threads, `had ${threads}`), 4, count, () =>
    threads > 4 && first.threads === 4
      ? 'Each id is sent twice: those of the first call were still in the queue. Take them out with pop()'
      : aboutThreads(4, threads, seen),
  )
})

// From here on: what the messages say. Every remark answers to what was seen, and to nothing else.

const statuses = { '1': 'success', '2': 'success', '3': 'success', '4': 'success' }

/** Threads take time to start, so two tests look at one call. */
const theWorker = once(() => watched(() => asynchronousWorker([7, 8, 9])))
const firstRun = once(() => watched(runQueue))

function aboutQueue({ value }: Outcome): string {
  const [isOtherEmpty, , first, second] = Array.isArray(value) ? (value as unknown[]) : []
  if (isOtherEmpty === false) return 'Both queues use one list: it is static, or lies outside the class. Make it a field of each'
  if (first === 2) return 'The newest came first. Push at one end, pop at the other'
  if (first === 3 && second === 3) return 'pop() shows the oldest id, but leaves it in the queue'
  return ''
}

function aboutThreads(ids: number, threads: number, { value, threw, ms }: Outcome): string {
  const text = threw?.error instanceof Error ? threw.error.message : ''
  if (/needs a function/.test(text))
    return 'With its parentheses the task is called right here, and the thread gets the promise. Give it the function and the id side by side: new Thread(asynchronousTask, id)'
  if (/not exported/.test(text)) return unexported
  if (/not started/.test(text)) return 'The threads were made, but never started. Call start() on each: it returns the thread'
  if (threw && threads > 0 && ms < 900)
    return 'It broke while the threads were still at work. Whoever uses what asynchronousWorker gives has to await it, and asynchronousWorker has to await each join()'
  if (threw || ms >= 60_000) return ''
  if (Array.isArray(value) && value.some((item) => item instanceof Promise))
    return 'Those are promises, and the letters are still on their way. join() takes time too: await Promise.all(…)'
  if (threads === 0 && ms < 900 && /success/.test(show(value)))
    return 'After half a second there was nothing left to do. Does asynchronousTask take its second, and does a thread run it'
  if (threads === 0 && ms < 900) return 'No thread was started. Each id needs one: new Thread(asynchronousTask, id).start()'
  if (threads === 0)
    return 'The work was done, but all in this one thread: the tasks were called. Start a thread for each instead: new Thread(asynchronousTask, id).start()'
  if (threads === 1 && ms >= ids * 1000 - 100)
    return `One letter after the other, ${seconds(ms)} s in all: each thread is joined before the next one is made. Start all of them first, then join them`
  if (threads === 1) return 'One thread has to do everything. Start one for each id'
  if (threads === ids && ms < 900)
    return 'The answer came before the threads were done, so nobody knows how it went. Wait for each thread: what join() resolves to is its status'
  if (threads === ids && isSame(value, []))
    return 'The threads ran, and what they returned was not collected. It comes out of join(), and by no other way'
  return ''
}

function aboutStatuses(seen: Outcome, threads: number): string {
  const { value } = seen
  if (value instanceof Map) return 'The statuses should be in a plain object: Object.fromEntries turns a Map into one'
  if (Array.isArray(value)) return 'That is a list. Make it an object that says whose status each is: Object.fromEntries of pairs [id, status]'
  if (seen.threw || typeof value !== 'object' || value === null) return aboutThreads(4, threads, seen)
  const keys = Object.keys(value).join()
  if (Object.values(value).some((item) => item instanceof Promise))
    return 'There are promises in place of statuses: somewhere an await is missing'
  if (keys === '1,3' || keys === '2,4')
    return 'Every second id is missing. Either two ids are taken out in each round of a loop, or a loop walks along a list that gets shorter under its feet'
  if (keys === '0,1,2,3') return 'Those are the places in the list, counted from 0. The keys should be the ids'
  if (keys.includes('undefined'))
    return 'One pop too many: an empty queue gives undefined, and even that was given to a thread. Look at what came out before you use it'
  if (Object.keys(statuses).some((id) => Object.hasOwn(value, id))) return ''
  if (threads === 0) return 'No thread was started, so no letter was sent. Pop the ids and give them to asynchronousWorker'
  if (seen.ms < 900) return aboutThreads(4, threads, seen)
  return `There were ${threads} threads, but what they found out did not arrive. Threads share no variables: each has its own copy of everything in the file. Use what join() resolves to`
}

const unexported = 'A thread loads the file anew and finds its function by the name under which it is exported. Is the word export still in front of it'

interface Outcome {
  /** What came back; after a throw, something that equals nothing. */
  readonly value: unknown
  readonly threw?: { readonly error: unknown }
  readonly ms: number
  /** `returned []` or `threw TypeError: …` */
  did(): string
}

async function tried(call: () => unknown): Promise<Outcome> {
  const start = Date.now()
  let timer: ReturnType<typeof setTimeout> | undefined
  const endless = {}
  const limit = new Promise((resolve) => (timer = setTimeout(() => resolve(endless), 60_000)))
  try {
    const given = await Promise.race([call(), limit])
    // As it is now: who did not wait for everything goes on to change it.
    const value: unknown = Array.isArray(given) ? [...(given as unknown[])] : given
    const did = value === endless ? 'did not end within a minute' : `returned ${show(value)}`
    return { value, ms: Date.now() - start, did: () => did }
  } catch (error) {
    const threw = { error }
    const text = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 400).replace(/\.$/, '') : show(error)
    return { value: threw, threw, ms: Date.now() - start, did: () => `threw ${text}` }
  } finally {
    clearTimeout(timer)
  }
}

interface Watched {
  readonly seen: Outcome
  /** How many threads were alive half a second after the call. */
  readonly threads: number
  /** Every queue whose methods were called meanwhile; functions in fields are not seen. */
  readonly queues: ReadonlySet<BackendQueue>
}

async function watched(call: () => unknown): Promise<Watched> {
  const queues = new Set<BackendQueue>()
  const unwatch = watchQueues(queues)
  const running = tried(call)
  await sleep(500)
  const threads = activeCount()
  const seen = await running
  unwatch()
  // Those that nobody has joined go on until they are done.
  for (let wait = 0; activeCount() > 0 && wait < 20; wait++) await sleep(1000)
  return { seen, threads, queues }
}

function watchQueues(queues: Set<BackendQueue>): () => void {
  const prototype: object = BackendQueue.prototype
  const methods = methodsOf(prototype)
  for (const [name, method] of methods) {
    const value = function (this: BackendQueue, ...values: unknown[]): unknown {
      queues.add(this)
      return Reflect.apply(method.value as () => unknown, this, values)
    }
    Object.defineProperty(prototype, name, { ...method, value })
  }
  return () => methods.forEach(([name, method]) => Object.defineProperty(prototype, name, method))
}

function methodsOf(prototype: object): [string, PropertyDescriptor][] {
  const all = Object.entries(Object.getOwnPropertyDescriptors(prototype))
  return all.filter(([name, { value }]) => name !== 'constructor' && typeof value === 'function')
}

/** What should be; what was; and, for a mistake that it recognises, what that says. */
function check(seen: Outcome, wanted: unknown, what: string, remark: (seen: Outcome) => string): void {
  if (isSame(seen.value, wanted)) return
  const explained = remark(seen)
  const message = `${what}; it ${seen.did()}${explained && `.\n→ ${explained}`}`
  expect(show(seen.value), message).toBe(show(wanted))
  expect.fail(message)
}

/** About a second: no more exact than that. */
function checkTime(seen: Outcome, what: string, remark: () => string): void {
  const isRight = seen.ms >= 900 && seen.ms < 1900
  check(facts(isRight, `took ${seconds(seen.ms)} s and ${seen.did()}`), true, what, remark)
}

function facts(value: unknown, did: string): Outcome {
  return { value, ms: 0, did: () => did }
}

function isFunction(value: unknown, name: string): void {
  expect(typeof value, `exercise.ts should export the function ${name}; it does not.\n→ ${unexported}`).toBe('function')
}

/** Equal as far as plain data goes, in any order of the keys. */
function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b)
  if (Array.isArray(a) !== Array.isArray(b) || a instanceof Map) return false
  const [ofA, ofB] = [Object.entries(a), new Map<string, unknown>(Object.entries(b))]
  return ofA.length === ofB.size && ofA.every(([key, value]) => ofB.has(key) && isSame(value, ofB.get(key)))
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}

function seconds(ms: number): string {
  return String(Math.round(ms / 100) / 10)
}

/** A value as one would write it in code, whatever it is. */
function show(value: unknown): string {
  try {
    if (typeof value === 'string') return `'${value.slice(0, 60)}'`
    if (value instanceof Promise || value instanceof Map) return `a ${value.constructor.name}`
    if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`.slice(0, 200)
    if (typeof value !== 'object' || value === null) return String(value).slice(0, 200)
    const entries = Object.entries(value).map(([key, item]) => `'${key}': ${show(item)}`)
    return entries.length > 0 ? `{ ${entries.join(', ')} }`.slice(0, 200) : '{}'
  } catch {
    return `a strange ${typeof value}`
  }
}
