import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { crawlMusic } from './exercise'

const music = 'https://api.example.com/music/'
/** They are not there, are always busy, and drip in over two seconds. */
const [nowhere, busy, drip] = [`${music}4`, `${music}13`, `${music}29`]

/** The tests' own connection. What Redis holds is asked here, whatever became of the client that was handed out. */
let mine: Redis
/** What crawlMusic is given. */
let handed: Redis
/** What is asked of the example web. */
let web: Web

beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  web = watchWeb()
  mine = new Redis({ connectionName: 'tests' })
  handed = new Redis()
  await Promise.all([mine.flushall(), handed.ping()])
})

afterEach(async () => {
  // Whatever is under way still belongs to this test.
  await sleep(20_000)
  for (const redis of [mine, handed]) redis.disconnect()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

test('each entry becomes a hash, field by field', async () => {
  const ids = [1, 3, 51]
  const seen = await tried(() => crawlMusic(handed, ids, 2))
  for (const id of ids) await checkHash(id, seen)
  checkCrawl(seen, { saved: 3, missing: [], failed: [] }, 'crawlMusic(redis, [1, 3, 51], 2)')
})

test('as many requests are under way as the limit allows, and no more', async () => {
  for (const limit of [1, 4]) {
    Object.assign(web, { asks: [], most: 0 })
    const seen = await tried(() => crawlMusic(handed, [40, 41, 42, 43, 44, 45, 46, 47, 48, 49], limit))
    const one = 'Each waits for the one before. Several coroutines can take their ids from the same list, each the next when it has time'
    const what = `With ten ids and a limit of ${limit}, no more than ${limit} should be under way at once, and no fewer`
    checkEnd(seen, what)
    check(web.most === limit, `${what}; there were at most ${web.most}`, web.most < limit ? one : aboutMost(limit))
  }
  checkCrawl(await tried(() => crawlMusic(handed, [1, 2], 10)), { saved: 2, missing: [], failed: [] }, 'With two ids and a limit of 10, crawlMusic')
  checkCrawl(await tried(() => crawlMusic(handed, [], 3)), { saved: 0, missing: [], failed: [] }, 'Without any ids, crawlMusic')
})

test('a request counts until its body is read', async () => {
  const ids = [40, 41, 42, 43, 44, 45]
  for (const id of ids) web.instead.set(id, [drip])
  const seen = await tried(() => crawlMusic(handed, ids, 2))
  check(web.most <= 2, `When each body takes two seconds to come, and the limit is 2, no more than 2 requests should be under way; there were ${web.most}`, aboutMost(2))
  checkCrawl(seen, { saved: 6, missing: [], failed: [] }, 'When each body takes two seconds to come, crawlMusic')
})

test('503 is asked for again, up to five times, after ever longer pauses', async () => {
  web.instead.set(40, [busy, busy, busy, busy])
  for (const [id, how, wanted] of [[40, 'four times, and then with its entry,', { saved: 1, missing: [], failed: [] }], [13, 'for ever', { saved: 0, missing: [], failed: [13] }]] as const) {
    const seen = await tried(() => crawlMusic(handed, [id], 1))
    const asks = web.asks.filter((ask) => ask.id === id)
    const what = `When ${id} is answered with 503 ${how} crawlMusic`
    check(asks.length === 5, `${what} should ask for it 5 times; it asked ${asks.length} times`, aboutTries(asks.length))
    const pauses = asks.slice(1).map(({ start }, index) => start - (asks[index]?.end ?? start))
    const [first = 0] = pauses
    const isGrowing = pauses.every((pause, index) => index === 0 || pause > (pauses[index - 1] ?? 0))
    const isRight = first >= 49 && first <= 150 && isGrowing
    check(isRight, `${what} should pause between the tries, 50 ms first and longer each time; it paused ${pauses.join(', ')} ms`, aboutPauses(first, isGrowing))
    checkCrawl(seen, wanted, what)
  }
})

test('404 is missing, and asked for once', async () => {
  web.instead.set(40, Array<string>(9).fill(nowhere))
  const seen = await tried(() => crawlMusic(handed, [4, 1, 40, 14, 100], 2))
  const what = 'When there are no 4, 14, 40 and 100, crawlMusic'
  checkCrawl(seen, { saved: 1, missing: [4, 14, 40, 100], failed: [] }, what)
  const asked = web.asks.filter(({ id }) => id === 40).length
  const again = '404 says that there is nothing, and there will be nothing in a moment either. Only 503 is worth another try'
  check(asked === 1, `${what} should ask for each of them once; it asked for 40 ${asked} times`, again)
})

test('whatever else goes wrong has failed, and costs only itself', async () => {
  web.instead.set(40, Array<string>(9).fill('https://nowhere.example/'))
  for (const [id, how] of failures) {
    const seen = await tried(() => crawlMusic(handed, [id, 1, 2], 1))
    const what = `When ${id} ${how}, and 1 and 2 are well, crawlMusic`
    checkCrawl(seen, { saved: 2, missing: [], failed: [id] }, what)
  }
  await mine.set('music:3', 'this is no hash')
  const seen = await tried(() => crawlMusic(handed, [3, 1], 1))
  const what = 'When music:3 is a text in Redis, so that HSET fails, crawlMusic'
  const { saved, failed } = (seen.value ?? {}) as Record<keyof Crawl, unknown>
  const isReplaced = saved === 2 && (await mine.type('music:3')) === 'hash'
  check(isReplaced || (saved === 1 && isSame(failed, [3])), `${what} should give ${show({ saved: 1, missing: [], failed: [3] })}; it ${seen.did}`, aboutCrawl(seen))
})

test('it is over when the last entry is saved', async () => {
  const send = handed.sendCommand.bind(handed)
  const slowly: typeof send = (command, stream) => {
    void sleep(300).then(() => send(command, stream))
    return command.promise
  }
  Object.defineProperty(handed, 'sendCommand', { value: slowly })
  const seen = await tried(() => crawlMusic(handed, [1, 2, 3], 3))
  const keys = await mine.keys('music:*')
  const what = 'When Redis takes 300 ms for each command, three hashes should be there as soon as crawlMusic is over'
  checkEnd(seen, what)
  const early = 'It said that it was done while its last entries were on their way to Redis. Is an await missing in front of redis.hset, or does nobody wait for those who save'
  check(keys.length === 3, `${what}; there ${keys.length === 1 ? 'was' : 'were'} ${keys.length}`, early)
})

test('of a whole catalogue each id ends in one list', async () => {
  const ids = Array.from({ length: 40 }, (_, index) => index + 1)
  const seen = await tried(() => crawlMusic(handed, ids, 6))
  checkCrawl(seen, { saved: 33, missing: [4, 14, 24], failed: [13, 33, 36, 39] }, 'crawlMusic of the ids 1 to 40')
  check(web.most <= 6, `With a limit of 6, no more than 6 requests should be under way; there were ${web.most}`, aboutMost(6))
  checkCrawl(await tried(() => crawlMusic(handed, [1, 4], 6)), { saved: 1, missing: [4], failed: [] }, 'crawlMusic of [1, 4] after that')
  const answer = await tried(() => handed.ping())
  check(answer.value === 'PONG', `After crawlMusic, redis.ping() should answer 'PONG'; it ${answer.did}`, closed)
})

// From here on: what the messages say. Every remark answers to what was seen, and to nothing else.

type Crawl = { readonly saved: number; readonly missing: readonly number[]; readonly failed: readonly number[] }

const failures = [[33, 'is answered with 500'], [36, 'has JSON that stops in the middle'], [39, 'breaks off in its body'], [40, 'cannot be reached']] as const

function checkEnd(seen: Outcome, what: string): void {
  check(seen.error === undefined && !seen.isEndless, `${what}; it ${seen.did}`, aboutCrawl(seen))
}

const closed = 'Whoever opened a connection closes it. Leave the one you are given open: its owner goes on using it'
const stuck = 'Somebody waits for a place that is never freed. Free it whatever happens, in a finally'

function checkCrawl(seen: Outcome, wanted: Crawl, what: string): void {
  const value = Object(seen.value) as Record<keyof Crawl, unknown>
  const isRight = value.saved === wanted.saved && isSame(value.missing, wanted.missing) && isSame(value.failed, wanted.failed)
  check(isRight, `${what} should give ${show(wanted)}; it ${seen.did}`, aboutCrawl(seen, wanted))
}

function aboutCrawl({ value, error, isEndless }: Outcome, wanted?: Crawl): string {
  if (isEndless) return stuck
  if (String(error).includes('Connection is closed')) return closed
  if (error !== undefined) return 'One entry that could not be had, read or saved ended the whole crawl. Catch the error where it costs one id, and note that id in failed'
  if (value === undefined) return 'Is a return missing'
  if (!wanted) return ''
  const given = Object(value) as Crawl
  const [missing, failed] = [[given.missing].flat(), [given.failed].flat()]
  const count = wanted.missing.length + wanted.failed.length
  if (missing.some((id) => failed.includes(id))) return 'An id stands in two lists. When it is known to be missing, leave it at that'
  if (given.saved > wanted.saved + count) return 'It goes on counting where the last crawl ended. Make the lists inside of crawlMusic'
  if (wanted.missing.length > 0 && isSame(missing, []) && isSame(failed, [...wanted.missing, ...wanted.failed])) return 'What is answered with 404 has not failed: it is missing'
  if (given.saved > wanted.saved && missing.length + failed.length < count) return 'It takes any answer for an entry. The text of a 404 is JSON too, and says that there is nothing: look at the status before you save'
  if (given.saved > wanted.saved) return 'It counts some as saved that were not. Count after hset has answered, where an error does not pass'
  return missing.length + failed.length < count || given.saved < wanted.saved ? 'It was over before the last of them: wait for all' : ''
}

function aboutMost(limit: number): string {
  const first = web.asks.filter(({ start }) => start === web.asks[0]?.start)
  return first.length <= limit
    ? 'fetch resolves when the head of an answer is there. The body is under way still: only when it is read may the next request start'
    : 'More start than the limit allows, tries after a pause included. Start no more coroutines than that, and let each take one id after the other'
}

function aboutPauses(first: number, isGrowing: boolean): string {
  if (first < 5) return 'It asks again at once, and that makes a busy server busier. Sleep before you ask again'
  return isGrowing ? '' : 'A server that is too busy needs ever more time. Make each pause longer than the one before: 50 * 2 ** (tries - 1)'
}

function aboutTries(count: number): string {
  if (count === 1) return '503 says "not now". Sleep a little and ask again'
  if (count === 6) return 'Five times in all, the first one too'
  return count > 6 ? 'Some servers stay busy for ever. Five times is enough' : ''
}

async function checkHash(id: number, seen: Outcome): Promise<void> {
  const entry = (await (await fetch(`${music}${id}`)).json()) as Record<string, unknown>
  const what = `crawlMusic should save entry ${id} in the hash music:${id}`
  const [type, keys] = [await mine.type(`music:${id}`), await mine.keys('*')]
  const text = 'That keeps the whole entry as one value. A hash has a field for each of its fields: hset(key, fields)'
  check(type === 'hash', `${what}; there is ${type === 'none' ? `none, and these keys: ${show(keys)}` : `a ${type}`}, and it ${seen.did}`, type === 'string' ? text : '')
  const hash = await mine.hgetall(`music:${id}`)
  for (const [name, value] of Object.entries(entry)) {
    const wanted = typeof value === 'string' ? value : JSON.stringify(value)
    const field = hash[name]
    const isRight = field === wanted || (typeof value === 'object' && field?.replace(/\s/g, '') === wanted.replace(/\s/g, ''))
    check(isRight, `${what}, and its field ${name} should be ${show(wanted)}; it is ${field === undefined ? 'not there' : show(field)}`, aboutField(field, value))
  }
  const more = Object.keys(hash).find((name) => !(name in entry))
  check(more === undefined, `${what} with the entry's own fields; there is a field ${show(more)} too`, 'The fields within a field stay within it: label is one field, and its value JSON')
}

function aboutField(field: string | undefined, value: unknown): string {
  if (field === undefined) return value ? '' : 'null, 0 and false count as false, and are values all the same'
  if (field === JSON.stringify(value)) return 'JSON puts quotes around a text. Texts are kept as they are, all else becomes JSON'
  if (field.includes('[object Object]')) return "String makes '[object Object]' of any object, and nothing of that can be read again. JSON.stringify writes down what is in it"
  if (Array.isArray(value) && field === value.join()) return 'The list has become a text with commas, and nobody can tell what it was. JSON.stringify keeps it a list'
  return value === null && field === '' ? 'Of null Redis makes an empty text, which is something else. JSON.stringify writes null' : ''
}

interface Web {
  asks: { readonly id: number; readonly start: number; end: number }[]
  /** How many requests are under way, and were at most. */
  now: number
  most: number
  /** Id → addresses that are asked in its place, one after the other. */
  readonly instead: Map<number, string[]>
}

/** Looks on while the example web is asked. A request is under way until its body is read; of an error, until its head is there. */
function watchWeb(): Web {
  const { fetch } = globalThis
  const seen: Web = { asks: [], now: 0, most: 0, instead: new Map() }
  vi.stubGlobal('fetch', async (input: string | URL | Request, init?: RequestInit) => {
    const id = Number(/\/music\/(\d+)/.exec(input instanceof Request ? input.url : String(input))?.[1])
    const ask = { id, start: Date.now(), end: 0 }
    seen.asks.push(ask)
    seen.most = Math.max(seen.most, ++seen.now)
    const end = (): void => {
      if (ask.end === 0) seen.now--
      ask.end ||= Date.now()
    }
    try {
      const response = await fetch(seen.instead.get(id)?.shift() ?? input, init)
      if (response.ok) watchBody(response, end)
      else end()
      return response
    } catch (error) {
      end()
      throw error
    }
  })
  return seen
}

/** Calls back when the body is read. Of those who read it in another way than most, it says so too early. */
function watchBody(response: Response, end: () => void): void {
  const { body } = response
  const clone = response.clone.bind(response)
  let isOwn = false
  for (const name of ['text', 'json', 'arrayBuffer', 'blob'] as const) {
    const read = response[name].bind(response) as () => Promise<unknown>
    const told = (): Promise<unknown> => {
      isOwn = true
      const reading = read().finally(end)
      isOwn = false
      return reading
    }
    Object.defineProperty(response, name, { value: told })
  }
  Object.defineProperties(response, { body: { get: () => (isOwn ? body : (end(), body)) }, clone: { value: () => (end(), clone()) } })
}

interface Outcome {
  readonly value: unknown
  /** What was thrown; undefined if nothing was. */
  readonly error: unknown
  readonly isEndless: boolean
  readonly did: string
}

/** Waits a minute at most; the clock of a check goes by in no time. */
async function tried(call: () => Promise<unknown>): Promise<Outcome> {
  const minute = new AbortController()
  try {
    const value = await Promise.race([call(), sleep(60_000, minute, { signal: minute.signal }).catch(() => minute)])
    const isEndless = value === minute
    return { value, error: undefined, isEndless, did: isEndless ? 'did not end within a minute' : `gave ${show(value)}` }
  } catch (error) {
    return { value: undefined, error: error ?? 'nothing', isEndless: false, did: `threw ${show(error)}` }
  } finally {
    minute.abort()
  }
}

/** What should be; what was; and, for a mistake that is recognised, what that says. */
function check(isRight: boolean, what: string, feedback: string): void {
  if (!isRight) expect.fail(feedback ? `${what}.\n→ ${feedback}` : what)
}

/** Ids in any order. */
function isSame(one: unknown, other: readonly number[]): boolean {
  return Array.isArray(one) && one.length === other.length && other.every((id) => one.includes(id))
}

/** A value as one would write it in code, whatever it is. */
function show(value: unknown): string {
  try {
    if (typeof value === 'string') return `'${value.slice(0, 120)}'`
    if (value instanceof Error) return `${value.name}: ${value.message}`.slice(0, 200)
    return (typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, 240)
  } catch {
    return `a strange ${typeof value}`
  }
}
