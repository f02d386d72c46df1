import { Redis } from 'ioredis'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { results, saveResult } from './exercise'

test('saves the status under the id', async () => {
  const redis = await open()
  for (const [id, status] of [[7, 'success'], [12, 'failed: no such mailbox'], [3, '']] as const) {
    const seen = await tried(() => saveResult(redis, id, status))
    const value = await stored()
    const what = `saveResult(redis, ${id}, ${show(status)}) should leave the string ${show(status)} under the key '${id}' of database 6`
    check(facts(value[`6/${id}`], seen.threw ? seen.did() : `left ${list(value)}`), status, what, () => aboutPlace(value, id, status, seen))
    await own.flushall()
  }
})

test('a later status takes the place of an earlier one', async () => {
  const redis = await open()
  await own.select(6)
  await own.set('7', 'failed: mailbox full')
  const seen = await tried(() => saveResult(redis, 7, 'success'))
  const value = await stored()
  const what = "With 'failed: mailbox full' under the key '7', saveResult(redis, 7, 'success') should leave 'success' there"
  await tried(() => saveResult(redis, 8, 'success'))
  const isWriting = (await stored())['6/8'] !== undefined
  check(facts(value['6/7'], seen.threw ? seen.did() : `left ${list(value)}`), 'success', what, () => aboutChange(value, seen, isWriting))
})

test('saves as many results at once as there are workers', async () => {
  const redis = await open()
  const other = newClient('other')
  const ids = [1, 2, 3, 4, 5, 6]
  const seen = await tried(() => Promise.all(ids.map((id) => saveResult(id % 2 ? redis : other, id, `status ${id}`))))
  const value = await stored()
  const wanted = Object.fromEntries(ids.map((id) => [`6/${id}`, `status ${id}`]))
  const what = 'After two workers saved six results at once, database 6 should hold six keys, 1 to 6'
  check(facts(value, seen.threw ? seen.did() : `holds ${list(value)}`), wanted, what, () => aboutPlace(value, 6, 'status 6', seen))
})

test('a result is saved once saveResult has resolved', async () => {
  const redis = await open()
  let isResolved = false
  const saving = tried(() => saveResult(redis, 7, 'success').then(() => (isResolved = true)))
  // An answer of Redis is a task of its own, and comes later than any number of these.
  for (let turn = 0; turn < 200; turn++) await Promise.resolve()
  const isTooSoon = isResolved
  const seen = await saving
  const what = 'saveResult should resolve when Redis has answered, and not before'
  check(facts(isTooSoon, 'resolved at once'), false, what, () =>
    'Whoever asks for the result now may not find it, and nobody hears of an error. Await what redis.set returns',
  )
  check(facts(seen.threw, seen.did()), undefined, 'saveResult(redis, 7, ...) should resolve', () => aboutConnection(seen))
})

test('tells the statuses of the ids it is asked for', async () => {
  const redis = await open()
  await own.select(6)
  await own.mset({ '1': 'success', '2': 'failed: no such mailbox', '3': 'success', '10': 'success' })
  await checkResults(redis, [1, 2], { '1': 'success', '2': 'failed: no such mailbox' })
  await checkResults(redis, [10, 3], { '3': 'success', '10': 'success' })
})

test('leaves out the ids without a result', async () => {
  const redis = await open()
  await own.select(6)
  await own.mset({ '1': 'success', '2': '' })
  for (const [ids, expected] of [[[1, 5], { '1': 'success' }], [[2, 5], { '2': '' }], [[5], {}]] as const) await checkResults(redis, [...ids], expected)
})

test('gives an empty object for no ids', async () => {
  const redis = await open()
  await own.select(6)
  await own.set('1', 'success')
  await checkResults(redis, [], {})
})

test('uses the connection it is given, and leaves it as it was', async () => {
  const redis = await open()
  const before = new Set((await clients()).map(idOf))
  await tried(() => saveResult(redis, 1, 'success'))
  await tried(() => results(redis, [1]))
  await sleep(1000)
  const after = await clients()
  const given = after.find((line) => line.includes(' name=given '))
  const what = 'After saveResult and results, the given connection should still be open'
  check(facts(given !== undefined, 'is closed'), true, what, () => 'Who opened a connection closes it. main opened this one, and still needs it')
  const db = 'After saveResult and results, the given connection should be on database 6 as before'
  const number = / db=(\d+) /.exec(given ?? '')?.[1]
  check(facts(number, `is on database ${number}`), '6', db, () => 'select changes the database for everybody who uses this connection. It is on the right one already')
  const more = after.filter((line) => !before.has(idOf(line))).length
  const count = 'saveResult and results should leave no connection of their own open'
  check(facts(more, `left ${more} open`), 0, count, () => ownConnection)
})

