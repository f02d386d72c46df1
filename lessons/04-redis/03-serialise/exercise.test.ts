import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { put, take, type EmailTask } from './exercise'

/** The tests' own connections: one asks what Redis holds, one hears every command that Redis is sent. */
let mine: Redis
let monitor: Redis
/** What put and take are given. */
let handed: Redis
/** All that was printed since the test began, by the name of the method. */
let printed: { level: string; text: string }[]
/** Whether take popped so often that time stood still; it was stopped then. */
let isEndless: boolean

beforeEach(async () => {
  printed = []
  isEndless = false
  for (const level of ['error', 'warn', 'log', 'info'] as const)
    vi.spyOn(console, level).mockImplementation((...values: unknown[]) => void printed.push({ level, text: values.map(toText).join(' ') }))
  mine = new Redis({ connectionName: 'tests' })
  handed = new Redis()
  await Promise.all([mine.flushall(), handed.ping()])
  monitor = await mine.monitor()
  let [heardAt, pops] = [0, 0]
  monitor.on('monitor', (_time: string, [name = '']: string[]) => {
    if (!/^(.?[lr]pop|lindex|lrange|llen)$/i.test(name)) return
    pops = heardAt === Date.now() ? pops + 1 : 0
    heardAt = Date.now()
    if (pops < 300) return
    isEndless = true
    handed.disconnect()
  })
})

afterEach(() => {
  for (const redis of [monitor, mine, handed]) redis.disconnect()
  vi.restoreAllMocks()
})

const ada: EmailTask = { receiver: 'ada@example.com', content: 'Happy new year' }
const bo: EmailTask = { receiver: 'bo@example.com', content: '' }

test('put adds tasks to the queue as JSON, the newest last', async () => {
  // Not connected yet: who does not wait for Redis is done too early.
  handed.disconnect()
  handed = new Redis()
  const outcome = [await tried(() => put(handed, ada)), await tried(() => put(handed, bo))].find(({ error }) => error !== undefined)
  const queue = await mine.lrange('email_queue', 0, -1)
  const what = 'After put of a task for Ada and one for Bo, email_queue should hold both as JSON, in this order'
  const happened = outcome ? `put ${outcome.did}` : `it holds ${show(queue)}`
  const isRight = queue.length === 2 && isTask(parsed(queue[0]), ada) && isTask(parsed(queue[1]), bo)
  check(!outcome && isRight, `${what}; ${happened}`, outcome ? '' : await aboutQueue(queue))
})

test('take gives back what was put, the oldest first', async () => {
  await mine.rpush('email_queue', JSON.stringify(ada), JSON.stringify(bo))
  for (const task of [ada, bo, null]) {
    const seen = await tried(() => take(handed))
    const isRight = task === null ? seen.value === null : isTask(seen.value, task)
    const what = `With tasks for Ada and Bo in the queue, take should return Ada's, Bo's, then null. This time it should return ${show(task)}`
    check(isRight, `${what}; it ${seen.did}`, aboutTaken(seen, task))
  }
})

test('a date comes back as a date', async () => {
  const sendAt = new Date(Date.UTC(2031, 0, 1, 8, 30, 15, 250))
  await put(handed, { ...ada, sendAt })
  const seen = await tried(() => take(handed))
  const back = (seen.value as EmailTask | null)?.sendAt
  const what = `After put with a sendAt of ${show(sendAt)}, take should return a task with that very Date`
  const told = seen.value !== null && back !== undefined ? `its sendAt was ${show(back)}, a ${kindOf(back)}` : `it ${seen.did}`
  const isRight = kindOf(back) === 'Date' && Number(back) === sendAt.getTime()
  check(isRight, `${what}; ${told}`, aboutDate(back, sendAt))
  check(isTask(seen.value, ada), `${what}, and all the rest; it ${seen.did}`, '')
})

