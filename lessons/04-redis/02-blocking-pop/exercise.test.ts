import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { worker } from './exercise'

/** The tests' own connections: one asks what Redis holds, one hears every command that Redis is sent. */
let mine: Redis
let monitor: Redis
/** What the worker is given. */
let handed: Redis
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
  handed = new Redis()
  await Promise.all([mine.flushall(), handed.ping()])
  monitor = await mine.monitor()
  monitor.on('monitor', (_time: string, words: string[]) => shifts.forEach((shift) => shift.hear(words)))
  connectionsBefore = await countConnections()
})

afterEach(async () => {
  for (const shift of shifts) shift.stop.abort()
  // A worker that still waits would take the next test's letters.
  for (const reason of ['TIMEOUT', 'ERROR']) {
    const waiting = String(await mine.client('LIST')).split('\n').filter((line) => / flags=\w*b/.test(line))
    for (const line of waiting) await mine.call('CLIENT', 'UNBLOCK', /^id=(\d+)/.exec(line)?.[1] ?? '', reason)
    await sleep(2000)
  }
  for (const redis of [monitor, mine, handed]) redis.disconnect()
  vi.restoreAllMocks()
})

test('each letter goes to handle, the oldest first', async () => {
  const letters = ['Ada', '', '0', 'Bo']
  await mine.rpush('queue_name', ...letters)
  const shift = begin()
  await sleep(500)
  const what = "While 'Ada', '', '0', 'Bo' wait, worker should call handle with each of them"
  check(isSame(shift.given, letters), `${what}; ${shift.did()}`, aboutGiven(shift.given))
})

test('the worker waits for letters, and asks no more often than it must', async () => {
  const shift = begin()
  await sleep(4500)
  const asked = shift.asked
  checkAtWork(shift)
  await mine.rpush('queue_name', 'Ada')
  const since = Date.now()
  while (shift.given.length === 0 && Date.now() - since < 5000) await sleep(10)
  const late = Date.now() - since
  const happened = shift.given.length === 0 ? shift.did() : `handle was called ${late} ms later`
  const what = "When 'Ada' comes after 4.5 s without a letter, handle should be called with it at once"
  check(shift.given.length > 0 && late < 100, `${what}; ${happened}`, late < 5000 ? `${polls}, and then is there at once` : '')
  check(asked < 50, `In 4.5 s without a letter, worker should ask Redis about once a second; it asked ${asked} times`, polls)
})

test('while it waits, others can use the connection it was given', async () => {
  begin()
  await sleep(300)
  const since = Date.now()
  const answer = await Promise.race([handed.ping(), sleep(5000, 'nothing for 5 s')])
  const ms = Date.now() - since
  const shared = 'A connection answers one command after the other, so what is sent behind BLPOP waits with it. redis.duplicate() gives the worker a connection of its own'
  check(answer === 'PONG' && ms < 100, `While worker waits for letters, redis.ping() should answer at once; it took ${ms} ms`, shared)
})

test('a letter that cannot be handled is told, and costs only itself', async () => {
  await mine.rpush('queue_name', 'Ada', 'letter to nobody', 'Bo')
  const shift = begin(async (item) => {
    if (item === 'letter to nobody') throw new Error('no such address')
  })
  await sleep(500)
  const what = "While 'Ada', 'letter to nobody', 'Bo' wait, and handle fails for the second, worker should"
  const isAgain = shift.given.filter((item) => item === 'letter to nobody').length > 1
  const poison = 'It puts the letter back, where it will fail again, for ever. Tell of it and go on'
  const outside = shift.end && printed.length > 0 ? 'It told of the failure, and then ended. The catch stands outside the loop: put it inside' : aboutGiven(shift.given)
  const ended = shift.end?.error ? 'The error of handle ended the whole worker. Catch it inside the loop' : outside
  check(isSame(shift.given, ['Ada', 'letter to nobody', 'Bo']), `${what} call handle once with each; ${shift.did()}`, isAgain ? poison : ended)
  const end = await shift.over()
  const isTold = printed.some((line) => /letter to nobody|no such address/.test(line))
  const silent = 'Nobody will ever know that this letter was not sent. Name it with console.error where you catch the error'
  const unseen = 'It counted the letter as handled and saw no error: it did not wait for handle. Is an await missing'
  const feedback = printed.length > 0 ? '' : end.value === 3 ? unseen : silent
  check(isTold, `${what} tell of it with console.error; it printed ${printed.length === 0 ? 'nothing' : show(printed)}`, feedback)
  const all = 'It counts each letter it took. Count after handle has come back, where an error does not pass'
  const wrong = end.value === 3 ? all : end.isOver ? aboutGoingHome(shift) : tooLong
  check(end.value === 2, `${what} return 2, once it is told to stop; ${shift.did()}`, typeof end.value === 'number' && end.value !== 3 ? '' : wrong)
})

