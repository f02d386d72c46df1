import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { consume, produce } from './exercise'

/** The tests' own connection. What Redis holds is asked here, whatever became of the clients that were handed out. */
let mine: Redis
/** What produce and consume are given. */
let handed: Redis

beforeEach(async () => {
  mine = new Redis({ connectionName: 'tests' })
  await mine.flushall()
  handed = new Redis()
})

afterEach(() => {
  mine.disconnect()
  handed.disconnect()
})

test('produce puts letters into the queue, the first one first', async () => {
  const made = await tried(() => produce(handed, ['Ada', 'Bo', 'Cy']))
  const what = "After produce(redis, ['Ada', 'Bo', 'Cy']), LRANGE queue_name 0 -1 should show 'Ada', 'Bo', 'Cy'"
  await checkQueue(made, ['Ada', 'Bo', 'Cy'], what)
})

test('what is produced later stands behind what waits already', async () => {
  await mine.rpush('queue_name', 'Zoe')
  await tried(() => produce(handed, ['Ada', 'Bo']))
  const made = await tried(() => produce(handed, ['Cy']))
  const what = "While 'Zoe' waits, after produce(redis, ['Ada', 'Bo']) and produce(redis, ['Cy']), LRANGE should show 'Zoe', 'Ada', 'Bo', 'Cy'"
  await checkQueue(made, ['Zoe', 'Ada', 'Bo', 'Cy'], what)
})

test('produce of no letters does nothing', async () => {
  await mine.rpush('queue_name', 'Zoe')
  const made = await tried(() => produce(handed, []))
  const isRefused = String(made.error).includes('wrong number of arguments')
  const feedback = isRefused ? 'RPUSH without an item is an error to Redis. Ask first whether there are any items' : ''
  check(made.error === undefined, `produce(redis, []) should do nothing; it ${made.did}`, feedback)
  await checkQueue(made, ['Zoe'], "While 'Zoe' waits, after produce(redis, []), LRANGE should show 'Zoe' and nothing else")
})

test('consume takes every letter, the oldest first', async () => {
  await mine.rpush('queue_name', 'Ada', 'Bo', 'Cy')
  const seen = await tried(() => consume(handed))
  const what = "While 'Ada', 'Bo', 'Cy' wait, consume(redis) should return all three in this order"
  const left = await mine.lrange('queue_name', 0, -1)
  check(isSame(seen.value, ['Ada', 'Bo', 'Cy']), `${what}; it ${seen.did}`, aboutTaken(seen, left))
  const peeked = 'consume() read the letters and left them in Redis, so the next worker sends them again. LPOP reads and removes in one step'
  check(left.length === 0, `After consume(redis), nothing should be left in queue_name; there was ${show(left)}`, left.length === 3 ? peeked : '')
})

test('consume of an empty queue answers at once', async () => {
  await handed.ping()
  const seen = await tried(() => consume(handed))
  const waits = seen.value !== undefined && seen.ms < 100 ? '' : 'It waits for letters to come, as BLPOP does. Here an empty queue is the end: LPOP answers null at once'
  const isNull = isSame(seen.value, [null]) || seen.value === null
  const feedback = isNull ? keptNull : waits
  check(isSame(seen.value, []) && seen.ms < 100, `While nothing waits, consume(redis) should return [] at once; it ${seen.did}${seen.ms < 100 || seen.value === undefined ? '' : ` after ${seen.ms} ms`}`, seen.error === undefined ? feedback : '')
})

test('letters that count as false are letters too', async () => {
  const letters = ['Ada', 'Bo', '', '0', 'Cy']
  const made = await tried(() => produce(handed, letters))
  await checkQueue(made, letters, `After produce(redis, ${show(letters)}), LRANGE should show all five`)
  const seen = await tried(() => consume(handed))
  const isCut = isSame(seen.value, ['Ada', 'Bo'])
  const isThinned = isSame(seen.value, ['Ada', 'Bo', '0', 'Cy'])
  const feedback = isCut || isThinned ? "The empty text '' counts as false, and is a letter all the same. Ask whether LPOP's answer is null" : ''
  check(isSame(seen.value, letters), `While ${show(letters)} wait, consume(redis) should return all five; it ${seen.did}`, feedback)
})