test('only sendAt is a date', async () => {
  const about: EmailTask = { receiver: 'ada@example.com', content: '2031-01-01T08:30:00.000Z' }
  await mine.rpush('email_queue', JSON.stringify(about))
  const seen = await tried(() => take(handed))
  const { content, sendAt } = (seen.value ?? {}) as Partial<EmailTask>
  const looks = 'A text that looks like a date is still a text. Only you know which field is a date: turn back sendAt, and nothing else'
  const what = `A task with the content '${about.content}' and without a sendAt should come back just so`
  check(kindOf(content) !== 'Date', `${what}; its content became a Date`, looks)
  const everyone = 'new Date(undefined) is a Date too, an invalid one. Make a Date only if there is a sendAt'
  const hasDate = kindOf(sendAt) === 'Date' || (seen.value === null && printed.length > 0)
  check(isTask(seen.value, about) && sendAt === undefined, `${what}; it ${seen.did}`, hasDate ? everyone : '')
})

test('what is no task goes aside as it came, and the next task comes out', async () => {
  const payloads = ['Dear worker, write to Bo', '{"receiver": "ada@example.com", ', '{ "receiver": "ada@example.com" }', '{"receiver":7,"content":"Hi"}', 'null', '"Hi"', '42', '[]', '{}']
  const badDate = '{"receiver":"ada@example.com","content":"Hi","sendAt":"as soon as you can"}'
  for (const payload of [...payloads, badDate]) await checkPutAside(payload)
})

test('console.error names what went aside', async () => {
  const payload = '{"to":"ada@example.com","text":"Hi"}'
  await mine.rpush('email_queue', payload, JSON.stringify(bo))
  await tried(() => take(handed))
  const isNamed = ({ text }: { text: string }) => plain(text).includes(plain(payload))
  const errors = printed.filter(({ level }) => level === 'error')
  const elsewhere = printed.find((line) => line.level !== 'error' && isNamed(line))
  const levels = `It was told with console.${elsewhere?.level ?? ''}. Failures belong on console.error: logs keep them apart`
  const nameless = 'That something failed helps little without what it was: put the payload into the message'
  const silent = 'A payload vanishes from the queue, and nobody is told. Name it with console.error'
  const happened = printed.length === 0 ? 'nothing was printed' : printed.map(({ level, text }) => `console.${level} said ${show(text)}`).join(', ')
  const feedback = elsewhere ? levels : errors.length > 0 ? nameless : printed.length === 0 ? silent : ''
  check(errors.some(isNamed), `With ${show(payload)} in the queue, take should name it with console.error; ${happened}`, feedback)
})

test('null comes only from an empty queue', async () => {
  const payloads = ['one', '{}', 'null']
  await mine.rpush('email_queue', ...payloads)
  const seen = await tried(() => take(handed))
  const dead = await mine.lrange('email_queue:dead', 0, -1)
  const left = await mine.lrange('email_queue', 0, -1)
  const what = "With nothing but 'one', '{}' and 'null' in the queue, take should put all three aside and return null"
  checkEnd(what, dead)
  const early = 'It stopped before the queue was empty, so the worker goes home while mail waits. Return null only when LPOP does'
  const happened = `it ${seen.did}, ${show(left)} is left, and ${show(dead)} is aside`
  check(seen.value === null && isSame(dead.toSorted(), payloads.toSorted()) && left.length === 0, `${what}; ${happened}`, seen.value === null && left.length > 0 ? early : '')
  const empty = await tried(() => take(handed))
  const waits = 'It waits for a task to come, as BLPOP does. Here an empty queue is an answer: LPOP says null at once'
  check(empty.value === null && empty.ms < 100, `With an empty queue, take should return null at once; it ${empty.did} after ${empty.ms} ms`, empty.ms < 100 ? '' : waits)
})

