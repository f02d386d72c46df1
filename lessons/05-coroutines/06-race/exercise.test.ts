import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { drainInPairs } from './exercise'
import { NoticeQueue } from './notice-queue.ts'

/** The tests' own connection, to the database of the notices. */
let mine: Redis
let queue: NoticeQueue
/** How often a test has filled the queue. */
let phases: number

beforeEach(async () => {
  for (const level of ['error', 'warn', 'log', 'info'] as const) vi.spyOn(console, level).mockImplementation(() => undefined)
  phases = 0
  mine = new Redis({ db: 5, connectionName: 'tests' })
  await mine.flushall()
  queue = new NoticeQueue()
})

afterEach(async () => {
  // Whoever still goes on with it ends here.
  await queue.close().catch(() => undefined)
  mine.disconnect()
  vi.restoreAllMocks()
})

test('every notice is sent once, two at a time', async () => {
  const ids = await wait(6)
  const post = new Post()
  const seen = await drained(post)
  const what = 'With six ids in the queue, drainInPairs(queue, send)'
  await checkSent(post, ids, what, seen)
  const remark = post.most > 2 ? 'All notices are under way at once. Two coroutines, each of which awaits its send, have two in flight and no more' : 'One goes after the other. Two should be under way before you wait for either'
  check(post.most === 2, `${what} should have two sends in flight; it had ${post.most}`, remark)
  check(seen.value === 6, `${what} should return 6; it ${seen.did}`, aboutCount(seen, post))
})

test('of an odd number, the last is sent as well', async () => {
  for (const count of [1, 3, 7]) {
    const ids = await wait(count)
    const post = new Post()
    const seen = await drained(post)
    const what = `With ${count === 1 ? 'one id' : `${count} ids`} in the queue, drainInPairs(queue, send)`
    await checkSent(post, ids, what, seen)
    check(seen.value === count, `${what} should return ${count}; it ${seen.did}`, aboutCount(seen, post))
  }
})

test('an empty queue needs no send', async () => {
  const post = new Post()
  const seen = await drained(post)
  check(post.tried.length === 0, `With nothing in the queue, drainInPairs should send nothing; it tried ${show(post.tried)}`, post.tried.includes(null) ? nothingThere : '')
  check(seen.value === 0, `With nothing in the queue, drainInPairs should return 0; it ${seen.did}`, '')
})

test('four drains at once lose no notice, and send none twice', async () => {
  for (const count of [1, 2, 6, 11]) {
    const ids = await wait(count)
    const post = new Post()
    const what = `With ${count === 1 ? 'one id' : `${count} ids`} and four drains at once, drainInPairs`
    const all = await Promise.all([1, 2, 3, 4].map(() => drained(post)))
    const broken = all.find(({ error, isEndless }) => error !== undefined || isEndless)
    await checkSent(post, ids, what, broken ?? all[0])
    const [first] = all
    check(post.most <= 8, `${what} should have at most two sends in flight each; there were ${post.most}`, '')
    const counts = all.map(({ value }) => value)
    const total = counts.reduce<number>((sum, value) => sum + Number(value), 0)
    const shared = 'They count into one variable, so that each counts for all. Declare it inside of drainInPairs'
    const inPlus = count > 1 && first && total < count ? lostCount : ''
    check(total === count, `${what} should return numbers that are ${count} together; they returned ${show(counts)}`, total > count ? shared : inPlus)
  }
})

test('four drains with a connection each do so too', async () => {
  const ids = await wait(11)
  const post = new Post()
  const queues = [1, 2, 3, 4].map(() => new NoticeQueue())
  const all = await Promise.all(queues.map((own) => tried(() => drainInPairs(own, post.send))))
  await checkSent(post, ids, 'With 11 ids and four drains on a connection each, drainInPairs', all.find(({ error }) => error !== undefined) ?? all[0])
  for (const own of queues) {
    const open = await tried(() => own.qsize())
    const theirs = 'The queue belongs to whoever made it, and goes on being used: leave it open'
    check(open.value === 0, `After drainInPairs(queue, send), queue.qsize() should give 0; it ${open.did}`, open.error === undefined ? '' : theirs)
    await own.close()
  }
})

