import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startConsumers } from './exercise'

/** The tests' own connection. What Redis holds is asked here. */
let mine: Redis
/** All that was printed since the test began. */
let printed: string[]
let shifts: Shift[]
let connectionsBefore: number

beforeEach(async () => {
  printed = []
  shifts = []
  for (const level of ['error', 'warn', 'log', 'info'] as const)
    vi.spyOn(console, level).mockImplementation((...values: unknown[]) => void printed.push(values.map(toText).join(' ')))
  mine = new Redis({ connectionName: 'tests' })
  await mine.flushall()
  connectionsBefore = (await clients()).length
})

afterEach(async () => {
  for (const shift of shifts) shift.stop.abort()
  await sleep(5000)
  // A consumer that still waits would take the next test's tasks.
  for (const reason of ['TIMEOUT', 'ERROR']) {
    for (const line of (await clients()).filter(isBlocked)) await mine.call('CLIENT', 'UNBLOCK', /^id=(\d+)/.exec(line)?.[1] ?? '', reason)
    await sleep(3000)
  }
  mine.disconnect()
  vi.restoreAllMocks()
})

test('three consumers share the tasks, three at a time', async () => {
  const tasks = ['Ada', '', 'Bo', '0', 'Cy', 'Dee']
  await mine.rpush('task_queue', ...tasks)
  const shift = begin(3)
  await sleep(900)
  checkThree(shift)
  await sleep(1600)
  const what = `Three consumers, tasks of 1 s each: within 2 s each of ${show(tasks)} should go to handle once`
  check(isSame(shift.items(), sorted(tasks)), `${what}; ${shift.did()}`, aboutItems(shift, tasks))
  check(shift.most === 3, `${what}, never more than three at a time; there were ${shift.most}`, shift.most > 3 ? 'A consumer takes the next task when its own is done: is there an await in front of handle' : '')
  checkAtWork(shift)
})

test('each waits at Redis on a connection of its own', async () => {
  const shift = begin(3)
  await sleep(1000)
  checkAtWork(shift)
  const waiting = (await clients()).filter(isBlocked).length
  const shared = 'On one connection they wait in line: the BLPOP of the second begins when that of the first is answered. Open one for each'
  const polls = 'Nobody waits at Redis. BLPOP waits there until a task comes, 2 s at most'
  await mine.rpush('task_queue', 'Ada', 'Bo', 'Cy')
  await sleep(100)
  const begun = shift.given.length
  check(waiting === 3, `While nothing is to be done, three connections should wait in BLPOP; ${waiting === 1 ? 'one waits' : `${waiting} wait`}`, waiting === 0 ? polls : waiting > 1 ? '' : begun === 1 ? onlyOne : shared)
  check(begun === 3, `When three tasks come, all three consumers should begin at once; ${begun} did`, '')
})

test('the result tells how many each has handled', async () => {
  await mine.rpush('task_queue', 'slow', 'Ada', 'Bo', 'Cy')
  const shift = begin(2, (item) => sleep(item === 'slow' ? 3500 : 1000))
  await sleep(5000)
  const end = await shift.over()
  const what = 'When one consumer had one slow task and the other three, the result should be 1 and 3, in some order'
  const counts: unknown[] = Array.isArray(end.value) ? (end.value as unknown[]) : []
  check(isSame(sorted(counts), [1, 3]), `${what}; ${shift.did()}`, aboutCounts(end, counts))
  const none = begin(0)
  const nobody = await none.over()
  check(Array.isArray(nobody.value) && nobody.value.length === 0, `Of no consumers, the result should be []; ${none.did()}`, 'As many consumers as n says, also if that is none')
})

