import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { announce, listen } from './exercise'

/** The tests' own connection: it asks Redis how things stand, and announces without the help of announce. */
let mine: Redis
/** What announce and listen are given. */
let handed: Redis
/** All that was printed since the test began. */
let printed: string[]
let connectionsBefore: number
let stops: unknown[]
/** Channels, others in each test: what one leaves open must not hear the next. */
let news: string
let sports: string
let round = 0

beforeEach(async () => {
  printed = []
  stops = []
  round++
  ;[news, sports] = [`news-${round}`, `sports-${round}`]
  for (const level of ['error', 'warn', 'log', 'info'] as const)
    vi.spyOn(console, level).mockImplementation((...values: unknown[]) => void printed.push(values.map(toText).join(' ')))
  mine = new Redis({ connectionName: 'tests' })
  handed = new Redis()
  await Promise.all([mine.flushall(), handed.ping()])
  connectionsBefore = await countConnections()
})

afterEach(async () => {
  // What listen did not wait for may still be under way.
  await sleep(100)
  for (const stop of stops) await tried(stop as () => Promise<void>)
  mine.disconnect()
  handed.disconnect()
  vi.restoreAllMocks()
})

test('announce tells all who listen, and returns how many they are', async () => {
  const heard: string[] = []
  const listening: Redis[] = []
  try {
    for (let count = 0; count < 2; count++) {
      const redis = new Redis()
      listening.push(redis)
      redis.on('message', (channel, text) => heard.push(`${channel}: ${text}`))
      // Before the client gets going, so that it waits for its greetings: one that comes among them breaks the connection.
      await redis.subscribe(news)
    }
    const seen = await tried(() => announce(handed, news, 'Ada has mail'))
    await sleep(50)
    const what = `While two listen to '${news}', announce(redis, '${news}', 'Ada has mail') should`
    const list = (await mine.keys('*')).length > 0 ? 'A list keeps what it is given and tells nobody. PUBLISH tells all who listen, and keeps nothing' : ''
    check(isSame(heard, [`${news}: Ada has mail`, `${news}: Ada has mail`]), `${what} reach both; they heard ${show(heard)}`, list)
    const silent = seen.value === undefined && !seen.error ? 'PUBLISH answers with that number: is a return missing' : ''
    check(seen.value === 2, `${what} return 2; it ${seen.did}`, silent)
  } finally {
    for (const redis of listening) redis.disconnect()
  }
})

test('listen calls handle with each text, from the moment it resolves', async () => {
  const heard: unknown[] = []
  await begin(news, (text) => heard.push(text))
  const receivers = await mine.publish(news, 'Ada has mail')
  const what = `After await listen(redis, '${news}', handle), a text announced at once should be heard`
  await sleep(50)
  const early = 'listen was done before Redis had heard of it, and what is announced meanwhile is lost. Wait for subscribe before you return'
  const isLate = receivers === 0 && (await listeners(news)) > 0
  check(receivers === 1, `${what}; PUBLISH found ${receivers} who listen`, isLate ? early : heard.length === 0 ? await aboutHeard(heard) : '')
  for (const text of ['', 'Bo has mail']) await mine.publish(news, text)
  await sleep(50)
  check(isSame(heard, ['Ada has mail', '', 'Bo has mail']), `After 'Ada has mail', '' and 'Bo has mail' were announced, handle should have been called with all three; it was called with ${show(heard)}`, await aboutHeard(heard))
})

test('nothing is kept for those who come later', async () => {
  const early = await tried(() => announce(handed, news, 'Ada has mail'))
  const receivers = 'The number of receivers is what PUBLISH answers, and nobody was listening'
  check(early.value === 0, `While nobody listens, announce should return 0; it ${early.did}`, typeof early.value === 'number' ? receivers : '')
  const heard: unknown[] = []
  await begin(news, (text) => heard.push(text))
  await sleep(50)
  await mine.publish(news, 'Bo has mail')
  await sleep(50)
  const both = 'A channel keeps nothing: whoever subscribes later has missed it. (Where nothing may be missed, use a list.)'
  check(isSame(heard, ['Bo has mail']), `With 'Ada has mail' announced before listen and 'Bo has mail' after it, handle should be called with 'Bo has mail'; it was called with ${show(heard)}`, heard.length === 2 ? both : await aboutHeard(heard))
})