test('a send that fails is not counted, and stops nothing', async () => {
  for (const bad of [['2'], ['1', '2'], ['1', '3', '5', '6'], ['7']]) {
    const ids = await wait(7)
    const post = new Post(bad)
    const seen = await drained(post)
    const what = `With 7 ids in the queue, when the send of ${bad.join(', ')} fails, drainInPairs`
    await checkSent(post, ids, what, seen)
    const failures = 'A send that failed is counted as well. Count after send has come back, where an error does not pass'
    const sent = 7 - bad.length
    check(seen.value === sent, `${what} should return ${sent}; it ${seen.did}`, seen.value === 7 ? failures : aboutCount(seen, post))
  }
})

test('what is queued meanwhile is sent too', async () => {
  const ids = await wait(6)
  const post = new Post([], async (id) => void (id === '2' && (await mine.rpush('notices', '7', '8'))))
  const seen = await drained(post)
  const what = "With 6 ids in the queue, and '7' and '8' queued while it sends, drainInPairs"
  const late = 'What came meanwhile is left. Do not count at the start: pop until null comes'
  await checkSent(post, [...ids, '7', '8'], what, seen, isSame(sorted(post.tried), ids) ? late : '')
})

test('push, pop and qsize are all that it needs', async () => {
  const items = ['1', '2', '3', '4', '5']
  const answer = async <T>(give: () => T): Promise<T> => {
    await sleep(5)
    return give()
  }
  const plain = {
    push: (id: string) => answer(() => void items.push(id)),
    pop: () => answer(() => items.shift() ?? null),
    qsize: () => answer(() => items.length),
  }
  const post = new Post()
  const all = await Promise.all([1, 2, 3, 4].map(() => tried(() => drainInPairs(plain, post.send))))
  const what = 'With another queue of 5 ids, which has push, pop and qsize only, and four drains at once, drainInPairs'
  const broken = all.find(({ error }) => error !== undefined)
  const more = broken?.error instanceof TypeError ? 'It uses something else of the queue. These three are enough' : ''
  await checkSent(post, ['1', '2', '3', '4', '5'], what, broken ?? all[0], more)
})

// From here on: what the messages say. Every remark answers to what was seen, and to nothing else.

const nothingThere = 'null from pop says that nothing is left. It is no id: look at it before you send'
const lostCount = 'sent += await … reads sent, waits, and writes the old number plus one, over what others have counted meanwhile. First await, then sent++'

/** Each of the ids was sent once, nothing else, and nothing is left. */
async function checkSent(post: Post, ids: readonly string[], what: string, seen: Outcome | undefined, remark = ''): Promise<void> {
  const left = await mine.llen('notices')
  const feedback = remark || (seen ? aboutSent(post, ids, seen, left) : '')
  const happened = seen && (seen.error !== undefined || seen.isEndless) ? `it ${seen.did}, after it tried ${list(post.tried)}` : `it tried ${list(post.tried)}`
  const isRight = isSame(sorted(post.tried), sorted(ids))
  // Behind as many as there were ids; in a second phase nobody knows how many pops there were before.
  const firstInVain = phases === 1 && post.tried.includes(null) ? ` (see lpop notices #${ids.length + 1})` : ''
  check(isRight, `${what} should send each id once; ${happened}${firstInVain}`, feedback)
  check(seen?.error === undefined && !seen?.isEndless, `${what} should come to its end; it ${seen?.did}`, feedback)
  const early = 'It returned while notices were still under way, and knows not how they went. Join whatever you spawn'
  check(post.inHandAtEnd === 0, `When ${what.replace(/^With/, 'with')} returns, all its sends should be over; ${post.inHandAtEnd} were not`, early)
}

function aboutSent({ tried: all, failed }: Post, ids: readonly string[], { error, isEndless }: Outcome, left: number): string {
  const nulls = all.filter((id) => id === null).length
  const real = all.filter((id) => id !== null)
  const isTwice = new Set(real).size < real.length
  if (failed > 0 && isTwice) return 'What fails is put back, and fails again and again. Tell of it and go on'
  if (error instanceof Refusal) return 'The error of one send ended the drain. Catch each by itself: one notice must not stop the others'
  if (/Connection is closed/.test(String(error))) return 'The queue was closed while others still use it. It belongs to whoever made it: leave it open'
  if (nulls > 0 && real.length === ids.length && ids.length % 2 === 1 && nulls === 1 && !isEndless) return `${nothingThere}. The second pop found nothing, or another drain was quicker`
  if (nulls > 0) return 'Between looking and taking, another drain was quicker, and pop gave null. Do not look: pop, and end when null comes'
  if (isTwice) return 'Some ids were sent twice'
  if (error !== undefined || isEndless) return ''
  if (real.length >= ids.length) return ''
  if (left === 1 && ids.length % 2 === 1) return 'Of an odd number one stays behind, and nobody comes for it. Go on until pop gives null'
  if (failed > 0 && left > 1) return 'After a failure it sends no more. One notice must not stop the others: go on with the next'
  if (left === 0) return 'It was popped, and then dropped, because its partner was null. What pop has given is yours alone: send it'
  return ''
}

