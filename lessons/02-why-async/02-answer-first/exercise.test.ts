import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { drain, respond } from './exercise'
import { MyQueue } from './queue.ts'

const [ada, bo, cy, dee] = ['ada@example.com', 'bo@example.com', 'cy@example.com', 'dee@example.com'] as const

test('respond answers at once', async () => {
  const queue = new MyQueue<string>()
  const given = await tried(() => [isFunction('respond', respond) && respond(ada, queue)])
  const answer = given.threw ? given.value : (given.value as unknown[])[0]
  const later = await tried(() => answer)
  const seen = { ...given, value: answer, did: () => (given.threw ? given.did() : `returned ${show(answer)}`) }
  check(seen, '202 queued', `respond('${ada}', queue) should return '202 queued'`, () => aboutAnswer(answer, later))
})

test('respond leaves the address in the queue', async () => {
  const queue = new MyQueue<string>()
  for (const email of [ada, bo]) await tried(() => respond(email, queue))
  const held = [queue.pop(), queue.pop()]
  const what = `After respond('${ada}', queue) and respond('${bo}', queue), the queue should hold these two addresses`
  const remark = held[0] === undefined ? 'The answer is given, and the address forgotten: push it, and leave it there until drain takes it' : ''
  check({ value: show(held), did: () => `holds ${held[0] === undefined ? 'nothing' : show(held)}` }, show([ada, bo]), what, () => remark)
  check({ value: queue.empty(), did: () => 'holds more' }, true, what, () => 'Each address belongs there once')
})

test('drain sends one letter at a time, in order', () => checkOneByOne())

test('a letter that fails is named, and the rest is sent', async () => {
  await checkOneByOne()
  for (const refused of [[bo], [ada], [ada, bo, cy]]) {
    const post = new Post(refused)
    const seen = await drained([ada, bo, cy], post)
    const what = `drain of ${ada}, ${bo} and ${cy}, when sending to ${refused.join(' and ')} fails,`
    const others = [ada, bo, cy].filter((email) => !refused.includes(email))
    const remark = (): string => aboutFailure(seen, post, refused)
    check(tries(seen, post), show([ada, bo, cy]), `${what} should try each of them once`, remark)
    check(part(seen, 'failed'), show(refused), `${what} should give back as failed ${show(refused)}`, remark)
    check(part(seen, 'sent'), show(others), `${what} should give back as sent ${show(others)}`, remark)
  }
})

test('drain also sends what is queued meanwhile', async () => {
  isFunction('drain', drain)
  const queue = queueOf([ada, bo])
  const later = new Map<string, string>([[ada, cy], [cy, dee]])
  const post = new Post([], (email) => later.has(email) && queue.push(later.get(email) ?? ''))
  const seen = await tried(() => drain(queue, post.send))
  const what = `drain of ${ada} and ${bo}, while ${cy} and then ${dee} are queued,`
  const remark = (): string => aboutMeanwhile(queue, post) || aboutSending(seen, post)
  check(tries(seen, post), show([ada, bo, cy, dee]), `${what} should send to all four`, remark)
  check(part(seen, 'sent'), show([ada, bo, cy, dee]), `${what} should give back all four as sent`, remark)
})

test('an empty address is an item too', async () => {
  const post = new Post([])
  const seen = await drained([ada, '', cy], post)
  const what = `drain of '${ada}', '' and '${cy}' should try all three`
  const worth = "Somewhere the code asks what the address is worth, and '' counts as false. Ask queue.empty() whether something waits"
  const isStopped = post.tried.join() === ada || post.tried.join() === [ada, cy].join()
  check(tries(seen, post), show([ada, '', cy]), what, () => (isStopped ? worth : aboutSending(seen, post)))
})

test('each drain begins anew', async () => {
  await checkOneByOne()
  await drained([ada, bo], new Post([bo]))
  const post = new Post([])
  const seen = await drained([], post)
  const what = 'drain of an empty queue, after the drain of another,'
  const remark = (): string => (/(ada|bo)@/.test(show(seen.value)) ? oldLists : aboutResult(seen))
  check(part(seen, 'sent'), '[]', `${what} should give back as sent []`, remark)
  check(part(seen, 'failed'), '[]', `${what} should give back as failed []`, remark)
  check(tries(seen, post), '[]', `${what} should send nothing`, () => 'There is nothing to send: ask queue.empty() before the first letter')
})