test('several consumers share the letters, each goes to one', async () => {
  const clients = [new Redis(), new Redis(), new Redis()]
  // Ready before they begin, so that none is ahead.
  await Promise.all(clients.map((client) => client.ping()))
  try {
    for (const letters of [['Ada'], ['Ada', 'Bo', 'Cy', 'Dee', 'Eli', 'Flo', 'Gil']]) {
      await mine.rpush('queue_name', ...letters)
      const all = await Promise.all(clients.map((client) => tried(() => consume(client))))
      const failed = all.find(({ value }) => !Array.isArray(value))
      const taken = all.flatMap(({ value }) => value as unknown[])
      const what = `While ${letters.length === 1 ? 'one letter waits' : `${letters.length} letters wait`}, three consumers at once should take each letter once`
      if (failed) check(false, `${what}; one of them ${failed.did}`, aboutClosed(failed))
      check(isSame(taken.map(String).toSorted(), letters), `${what}; they took ${show(taken)}`, aboutSharing(taken, letters))
    }
  } finally {
    for (const client of clients) client.disconnect()
  }
})

test('both use the client they are given and leave it open', async () => {
  const other = new Redis({ db: 3 })
  await Promise.all([other.ping(), handed.ping()])
  const before = await openConnections()
  try {
    const made = await tried(() => produce(other, ['Ada']))
    await mine.select(3)
    const queue = await mine.lrange('queue_name', 0, -1)
    await mine.select(0)
    const isElsewhere = queue.length === 0 && (await mine.llen('queue_name')) > 0
    const own = 'The letter came to another database: that is a connection of your own. Who calls produce has chosen where; use the redis that you are given'
    check(isSame(queue, ['Ada']), `With a client of database 3, produce(redis, ['Ada']) should put 'Ada' into queue_name there; it ${made.did}, and LRANGE shows ${show(queue)}`, isElsewhere ? own : '')
    const seen = await tried(() => consume(other))
    const isOther = seen.error === undefined && isSame(seen.value, [])
    check(isSame(seen.value, ['Ada']), `With the same client, consume(redis) should return 'Ada'; it ${seen.did}`, isOther ? 'It looked elsewhere: use the redis that you are given' : '')
    const answer = await tried(() => other.ping())
    check(answer.value === 'PONG', `After consume(redis), redis.ping() should answer 'PONG'; it ${answer.did}`, aboutClosed(answer))
  } finally {
    other.disconnect()
  }
  const left = (await openConnections()) - before
  check(left <= 0, `No connection should be left open; there ${left === 1 ? 'is one' : `are ${left}`} more than before`, 'What you open you must close. Here nothing has to be opened: use the redis that you are given')
})

// From here on: what the messages say. Every remark answers to what was seen, and to nothing else.

const keptNull = 'LPOP says null when nothing is left. That is no letter: end the loop before you keep it'

async function checkQueue(made: Outcome, wanted: string[], what: string): Promise<void> {
  const queue = await mine.lrange('queue_name', 0, -1)
  if (made.error === undefined && isSame(queue, wanted)) return
  const happened = made.error === undefined ? `it shows ${show(queue)}` : `produce ${made.did}`
  check(false, `${what}; ${happened}`, made.error === undefined ? await aboutQueue(queue, wanted) : '')
}

async function aboutQueue(queue: string[], wanted: string[]): Promise<string> {
  const isReversed = wanted.length > 1 && isSame(queue, wanted.toReversed())
  const pushed = wanted.filter((letter) => letter !== 'Zoe')
  if (isReversed || isSame(queue, ['Cy', 'Bo', 'Ada', 'Zoe']))
    return 'LPUSH adds at the head, where LPOP takes away: a stack, the newest letter first. RPUSH adds at the tail'
  if (isSame(queue, ['Cy', 'Ada', 'Bo', 'Zoe']))
    return 'Turning the letters round makes one batch look right, but LPUSH still puts it in front of everyone who waits. RPUSH adds at the tail'
  if (pushed.length > 1 && queue.length === wanted.length - pushed.length + 1 && pushed.every((letter) => queue.at(-1)?.includes(letter)))
    return 'All letters became one item. RPUSH takes many values: spread the array with ...items'
  if (queue.length < wanted.length && queue.includes('Zoe') !== wanted.includes('Zoe'))
    return 'The letter that was waiting is gone. Add to the list, do not replace it'
  if (queue.length >= wanted.length) return ''
  await sleep(100)
  if (isSame(await mine.lrange('queue_name', 0, -1), wanted))
    return 'A moment later they are all there: produce was done before Redis had answered. Is an await missing'
  const others = (await mine.keys('*')).filter((key) => key !== 'queue_name')
  if (others.length > 0) return `There is a key ${show(others[0])} instead. The workers look at queue_name, letter by letter`
  return queue.length === 0 ? 'Nothing arrives yet: redis.rpush(key, ...values) adds values at the end of the list' : ''
}