// From here on: what the messages say. Every remark answers to what was seen, and to nothing else.

const nothingWritten = 'Nothing was written. SET is redis.set(key, value)'
const ownConnection = 'Each new Redis(…) is a connection, and stays open until somebody closes it. Use the one that came as the first argument'

/** What lies in Redis, database/key → value, and what that says. */
function aboutPlace(value: Stored, id: number, status: string, seen: Outcome): string {
  if (seen.threw) return aboutConnection(seen)
  const keys = Object.keys(value)
  const [only = '', ...others] = keys
  if (keys.length === 0) return nothingWritten
  const elsewhere = keys.find((key) => !key.startsWith('6/'))
  if (elsewhere) return `It is in database ${elsewhere.split('/')[0]}, where nobody looks. redis is on database 6 already: use it as it came, with no select and no other connection`
  const text = value[only]
  const object = parsed(text)
  if (others.length === 0 && typeof text === 'string' && typeof object === 'object' && object !== null)
    return 'All results share one key. Two workers at once both read the old object, and who writes last wipes out what the other wrote. Give each id a key of its own'
  if (others.length === 0 && typeof text !== 'string')
    return `That is a ${kindOf(text)}, which holds everything under one key. Here each id is a key of its own, and its value a plain string: SET`
  const own = value[`6/${id}`]
  if (own !== undefined && object === status && own !== status) return 'The quotes are part of the value now. A string needs no JSON: it goes in as it is'
  if (value[`6/${status}`] === String(id)) return 'Key and value have changed places: first the key, which is the id, then the status'
  if (own === undefined && text === status) return `The key is '${only.slice(2)}', but those who ask will ask for '${id}'. Take String(id), nothing more`
  return ''
}

function aboutChange(value: Stored, seen: Outcome, isWriting: boolean): string {
  const now = value['6/7']
  if (!isWriting && !seen.threw && Object.keys(value).length === 1) return nothingWritten
  if (now === 'failed: mailbox full' && !seen.threw)
    return Object.keys(value).length > 1 ? '' : 'The first status stays for ever, though the second attempt went well. What was tried last counts: SET without NX'
  if (typeof now === 'string' && now.startsWith('failed: mailbox full')) return 'The new status was added to the old. SET puts it in its place'
  return aboutPlace(value, 7, 'success', seen)
}

async function checkResults(redis: Redis, ids: number[], wanted: Record<string, string>): Promise<void> {
  const lies = list(await stored([6]))
  const seen = await tried(() => results(redis, ids))
  const what = `With ${lies} in database 6, results(redis, ${show(ids)}) should resolve to ${show(wanted)}`
  check(seen, wanted, what, () => aboutResults(seen, ids, wanted))
}

function aboutResults(seen: Outcome, ids: number[], wanted: Record<string, string>): string {
  const { value, threw } = seen
  const text = threw?.error instanceof Error ? threw.error.message : ''
  if (/wrong number of arguments for 'mget'/.test(text))
    return 'MGET wants at least one key, and there was none to ask for. Answer {} before you ask Redis'
  if (threw) return aboutConnection(seen)
  if (value instanceof Map) return 'That is a Map. Make it a plain object, id → status'
  if (Array.isArray(value)) return 'Those are the values alone, and nobody can tell whose they are. Make it an object, id → status'
  if (typeof value !== 'object' || value === null) return 'Is the return missing'
  const found = value as Record<string, unknown>
  if (Object.values(found).some((item) => item instanceof Promise)) return 'There are promises in place of statuses: redis.get takes time, so await it'
  const nothing = ids.filter((id) => wanted[id] === undefined && Object.hasOwn(found, String(id)))
  if (nothing.length > 0)
    return `Letter ${nothing[0]} has no result, and null is none: GET and MGET answer null for a key that does not exist. Leave it out`
  const missing = Object.keys(wanted).filter((id) => !Object.hasOwn(found, id))
  const extra = Object.keys(found).filter((id) => !ids.includes(Number(id)))
  if (extra.length > 0 && ids.includes(Number(Object.keys(wanted)[0])) && missing.length > 0)
    return 'The keys of the object should be the ids, not their places in the list'
  if (extra.length > 0) return 'That tells of letters nobody asked for. Ask for the keys in ids, and for no others'
  if (missing.length > 0 && missing.every((id) => wanted[id] === ''))
    return "An empty status is a status, but counts as false in an if. Ask whether it is null instead"
  if (missing.length > 0 && Object.keys(found).length === 0)
    return 'Nothing was found, though it is there. Is it the right key, String(id), and is each answer awaited before the return'
  return ''
}

