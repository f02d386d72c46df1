import { setTimeout as sleep } from 'node:timers/promises'
import { inbox } from 'inbox'
import { Redis } from 'ioredis'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { app, emailInform, NoticeQueue } from './exercise'

/** The tests' own connections: to the users, to the queue, to the results. */
let users: Redis
let queued: Redis
let results: Redis
let printed: string[]
/** How many connections there were before anybody asked for anything. */
let atImport: number

beforeAll(async () => {
  const mine = new Redis({ connectionName: 'tests' })
  await mine.ping()
  // What the import has begun to open is open by then.
  await sleep(500)
  atImport = (await countConnections(mine)) - 1
  await mine.quit()
})

beforeEach(async () => {
  printed = []
  for (const level of ['error', 'warn', 'log', 'info'] as const)
    vi.spyOn(console, level).mockImplementation((...values: unknown[]) => void printed.push(values.map(toText).join(' ')))
  ;[users, queued, results] = [0, 5, 6].map((db) => new Redis({ db, connectionName: 'tests' })) as [Redis, Redis, Redis]
  await users.flushall()
  await Promise.all([queued.ping(), results.ping(), inbox.clear()])
  check(typeof app?.request === 'function', 'exercise.ts should export app, made by new Hono(); it does not', 'Is the word export still in front of const app')
  for (const [id, [username, email]] of Object.entries(people)) await users.hset(`user:${id}`, { username, email })
})

afterEach(async () => {
  await inbox.setFaults(null)
  // Whoever answers too early may still be at work.
  for (let i = 0; i < 100 && (await openSessions()) > 0; i++) await sleep(100)
  for (const redis of [users, queued, results]) redis.disconnect()
  vi.restoreAllMocks()
})

const people = {
  1: ['Ada', 'ada@example.com'],
  2: ['Bo', 'bo@example.com'],
  3: ['Nils', 'nobody@example.com'],
  4: ['Sam', 'slow@example.com'],
  5: ['Sue', 'slow@example.org'],
  6: ['Cy', 'cy@example.com'],
  7: ['Dee', 'slow@example.net'],
  8: ['Eli', 'slow@example.edu'],
} as const

test('NoticeQueue keeps ids in database 5, in order, and connects when it is used', async () => {
  const early = 'A module is imported for its tests too, and to be looked at. Let new Redis come when somebody asks, or give it lazyConnect: true'
  check(atImport === 0, `Importing exercise.ts should connect to nothing; ${atImport === 1 ? 'one connection was' : `${atImport} connections were`} open before anybody asked`, early)
  const [one, other] = [new NoticeQueue(), new NoticeQueue()]
  const empty = [await one.pop(), await one.qsize()]
  check(isSame(empty, [null, 0]), `An empty NoticeQueue should pop null, and have the size 0; it gave ${show(empty)}`, '')
  for (const id of ['2', '1', '3']) await one.push(id)
  const stack = 'The newest came out first. Of a list that RPUSH adds to, LPOP takes the oldest'
  const keys = [await queued.dbsize(), await results.dbsize()]
  check(isSame(keys, [1, 0]), `After three pushes there should be one key in database 5; there are ${keys[0]}, and in database 6 there are ${keys[1]}`, '')
  const taken = [await other.qsize(), await other.pop(), await one.pop(), await other.qsize()]
  check(isSame(taken, [3, '2', '1', 1]), `After push of '2', '1', '3', another NoticeQueue should see 3, pop '2', then the first pop '1', and 1 be left; they gave ${show(taken)}`, taken[1] === '3' ? stack : '')
  for (const queue of [one, other]) await queue.close?.()
})

test('emailInform writes to its user by name, and notes the success', async () => {
  const seen = await Promise.all([tried(() => emailInform('1')), tried(() => emailInform('4')), tried(() => emailInform('2'))])
  const mails = await inbox.mails()
  const what = "After emailInform of '1', '4' and '2' at once, each of the three should have a mail of their own"
  const to = mails.flatMap((mail) => mail.to).toSorted()
  const failed = seen.find(({ error }) => error !== undefined)
  check(isSame(to, addresses([1, 2, 4]).toSorted()), `${what}; mails went to ${show(to)}${failed ? `, and one ${failed.did}` : ''}`, '')
  for (const id of [1, 2, 4] as const) {
    const [name, email] = people[id]
    const mail = mails.find((candidate) => candidate.to.includes(email))
    check(`${mail?.subject} ${mail?.text}`.includes(name), `The mail to ${email} should call ${name} by name; it says ${show(mail?.text)}`, '')
  }
  await checkResults({ 1: 'success', 2: 'success', 4: 'success' }, `${what}, and be noted in database 6 as 'success'`)
})

