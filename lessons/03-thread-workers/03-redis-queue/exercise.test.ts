import { Redis, type RedisOptions } from 'ioredis'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { RedisQueue } from './exercise'

test('put adds to the tail of the list', async () => {
  const queue = newQueue()
  const seen = await tried(async () => {
    for (const letter of letters) await queue().put(letter)
  })
  const place = await lies('letters', 0)
  const what = `After put('Ada'), put('Bo') and put('Cy'), the key 'letters' of database 0 should hold the list ${show(letters)}`
  check(facts(place.found, seen.threw ? seen.did() : place.did), letters, what, () => aboutPlace(place, seen))
})

test('pop takes the oldest from the head, then gives null', async () => {
  await own.rpush('letters', ...letters)
  const queue = newQueue()
  const wanted = [...letters, null]
  const seen = await tried(async () => {
    const pops: unknown[] = []
    while (pops.length < wanted.length) pops.push(await queue().pop())
    return pops
  })
  const what = `With ${show(letters)} in the list, four pops should give ${show(wanted)}`
  check(seen, wanted, what, aboutPops)
  const { found, did } = await lies('letters', 0)
  check(facts(found, did), [], 'After that nothing should be left of the list', () => '')
})

test('an empty text is an item too', async () => {
  const queue = newQueue()
  const seen = await tried(async () => {
    await queue().put('')
    await queue().put('last')
    return [await queue().qsize(), await queue().pop(), await queue().pop()]
  })
  const what = "After put('') and put('last'), qsize() and two pops should give [2, '', 'last']"
  check(seen, [2, '', 'last'], what, () => aboutEmptyText(seen))
})

test('qsize counts what waits, whoever put it there', async () => {
  const queue = newQueue()
  const seen = await tried(async () => {
    const before = await queue().qsize()
    await own.rpush('letters', 'from another program', 'and another')
    const between = await queue().qsize()
    await own.lpop('letters')
    return [before, between, await queue().qsize()]
  })
  await tried(() => queue().put('its own'))
  const isOwnCounted = (await tried(() => queue().qsize())).value === 1 && (await own.llen('letters')) === 2
  const what = 'qsize() of an empty queue, then after two letters of another program, then after it took one, should give [0, 2, 1]'
  check(seen, [0, 2, 1], what, () =>
    isSame(seen.value, [0, 0, 0]) && isOwnCounted
      ? 'It counts what it put in itself, and knows nothing of others. Count nothing yourself: ask Redis, by LLEN'
      : aboutFailure(seen),
  )
})

test('the options say which Redis', async () => {
  const queue = newQueue('letters', { db: 5 })
  const seen = await tried(async () => {
    await queue().put('Ada')
    return await queue().qsize()
  })
  const place = await lies('letters', 5)
  const what = "After put('Ada') in a new RedisQueue('letters', { db: 5 }), the letter should lie in database 5"
  check(facts(place.found, seen.threw ? seen.did() : place.did), ['Ada'], what, () => aboutPlace(place, seen))
})

test('queues with the same key share their items, others do not', async () => {
  const [website, worker, other] = [newQueue('post'), newQueue('post'), newQueue('parcels')]
  const seen = await tried(async () => {
    await website().put('Ada')
    return [await other().pop(), await worker().pop()]
  })
  const what = "After put('Ada') in a RedisQueue('post'), pops of a RedisQueue('parcels') and of another RedisQueue('post') should give [null, 'Ada']"
  check(seen, [null, 'Ada'], what, ({ value }) =>
    Array.isArray(value) && value[0] === 'Ada'
      ? 'The letter came out of a queue it was never put in: the key is always the same one. Use the key that the constructor was given'
      : aboutFailure(seen),
  )
})

test('an item is in Redis once put has resolved', async () => {
  const queue = newQueue()
  await tried(() => queue().qsize())
  let isResolved = false
  const putting = tried(async () => {
    await queue().put('Ada')
    isResolved = true
  })
  // An answer of Redis is a task of its own, and comes later than any number of these.
  for (let turn = 0; turn < 200; turn++) await Promise.resolve()
  const isTooSoon = isResolved
  await putting
  check(facts(isTooSoon, 'resolved at once'), false, "put('Ada') should resolve when Redis has answered, and not before", () =>
    'Whoever looks now may not find the letter, and nobody hears of an error. Await what the connection returns',
  )
})

test('close closes its own connection, and nothing else', async () => {
  const before = new Set((await clients()).map(idOf))
  const [one, other] = [newQueue(), newQueue()]
  const seen = await tried(async () => {
    await one().put('Ada')
    await other().put('Bo')
    const before = await other().qsize()
    await one().close()
    return [before, await other().qsize()]
  })
  const size = 'Two queues with one key put an item each; qsize() should be 2 before one of them is closed, and 2 after it: [2, 2]'
  check(seen, [2, 2], size, ({ value }) =>
    isSame(value, [2, 0]) ? 'The letters are gone. close() closes the connection only: what waits has to wait on, for others' : aboutFailure(seen),
  )
  await tried(() => other().close())
  const left = (await clients()).filter((line) => !before.has(idOf(line))).length
  const what = 'After close() of both queues, none of their connections should be open'
  check(facts(left, `left ${left} open`), 0, what, () =>
    'A program with an open connection does not end, and a Redis full of them takes no more. Open one for each queue, and quit() it in close',
  )
})