test('the task and the client that were given stay as they are', async () => {
  const task: EmailTask = { ...ada, sendAt: new Date(Date.UTC(2031, 0, 1)) }
  await tried(() => put(handed, task))
  const isKept = kindOf(task.sendAt) === 'Date' && Number(task.sendAt) === Date.UTC(2031, 0, 1) && Object.keys(task).length === 3
  const changed = 'put changed the task that it was given, and its owner may still need it. JSON.stringify makes a text and leaves the task alone'
  check(isKept && isTask(task, ada), `After put(redis, task), the task should be as it was; it is ${show(task)}`, changed)
  await tried(() => take(handed))
  const answer = await tried(() => handed.ping())
  check(answer.value === 'PONG', `After take(redis), redis.ping() should answer 'PONG'; it ${answer.did}`, aboutClosed(answer))
})

// From here on: what the messages say. Every remark answers to what was seen, and to nothing else.

async function checkPutAside(payload: string): Promise<void> {
  await mine.flushall()
  await mine.rpush('email_queue', payload, JSON.stringify(bo))
  const seen = await tried(() => take(handed))
  const dead = await mine.lrange('email_queue:dead', 0, -1)
  const what = `With ${show(payload)} and then Bo's task in the queue, take should put the first aside`
  const left = await mine.lrange('email_queue', 0, -1)
  checkEnd(`${what} and return Bo's task`, dead)
  const isThrown = seen.error !== undefined
  const thrown = dead.length === 0 ? 'The error ended take, and the payload is nowhere any more. Catch it, put the payload aside, and go on' : 'It put the payload aside and then threw. One bad payload is no reason to stop: go on with the next'
  const nothing = dead.length === 0 ? 'It gave up at the first bad payload. Go on with the next, and return null only when LPOP does' : 'null says that the queue is empty, and Bo is still waiting. Go on with the next'
  const isPassed = !isThrown && seen.value !== null && !isTask(seen.value, bo)
  const invalid = 'new Date throws nothing: of a text it cannot read it makes an invalid Date, whose getTime() is NaN. Look for that'
  const trust = 'JSON can hold anything. Only what has a receiver and a content, both texts, is a task'
  const sendAt = (seen.value as Partial<EmailTask> | null)?.sendAt
  const passed = !payload.includes('sendAt') ? trust : kindOf(sendAt) === 'Date' ? invalid : stillText
  const isLeft = left.length > 0
  const aboutNull = dead.length === 2 ? tooStrict : isLeft ? nothing : ''
  const feedback = isThrown ? aboutClosed(seen) || thrown : isPassed ? passed : seen.value === null ? aboutNull : ''
  check(isTask(seen.value, bo), `${what} and return Bo's task; it ${seen.did}`, feedback)
  const rewritten = 'Who looks for the cause needs what really came. Push the very payload that LPOP returned'
  const gone = 'It is in no list any more. Push it to email_queue:dead, where somebody can look at it'
  check(isSame(dead, [payload]), `${what}, so that email_queue:dead holds it unchanged; it holds ${show(dead)}`, dead.length === 1 ? rewritten : left.includes(payload) ? wentBack : dead.length === 0 ? gone : '')
}

const stillText = 'JSON writes a date as text, and JSON.parse leaves it a text. new Date(text) makes a date of it again'
const tooStrict = "A good task was put aside: a task need not have a sendAt, and '' is a content too. Put aside only what is no task"
const wentBack = 'It went back into the queue, to fail again for ever. Put it where no worker looks: email_queue:dead'

function checkEnd(what: string, dead: string[]): void {
  const stays = 'LINDEX and LRANGE leave the payload in the queue. LPOP takes it out'
  check(!isEndless, `${what}; it popped hundreds of times without an end`, dead.length === 0 ? wentBack : stays)
}