test('what fails is noted as failed, and never rejects', async () => {
  const what = 'emailInform should not reject'
  const reject = 'Whoever joins it would be ended by one bad address. Catch everything, and note it'
  for (const [id, how] of [['3', 'the address is refused'], ['77', 'there is no such user']] as const) {
    const seen = await tried(() => emailInform(id))
    check(seen.error === undefined, `When ${how}, ${what}; it ${seen.did}`, reject)
  }
  await inbox.setFaults({ seed: 1, rules: [{ stage: 'connect', probability: 1, code: 'drop' }] })
  const seen = await tried(() => emailInform('1'))
  check(seen.error === undefined, `When the mail server hangs up, ${what}; it ${seen.did}`, reject)
  await checkResults({ 1: 'failed: …', 3: 'failed: …', 77: 'failed: …' }, "After emailInform of '3', who is refused, of '77', who is nobody, and of '1' without a mail server, database 6 should hold a reason for each")
})

test('only the id of a user gets into the queue', async () => {
  for (const id of [undefined, '', '0', '-1', '1.0', '1e0', '01', ' 1', '1,2', 'abc', '１', 'null']) {
    const query = id === undefined ? '' : `?user_id=${encodeURIComponent(id)}`
    const answer = await ask(query)
    const isNothing = id === undefined || id === ''
    const nought = "Without a number, Number(null) and Number('') are 0, and not NaN: so nothing became the user 0. Look at the text itself"
    const reads = 'Number and parseInt read much as a number that is none of yours. Look at the text itself: /^[1-9]\\d*$/'
    check(answer.status === 400, `GET /email_worker/${query} should be answered with 400; ${answer.did}`, answer.status === 500 || answer.status === 0 ? '' : isNothing ? nought : reads)
  }
  for (const id of ['99', '99999999999999999999']) {
    const answer = await ask(`?user_id=${id}`)
    check(answer.status === 404, `As there is no user ${id}, GET /email_worker/?user_id=${id} should be answered with 404; ${answer.did}`, answer.status === 200 ? 'Look for the user before you queue the id: a mistake is told best to whoever made it' : '')
  }
  const traces = [await queued.dbsize(), await results.dbsize(), (await inbox.mails()).length]
  check(isSame(traces, [0, 0, 0]), `After 400 and 404 there should be nothing in the queue, no result and no mail; there are ${traces.join(', ')}`, 'Answer before you push')
})

test('the answer comes when the queue is empty and everything is sent', async () => {
  const visits: [number[], number][] = [[[], 1], [[4], 1], [[2], 5], [[2, 3, 4, 5, 7, 6], 1]]
  for (const [waiting, visitor] of visits) {
    await Promise.all([queued.flushdb(), results.flushdb(), inbox.clear()])
    await enqueue(waiting)
    const answer = await ask(`?user_id=${visitor}`)
    const [left, mails] = [await countWaiting(), await inbox.mails()]
    const what = `With ${waiting.length === 0 ? 'nobody' : `the ids ${waiting.join(', ')}`} in the queue, GET /email_worker/?user_id=${visitor} should be answered with 200 when all notices are sent`
    check(answer.status === 200, `${what}; ${answer.did}`, '')
    const to = mails.flatMap((mail) => mail.to)
    const wanted = addresses([...waiting, visitor]).filter((address) => !address.startsWith('nobody'))
    const sent = `${what}; by then ${to.length} of ${wanted.length} mails had been sent, and ${left} ids were left in the queue`
    const early = 'It has answered after the first round, and the rest waits for another visitor. Each coroutine takes one id after the other, until it gets null'
    const isUnjoined = left < 2 && to.length < wanted.length && (await isSentLater(wanted.length))
    check(left === 0, sent, isUnjoined ? unjoined : left === waiting.length - 1 ? early : 'Go on until pop gives null, and only then answer')
    check(isSame(to.toSorted(), wanted.toSorted()), `${sent}, to ${show(to)}`, isUnjoined ? unjoined : aboutReceivers(to, wanted))
    const noted = Object.fromEntries([...waiting, visitor].map((id) => [id, id === 3 ? 'failed: …' : 'success']))
    await checkResults(noted, `${what}, and database 6 hold a result for each`)
  }
})