test('a task that fails is told, not counted, and ends nobody', async () => {
  await mine.rpush('task_queue', 'bad one', 'bad two', 'Ada', 'Bo', 'Cy')
  const shift = begin(2, async (item) => {
    await sleep(100)
    if (item.startsWith('bad')) throw new Error(`no address for ${item}`)
  })
  await sleep(1000)
  const what = "When 'bad one' and 'bad two' fail, and 'Ada', 'Bo' and 'Cy' do not, two consumers should"
  const ended = shift.end?.error === undefined ? '' : 'One task that failed ended a consumer, and with it all. Catch the error inside the loop'
  const lost = shift.given.length < 5 ? 'A task that failed ended its consumer. Catch the error inside the loop, and go on' : ''
  const isAgain = shift.given.length > 5 ? 'A task that fails is taken again and again. Tell of it, and go on' : ''
  check(isSame(shift.items(), ['Ada', 'Bo', 'Cy', 'bad one', 'bad two']), `${what} take each once; ${shift.did()}`, ended || lost || isAgain)
  const told = ['one', 'two'].filter((name) => printed.some((line) => line.includes(`bad ${name}`))).length
  const silent = 'What is caught in silence is never mended. Name the task with console.error where you catch its error'
  const end = await shift.over()
  const counts: unknown[] = Array.isArray(end.value) ? (end.value as unknown[]) : []
  const unseen = sum(counts) === 5 && told === 0 ? 'Nobody waited for handle, so nobody saw its error. Is an await missing' : silent
  check(told === 2, `${what} tell of both with console.error; they told of ${told}`, unseen)
  check(sum(counts) === 3, `${what} count 3; ${shift.did()}`, sum(counts) === 5 ? 'It counts every task it took. Count after handle has come back, where an error does not pass' : '')
})

test('told to stop, all end within one timeout', async () => {
  const shift = begin(3)
  await sleep(2700)
  checkAtWork(shift)
  const end = await shift.over()
  const happened = end.isOver ? `it took ${end.ms} ms` : 'a minute later they had not ended'
  const late = 'BLPOP takes its timeout in seconds, and 0 means for ever. While it waits, nobody looks at the signal: 2 lets each look every two seconds'
  const inLine = end.isOver && end.ms > 2100 ? 'They end one after another. Each needs a connection of its own, so that all wait at the same time' : ''
  check(end.isOver && end.ms <= 2100, `After the abort, three consumers that wait should all end within 2 s; ${happened}`, end.isOver ? inLine : late)
})

test('after the stop nothing is begun, and what is in hand is finished', async () => {
  const tasks = ['Ada', 'Bo', 'Cy', 'Dee', 'Eve', 'Flo']
  await mine.rpush('task_queue', ...tasks)
  const shift = begin(3)
  await sleep(500)
  checkThree(shift)
  const end = await shift.over()
  const left = await mine.lrange('task_queue', 0, -1)
  const what = "Told to stop while 'Ada', 'Bo' and 'Cy' are in hand, three consumers should"
  const more = shift.given.length > 3 ? 'They empty the queue before they go. Others can do that: look at the signal before each BLPOP' : ''
  check(isSame(shift.items(), ['Ada', 'Bo', 'Cy']), `${what} begin no more; ${shift.did()}`, more)
  check(isSame(left, ['Dee', 'Eve', 'Flo']), `${what} leave 'Dee', 'Eve' and 'Flo' in Redis; there is ${show(left)}`, '')
  const early = 'It did not wait for what is in hand. Join every consumer before you return'
  const counts: unknown[] = Array.isArray(end.value) ? (end.value as unknown[]) : []
  check(shift.finished === 3 && sum(counts) === 3, `${what} finish and count all three; ${shift.finished === 3 ? shift.did() : `it ended with ${shift.finished} finished`}`, shift.finished < 3 ? early : aboutCounts(end, counts))
  const late = begin(3, undefined, AbortSignal.abort())
  await late.over()
  const none = 'The signal says stop before the first task: look at it before you take one'
  check(late.given.length === 0, `Told to stop before they began, three consumers should begin nothing; ${late.did()}`, none)
})

