import { setTimeout as sleep } from 'node:timers/promises'
import { activeCount } from 'threading'
import { expect, test } from 'vitest'
import { asynchronousTask, asynchronousWorker } from './exercise'

test('a task takes a second and says what is done', async () => {
  for (const id of [7, 0]) {
    expect(typeof asynchronousTask, notExported('asynchronousTask')).toBe('function')
    const seen = await tried(() => asynchronousTask(id))
    check(seen, `task ${id} done`, `asynchronousTask(${id}) should resolve to 'task ${id} done'`, () => aboutTask(seen))
    check(lasting(seen), 1, `asynchronousTask(${id}) should take 1 s`, () => aboutTask(seen))
  }
})

test('the lines stand in the order of the ids', async () => {
  const seen = await firstRun()
  const wanted = lines(3, 1, 2)
  check(listed(seen), wanted, `asynchronousWorker([3, 1, 2]) should resolve to ${wanted}`, () => aboutWorker(seen))
})

test('each task has a thread of its own', async () => {
  const seen = await firstRun()
  const what = 'Half a second after asynchronousWorker([3, 1, 2]) was called, 3 threads should be at work'
  check({ ...seen, value: seen.alive, did: () => (seen.threw ? seen.did() : `had ${seen.alive}`) }, 3, what, () => aboutWorker(seen))
})

test('all tasks overlap, and all are done at the end', async () => {
  const seen = await firstRun()
  const what = 'asynchronousWorker([3, 1, 2]) should take 1 s, as long as one task'
  check(lasting(seen), 1, what, () => aboutWorker(seen))
  const end = 'When it resolves, no thread should be at work any more'
  check({ ...seen, value: seen.left, did: () => `had ${seen.left}` }, 0, end, () => notJoined)
})

test('what no thread has done is not reported as done', async () => {
  const first = await firstRun()
  // A function cannot be copied into a thread, so this one never begins, and join() says so.
  const id = { toString: () => '7' } as unknown as number
  const seen = await tried(() => asynchronousWorker([id]))
  const what = 'asynchronousWorker([id]), with an id that cannot be sent to a thread, should not report task 7 as done'
  check({ ...seen, value: listed(seen).value === lines(7) }, false, what, () => (first.alive === 0 ? aboutWorker(first) : notJoined))
})

test('no ids, one id and 0 are no special cases', async () => {
  const none = await worked([])
  check(listed(none), '[]', 'asynchronousWorker([]) should resolve to []', () => aboutWorker(none))
  const ids = [0]
  const one = await worked(ids)
  check(listed(one), lines(0), `asynchronousWorker([0]) should resolve to ${lines(0)}`, () => aboutZero(one) || aboutWorker(one))
  const taken = 'Taking ids out (shift, pop, splice) empties the list of whoever asked. Go through it without changing it'
  check({ value: ids.length, did: () => `holds ${ids.length}` }, 1, 'After asynchronousWorker([0]), that list should still hold 1 id', () => taken)
})

test('two calls at once share nothing', async () => {
  await firstRun()
  await rest()
  const [one, two] = await Promise.all([tried(() => asynchronousWorker([1, 2])), tried(() => asynchronousWorker([8]))])
  const what = 'asynchronousWorker([1, 2]) and asynchronousWorker([8]), called at once,'
  const isMixed = /task 8 done/.test(listed(one).value) || /task [12] done/.test(listed(two).value)
  const remark = (seen: Outcome) => () => (isMixed ? 'The lines of both calls are in one list. Make the list inside asynchronousWorker, so that each call has its own' : aboutThrown(seen))
  check(listed(one), lines(1, 2), `${what} should each give their own lines. The first should resolve to ${lines(1, 2)}`, remark(one))
  check(listed(two), lines(8), `${what} should each give their own lines. The second should resolve to ${lines(8)}`, remark(two))
})

// From here on: what the messages say. Every remark answers to what was seen, and to nothing else.

const notJoined =
  'Starting is not finishing. Keep the threads, join each of them, and report what join() brings'

function aboutTask(seen: Outcome): string {
  if (seen.threw) return ''
  if (seen.value === undefined) return 'It resolves to nothing: is a return missing'
  if (seen.value === '') return 'There is no line yet: after a second of sleep, return `task ${id} done`'
  if (seen.seconds === 0) return 'Nobody waits for the sleep: is an await in front of it'
  if (seen.seconds === 0.001) return 'sleep counts milliseconds: a second is sleep(1000)'
  return ''
}

function aboutThrown({ threw }: Outcome): string {
  const text = threw?.error instanceof Error ? threw.error.message : ''
  if (text.startsWith('new Thread(…) needs a function'))
    return 'With brackets, asynchronousTask(id) is called here, and the thread is handed what came back. Hand over the function and, after a comma, its argument: new Thread(asynchronousTask, id)'
  if (text.includes('was not started')) return 'new Thread(…) only prepares a thread. start() lets it begin'
  if (text.includes('a function without a name')) return 'Whatever is written on the spot, like () => …, a thread cannot find. Hand over asynchronousTask itself, which the file exports, and the id beside it'
  if (text.includes('a bound function')) return 'There is no need to bind the id: Thread takes it beside the function'
  return ''
}

function aboutZero(seen: Work): string {
  const isLeftOut = !seen.threw && seen.atOnce === 0 && seen.alive === 0 && listed(seen).value === '[]'
  return isLeftOut ? 'If it works with other ids, the code asks somewhere what the id is worth: 0 counts as false' : ''
}

