import { Redis } from 'ioredis'
import { setTimeout as sleep } from 'node:timers/promises'
import { Thread } from 'threading'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { dojob } from './exercise'

test('takes all letters of its queue, the oldest first', async () => {
  await own.rpush('post', ...letters(4))
  await own.rpush('letters', 'of another queue')
  const seen = await tried(() => dojob('post'))
  const left = await own.lrange('post', 0, -1)
  await sleep(1000)
  const isTakenLater = left.length > 0 && (await own.llen('post')) === 0
  const what = `With ${show(letters(4))} in the queue 'post', dojob('post') should resolve to all four, in this order`
  check(seen, letters(4), what, () => (isTakenLater ? tooSoon : aboutTaken(seen, left)))
  check(facts(left, `holds ${show(left)}`), [], "After dojob('post') the queue 'post' should be empty", () => aboutTaken(seen, left))
  const others = await own.llen('letters')
  check(facts(others, `holds ${others}`), 1, "After dojob('post') the queue 'letters' should hold its 1 letter as before", () => '')
})

test('works 100 ms on each letter', async () => {
  await own.rpush('letters', ...letters(3))
  const seen = await tried(() => dojob('letters'))
  const isRight = seen.ms >= 290 && seen.ms < 600
  check(facts(isRight, `took ${seen.ms} ms and ${seen.did()}`), true, 'Three letters should take 300 ms', () => aboutTime(seen))
})

test('takes a letter only when it has time for it', async () => {
  await own.rpush('letters', ...letters(5))
  const running = tried(() => dojob('letters'))
  await sleep(150)
  const left = await own.llen('letters')
  const seen = await running
  const what = 'Of five letters, after 150 ms, with the first done and the second in hand, three should still wait in the queue'
  const tooEarly = left < 3 ? ' (see lpop letters #3)' : ''
  check(facts(left, `held ${left}${tooEarly}`), 3, what, () => {
    if (seen.ms < 90 && !seen.threw) return aboutTime(seen)
    if (left === 0 && isSame(seen.value, letters(5)))
      return 'It took everything before it began to work. Other workers find nothing to do, and if this one breaks down, all is lost. Take one, work on it, take the next'
    return left === 5 && isSame(seen.value, letters(5)) ? readOnly : aboutTaken(seen, [])
  })
})

test('an empty text is a letter too', async () => {
  const some = ['first', 'second', '', 'last']
  await own.rpush('letters', ...some)
  const seen = await tried(() => dojob('letters'))
  check(seen, some, `With ${show(some)} in the queue, dojob('letters') should resolve to all four`, () =>
    isSame(seen.value, ['first', 'second'])
      ? "It stopped at '', which counts as false in an if or a while. The queue is empty when pop gives null, and only then"
      : aboutTaken(seen, []),
  )
})

test('ends at once if nothing waits', async () => {
  const seen = await tried(() => dojob('letters'))
  check(seen, [], "With no letters, dojob('letters') should resolve to []", () => aboutTaken(seen, []))
})

test('two threads share the work, each letter once', async () => {
  // An odd number: in the end both threads come for one.
  await own.rpush('letters', ...letters(7))
  const seen = await tried(() => {
    const threads = [new Thread(dojob, 'letters').start(), new Thread(dojob, 'letters').start()]
    return Promise.all(threads.map((thread) => thread.join()))
  })
  const shares = Array.isArray(seen.value) ? (seen.value as unknown[]) : []
  const isFineAlone = await isAloneFine()
  const what = `Two threads at one queue of ${show(letters(7))} should take each letter exactly once between them`
  check(facts(sorted(shares), seen.did() + inVain(shares, 7)), letters(7), what, () => aboutShares(seen, shares, isFineAlone))
  const idle = shares.filter((share) => isSame(share, [])).length
  check(facts(idle, seen.did()), 0, 'With seven letters, none of the two threads should go without', () => aboutIdle(seen))
  check(facts(seen.ms < 700, `took ${seen.ms} ms`), true, 'Two threads should need 400 ms for seven letters', () => aboutTime(seen))
})

test('several at once in one program do not get into each other’s way', async () => {
  await own.rpush('letters', ...letters(5))
  const seen = await tried(() => Promise.all([dojob('letters'), dojob('letters'), dojob('letters')]))
  const shares = Array.isArray(seen.value) ? (seen.value as unknown[]) : []
  const isFineAlone = await isAloneFine()
  const what = `Three calls of dojob at one queue of ${show(letters(5))} should take each letter exactly once between them`
  check(facts(sorted(shares), seen.did() + inVain(shares, 5)), letters(5), what, () => aboutShares(seen, shares, isFineAlone))
  await own.rpush('letters', 'one more')
  const again = await tried(() => dojob('letters'))
  check(again, ['one more'], 'A call after these should take what has come since', () => aboutTaken(again, []))
})

test('closes the connection it opened', async () => {
  const before = new Set((await clients()).map(idOf))
  await own.rpush('letters', ...letters(2))
  const seen = await tried(() => dojob('letters'))
  const left = (await clients()).filter((line) => !before.has(idOf(line))).length
  check(facts(left, `left ${left} open`), 0, "After dojob('letters'), no connection of it should be open", () =>
    seen.value === endless ? aboutTaken(seen, []) : 'A program with an open connection does not end. Close the queue when the loop is over',
  )
})

// From here on: what the messages say. Every remark answers to what was seen, and to nothing else.

const unexported = 'A thread loads the file anew and finds its function by the name under which it is exported. Is the word export still in front of it'
const tooSoon = 'The answer came before the work was done, and the letters were taken afterwards. Wait for the loop: is there an await for everything that takes time'
const readOnly = 'The letters were read, and still wait in the queue, where others can read them too. pop looks and takes in one step'