test('a task that comes out after the stop is not lost', async () => {
  const tasks = ['Ada', 'Bo', 'Cy', 'Dee']
  const shift = begin(2)
  await sleep(500)
  checkAtWork(shift)
  shift.stop.abort()
  await sleep(100)
  await mine.rpush('task_queue', ...tasks)
  await shift.over()
  const left = await mine.lrange('task_queue', 0, -1)
  const what = `When ${show(tasks)} come while two still wait in BLPOP, each should be handled once or stay in Redis`
  const lost = 'BLPOP had taken it out of Redis already. Look at the signal before you wait for a task, not when you hold one'
  check(isSame(sorted([...shift.given, ...left]), tasks), `${what}; ${shift.did()}, and ${show(left)} is left`, left.length === 2 && shift.given.length === 0 ? lost : '')
  const waited = left.filter((item) => ['Cy', 'Dee'].includes(item))
  const isInOrder = isSame(left.slice(-waited.length || left.length), waited) && isSame(waited, sorted(waited))
  check(isInOrder, `${what}, what is put back at the head; Redis holds ${show(left)}`, 'Whoever waited longest now stands behind all others. RPUSH puts it at the tail, LPUSH at the head')
})

test('in the end no connection is open', async () => {
  const shift = begin(3)
  await sleep(500)
  await shift.over()
  await sleep(100)
  const more = (await clients()).length - connectionsBefore
  const open = 'Whoever opens a connection closes it: quit() for each, when its consumer has ended'
  check(more <= 0, `After the end, no connection should be open; ${more === 1 ? 'one is' : `${more} are`}`, open)
})

// From here on: what the messages say. Every remark answers to what was seen, and to nothing else.

function checkAtWork(shift: Shift): void {
  const home = 'null from BLPOP only means: nothing came within the timeout. Look at the signal, and wait again'
  const early = 'It does not wait for its consumers. Join them all, and return what they give'
  const { error, afterMs = 0 } = shift.end ?? {}
  const feedback = error === undefined ? (afterMs < 500 ? early : home) : error instanceof TypeError ? home : ''
  check(!shift.end, `Until they are told to stop, the consumers should go on; ${shift.did()}`, feedback)
}

const onlyOne = 'Only one works. Start them all before you wait for the first: an await inside the loop that starts them lets each begin when the one before has ended'

/** Of six tasks. */
function checkThree({ given: { length }, end }: Shift): void {
  const many = length > 3 ? 'A consumer takes the next task when its own is done: is there an await in front of handle' : ''
  check(length === 3, `While six tasks wait, three consumers should have three in hand at once; they have ${length}`, length === 1 && !end ? onlyOne : many)
}

function aboutItems({ given }: Shift, tasks: readonly string[]): string {
  const isPair = given.length > 0 && given.every((item) => Array.isArray(item) || item === 'task_queue')
  if (isPair) return 'BLPOP answers with a pair, the name of the list and the task. Hand over the second'
  if (!given.includes('') && given.length === tasks.length - 1) return "'' counts as false, and is a task all the same. Only the answer null means that nothing came"
  return given.length > tasks.length ? 'Some tasks came twice: read and removed has to be one step, as in BLPOP' : ''
}

function aboutCounts({ value, error }: End, counts: readonly unknown[]): string {
  if (error !== undefined) return ''
  if (typeof value === 'number') return 'That is one number. Give a list, with a number for each consumer'
  if (value === undefined) return 'Is a return missing'
  if (counts.some((count) => count instanceof Promise || typeof (count as { join?: unknown } | null)?.join === 'function')) return 'Those are no numbers yet: join each consumer, and await what it gives'
  if (counts.length > 1 && counts.every((count) => count === counts[0])) return 'They count into the same variable, so each tells of all. A variable inside of the consumer belongs to it alone'
  return counts.some((count) => Array.isArray(count) || typeof count === 'string') ? 'A number for each: not what was handled, but how many' : ''
}

