import { setTimeout as sleep } from 'node:timers/promises'
import { inbox } from 'inbox'
import { Redis } from 'ioredis'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { processEmailTasks, userRegister, verify } from './exercise'

/** The tests' own connection. What Redis holds is asked here, whatever became of the clients that were handed out. */
let mine: Redis
/** What the functions are given; the second is for somebody who comes at the same time. */
let handed: Redis
let other: Redis
let stop: AbortController
let connectionsBefore: number

beforeEach(async () => {
  for (const level of ['error', 'warn', 'log', 'info'] as const) vi.spyOn(console, level).mockImplementation(() => undefined)
  stop = new AbortController()
  ;[mine, handed, other] = [new Redis({ connectionName: 'tests' }), new Redis(), new Redis()]
  await Promise.all([mine.flushall(), handed.ping(), other.ping(), inbox.clear()])
  connectionsBefore = await countConnections()
})

afterEach(async () => {
  stop.abort()
  // A worker that still waits would take the next test's mails.
  for (const reason of ['TIMEOUT', 'ERROR']) {
    const waiting = String(await mine.client('LIST')).split('\n').filter((line) => / flags=\w*b/.test(line))
    for (const line of waiting) await mine.call('CLIENT', 'UNBLOCK', /^id=(\d+)/.exec(line)?.[1] ?? '', reason)
    if (waiting.length > 0) await sleep(2000)
  }
  for (const redis of [mine, handed, other]) redis.disconnect()
  await inbox.setFaults(null)
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const password = 'correct horse 7 battery'
const ada = { username: 'ada', password, email: 'ada@example.com' }
const eve = { username: 'ada', password: 'let me in instead', email: 'eve@example.org' }

test('a user is kept with a salted hash, and never with the password', async () => {
  await registered(ada)
  await registered({ ...ada, username: 'bo' })
  const all = await everything()
  const plain = [password, btoa(password), [...password].map((letter) => letter.charCodeAt(0).toString(16)).join('')].find((form) => JSON.stringify(all).includes(form))
  const open = 'Whoever can look into Redis can log in as anybody, here and wherever else the password is used. Keep a hash of it, and nothing else'
  check(!plain, `After userRegister the password should be nowhere in Redis; ${show(keyWith(all, plain ?? ''))} holds ${show(plain)}`, open)
  const what = "After userRegister of 'ada' the hash user:ada should hold"
  check(valuesOf(all['user:ada']).includes(ada.email), `${what} her email; it is ${show(all['user:ada'])}`, '')
  check(secretsOf(all['user:ada']).length > 0, `${what} a hash of her password; it is ${show(all['user:ada'])}`, 'How else would you know her again? Keep hashOf(password, salt), and the salt with it')
  const twins = secretsOf(all['user:ada']).filter((value) => secretsOf(all['user:bo']).includes(value))
  const salted = 'Whoever has found out one password then has all that are equal. Mix a salt in, randomBytes(16), another for each user'
  check(twins.length === 0, `Two users with the same password should get different hashes; both hold ${show(twins[0])}`, salted)
  await mine.flushall()
  await sleep(5000)
  await registered(ada)
  const again = secretsOf((await everything())['user:ada']).filter((value) => secretsOf(all['user:ada']).includes(value))
  check(again.length === 0, `The same name and password, registered anew, should get another hash; it holds ${show(again[0])} again`, `The salt can be guessed. ${salted}`)
})

test('the code is good for ten minutes, and the mail with it waits in the queue', async () => {
  await registered(ada)
  const code = (await mine.get('code:ada')) ?? ''
  const what = "After userRegister of 'ada', code:ada should hold a code of six digits"
  check(/^\d{6}$/.test(code), `${what}; it holds ${show(code)}`, code === '' ? '' : 'randomInt(100_000, 1_000_000) has six digits, whatever comes')
  const ttl = await mine.ttl('code:ada')
  check(ttl > 590 && ttl <= 600, `${what} for 600 s; ${ttl === -1 ? 'it stays for ever' : `it ends in ${ttl} s`}`, ttl === -1 ? "'EX', 600 behind the value lets it end by itself" : ttl === 600_000 ? 'EX counts seconds; only PX counts milliseconds' : '')
  const queue = await mine.lrange('email_queue', 0, -1)
  const task = ((await tried(async () => JSON.parse(queue[0] ?? '') as unknown)).value ?? {}) as Content
  const told = "After userRegister of 'ada', email_queue should hold one EmailTask as JSON"
  check(queue.length === 1, `${told}; it holds ${show(queue)}`, queue.length === 0 && (await inbox.sessions()).length > 0 ? waits : '')
  check(task['receiver'] === ada.email && String(task['content']).includes(code), `${told}, with the receiver '${ada.email}' and ${code} in its content; it holds ${show(queue)}`, '')
})

test('registering waits for no mail server', async () => {
  await inbox.setFaults({ seed: 1, rules: [{ stage: 'greeting', probability: 1, code: 451 }] })
  const seen = await tried(() => userRegister(handed, ada))
  await sleep(2000)
  const sessions = await inbox.sessions()
  check(sessions.length === 0, `userRegister should leave the sending to others; it called the mail server ${sessions.length} times, and ${seen.did}`, waits)
  check(seen.error === undefined, `While the mail server is out of order, userRegister should succeed; it ${seen.did}`, '')
})

test('a name is given once, and who comes too late changes nothing', async () => {
  await registered(ada)
  const before = await everything()
  const late = await tried(() => userRegister(handed, eve))
  const after = await everything()
  const what = "While 'ada' is taken, userRegister of another 'ada' should throw and change nothing"
  const overwritten = 'HSET writes over what is there. HSETNX writes only where nothing is, and tells which of the two it was'
  check(late.error !== undefined, `${what}; it ${late.did}`, isSame(before, after) ? 'Nothing was changed, but nobody was told. Throw an error' : overwritten)
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].find((key) => !isSame(before[key], after[key]))
  check(!changed, `${what}; it threw, and ${changed} was ${show(before[changed ?? ''])} and is ${show(after[changed ?? ''])}`, 'It changed something before it knew whether the name was free. Take the name first')
  for (const users of [[ada, eve], [eve, ada]]) {
    await mine.flushall()
    const outcomes = await together((redis, index) => userRegister(redis, users[index] ?? ada))
    const did = outcomes.map((outcome) => outcome.did).join(', the other ')
    const both = 'Between the question whether the name is free and the writing, the other has asked, too. HSETNX asks and writes in one step, and answers 1 to the first only'
    const winners = users.filter((_, index) => outcomes[index]?.error === undefined)
    const pair = "When two register as 'ada' at once, one should succeed and the other one be told; one"
    check(winners.length === 1, `${pair} ${did}`, winners.length === 2 ? both : '')
    const [all, loser] = [await everything(), winners[0] === ada ? eve : ada]
    check(!JSON.stringify(all).includes(loser.email), `${pair} ${did}, but ${show(keyWith(all, loser.email))} holds the loser's email`, 'Whoever is too late must not have written anything by then. Take the name first')
  }
})

test('a code works once, and a wrong guess leaves it valid', async () => {
  const what = "While code:ada is '123456',"
  await keepCode()
  const guess = await tried(() => verify(handed, 'ada', '654321'))
  check(guess.value === false, `${what} verify(redis, 'ada', '654321') should be false; it ${guess.did}`, '')
  const right = await tried(() => verify(handed, 'ada', '123456'))
  const taken = (await mine.exists('code:ada')) === 0 ? 'The code is gone after a wrong guess: GETDEL takes it away whatever it was. Then anybody can lock anybody out. Delete it when it was right' : ''
  check(right.value === true, `${what} after a wrong guess, verify(redis, 'ada', '123456') should be true; it ${right.did}`, right.value === false ? taken : '')
  const again = await tried(() => verify(handed, 'ada', '123456'))
  check(again.value === false, `${what} a second verify(redis, 'ada', '123456') should be false; it ${again.did}`, 'Whoever reads the mail later could use it again. Delete the code when it has been used')
  const nobody = await Promise.all([tried(() => verify(handed, 'zoe', '')), tried(() => verify(handed, 'zoe', 'null'))])
  check(nobody.every(({ value }) => value === false), `Without a code:zoe, verify(redis, 'zoe', …) should be false; it ${nobody.map(({ did }) => did).join(', ')}`, '')
  await keepCode()
  const outcomes = await together((redis) => verify(redis, 'ada', '123456'))
  const both = 'Both have read it before one of them deleted it. DEL answers how many keys it deleted: only who deleted the code has used it'
  const rights = outcomes.filter(({ value }) => value === true).length
  check(rights === 1, `${what} and two use it at once, one should get true and one false; one ${outcomes.map(({ did }) => did).join(', the other ')}`, rights === 2 ? both : '')
})

test('nobody can foresee the code', async () => {
  vi.stubGlobal('Math', Object.create(Math, { random: { value: () => 0.5 } }))
  for (const username of ['ada', 'bo', 'cy']) await registered({ ...ada, username })
  const codes = await Promise.all(['ada', 'bo', 'cy'].map((name) => mine.get(`code:${name}`)))
  const secret = 'Math.random is made for games: who has seen some of its numbers can compute the next. randomInt of node:crypto cannot be foreseen'
  check(new Set(codes).size > 1, `Three users should get codes by chance, even while Math.random always gives 0.5; they got ${show(codes)}`, secret)
})

test('processEmailTasks sends what comes, and puts aside what fails', async () => {
  const tasks = ['ada', 'nobody', 'bo', 'cy'].map((name) => JSON.stringify({ receiver: `${name}@example.com`, content: `Hello ${name}` }))
  const [forAda = '', forNobody = '', forBo = '', forCy = ''] = tasks
  const unreadable = 'Dear worker, write to Bo'
  await mine.rpush('email_queue', forAda, unreadable, forNobody, forBo)
  const work = begin()
  await sleep(3500)
  const what = 'With a mail for Ada, a text that is no JSON, a mail for nobody@ and one for Bo in the queue, processEmailTasks should'
  check(!work.end || work.end.error === undefined, `${what} go on whatever fails; it ${work.end?.did}`, 'One mail that fails ends the whole worker. Catch its error inside of the loop, and put the payload aside')
  check(!work.end, `While nothing waits, processEmailTasks should go on waiting until it is told to stop; it ${work.end?.did}`, 'null from BLPOP only means that nothing came within its timeout')
  await mine.rpush('email_queue', forCy)
  await sleep(1000)
  const receivers = (await inbox.mails()).flatMap(({ to }) => to).toSorted()
  check(isSame(receivers, ['ada', 'bo', 'cy'].map((name) => `${name}@example.com`)), `${what} send those to Ada and Bo, and the one to Cy that comes later; mails went to ${show(receivers)}`, '')
  const text = (await inbox.mails()).find(({ to }) => to.includes(ada.email))?.text ?? ''
  check(text.includes('Hello ada'), `The mail to Ada should have her task's content, 'Hello ada', in its text; it is ${show(text)}`, '')
  const dead = await mine.lrange('email_queue:dead', 0, -1)
  const isNobody = (payload: string) => payload.includes('nobody@example.com') && payload.includes('Hello nobody')
  const gone = 'What BLPOP gave is in no list any more. Whoever looks for the cause needs it: RPUSH it to email_queue:dead'
  check(dead.length === 2 && dead.includes(unreadable) && dead.some(isNobody), `${what} put the second and the third into email_queue:dead; it holds ${show(dead)}`, dead.length < 2 ? gone : '')
  const value = await work.over()
  const all = 'It counts each mail it took, also those that failed. Count when sendMail has come back'
  check(value === 3, `${what} return 3, the number of mails sent, when it is told to stop; it ${work.end?.did ?? 'did not end within ten seconds'}`, value === 5 ? all : work.end ? '' : endless)
})

test('processEmailTasks leaves others their connection, and ends when it is told to', async () => {
  const work = begin()
  await sleep(300)
  const since = Date.now()
  await Promise.race([handed.ping(), sleep(5000)])
  const ms = Date.now() - since
  check(ms < 100, `While processEmailTasks waits for mail, redis.ping() should answer at once; it took ${ms} ms`, 'A connection answers one command after the other, so what is sent behind BLPOP waits with it. redis.duplicate() gives it one of its own')
  await work.over()
  check(work.end !== undefined, 'After the abort, processEmailTasks should end; ten seconds later it had not', endless)
  await mine.rpush('email_queue', 'later')
  await sleep(2000)
  check((await mine.llen('email_queue')) === 1, 'After its end, what comes should stay in email_queue; it was taken', '')
  const answer = await tried(() => handed.ping())
  check(answer.value === 'PONG', `After its end, redis.ping() should answer 'PONG'; it ${answer.did}`, 'The given connection belongs to somebody else, who goes on using it. Close only what you opened')
  const more = (await countConnections()) - connectionsBefore
  check(more <= 0, `After its end, no connection of its own should be open; ${more === 1 ? 'one is' : `${more} are`}`, 'Whoever opens a connection closes it: await own.quit() when the loop is over')
})

// From here on: what the messages say. Every remark answers to what was seen, and to nothing else.

const waits = 'It talks to the mail server itself, so who registers waits for it, and gets its errors. Queue the mail, and let processEmailTasks send it'
const endless = 'BLPOP takes its timeout in seconds, and 0 means for ever. While it waits, nobody looks at the signal'

async function registered(user: typeof ada): Promise<void> {
  const seen = await tried(() => userRegister(handed, user))
  check(seen.error === undefined, `userRegister of '${user.username}' should succeed; it ${seen.did}`, '')
}

async function keepCode(): Promise<void> {
  await mine.hset('user:ada', { username: 'ada', email: ada.email })
  await mine.set('code:ada', '123456', 'EX', 600)
}

function begin() {
  const work = {
    end: undefined as Outcome | undefined,
    /** Tells it to stop, waits ten seconds at most, and gives what it returned. */
    async over(): Promise<unknown> {
      stop.abort()
      await Promise.race([running, sleep(10_000)])
      return work.end?.value
    },
  }
  const running = tried(() => processEmailTasks(handed, stop.signal)).then((outcome) => (work.end = outcome))
  return work
}

/** Commands that a client of two waits with until the other has one, too. */
const inStep = new Set('exists hexists hlen get getdel set setnx setex hset hmset hsetnx hget hgetall del unlink watch sadd eval rpush expire type ttl'.split(' '))

/** Lets two go on only together, a command each: what one asks, the other asks before anything is changed. */
async function together(call: (redis: Redis, index: number) => Promise<unknown>): Promise<readonly Outcome[]> {
  const waiting: (() => void)[][] = [[], []]
  const isOver = [false, false]
  const release = (): void => {
    while (waiting.some((list) => list.length > 0) && waiting.every((list, index) => list.length > 0 || isOver[index]))
      for (const list of waiting) list.shift()?.()
  }
  const stepped = (redis: Redis, index: number): Redis =>
    new Proxy(redis, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name)
        if (typeof value !== 'function') return value
        if (!inStep.has(String(name))) return value.bind(target) as unknown
        return (...values: unknown[]): unknown => {
          const turn = new Promise<void>((resolve) => void waiting[index]?.push(resolve))
          release()
          return turn.then(() => Reflect.apply(value, target, values) as unknown)
        }
      },
    })
  return Promise.all(
    [handed, other].map(async (redis, index) => {
      const outcome = await tried(() => call(stepped(redis, index), index))
      isOver[index] = true
      release()
      return outcome
    }),
  )
}