async function aboutQueue(queue: string[]): Promise<string> {
  if (queue.includes('[object Object]'))
    return "Redis keeps texts only, and '[object Object]' is what String makes of any object. JSON.stringify writes down what is in it"
  if (queue.length === 2 && isTask(parsed(queue[0]), bo) && isTask(parsed(queue[1]), ada))
    return 'LPUSH puts the newest in front of those who wait. RPUSH adds at the tail'
  const isHere = queue.length === 2 && queue.every((text) => typeof parsed(text) === 'string')
  if (isHere) return 'It is JSON of JSON: one JSON.stringify is enough'
  if (queue.length === 2) return ''
  await sleep(100)
  return (await mine.llen('email_queue')) === 2 ? 'A moment later they are there: put was done before Redis had answered. Is an await missing' : ''
}

function aboutClosed({ error }: Outcome): string {
  const isClosed = toText(error).includes('Connection is closed')
  return isClosed ? 'Whoever opened a connection closes it. Leave the one you are given open: its owner goes on using it' : ''
}

function aboutTaken(seen: Outcome, task: EmailTask | null): string {
  const { value, error } = seen
  if (error !== undefined) return aboutClosed(seen)
  if (value === null && task !== null && printed.length > 0) return tooStrict
  if (typeof value === 'string') return 'That is the JSON. JSON.parse makes an object of it'
  if (isTask(value, task === ada ? bo : ada) && task !== null)
    return task === ada ? 'That is the newest first: the oldest is at the head, where LPOP takes' : 'It is still in the queue: take has to remove what it returns, as LPOP does'
  return ''
}

function aboutDate(back: unknown, sendAt: Date): string {
  if (kindOf(back) === 'string') return stillText
  if (kindOf(back) === 'Date' && Number(back) === Math.floor(sendAt.getTime() / 1000) * 1000)
    return 'The milliseconds are gone: toString and toUTCString leave them out. JSON.stringify writes dates in full by itself'
  return ''
}

interface Outcome {
  readonly value: unknown
  /** What was thrown; undefined if nothing was. */
  readonly error: unknown
  readonly ms: number
  readonly did: string
}

/** Waits a minute at most; the clock of a check goes by in no time. */
async function tried(call: () => Promise<unknown>): Promise<Outcome> {
  const started = Date.now()
  try {
    const value = await Promise.race([call(), sleep(60_000, mine)])
    const ms = Date.now() - started
    if (value === mine) return { value: undefined, error: undefined, ms, did: 'did not end within a minute' }
    return { value, error: undefined, ms, did: `returned ${show(value)}` }
  } catch (error) {
    return { value: undefined, error: error ?? 'nothing', ms: Date.now() - started, did: `threw ${toText(error).slice(0, 200).replace(/\.$/, '')}` }
  }
}

function isTask(value: unknown, { receiver, content }: EmailTask = bo): boolean {
  const task = value as Partial<EmailTask> | null | undefined
  return typeof value === 'object' && task?.receiver === receiver && task.content === content
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}

/** What should be; what was; and, for a mistake that is recognised, what that says. */
function check(isRight: boolean, what: string, feedback: string): void {
  if (!isRight) expect.fail(feedback ? `${what}.\n→ ${feedback}` : what)
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && other.every((item, index) => one[index] === item)
}

function kindOf(value: unknown): string {
  return Object.prototype.toString.call(value) === '[object Date]' ? 'Date' : typeof value
}

/** Without quotes and what escapes them, since a payload may have been printed as JSON once more. */
function plain(text: string): string {
  return text.replace(/[\s"'\\]/g, '')
}

function toText(value: unknown): string {
  return value instanceof Error ? `${value.name}: ${value.message}` : typeof value === 'string' ? value : show(value)
}

/** A value as one would write it in code, whatever it is. */
function show(value: unknown): string {
  try {
    if (typeof value === 'string') return `'${value.slice(0, 120)}'`
    if (kindOf(value) === 'Date') return Number.isNaN(Number(value)) ? 'Invalid Date' : (value as Date).toISOString()
    return (typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, 240)
  } catch {
    return `a strange ${typeof value}`
  }
}