test('two notices are under way at a time', async () => {
  await enqueue([4, 5, 7, 8, 4, 5])
  let isOver = false
  const asked = ask('?user_id=1').finally(() => (isOver = true))
  let [most, before] = [0, 0]
  while (!isOver) {
    const open = await openSessions()
    // One that closes and one that opens at the same moment are not two.
    most = Math.max(most, Math.min(open, before))
    before = open
    await sleep(100)
  }
  const answer = await asked
  const mails = await inbox.mails()
  const what = 'With six slow addresses in the queue, two mails should be under way at a time'
  const one = 'They go one after the other: an await in the wrong place waits for the first before the second begins. Spawn two, and only then join'
  const all = 'All begin at once. Hundreds would overrun the mail server: let two coroutines take from the queue, one id after the other'
  check(answer.status === 200 && mails.length > 1, `${what}; ${mails.length} were sent, and ${answer.did}`, '')
  check(most === 2, `${what}; there ${most === 1 ? 'was never more than one' : `were up to ${most}`}`, most === 1 ? one : most > 4 ? all : '')
  const jump = 'Whoever comes last waits for her turn: push the id, and take the oldest first'
  check(mails[0]?.to[0] !== people[1][1], `${what}, and Ada, who came last, not be the first; hers was the first mail`, jump)
})

test('one visit leaves the other alone, and no connection piles up', async () => {
  await enqueue([4])
  const slow = ask('?user_id=5')
  await sleep(500)
  const quick = await ask('?user_id=1')
  const late = await slow
  const what = 'While one visit waits for slow addresses, another should'
  const printedError = printed.find((line) => /closed/i.test(line))
  const shared = 'Each visit needs a queue of its own, to be closed when that visit is over. What all share is closed by the first who has done'
  check(quick.status === 200, `${what} be answered with 200; ${quick.did}`, printedError ? shared : '')
  check(late.status === 200, `${what} not disturb it; the slow one: ${late.did}`, printedError ? shared : '')
  await checkResults({ 1: 'success', 4: 'success', 5: 'success' }, `${what} not disturb it, and all three be noted`)
  await sleep(2000)
  const once = await countConnections(users)
  for (const id of [1, 2, 3]) await ask(`?user_id=${id}`)
  await sleep(2000)
  const more = (await countConnections(users)) - once
  check(more <= 0, `Three visits later, no more connections to Redis should be open; ${more === 1 ? 'one more is' : `${more} more are`}`, 'Each visit opens connections and leaves them. Close what you open, or open it once for all')
})

// From here on: what the messages say. Every remark answers to what was seen, and to nothing else.

const unjoined = 'A moment later they are all sent: the answer did not wait for the coroutines. Join both of them'

function aboutReceivers(to: readonly string[], wanted: readonly string[]): string {
  const isOne = to.length > 1 && new Set(to).size === 1
  if (isOne && wanted.length > 1) return 'All went to the same user, the one of this visit. Write to the id that came out of the queue'
  return to.length > new Set(to).size ? 'Somebody got it twice' : ''
}