test('told to stop, it ends within one timeout', async () => {
  const shift = begin()
  await sleep(1500)
  checkAtWork(shift)
  const end = await shift.over(60_000)
  const { ms } = end
  const happened = end.isOver ? `it took ${ms} ms` : 'a minute later it had not ended'
  check(end.isOver && ms <= 1100, `After the abort, worker should end within 1 s; ${happened}`, tooLong)
  check(end.value === 0, `A worker that found no letter should return 0; ${shift.did()}`, '')
})

test('after the stop it begins nothing, but finishes what it has', async () => {
  await mine.rpush('queue_name', 'Ada')
  let isFinished = false
  const shift = begin(async () => {
    await sleep(500)
    isFinished = true
  })
  await sleep(200)
  shift.stop.abort()
  await mine.rpush('queue_name', 'Bo', 'Cy')
  const end = await shift.over()
  const what = "Told to stop while handle is busy with 'Ada', worker should wait for handle"
  check(isFinished && end.value === shift.given.length, `${what} and count it; ${shift.did()}`, isFinished ? '' : 'It did not wait for handle. Is an await missing')
  const more = 'It emptied the queue before it went. Others can take those letters: after the stop, begin with no more'
  check(!shift.given.includes('Cy'), `Told to stop while handle is busy with 'Ada', worker should leave 'Bo' and 'Cy' in the queue; ${shift.did()}`, more)
  await mine.del('queue_name')
  await mine.rpush('queue_name', 'Dee')
  const late = begin(undefined, AbortSignal.abort())
  await late.over()
  const none = 'The signal says stop before the first letter: look at it before you take one'
  check(late.given.length === 0, `Told to stop before it began, worker should call handle with nothing; ${late.did()}`, none)
})

test('a letter that comes out after the stop is not lost', async () => {
  const shift = begin()
  await sleep(500)
  shift.stop.abort()
  await sleep(100)
  await mine.rpush('queue_name', 'Ada', 'Bo')
  await shift.over()
  const left = await mine.lrange('queue_name', 0, -1)
  const what = "When 'Ada' and 'Bo' come while the last BLPOP still waits, each should be handled or stay in the queue"
  const lost = "BLPOP had taken 'Ada' out of Redis already. Look at the signal before you wait for a letter, not when you hold one: hand it over"
  const isLost = shift.given.length === 0 && isSame(left, ['Bo'])
  const taken = isLost ? ' (see blpop queue_name #1)' : ''
  check(isSame([...shift.given, ...left].map(String).toSorted(), ['Ada', 'Bo']), `${what}; ${shift.did()}, and ${show(left)} is left${taken}`, isLost ? lost : aboutGiven(shift.given))
})

test('it closes its own connection, and no other', async () => {
  const shift = begin()
  await sleep(500)
  const end = await shift.over()
  check(end.isOver, 'After the abort, worker should end; ten seconds later it had not', tooLong)
  const answer = await handed.ping().catch((error: unknown) => toText(error))
  const theirs = 'The given connection belongs to somebody else, who goes on using it. Close only what you opened'
  check(answer === 'PONG', `After the worker has ended, redis.ping() on the given client should answer 'PONG'; it answered ${show(answer)}`, theirs)
  await sleep(100)
  const more = (await countConnections()) - connectionsBefore
  const open = 'Whoever opens a connection closes it: await own.quit() when the loop is over'
  check(more <= 0, `After the worker has ended, no connection of its own should be open; ${more === 1 ? 'one is' : `${more} are`}`, open)
})

// From here on: what the messages say. Every remark answers to what was seen, and to nothing else.

const polls = 'It asks again and again. BLPOP asks once and waits at the server until a letter comes'
const tooLong = 'BLPOP takes its timeout in seconds, and 0 means for ever. While it waits, nobody looks at the signal: 1 lets it look once a second'