async function checkOneByOne(): Promise<void> {
  const emails = [ada, bo, cy]
  const post = new Post([])
  const seen = await drained(emails, post)
  const what = `drain of ${ada}, ${bo} and ${cy}, each a second's work,`
  const remark = (): string => aboutSending(seen, post)
  check(tries(seen, post), show(emails), `${what} should send to them in this order`, remark)
  check({ ...seen, value: post.most, did: () => `sent ${post.most} at the same time` }, 1, `${what} should send one at a time`, remark)
  check({ ...seen, value: seen.seconds >= 3, did: () => `was done after ${seen.seconds} s` }, true, `${what} should be done after 3 s`, remark)
  check(part(seen, 'sent'), show(emails), `${what} should give back as sent ${show(emails)}`, remark)
  check(part(seen, 'failed'), '[]', `${what} should give back as failed []`, remark)
}

// From here on: what the messages say. Every remark answers to what was seen, and to nothing else.

const oldLists = 'Those are addresses of the drain before. Make the two lists inside drain, so that each has its own'

function aboutAnswer(answer: unknown, later: Outcome): string {
  if (answer === undefined) return 'It returns nothing: is a return missing'
  if (!(answer instanceof Promise)) return ''
  if (later.seconds > 0) return `It gives a promise, and the customer has to wait ${later.isEndless ? 'for ever' : `${later.seconds} s`} for the answer. Only queue the address: sending is for drain`
  return 'It gives a promise, because of async. There is nothing to wait for here: leave async out, and the answer is there at once'
}

function aboutSending(seen: Outcome, post: Post): string {
  if (seen.threw) return ''
  if (seen.isEndless) return aboutEndless(post)
  if (post.tried.length === 0) return 'Nothing is sent yet: call send(email) for each address, and await it'
  if (post.most > 1 && seen.seconds === 0) return 'Nobody waits for send: it gives a promise, and drain goes on at once. Write await in front of it, in the loop itself'
  if (post.most > 1) return 'All letters are on their way at once. A mail server soon refuses that: await each one before the next'
  if (post.tried[0] === cy) return 'The newest letter goes first. Take them from the queue with pop, in the order it gives'
  const { sent } = Object(seen.value) as { sent?: unknown }
  return Array.isArray(sent) && sent.length > post.tried.length && sent.at(-1) === cy ? oldLists : aboutResult(seen)
}

function aboutResult({ value, threw }: Outcome): string {
  if (threw) return ''
  if (value === undefined) return 'It resolves to nothing: is a return missing'
  const { sent, failed } = Object(value) as { sent?: unknown; failed?: unknown }
  if (typeof sent === 'number' || typeof failed === 'number') return 'Those are numbers. Whoever reads them wants to know which addresses: give back the two lists'
  if (Array.isArray(value)) return 'That is one array. Give back an object with the two lists: { sent, failed }'
  if (Array.isArray(sent) && sent.length === 0) return 'The letters went out, but nobody noted it: put each address in sent once it is out'
  return ''
}

function aboutEndless({ tried: emails }: Post): string {
  const isAgain = emails.some((email, i) => emails.indexOf(email) < i)
  return isAgain ? 'It sends to the same address again and again, so the queue is never empty. Whatever fails belongs in failed, not back in the queue' : ''
}

function aboutFailure(seen: Outcome, post: Post, refused: readonly string[]): string {
  const [first = ''] = refused
  if (seen.threw && isRefusal(seen.threw.error)) return 'The error of one letter came out of drain, and all the others were lost with it. Catch it inside the loop, letter by letter'
  if (seen.threw) return ''
  if (seen.isEndless) return aboutEndless(post)
  const { sent, failed } = Object(seen.value) as { sent?: unknown; failed?: unknown }
  if (post.tried.at(-1) === first && post.tried.length < 3) return 'After the first failure nothing more is sent. The loop has to go on: try and catch belong inside it, and nothing in the catch may end it'
  if (!Array.isArray(sent) || !Array.isArray(failed)) return aboutResult(seen)
  if (sent.includes(first) && failed.includes(first)) return `${first} is in both lists. An address is sent only once await send(…) has come back: note it after that, inside the try`
  if (sent.includes(first)) return `${first} counts as sent, though sending it failed. What follows the catch runs in any case: note it inside the try, after the await`
  if (failed.length === 0) return `${first} is in neither list, so nobody will ever know. An empty catch forgets the letter: note its address in failed`
  if (failed.some((item) => typeof item !== 'string' || item.includes('550'))) return 'failed should hold the addresses. The error alone does not tell whose letter it was'
  return ''
}

