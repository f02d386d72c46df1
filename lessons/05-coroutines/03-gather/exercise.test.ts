import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { crawl } from './exercise'

const root = 'https://example.com'
const about = 'https://example.com/about'
const empty = 'https://example.com/empty'
const drip = 'https://example.com/drip'
const slow = 'https://example.com/slow'
const slower = 'https://example.org/slow'
const words = 'https://example.org/words'

/** What is asked of the example web. */
let web: Web

beforeEach(() => {
  web = watchWeb()
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})

afterEach(async () => {
  // Whatever is under way still belongs to this test.
  await sleep(20_000)
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

test('each page is there, with the length of its text', async () => {
  const urls = [root, about, empty, words, drip]
  const texts = await textsOf(urls)
  const seen = await tried(() => crawl(urls, 3))
  const what = `crawl of five pages should give a Map of URL → length of its text, ${show(lengthsOf(texts))}`
  check(isMap(seen.value, lengthsOf(texts)), `${what}; it ${seen.did}`, await aboutLengths(seen, texts))
})

test('all pages are asked for at once', async () => {
  const urls = [root, about, slow, words, slower, empty]
  const seen = await tried(() => crawl(urls, 2))
  const inLine = 'An await inside of a loop makes each page wait for the one before. Start them all, and then wait for all: await Promise.all(urls.map(produce))'
  const pool = 'The consumers do the asking here, so it is no more at once than there are consumers. Let one producer for each page ask, and let the consumers take what comes'
  const feedback = web.most === 1 ? inLine : web.most === 2 ? pool : ''
  const what = 'crawl of six pages with 2 consumers should have asked for all six before the first answer comes'
  check(web.most === 6, `${what}; there were at most ${web.most} under way, and it took ${seen.ms} ms`, seen.error ? '' : feedback)
})

test('a page that fails costs only itself', async () => {
  const good = [about, slow]
  const lengths = lengthsOf(await textsOf(good))
  for (const [how, url] of failures) {
    for (const consumers of [1, 2]) {
      const seen = await tried(() => crawl([url, ...good], consumers))
      const what = `When one of three pages ${how}, crawl should give the lengths of the other two, ${show(lengths)}`
      check(isMap(seen.value, lengths), `${what}; it ${seen.did}`, aboutFailure(seen, url))
    }
  }
  const all = [...failures.map(([, url]) => url), ...good]
  const seen = await tried(() => crawl(all, 2))
  check(isMap(seen.value, lengths), `When six of eight pages fail, crawl should give the lengths of the other two; it ${seen.did}`, '')
})

test('it ends when all is done, however many consumers there are', async () => {
  const one = 'A null ends the one consumer that gets it. Put as many as there are consumers'
  const texts = await textsOf([about, empty])
  for (const consumers of [1, 2, 20]) {
    const seen = await tried(() => crawl([about, empty], consumers))
    const what = `crawl of two pages with ${consumers} consumer${consumers === 1 ? '' : 's'} should end and give both`
    check(isMap(seen.value, lengthsOf(texts)), `${what}; it ${seen.did}`, seen.isEndless && consumers > 1 ? one : await aboutLengths(seen, texts))
  }
  const seen = await tried(() => crawl([], 3))
  const none = 'With nothing to ask for there is nothing to wait for either'
  check(isMap(seen.value, new Map()), `crawl of no pages should end at once and give an empty Map; it ${seen.did}`, seen.isEndless ? none : '')
})

test('an abort reaches the fetches, and the crawl rejects soon', async () => {
  const reason = new Error('the user went away')
  const stop = new AbortController()
  const run = begin([about, slow, slower], 2, stop.signal)
  await sleep(1000)
  stop.abort(reason)
  await sleep(100)
  checkAborted(run, reason, 'When two of three pages are still on their way at the abort')
  const alone = 'The crawl has ended, and its requests go on as if nothing had happened. fetch listens to a signal itself: fetch(url, { signal })'
  check(web.now === 0, `After an abort, no request should be under way; ${web.now === 1 ? 'one is' : `${web.now} are`}`, alone)
})

test('an abort ends the reading too, and what has not yet begun', async () => {
  const reason = new Error('enough')
  const stop = new AbortController()
  const run = begin([about, drip], 1, stop.signal)
  await sleep(1000)
  stop.abort(reason)
  await sleep(100)
  checkAborted(run, reason, 'When a page is half read at the abort')
  const late = begin([about, slow], 2, AbortSignal.abort(reason))
  await sleep(100)
  checkAborted(late, reason, 'When the signal is aborted before it begins')
})

test('two crawls at the same time do not meet', async () => {
  const lengths = lengthsOf(await textsOf([about, slow]))
  const stop = new AbortController()
  const aborted = begin([root, slower], 3, stop.signal)
  const other = begin([about, slow], 2)
  await sleep(1000)
  stop.abort(new Error('enough'))
  await sleep(2000)
  const what = 'While one crawl is aborted, another should go on and give its own pages'
  const did = other.seen ? other.seen.did : 'has not ended'
  const shared = 'They share a variable that stands outside of crawl. Each call needs a queue and a Map of its own'
  check(isMap(other.seen?.value, lengths), `${what}, ${show(lengths)}; it ${did}`, shared)
  check(aborted.seen?.error !== undefined, `${what}; the aborted one ${aborted.seen ? aborted.seen.did : 'has not ended'}`, aborted.seen ? part : goesOn)
})

// From here on: what the messages say. Every remark answers to what was seen, and to nothing else.

const failures: readonly (readonly [string, string])[] = [
  ['is answered with 404', 'https://example.com/nowhere'],
  ['is answered with 500', 'https://example.com/error'],
  ['is answered with 503', 'https://example.org/down'],
  ['is on a host that does not exist', 'https://nowhere.example/'],
  ['has an address that is none', 'no address'],
  ['breaks off in the middle of its text', 'https://api.example.com/music/39'],
]

function aboutFailure({ value, error, isEndless }: Outcome, url: string): string {
  if (value instanceof Map && value.has(url))
    return 'fetch rejects only when no answer comes at all. 404 is an answer, and its text says that there is nothing: look at response.ok'
  if (error !== undefined)
    return 'One error ended the whole crawl: Promise.all rejects with the first, and the rest is lost. Catch it in produce, where it costs one page'
  if (isEndless)
    return 'Somebody waits for something that this page never brought: does whoever gets a page call taskDone whatever happens, and go on after an error'
  return value instanceof Map && value.size < 2 ? 'The others are lost with it. Catch the error where it costs one page only' : ''
}

async function aboutLengths({ value, error, isEndless }: Outcome, texts: ReadonlyMap<string, string>): Promise<string> {
  if (error !== undefined) return ''
  if (isEndless) return waiting
  if (!(value instanceof Map)) return value === undefined ? 'Is a return missing' : 'It should be a Map: new Map(), and set(url, length)'
  const given = value as Map<unknown, unknown>
  if (given.has(`${root}/`) && !given.has(root))
    return 'response.url is where the answer came from in the end, with a slash here. Whoever reads the Map looks for the URL that they gave'
  const before = given.size
  await sleep(10_000)
  if (before < texts.size && given.size === texts.size)
    return 'A moment later they are all there: it was over before its consumers had read everything. join waits until all is done'
  const entries = [...texts]
  if (entries.every(([url, text]) => given.get(url) === text)) return 'That is the text itself, and its length was wanted'
  if (given.get(words) === new TextEncoder().encode(texts.get(words)).length)
    return 'Those are bytes, of which some letters take two, three or four. The length is that of the text: (await response.text()).length'
  if (!given.has(empty) && given.has(about)) return 'A text of length 0 is a text too, and so is its page'
  return ''
}

const waiting = 'The consumers wait at get() for a page that never comes. When the queue is joined, tell them that this was all: a null for each of them'
const goesOn = 'It waits for pages that nobody wants any more. Hand the signal on, fetch(url, { signal }): then the abort ends the asking and the reading'
const part = 'A part of the pages looks like all of them. When everything has ended, signal.throwIfAborted() throws the reason'

function checkAborted({ seen }: Run, reason: Error, when: string): void {
  const what = `${when}, crawl should reject with signal.reason within 100 ms`
  const other = 'That is another error. Whoever aborts says why, and gets that very reason back: throw signal.reason'
  const feedback = !seen ? goesOn : seen.error === undefined ? part : other
  check(seen?.error === reason, `${what}; it ${seen ? seen.did : 'has not ended'}`, feedback)
}

interface Web {
  /** How many requests wait for their answer, and how many did at most. */
  now: number
  most: number
}

/** Looks on while the example web is asked. */
function watchWeb(): Web {
  const { fetch } = globalThis
  const seen: Web = { now: 0, most: 0 }
  vi.stubGlobal('fetch', async (input: string | URL | Request, init?: RequestInit) => {
    seen.most = Math.max(seen.most, ++seen.now)
    try {
      return await fetch(input, init)
    } finally {
      seen.now--
    }
  })
  return seen
}

/** URL → text, asked by the test itself. */
async function textsOf(urls: readonly string[]): Promise<Map<string, string>> {
  const texts = await Promise.all(urls.map(async (url) => (await fetch(url)).text()))
  Object.assign(web, { now: 0, most: 0 })
  return new Map(urls.map((url, index) => [url, texts[index] ?? '']))
}

function lengthsOf(texts: ReadonlyMap<string, string>): Map<string, number> {
  return new Map([...texts].map(([url, { length }]) => [url, length]))
}

/** A crawl that is under way, and how it ended. */
interface Run {
  seen?: Outcome
}

function begin(urls: string[], consumers: number, signal?: AbortSignal): Run {
  const run: Run = {}
  void tried(() => crawl(urls, consumers, signal)).then((seen) => (run.seen = seen))
  return run
}

interface Outcome {
  readonly value: unknown
  /** What was thrown; undefined if nothing was. */
  readonly error: unknown
  readonly isEndless: boolean
  readonly ms: number
  readonly did: string
}

/** Waits a minute at most; the clock of a check goes by in no time. */
async function tried(call: () => Promise<unknown>): Promise<Outcome> {
  const start = Date.now()
  const minute = new AbortController()
  try {
    const value = await Promise.race([call(), sleep(60_000, minute, { signal: minute.signal }).catch(() => minute)])
    const isEndless = value === minute
    return { value, error: undefined, isEndless, ms: Date.now() - start, did: isEndless ? 'did not end within a minute' : `gave ${show(value)}` }
  } catch (error) {
    return { value: undefined, error: error ?? 'nothing', isEndless: false, ms: Date.now() - start, did: `threw ${toText(error).slice(0, 200)}` }
  } finally {
    minute.abort()
  }
}

/** What should be; what was; and, for a mistake that is recognised, what that says. */
function check(isRight: boolean, what: string, feedback: string): void {
  if (!isRight) expect.fail(feedback ? `${what}.\n→ ${feedback}` : what)
}

function isMap(value: unknown, wanted: ReadonlyMap<string, number>): boolean {
  return value instanceof Map && value.size === wanted.size && [...wanted].every(([url, length]) => value.get(url) === length)
}

function toText(value: unknown): string {
  return value instanceof Error ? `${value.name}: ${value.message}` : show(value)
}

/** A value as one would write it in code, whatever it is. */
function show(value: unknown): string {
  try {
    if (typeof value === 'string') return `'${value.slice(0, 60)}'`
    if (value instanceof Error) return toText(value)
    if (value instanceof Map) return `Map {${[...(value as Map<unknown, unknown>)].map(([key, one]) => `${show(key)} → ${show(one)}`).join(', ')}}`
    return (typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, 160)
  } catch {
    return `a strange ${typeof value}`
  }
}