// From here on: what the messages say. Every remark answers to what was seen, and to nothing else.

const letters = ['Ada', 'Bo', 'Cy']

/** Something was put, and this is what became of it. */
function aboutPlace({ found, remark }: Place, seen: Outcome): string {
  if (seen.threw || seen.value === endless) return aboutFailure(seen)
  if (remark || !Array.isArray(found)) return remark
  if (found.length === 0) return 'Nothing has arrived in Redis. put should send it there: RPUSH, with the key and the item'
  if (isSame(found, [...letters].reverse()))
    return 'The newest stands at the head, where LPOP takes from: LPUSH builds a stack, unless everybody pops at the other end. Join at the tail: RPUSH'
  if (found[0] === '"Ada"') return 'The quotes are part of the item now. A text needs no JSON: it goes in as it is'
  return ''
}

function aboutPops(seen: Outcome): string {
  const [first, second] = Array.isArray(seen.value) ? (seen.value as unknown[]) : []
  if (seen.value === endless)
    return 'It waits for a letter that nobody sends: BLPOP with the timeout 0 waits for ever. Here an empty queue should answer null: LPOP'
  if (first === 'Cy') return 'That is the newest: RPOP takes from the tail, where put adds. Take from the head'
  if (first === 'Ada' && second === 'Ada') return 'pop shows the oldest letter, but leaves it in the list. LPOP takes it away'
  if (Array.isArray(first)) return 'The right letter, but in a list: LPOP with a count gives a list, BLPOP a pair of key and item. Use LPOP with the key alone'
  if (isSame(seen.value, [null, null, null, null])) return 'Nothing came out. Does pop ask Redis, by LPOP, for this key of this database'
  if (first === undefined && Array.isArray(seen.value)) return 'Nothing comes back: is a return missing'
  return aboutFailure(seen)
}

function aboutEmptyText(seen: Outcome): string {
  const [size, first, second] = Array.isArray(seen.value) ? (seen.value as unknown[]) : []
  if (second === 'last' && first !== '') return "The item was there, but '' counts as false in an if and before ||. Only null means that nothing waits"
  if (size === 1 && first === 'last') return "'' was never put in: it counts as false in an if. Any text may be queued"
  return aboutFailure(seen)
}

function aboutFailure({ value, threw }: Outcome): string {
  const text = threw?.error instanceof Error ? threw.error.message : ''
  if (threw?.error instanceof TypeError && /undefined/.test(text))
    return 'The field that this method asks holds no connection: the constructor has not set it, or has set one with another name'
  if (/Connection is closed/.test(text))
    return 'The connection is closed, and nobody has closed this queue. Each queue needs one of its own, which stays open until its close()'
  if (value === endless) return 'Something never answers. Which command waits'
  return ''
}

const closers: (() => unknown)[] = []

/** Makes a queue at its first use, where somebody looks if the constructor throws. */
function newQueue(key = 'letters', options?: RedisOptions): () => RedisQueue {
  let queue: RedisQueue | undefined
  closers.push(() => queue?.close())
  return () => (queue ??= options ? new RedisQueue(key, options) : new RedisQueue(key))
}

afterEach(async () => {
  for (const close of closers.splice(0)) await tried(close)
  own.disconnect()
})

interface Place {
  /** The list under the key, [] if there is none. */
  readonly found: unknown
  readonly did: string
  /** What it says that the items are elsewhere. */
  readonly remark: string
}

async function lies(key: string, db: number): Promise<Place> {
  // Also what nobody has waited for has arrived by then.
  await sleep(10)
  for (const other of [db, 0, 5]) {
    await own.select(other)
    for (const name of await own.keys('*')) {
      const type = await own.type(name)
      const remark = `A queue is a list in Redis, and this is a ${type}. RPUSH makes a list by itself`
      if (type !== 'list') return { found: [], did: `holds a ${type}`, remark }
      const list = await own.lrange(name, 0, -1)
      if (other === db && name === key) return { found: list, did: `holds ${show(list)}`, remark: '' }
      const did = `is empty: ${show(list)} lies under the key '${name}' of database ${other}`
      if (other === db) return { found: [], did, remark: 'Use the key that the constructor was given' }
      if (other === 0) return { found: [], did, remark: 'The options never reached the connection: it needs them when it is made, new Redis(options)' }
      return { found: [], did, remark: 'Without options it should be database 0. The database is for those to choose who make the queue' }
    }
  }
  return { found: [], did: 'holds nothing', remark: '' }
}

/** A line for each connection to Redis, after the closed ones have gone. */
async function clients(): Promise<string[]> {
  await sleep(1000)
  return String(await own.client('LIST')).trim().split('\n')
}

function idOf(line: string): string {
  return line.split(' ')[0] ?? ''
}

/** The tests' own connection: what lies in Redis is seen over it alone. */
let own: Redis

beforeEach(async () => {
  own = new Redis({ connectionName: 'tests' })
  await own.flushall()
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