test('the given connection can still do everything else', async () => {
  await begin(news, () => undefined)
  await sleep(50)
  const seen = await tried(() => handed.set('key', 'value'))
  const shared = 'A connection that has subscribed can only listen. redis.duplicate() gives the listener one of its own'
  const isShared = String(seen.error).includes('subscriber mode')
  check(seen.value === 'OK', `While listen listens, redis.set(…) on the given client should answer 'OK'; it ${seen.did}`, isShared ? shared : '')
  const told = await tried(() => announce(handed, news, 'Ada has mail'))
  check(told.value === 1, `While one listens, announce on the same client should return 1; it ${told.did}`, '')
})

test('each listener hears its own channel', async () => {
  const heard: { news: unknown[]; sports: unknown[] } = { news: [], sports: [] }
  const stop = await begin(news, (text) => heard.news.push(text))
  await begin(sports, (text) => heard.sports.push(text))
  await sleep(50)
  for (const [channel, text] of [[news, 'prices'], [sports, 'goals'], ['else', 'noise']] as const) await mine.publish(channel, text)
  await sleep(50)
  const what = `While one listens to '${news}' and one to '${sports}', each should hear`
  const all = 'It hears other channels as well. Subscribe to the one channel, on a connection that belongs to this listener'
  const isRight = isSame(heard.news, ['prices']) && isSame(heard.sports, ['goals'])
  const isMore = [...heard.news, ...heard.sports].length > 2
  check(isRight, `${what} only its own; they heard ${show(heard)}`, isMore ? all : await aboutHeard([...heard.news, ...heard.sports]))
  await tried(stop)
  await sleep(50)
  const receivers = await mine.publish(sports, 'more')
  const one = 'Both share one connection, so the first who stops ends it for all. Make one in each call of listen'
  check(receivers === 1, `When the one for '${news}' stops, the one for '${sports}' should go on; PUBLISH found ${receivers} who listen`, receivers === 0 ? one : '')
})

test('a handle that fails is told of, and hears the next text', async () => {
  const heard: unknown[] = []
  await begin(news, (text) => {
    heard.push(text)
    if (text === 'bad news') throw new Error('cannot bear it')
  })
  await sleep(50)
  for (const text of ['news', 'bad news', 'good news']) {
    await mine.publish(news, text)
    await sleep(50)
  }
  const what = "When handle throws at 'bad news', listen should"
  const ended = 'One text that could not be handled is no reason to stop: tell of it and go on listening'
  const isEnded = isSame(heard, ['news', 'bad news'])
  check(isSame(heard, ['news', 'bad news', 'good news']), `${what} go on; of 'news', 'bad news' and 'good news' handle was called with ${show(heard)}`, isEnded ? ended : await aboutHeard(heard))
  const isTold = printed.some((line) => /bad news|cannot bear it/.test(line))
  const uncaught = 'Put handle(text) into try … catch, and tell of the error with console.error. What nobody catches inside of an event ends the whole program in Node'
  const silent = 'What is caught in silence is never mended'
  check(isTold, `${what} tell of it with console.error; it printed ${printed.length === 0 ? 'nothing' : show(printed)}`, printed.length === 0 ? `${uncaught}. ${silent}` : '')
})