type Content = { [key: string]: unknown }

/** All that Redis holds. */
async function everything(): Promise<Content> {
  const all: Content = {}
  for (const key of (await mine.keys('*')).toSorted()) {
    const type = await mine.type(key)
    all[key] = type === 'hash' ? await mine.hgetall(key) : type === 'list' ? await mine.lrange(key, 0, -1) : type === 'string' ? await mine.get(key) : type
  }
  return all
}

const keyWith = (all: Content, text: string): string | undefined => Object.keys(all).find((key) => JSON.stringify(all[key]).includes(text))

const valuesOf = (hash: unknown): string[] => Object.values(Object(hash) as object).map(String)

/** What could be a hash or a salt. */
const secretsOf = (hash: unknown): string[] => valuesOf(hash).filter((value) => value.length >= 16 && value !== ada.email)

async function countConnections(): Promise<number> {
  await sleep(100)
  return String(await mine.client('LIST')).trim().split('\n').length
}

interface Outcome {
  readonly value: unknown
  /** What was thrown; undefined if nothing was. */
  readonly error: unknown
  readonly did: string
}

/** Has no limit of its own: a hash takes real time, of which the clock of a check knows nothing. */
async function tried(call: () => Promise<unknown>): Promise<Outcome> {
  try {
    const value = await call()
    return { value, error: undefined, did: value === undefined ? 'succeeded' : `returned ${show(value)}` }
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
    if (typeof value === 'string') return `'${value.slice(0, 90)}'`
    return (typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, 240)
  } catch {
    return `a strange ${typeof value}`
  }
}