function aboutTaken({ value, error }: Outcome, left: string[]): string {
  if (error !== undefined) return ''
  if (isSame(value, ['Cy', 'Bo', 'Ada']))
    return left.length === 0 ? 'That is the newest first: RPOP takes where RPUSH adds. The oldest letter is at the head, where LPOP takes' : ''
  if (isSame(value, ['Ada'])) return 'It took one letter and stopped. LPOP takes a single one: ask again until it answers null'
  if (value === 'Ada') return 'One letter, and no list. Collect in taken what LPOP gives, until it answers null'
  if (isSame(value, ['Ada', 'Bo', 'Cy', null])) return keptNull
  if (isSame(value, ['Ada', 'Bo'])) return 'It counted along while the list became shorter. Go on until LPOP answers null'
  if (isSame(value, []) && left.length === 3) return 'Nothing was taken from queue_name: redis.lpop(key) takes the letter at the head and returns it'
  return ''
}

function aboutClosed({ error }: Outcome): string {
  const isClosed = String(error).includes('Connection is closed')
  return isClosed ? 'Whoever opened a connection closes it. Leave the one you are given open: its owner goes on using it' : ''
}

function aboutSharing(taken: unknown[], letters: string[]): string {
  const nulls = taken.filter((letter) => letter === null).length
  if (nulls === 3 && letters.length === 1) return keptNull
  if (nulls > 0)
    return 'Between asking how many there are and taking them, another consumer was quicker. Do not ask: LPOP itself says null when nothing is left'
  if (letters.every((letter) => taken.includes(letter)) && taken.length > letters.length)
    return 'Two consumers read the same letter before one of them removed it. LPOP reads and removes in one step'
  return ''
}

/** Connections that Redis knows of, the tests' own among them, once those that are just closing are gone. */
async function openConnections(): Promise<number> {
  await sleep(100)
  return String(await mine.client('LIST')).trim().split('\n').length
}

interface Outcome {
  readonly value: unknown
  /** What was thrown; undefined if nothing was. */
  readonly error: unknown
  /** How long it took. */
  readonly ms: number
  /** `returned ['Ada']`, `threw TypeError: …`, `did not end` */
  readonly did: string
}

const never = Symbol('never')

/** Waits a minute at most; the clock of a check goes by in no time. */
async function tried(call: () => Promise<unknown>): Promise<Outcome> {
  const started = Date.now()
  try {
    const value = await Promise.race([call(), sleep(60_000, never)])
    const ms = Date.now() - started
    if (value === never) return { value: undefined, error: undefined, ms, did: 'did not end within a minute' }
    return { value, error: undefined, ms, did: value === undefined ? 'came back' : `returned ${show(value)}` }
  } catch (error) {
    const text = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 200).replace(/\.$/, '') : show(error)
    return { value: undefined, error: error ?? text, ms: Date.now() - started, did: `threw ${text}` }
  }
}

/** What should be; what was; and, for a mistake that is recognised, what that says. */
function check(isRight: boolean, what: string, feedback: string): void {
  if (!isRight) expect.fail(feedback ? `${what}.\n→ ${feedback}` : what)
}

function isSame(one: unknown, other: readonly unknown[]): boolean {
  return Array.isArray(one) && one.length === other.length && other.every((item, index) => one[index] === item)
}

/** A value as one would write it in code, whatever it is. */
function show(value: unknown): string {
  try {
    if (typeof value === 'string') return `'${value.slice(0, 60)}'`
    if (Array.isArray(value)) return `[${(value as unknown[]).slice(0, 12).map(show).join(', ')}]`
    return (typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, 60)
  } catch {
    return `a strange ${typeof value}`
  }
}