interface End {
  readonly value: unknown
  readonly error: unknown
  readonly isOver: boolean
  /** From the abort on. */
  readonly ms: number
  /** From the start on. */
  readonly afterMs: number
}

interface Shift {
  readonly stop: AbortController
  /** What handle was called with, in that order. */
  readonly given: unknown[]
  items(): unknown[]
  /** How many were in hand at the same time. */
  most: number
  finished: number
  end: End | undefined
  /** Tells it to stop and waits for its end. */
  over(): Promise<End>
  did(): string
}

/** Lets n consumers work. */
function begin(n: number, handle: (item: string) => Promise<void> = () => sleep(1000), signal?: AbortSignal): Shift {
  expect(typeof startConsumers, 'exercise.ts should export the function startConsumers; it does not.\n→ Is the word export still in front of async function').toBe('function')
  const stop = new AbortController()
  const startedAt = Date.now()
  let [stoppedAt, inHand] = [startedAt, 0]
  const finish = (value: unknown, error?: unknown) =>
    (shift.end = { value, error, isOver: true, ms: Date.now() - stoppedAt, afterMs: Date.now() - startedAt })
  const shift: Shift = {
    stop,
    given: [],
    items: () => sorted(shift.given.map(String)),
    most: 0,
    finished: 0,
    end: undefined,
    async over() {
      stoppedAt = Date.now()
      stop.abort()
      const end = { value: undefined, error: undefined, isOver: false, ms: 60_000, afterMs: 60_000 }
      return shift.end ?? Promise.race([ended, sleep(60_000, end)])
    },
    did() {
      const { error, value } = shift.end ?? {}
      const ending = shift.end ? `and it ${error === undefined ? `gave ${show(value)}` : `threw ${toText(error)}`}` : 'and it is still at work'
      return `handle was called with ${shift.given.length === 0 ? 'nothing' : show(shift.given)}, ${ending}`
    },
  }
  const counted = async (item: string): Promise<void> => {
    shift.given.push(item)
    if (shift.given.length > 50) stop.abort()
    shift.most = Math.max(shift.most, ++inHand)
    try {
      await handle(item)
    } finally {
      inHand--
      shift.finished++
    }
  }
  // Whoever does not wait for it must not end the whole check.
  const kept = (item: string): Promise<void> => {
    const work = counted(item)
    work.catch(() => undefined)
    return work
  }
  shifts.push(shift)
  const ended = (async () => startConsumers(n, kept, signal ?? stop.signal))().then(finish, (error: unknown) => finish(undefined, error ?? 'nothing'))
  return shift
}

async function clients(): Promise<string[]> {
  return String(await mine.client('LIST')).trim().split('\n')
}

const isBlocked = (line: string): boolean => / flags=\w*b/.test(line)

function sum(counts: readonly unknown[]): number {
  return counts.reduce<number>((total, count) => total + Number(count), 0)
}

/** What should be; what was; and, for a mistake that is recognised, what that says. */
function check(isRight: boolean, what: string, feedback: string): void {
  if (!isRight) expect.fail(feedback ? `${what}.\n→ ${feedback}` : what)
}

function sorted(values: readonly unknown[]): unknown[] {
  return values.toSorted((a, b) => (String(a) < String(b) ? -1 : 1))
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && other.every((item, index) => one[index] === item)
}

function toText(value: unknown): string {
  return value instanceof Error ? `${value.name}: ${value.message}` : typeof value === 'string' ? value : show(value)
}

/** A value as one would write it in code, whatever it is. */
function show(value: unknown): string {
  try {
    if (typeof value === 'string') return `'${value.slice(0, 60)}'`
    if (value instanceof Promise) return 'a promise'
    if (Array.isArray(value)) return `[${(value as unknown[]).slice(0, 8).map(show).join(', ')}]`
    return (typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, 160)
  } catch {
    return `a strange ${typeof value}`
  }
}