function aboutConnection({ threw }: Outcome): string {
  const text = threw?.error instanceof Error ? threw.error.message : ''
  if (/Connection is closed/.test(text)) return 'Who opened a connection closes it. main opened this one, and still needs it'
  return ''
}

/** All that lies in Redis: `6/7` → 'success'. What is no string is told as its type and contents. */
type Stored = Record<string, unknown>

/** The tests' own connection: what lies in Redis is seen over it alone. */
let own: Redis
const opened: Redis[] = []

/** An empty Redis, and the client that the functions are given. */
async function open(): Promise<Redis> {
  own = newClient('tests', 0)
  await own.flushall()
  const redis = newClient('given')
  await redis.ping()
  return redis
}

function newClient(connectionName: string, db = 6): Redis {
  const client = new Redis({ db, connectionName })
  opened.push(client)
  return client
}

afterEach(() => {
  for (const client of opened.splice(0)) client.disconnect()
})

/** A line for each connection to Redis. */
async function clients(): Promise<string[]> {
  return String(await own.client('LIST')).trim().split('\n')
}

function idOf(line: string): string {
  return line.split(' ')[0] ?? ''
}

async function stored(dbs: Iterable<number> = Array(16).keys()): Promise<Stored> {
  // Also what nobody has waited for has arrived by then.
  await sleep(10)
  const found: Stored = {}
  for (const db of dbs) {
    await own.select(db)
    for (const key of (await own.keys('*')).sort()) {
      const type = await own.type(key)
      found[`${db}/${key}`] = type === 'string' ? await own.get(key) : { type }
    }
  }
  return found
}

/** `'success' under '7'` */
function list(value: Stored): string {
  const all = Object.entries(value).map(([place, text]) => {
    const [db, ...key] = place.split('/')
    const where = db === '6' ? '' : ` of database ${db}`
    return `${typeof text === 'string' ? show(text) : `a ${kindOf(text)}`} under '${key.join('/')}'${where}`
  })
  return all.join(', ').slice(0, 300) || 'nothing'
}

function kindOf(value: unknown): string {
  return (value as { type?: string } | null)?.type ?? 'strange thing'
}

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text))
  } catch {
    return undefined
  }
}

interface Outcome {
  /** What came back; after a throw, something that equals nothing. */
  readonly value: unknown
  readonly threw?: { readonly error: unknown } | undefined
  /** `returned {}` or `threw TypeError: …` */
  did(): string
}

async function tried(call: () => unknown): Promise<Outcome> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const endless = {}
  const limit = new Promise((resolve) => (timer = setTimeout(() => resolve(endless), 60_000)))
  try {
    const given = await Promise.race([call(), limit])
    // As it is now: who did not wait for everything goes on to change it.
    const value: unknown = Array.isArray(given) ? [...(given as unknown[])] : given
    const did = value === endless ? 'did not end within a minute' : `returned ${show(value)}`
    return { value, did: () => did }
  } catch (error) {
    const threw = { error }
    const text = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 400).replace(/\.$/, '') : show(error)
    return { value: threw, threw, did: () => `threw ${text}` }
  } finally {
    clearTimeout(timer)
  }
}

/** What should be; what was; and, for a mistake that it recognises, what that says. */
function check(seen: Outcome, wanted: unknown, what: string, remark: (seen: Outcome) => string): void {
  if (isSame(seen.value, wanted)) return
  const explained = remark(seen)
  const message = `${what}; it ${seen.did()}${explained && `.\n→ ${explained}`}`
  expect(show(seen.value), message).toBe(show(wanted))
  expect.fail(message)
}

function facts(value: unknown, did: string): Outcome {
  return { value, did: () => did }
}

/** Equal as far as plain data goes, in any order of the keys. */
function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b)
  if (Array.isArray(a) !== Array.isArray(b) || a instanceof Map) return false
  const [ofA, ofB] = [Object.entries(a), new Map<string, unknown>(Object.entries(b))]
  return ofA.length === ofB.size && ofA.every(([key, value]) => ofB.has(key) && isSame(value, ofB.get(key)))
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