function letters(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `letter ${i + 1}`)
}

/** What several took, in one list. */
function sorted(shares: unknown[]): unknown[] {
  return shares.flat().sort((a, b) => (String(a) < String(b) ? -1 : 1))
}

/** Where somebody took null for a letter: at the first pop after all letters were gone. */
function inVain(shares: unknown[], count: number): string {
  return shares.flat().includes(null) ? ` (see lpop letters #${count + 1})` : ''
}

/** Whether one call, at one letter, does as it should. */
async function isAloneFine(): Promise<boolean> {
  await own.rpush('alone', 'a letter')
  return isSame((await tried(() => dojob('alone'))).value, ['a letter'])
}

/** One call took something; `left` is what was in the queue after it. */
function aboutTaken(seen: Outcome, left: readonly string[]): string {
  const { value, threw } = seen
  if (threw) return aboutClosed(seen)
  if (value === endless)
    return 'It goes on asking an empty queue. null says that nothing is left: that is where the loop ends'
  if (!Array.isArray(value)) return 'What should come back is the list of letters: is the return missing'
  if (value.includes(null)) return 'null is no letter. Look at what pop gave before you take it'
  if (isSame(value, ['of another queue'])) return 'That letter lay in another queue. Open the one whose key comes as the argument'
  if (left.length > 0 && value.length === 0)
    return 'Not one letter was taken. The queue to open is new RedisQueue(key), without options: the letters lie in database 0'
  if (left.length > 0 && value.length === 1) return 'One letter, and then it stopped. Pop again and again, until null comes'
  if (isSame(left, letters(4)) && isSame(value, left)) return readOnly
  if (isSame([...value].reverse(), letters(4))) return 'These are the right letters, the last one first: add each at the end of the list'
  return ''
}

function aboutTime(seen: Outcome): string {
  const count = Array.isArray(seen.value) ? seen.value.length : 0
  if (count < 2 || !isSame(seen.value, letters(count))) return aboutTaken(seen, [])
  if (seen.ms < 90) return 'No time has passed. Is there an await before sleep(100)'
  if (seen.ms < 200) return 'All letters were worked on at the same time. One worker does one letter at a time: await the work before the next pop'
  return ''
}

function aboutShares(seen: Outcome, shares: unknown[], isFineAlone: boolean): string {
  const all = shares.flat()
  if (seen.threw || seen.value === endless || !isFineAlone) return aboutTaken({ ...seen, value: seen.value === endless ? endless : all }, [])
  if (all.includes(null) && isFineAlone)
    return 'Between the look at qsize() and the pop, somebody else has taken the last letter. A count is old news as soon as you have it: ask pop alone, and look for null'
  if (new Set(all).size < all.length)
    return 'Some letters were sent twice: they were read while others could still read them. pop looks and takes in one step: use nothing else'
  return ''
}

function aboutIdle(seen: Outcome): string {
  return seen.ms >= 700 || isSame(seen.value, [letters(7), []])
    ? 'One thread took everything and left nothing for the other. Take one letter, work on it, take the next'
    : ''
}

function aboutClosed({ threw }: Outcome): string {
  const text = threw?.error instanceof Error ? threw.error.message : ''
  if (!/Connection is closed/.test(text)) return ''
  return 'The queue was closed while somebody still used it. Each call opens a queue of its own, and closes it once, after the loop'
}

/** A line for each connection to Redis, after the closed ones have gone. */
async function clients(): Promise<string[]> {
  await sleep(1000)
  return String(await own.client('LIST')).trim().split('\n')
}

function idOf(line: string): string {
  return line.split(' ')[0] ?? ''
}

afterEach(() => own.disconnect())

/** The tests' own connection: what lies in Redis is seen over it alone. */
let own: Redis

beforeEach(async () => {
  own = new Redis({ connectionName: 'tests' })
  await own.flushall()
  expect(typeof dojob, `exercise.ts should export the function dojob; it does not.\n→ ${unexported}`).toBe('function')
})

interface Outcome {
  /** What came back; after a throw, something that equals nothing. */
  readonly value: unknown
  readonly threw?: { readonly error: unknown }
  readonly ms: number
  /** `returned null` or `threw TypeError: …` */
  did(): string
}

async function tried(call: () => unknown): Promise<Outcome> {
  const start = Date.now()
  let timer: ReturnType<typeof setTimeout> | undefined
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

/** Stands for the result of what does not end. */
const endless = {}

/** What should be; what was; and, for a mistake that it recognises, what that says. */
function check(seen: Outcome, wanted: unknown, what: string, remark: (seen: Outcome) => string): void {
  if (isSame(seen.value, wanted)) return
  const explained = remark(seen)
  const message = `${what}; it ${seen.did()}${explained && `.\n→ ${explained}`}`
  expect(show(seen.value), message).toBe(show(wanted))
  expect.fail(message)
}

function facts(value: unknown, did: string): Outcome {
  return { value, ms: 0, did: () => did }
}

/** Equal as far as lists of plain values go. */
function isSame(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return Object.is(a, b)
  return a.length === b.length && a.every((item, i) => Object.is(item, b[i]))
}

/** A value as one would write it in code, whatever it is. */
function show(value: unknown): string {
  try {
    if (typeof value === 'string') return `'${value.slice(0, 60)}'`
    if (value instanceof Promise || value instanceof Map) return `a ${value.constructor.name}`
    if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`.slice(0, 200)
    return (typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, 200)
  } catch {
    return `a strange ${typeof value}`
  }
}