function aboutMeanwhile(queue: MyQueue<string>, post: Post): string {
  const isLeft = !queue.empty() || post.tried.length < 4
  const isFine = post.most === 1 && post.tried[0] === ada && post.tried[1] === bo
  return isLeft && isFine ? 'What arrived during the sending still waits. Do not count or copy the queue at the start: ask again after each letter whether it is empty' : ''
}

class Refusal extends Error {
  override readonly name = 'Refusal'
}

function isRefusal(error: unknown): boolean {
  return error instanceof Refusal
}

/** A mail server that takes a second for each letter, refuses some, and writes down what it is given. */
class Post {
  readonly tried: string[] = []
  /** How many letters it was given at the same time. */
  most = 0
  #inHand = 0
  readonly #refused: readonly string[]
  readonly #meanwhile: (email: string) => unknown

  constructor(refused: readonly string[], meanwhile: (email: string) => unknown = () => undefined) {
    this.#refused = refused
    this.#meanwhile = meanwhile
  }

  /** Needs no `this`: it is handed over alone. */
  readonly send = async (email: string): Promise<void> => {
    this.tried.push(email)
    this.most = Math.max(this.most, ++this.#inHand)
    // Whoever tries for ever gets no answer for ever.
    await (this.tried.length > 20 ? new Promise(() => undefined) : sleep(1000))
    this.#inHand--
    this.#meanwhile(email)
    if (this.#refused.includes(email)) throw new Refusal(`550 ${email}: no such mailbox`)
  }
}

function queueOf(emails: readonly string[]): MyQueue<string> {
  const queue = new MyQueue<string>()
  for (const email of emails) queue.push(email)
  return queue
}

async function drained(emails: readonly string[], post: Post): Promise<Outcome> {
  isFunction('drain', drain)
  return tried(() => drain(queueOf(emails), post.send))
}

function isFunction(name: string, value: unknown): true {
  const what = `exercise.ts should export the function ${name}; it does not.\n→ Is the word export still in front of function`
  expect(typeof value, what).toBe('function')
  return true
}

interface Outcome {
  /** What its promise resolved to; after a throw, something that equals nothing. */
  readonly value: unknown
  readonly threw?: { readonly error: unknown }
  readonly isEndless: boolean
  readonly seconds: number
  /** `gave back [1]` or `threw TypeError: …` */
  did(): string
}

/** Calls, waits for the end, but no longer than a minute by the clock of the run, and notes how long it took. */
async function tried(call: () => unknown): Promise<Outcome> {
  const start = Date.now()
  const passed = (): number => (Date.now() - start) / 1000
  const limit = new AbortController()
  const endless = { isEndless: true }
  const minute = sleep(60_000, endless, { signal: limit.signal }).catch(() => endless)
  try {
    const value: unknown = await Promise.race([call(), minute])
    const isEndless = value === endless
    return { value, isEndless, seconds: passed(), did: () => (isEndless ? 'was not done after 60 s' : `gave back ${show(value)}`) }
  } catch (error) {
    const threw = { error }
    const text = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300).replace(/\.$/, '') : show(error)
    return { value: threw, threw, isEndless: false, seconds: passed(), did: () => `threw ${text}` }
  } finally {
    limit.abort()
  }
}

type Seen = Pick<Outcome, 'value' | 'did'>

/** What `sent` or `failed` of the result holds. */
function part(seen: Outcome, key: 'sent' | 'failed'): Seen {
  return { value: show((Object(seen.value) as Record<string, unknown>)[key]), did: () => seen.did() }
}

/** Whom it tried to send to; if it came to no end, that is what it did. */
function tries(seen: Outcome, { tried: emails }: Post): Seen {
  const names = emails.slice(0, 6).map((email) => email || "''")
  const list = emails.length === 0 ? 'nobody' : names.join(', ') + (emails.length > 6 ? ' …' : '')
  return { value: show(emails), did: () => `${seen.threw || seen.isEndless ? `${seen.did()}, after it ` : ''}tried ${list}` }
}

/** What should be; what was; and, for a mistake that it recognises, what that says. */
function check(seen: Seen, wanted: unknown, what: string, remark: () => string): void {
  if (seen.value === wanted) return
  const explained = remark()
  expect(seen.value, `${what}; it ${seen.did()}${explained && `.\n→ ${explained}`}`).toBe(wanted)
}

/** A value as one would write it in code, whatever it is. */
function show(value: unknown): string {
  try {
    if (typeof value === 'string') return `'${value.slice(0, 60)}'`
    if (value instanceof Promise) return 'a promise'
    if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`.slice(0, 300)
    return (typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, 200)
  } catch {
    return `a strange ${typeof value}`
  }
}