/** Everything in database 6; '…' stands for any text. */
async function checkResults(wanted: Readonly<Record<string, string>>, what: string): Promise<void> {
  const keys = (await results.keys('*')).toSorted()
  const found: Record<string, unknown> = {}
  for (const key of keys) found[key] = (await results.type(key)) === 'string' ? await results.get(key) : await results.type(key)
  const ids = Object.keys(wanted).toSorted()
  const isNull = keys.some((key) => /null|undefined/.test(key))
  const isHere = keys.length === 0 && (await users.exists(...ids)) > 0
  const nobody = 'null is no id: it says that the queue is empty. Look for it before you send'
  const elsewhere = "The results are in database 0, with the users. new Redis({ db: 6 }) is the results' place"
  const shared = 'Both coroutines share one variable for the id, and the second has written over it while the first waited. Keep the id in the function, as its argument'
  const receivers = new Set((await inbox.mails()).flatMap(({ to }) => to)).size
  const isSent = receivers === Object.values(wanted).filter((result) => result === 'success').length
  const missing = ids.filter((id) => !keys.includes(id))
  const isMixed = isSent && missing.every((id) => wanted[id] === 'success') && keys.length > 0 && keys.every((key) => ids.includes(key))
  check(isSame(keys, ids), `${what}; there are ${show(found)}`, isNull ? nobody : isHere ? elsewhere : isMixed ? shared : '')
  for (const id of ids) {
    const isRight = kindOf(found[id]) === wanted[id]
    const isSwapped = isSame(Object.values(found).map(kindOf).toSorted(), Object.values(wanted).toSorted())
    const swapped = isSwapped ? 'The results are there, the wrong way round: note each for the id that it belongs to' : wanted[id] === 'success' ? '' : found[id] === 'success' ? 'Note the success only after it was sent, and wait for that' : "It begins with 'failed: ', and then says why"
    check(isRight, `${what}; for ${id}, ${wanted[id] === 'success' ? "'success'" : "'failed: …'"}, there is ${show(found[id])}`, swapped)
  }
}

function addresses(ids: readonly number[]): string[] {
  return ids.map((id) => people[id as keyof typeof people][1])
}

async function enqueue(ids: readonly number[]): Promise<void> {
  const queue = new NoticeQueue()
  for (const id of ids) await queue.push(String(id))
  await queue.close?.()
}

async function countWaiting(): Promise<number> {
  const queue = new NoticeQueue()
  const size = await queue.qsize()
  await queue.close?.()
  return size
}

async function isSentLater(count: number): Promise<boolean> {
  await sleep(30_000)
  return (await inbox.mails()).length >= count
}

async function openSessions(): Promise<number> {
  return (await inbox.sessions()).filter(({ end }) => end === null).length
}

async function countConnections(redis: Redis): Promise<number> {
  return String(await redis.client('LIST')).trim().split('\n').length
}

interface Answer {
  /** 0: there was none. */
  readonly status: number
  readonly did: string
}

/** Visits the page, and waits five minutes at most; the clock of a check goes by in no time. */
async function ask(query: string): Promise<Answer> {
  const limit = new AbortController()
  const visit = async (): Promise<Response> => app.request(`/email_worker/${query}`)
  const seen = await tried(() => Promise.race([visit(), sleep(300_000, null, { signal: limit.signal }).catch(() => null)]))
  limit.abort()
  if (seen.error !== undefined) return { status: 0, did: `it ${seen.did}` }
  const response = seen.value as Response | null
  if (!response) return { status: 0, did: 'five minutes later there was no answer' }
  const error = response.status === 500 && printed.length > 0 ? `, and console.error said ${show(printed.at(-1))}` : ''
  return { status: response.status, did: `the answer was ${response.status}, ${show(await response.text())}${error}` }
}

interface Outcome {
  readonly value: unknown
  /** What was thrown; undefined if nothing was. */
  readonly error: unknown
  readonly did: string
}

async function tried(call: () => Promise<unknown>): Promise<Outcome> {
  try {
    const value = await call()
    return { value, error: undefined, did: value === undefined ? 'came back' : `returned ${show(value)}` }
  } catch (error) {
    return { value: undefined, error: error ?? 'nothing', did: `threw ${toText(error).slice(0, 200).replace(/\.$/, '')}` }
  }
}

/** What should be; what was; and, for a mistake that is recognised, what that says. */
function check(isRight: boolean, what: string, feedback: string): void {
  if (!isRight) expect.fail(feedback ? `${what}.\n→ ${feedback}` : what)
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

function toText(value: unknown): string {
  return value instanceof Error ? `${value.name}: ${value.message}` : typeof value === 'string' ? value : show(value)
}

/** A value as one would write it in code, whatever it is. */
function show(value: unknown): string {
  try {
    if (typeof value === 'string') return `'${value.slice(0, 120)}'`
    return (typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, 240)
  } catch {
    return `a strange ${typeof value}`
  }
}

const kindOf = (result: unknown): string => String(result).replace(/^failed: *\S.*$/s, 'failed: …')