test('the function it returns closes its connection, and no other', async () => {
  const heard: unknown[] = []
  const stop = await begin(news, (text) => heard.push(text))
  await mine.publish(news, 'before')
  await sleep(50)
  const during = await countConnections()
  const seen = await tried(stop)
  const isUnbound = seen.error instanceof TypeError
  const bound = 'A method taken off its object no longer knows whose it is. Return a function that calls it: async () => { await own.quit() }'
  check(seen.error === undefined, `The function that listen returned should end the listening; it ${seen.did}`, isUnbound ? bound : '')
  await sleep(100)
  const receivers = await mine.publish(news, 'after')
  const deaf = 'Nothing is closed. own.quit() on the connection that listens ends the listening too'
  check(receivers === 0 && !heard.includes('after'), `After it has stopped, nobody should listen; PUBLISH found ${receivers} who do`, deaf)
  const answer = await tried(() => handed.ping())
  const theirs = 'The given connection belongs to somebody else, who goes on using it. Close only what you opened'
  check(answer.value === 'PONG', `After it has stopped, redis.ping() on the given client should answer 'PONG'; it ${answer.did}`, theirs)
  const more = (await countConnections()) - connectionsBefore
  const half = 'unsubscribe ends the listening and leaves the connection open. Close it with quit()'
  check(more <= 0, `After it has stopped, no connection of its own should be open; ${more === 1 ? 'one is' : `${more} are`}`, during > connectionsBefore ? half : '')
  await tried(() => announce(handed, news, 'once'))
  await sleep(100)
  const left = (await countConnections()) - connectionsBefore
  check(left <= 0, `announce should leave no connection open; it left ${left}`, 'announce needs none of its own: use the redis that it is given')
})

// From here on: what the messages say. Every remark answers to what was seen, and to nothing else.

/** Calls listen and looks at what it gives back. */
async function begin(channel: string, handle: (text: string) => void): Promise<() => Promise<void>> {
  const seen = await tried(() => listen(handed, channel, handle))
  const what = `listen(redis, '${channel}', handle) should resolve to a function that ends the listening`
  const called = 'It is a function that is wanted, to be called later: return async () => { await own.quit() }'
  check(typeof seen.value === 'function', `${what}; it ${seen.did}`, seen.error === undefined ? called : '')
  stops.push(seen.value)
  return seen.value as () => Promise<void>
}

async function aboutHeard(heard: unknown[]): Promise<string> {
  if (heard.length > 0 && heard.every((text) => text === news || text === sports))
    return "That is the name of the channel: the event 'message' brings the channel first and the text second"
  if (isSame(heard, ['Ada has mail']) || isSame(heard, ['news'])) return 'It hears the first text only: once(…) listens for one event, on(…) for all'
  if (isSame(heard, ['Ada has mail', 'Bo has mail'])) return "The text '' counts as false, and is a text all the same"
  if (heard.length > 0) return ''
  return (await listeners(news)) === 0
    ? 'Nobody subscribes yet. redis.subscribe(channel) makes a connection a listener'
    : "It has subscribed, but nothing gets to handle: the texts come with the connection's event 'message'"
}

async function countConnections(): Promise<number> {
  return String(await mine.client('LIST')).trim().split('\n').length
}

async function listeners(channel: string): Promise<number> {
  return Number(((await mine.pubsub('NUMSUB', channel)) as unknown[])[1])
}

interface Outcome {
  readonly value: unknown
  /** What was thrown; undefined if nothing was. */
  readonly error: unknown
  readonly did: string
}

/** Waits a minute at most; the clock of a check goes by in no time. */
async function tried(call: () => Promise<unknown>): Promise<Outcome> {
  try {
    const value = await Promise.race([call(), sleep(60_000, mine)])
    if (value === mine) return { value: undefined, error: undefined, did: 'did not end within a minute' }
    return { value, error: undefined, did: value === undefined ? 'returned nothing' : `returned ${show(value)}` }
  } catch (error) {
    return { value: undefined, error: error ?? 'nothing', did: `threw ${toText(error).slice(0, 200).replace(/\.$/, '')}` }
  }
}

/** What should be; what was; and, for a mistake that is recognised, what that says. */
function check(isRight: boolean, what: string, feedback: string): void {
  if (!isRight) expect.fail(feedback ? `${what}.\n→ ${feedback}` : what)
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && other.every((item, index) => one[index] === item)
}

function toText(value: unknown): string {
  return value instanceof Error ? `${value.name}: ${value.message}` : typeof value === 'string' ? value : show(value)
}

/** A value as one would write it in code, whatever it is. */
function show(value: unknown): string {
  try {
    if (typeof value === 'string') return `'${value.slice(0, 60)}'`
    if (Array.isArray(value)) return `[${(value as unknown[]).slice(0, 8).map(show).join(', ')}]`
    return (typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, 160)
  } catch {
    return `a strange ${typeof value}`
  }
}