/** What came back is no right count, though all went out. */
function aboutCount({ value }: Outcome, { tried: all, failed }: Post): string {
  if (value === undefined) return 'Is a return missing'
  return typeof value === 'number' && value < all.length - failed ? lostCount : ''
}

class Refusal extends Error {
  override readonly name = 'Refusal'
}

/** Sends that take a second each, some of which fail; writes down what it was given. */
class Post {
  readonly tried: unknown[] = []
  failed = 0
  /** How many were in flight at the same time. */
  most = 0
  /** How many were in flight when a drain came to its end and no other was at work. */
  inHandAtEnd = 0
  drains = 0
  #inHand = 0
  readonly #bad: readonly string[]
  readonly #meanwhile: (id: string) => Promise<void>

  constructor(bad: readonly string[] = [], meanwhile: (id: string) => Promise<void> = async () => undefined) {
    this.#bad = bad
    this.#meanwhile = meanwhile
  }

  ends(): void {
    if (--this.drains === 0) this.inHandAtEnd = this.#inHand
  }

  /** Needs no `this`: it is handed over alone. */
  readonly send = (id: string): Promise<void> => {
    const work = this.#send(id)
    // Whoever does not wait for it must not end the whole check.
    work.catch(() => undefined)
    return work
  }

  async #send(id: string): Promise<void> {
    this.tried.push(id)
    this.most = Math.max(this.most, ++this.#inHand)
    // Whoever tries for ever gets no answer for ever.
    await (this.tried.length > 60 ? new Promise(() => undefined) : sleep(1000))
    await this.#meanwhile(id)
    this.#inHand--
    if (!this.#bad.includes(id)) return
    this.failed++
    throw new Refusal(`no user ${id}`)
  }
}

/** Puts so many ids into the queue. */
async function wait(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, i) => String(i + 1))
  phases++
  await mine.del('notices')
  await mine.rpush('notices', ...ids)
  return ids
}

async function drained(post: Post): Promise<Outcome> {
  post.drains++
  const seen = await tried(() => drainInPairs(queue, post.send))
  post.ends()
  return seen
}

interface Outcome {
  readonly value: unknown
  /** What was thrown; undefined if nothing was. */
  readonly error: unknown
  readonly isEndless: boolean
  readonly did: string
}

/** Waits two minutes at most; the clock of a check goes by in no time. */
async function tried(call: () => Promise<unknown>): Promise<Outcome> {
  expect(typeof drainInPairs, 'exercise.ts should export the function drainInPairs; it does not.\n→ Is the word export still in front of async function').toBe('function')
  const limit = new AbortController()
  try {
    const value = await Promise.race([call(), sleep(120_000, limit, { signal: limit.signal }).catch(() => limit)])
    const isEndless = value === limit
    return { value, error: undefined, isEndless, did: isEndless ? 'did not end within two minutes' : `returned ${show(value)}` }
  } catch (error) {
    return { value: undefined, error: error ?? 'nothing', isEndless: false, did: `threw ${toText(error).slice(0, 200)}` }
  } finally {
    limit.abort()
  }
}

/** What should be; what was; and, for a mistake that is recognised, what that says. */
function check(isRight: boolean, what: string, feedback: string): void {
  if (!isRight) expect.fail(feedback ? `${what}.\n→ ${feedback}` : what)
}

function sorted(values: readonly unknown[]): unknown[] {
  return values.toSorted((a, b) => Number(a) - Number(b))
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && other.every((item, index) => one[index] === item)
}

function list(values: readonly unknown[]): string {
  return values.length === 0 ? 'nothing' : show(values)
}

function toText(value: unknown): string {
  return value instanceof Error ? `${value.name}: ${value.message}` : show(value)
}

/** A value as one would write it in code, whatever it is. */
function show(value: unknown): string {
  try {
    if (typeof value === 'string') return `'${value.slice(0, 60)}'`
    if (value instanceof Promise) return 'a promise'
    if (Array.isArray(value)) return `[${(value as unknown[]).slice(0, 16).map(show).join(', ')}]`
    return (typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, 160)
  } catch {
    return `a strange ${typeof value}`
  }
}