function checkAtWork(shift: Shift): void {
  check(!shift.isBusy, 'While nothing waits, worker should wait too; it asked Redis hundreds of times without a pause', polls)
  check(!shift.end, `While nothing waits, worker should go on waiting until it is told to stop; ${shift.did()}`, aboutGoingHome(shift))
}

function aboutGiven(given: unknown[]): string {
  if (given.length > 0 && given.every((item) => Array.isArray(item) && item[0] === 'queue_name'))
    return 'BLPOP can wait at several lists, so it answers with a pair: the name of the list and the letter. Hand over the second'
  if (given.length > 0 && given.every((item) => item === 'queue_name'))
    return 'That is the name of the list. BLPOP answers with a pair, and the letter is the second of it'
  if (isSame(given, ['Ada', '0', 'Bo'])) return "The empty text '' counts as false, and is a letter all the same. Only the answer null means that nothing came"
  return ''
}

function aboutGoingHome({ end }: Shift): string {
  if (end?.error instanceof TypeError) return 'After a second without a letter BLPOP answers null, which is no pair. Look for that first, and wait again'
  return end?.error === undefined ? 'It goes home because nothing waits. null from BLPOP only means: nothing came within the timeout. Look at the signal and wait again' : ''
}

interface End {
  readonly value: unknown
  readonly error: unknown
  readonly isOver: boolean
  /** From the abort on. */
  readonly ms: number
}

interface Shift {
  readonly stop: AbortController
  /** What handle was called with. */
  readonly given: unknown[]
  /** How often Redis was asked for letters. */
  asked: number
  /** It asked so often that time stood still. */
  isBusy: boolean
  end: End | undefined
  /** A command that Redis was sent. */
  hear(words: string[]): void
  /** Tells it to stop and waits for its end. */
  over(longestMs?: number): Promise<End>
  did(): string
}

/** Lets a worker work. */
function begin(handle: (item: string) => Promise<void> = async () => undefined, signal?: AbortSignal): Shift {
  const stop = new AbortController()
  let [heardAt, stoppedAt, stalled] = [0, 0, 0]
  const finish = (value: unknown, error?: unknown) => (shift.end = { value, error, isOver: true, ms: Date.now() - stoppedAt })
  const shift: Shift = {
    stop,
    given: [],
    asked: 0,
    isBusy: false,
    end: undefined,
    hear([name = '', ...rest]) {
      if (!rest.includes('queue_name') || !/pop|move|llen|lrange|exists/i.test(name)) return
      stalled = heardAt === Date.now() ? stalled + 1 : 0
      heardAt = Date.now()
      shift.asked++
      // Without a pause between the questions the clock of a check never moves on.
      if (stalled < 300) return
      shift.isBusy = true
      stop.abort()
    },
    async over(longestMs = 10_000) {
      stoppedAt = Date.now()
      stop.abort()
      const end = { value: undefined, error: undefined, isOver: false, ms: longestMs }
      return Promise.race([ended, sleep(longestMs, end)])
    },
    did() {
      const { error, value } = shift.end ?? {}
      const ending = shift.end ? `and then it ${error === undefined ? `returned ${show(value)}` : `threw ${toText(error)}`}` : 'and it is still at work'
      return `handle was called with ${shift.given.length === 0 ? 'nothing' : show(shift.given)}, ${ending}`
    },
  }
  const counted = (item: string): Promise<void> => {
    shift.given.push(item)
    if (shift.given.length > 50) stop.abort()
    const work = handle(item)
    // Whoever does not wait for it must not end the whole check.
    work.catch(() => undefined)
    return work
  }
  shifts.push(shift)
  const ended = (async () => worker(handed, counted, signal ?? stop.signal))().then(finish, (error: unknown) => finish(undefined, error))
  return shift
}

async function countConnections(): Promise<number> {
  return String(await mine.client('LIST')).trim().split('\n').length
}

/** What should be; what was; and, for a mistake that is recognised, what that says. */
function check(isRight: boolean, what: string, feedback: string): void {
  if (!isRight) expect.fail(feedback ? `${what}.\n→ ${feedback}` : what)
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
    if (Array.isArray(value)) return `[${(value as unknown[]).slice(0, 8).map(show).join(', ')}]`
    return (typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, 100)
  } catch {
    return `a strange ${typeof value}`
  }
}