function aboutWorker(seen: Work): string {
  const { value, atOnce, alive, seconds } = seen
  if (seen.threw) return aboutThrown(seen)
  if (seen.isEndless) return 'It waits for something that never comes'
  if (value === undefined) return 'It resolves to nothing: is a return missing'
  if (!Array.isArray(value)) return 'That is no list. One line for each id is asked for, in an array'
  const items: unknown[] = value
  if (items.length === 0 && alive === 0) return 'Nothing starts yet: make and start a thread for each id'
  if (items.length === 0) return 'The threads are at work, and the list stays empty. A thread has its own copy of every variable: only what its function returns comes back, by join()'
  if (items.every((item) => item instanceof Promise)) return 'Those are promises of lines. Wait for all of them: await Promise.all(…)'
  if (items.every((item) => typeof (Object(item) as { join?: unknown }).join === 'function')) return 'Those are the threads. Their lines come by join()'
  if (items.every((item) => item === undefined)) return 'What a thread gives by join() is what its function returns. Is a return missing somewhere'
  if (items.some((item) => item === 'task undefined done')) return 'The id did not get into the thread: new Thread(asynchronousTask, id)'
  if (items.some((item) => item === 'task 3,1,2 done')) return 'Each thread was given all ids. Give each its own'
  if (seconds === 0 && alive > 0) return `The lines were there before the work was done. ${notJoined}`
  if (alive === 0 && atOnce > 0) return 'There were threads, but they had nothing to wait for. Is there an await before the sleep of asynchronousTask'
  if (alive === 0) return 'No thread was at work: asynchronousTask was called here. Hand it to a Thread, with its id'
  if (alive === 1 && seconds > 1) return 'One begins when the one before has ended, because each is joined right after its start. Start them all first, then join'
  if (alive === 1 && items.length > 1) return 'One thread does all the work. Start one for each id'
  if (items.join() === ['task 1 done', 'task 2 done', 'task 3 done'].join()) return 'They are sorted by number, but the first id was 3. An object with numbers for keys sorts them, too: use an array'
  if (items.join() === ['task 2 done', 'task 1 done', 'task 3 done'].join()) return 'The order is turned round. Join the threads in the order they were started'
  return ''
}

interface Outcome {
  /** What its promise resolved to; after a throw, something that equals nothing. */
  readonly value: unknown
  readonly threw?: { readonly error: unknown }
  readonly isEndless: boolean
  readonly seconds: number
  /** `resolved to [1]` or `threw TypeError: …` */
  did(): string
}

interface Work extends Outcome {
  /** How many threads were at work right after the call, half a second later, and when it resolved. */
  readonly atOnce: number
  readonly alive: number
  readonly left: number
}

let theFirst: Promise<Work> | undefined

/** The worker with the ids 3, 1, 2: once for all tests, since threads are dear. */
function firstRun(): Promise<Work> {
  return (theFirst ??= worked([3, 1, 2]))
}

async function worked(ids: number[]): Promise<Work> {
  expect(typeof asynchronousTask, notExported('asynchronousTask')).toBe('function')
  expect(typeof asynchronousWorker, notExported('asynchronousWorker')).toBe('function')
  await rest()
  const look = sleep(500).then(() => activeCount())
  let atOnce = 0
  const seen = await tried(() => {
    const lines = asynchronousWorker(ids)
    atOnce = activeCount()
    return lines
  })
  const left = activeCount()
  return { ...seen, atOnce, alive: await look, left }
}

/** Until no thread is at work that a call before has left. */
async function rest(): Promise<void> {
  for (let i = 0; activeCount() > 0 && i < 20; i++) await sleep(500)
}

function notExported(name: string): string {
  return `exercise.ts should export the function ${name}; it does not.\n→ Is the word export still in front of function`
}

/** Calls, waits for the end, but no longer than a minute by the clock of the run, and notes how long it took. */
async function tried(call: () => unknown): Promise<Outcome> {
  const start = Date.now()
  const passed = (): number => (Date.now() - start) / 1000
  const limit = new AbortController()
  const endless = { isEndless: true }
  const minute = sleep(60_000, endless, { signal: limit.signal }).catch(() => endless)
  try {
    const value: unknown = await Promise.race([call(), minute])
    const isEndless = value === endless
    return { value, isEndless, seconds: passed(), did: () => (isEndless ? 'was not done after 60 s' : `resolved to ${show(value)}`) }
  } catch (error) {
    const threw = { error }
    const text = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 400).replace(/\.$/, '') : show(error)
    return { value: threw, threw, isEndless: false, seconds: passed(), did: () => `threw ${text}` }
  } finally {
    limit.abort()
  }
}

type Seen = Pick<Outcome, 'value' | 'did'>

function listed(seen: Outcome): Seen & { readonly value: string } {
  return { value: show(seen.value), did: () => seen.did() }
}

/** How long it took; a moment more than a second is a second. */
function lasting(seen: Outcome): Seen {
  const { seconds } = seen
  const value = seconds > 1 && seconds < 1.5 ? 1 : seconds
  return { value: seen.threw ? seen.threw : value, did: () => (seen.threw || seen.isEndless ? seen.did() : `took ${seconds} s`) }
}

function lines(...ids: number[]): string {
  return show(ids.map((id) => `task ${id} done`))
}

/** What should be; what was; and, for a mistake that it recognises, what that says. */
function check(seen: Seen, wanted: unknown, what: string, remark: () => string): void {
  if (seen.value === wanted) return
  const explained = remark()
  expect(seen.value, `${what}; it ${seen.did()}${explained && `.\n→ ${explained}`}`).toBe(wanted)
}

/** A value as one would write it in code, whatever it is. */
function show(value: unknown): string {
  try {
    if (typeof value === 'string') return `'${value.slice(0, 60)}'`
    if (value instanceof Promise) return 'a promise'
    if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`.slice(0, 300)
    return (typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, 60)
  } catch {
    return `a strange ${typeof value}`
  }
}
