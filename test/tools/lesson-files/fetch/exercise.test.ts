// Runs in a terminal (lesson-world.test.ts) and in the page's checker (test/checker/fetch.browser.test.ts); both must
// come to the same end.
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import * as exercise from './exercise'

const music = 'https://api.example.com/music'

/** How much of the world's time a call takes. */
async function timed<T>(call: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const start = Date.now()
  const value = await call()
  return { value, ms: Date.now() - start }
}

test('an entry has texts, numbers, and what is JSON only', async () => {
  const { value, ms } = await timed(() => exercise.music(1))
  expect(value).toEqual({
    status: 200,
    entry: {
      id: 1,
      title: 'Silent Letter',
      artist: 'Ólafur Björn',
      year: 1992,
      rating: 1.3,
      isLive: false,
      reissued: null,
      genres: ['folk', 'ambient'],
      label: { name: 'Backlog Records', country: 'NL' },
      tracks: [
        { title: 'Queue 1', seconds: 151 },
        { title: 'Garden 2', seconds: 198 },
        { title: 'Engine 3', seconds: 245 },
      ],
    },
  })
  expect(ms).toBe(69)
})

test('a response is a real one', async () => {
  const response = await fetch(new URL(`${music}/2#part`))
  expect(response instanceof Response).toBe(true)
  const { ok, status, statusText, url, type, redirected, bodyUsed } = response
  expect({ ok, status, statusText, url, type, redirected, bodyUsed }).toEqual({
    ok: true,
    status: 200,
    statusText: 'OK',
    url: `${music}/2`,
    type: 'basic',
    redirected: false,
    bodyUsed: false,
  })
  expect(response.headers.get('Content-Type')).toBe('application/json')
  const copy = response.clone()
  const bytes = await response.arrayBuffer()
  expect(response.headers.get('content-length')).toBe(String(bytes.byteLength))
  expect(response.bodyUsed).toBe(true)
  expect(copy.url).toBe(`${music}/2`)
  expect(await copy.json()).toMatchObject({ id: 2 })
  expect(await exercise.failureOf(() => response.text())).toEqual({
    name: 'TypeError',
    message: 'Body is unusable: Body has already been read',
  })
})

test('what is not there, and what is broken', async () => {
  expect(await exercise.music(4)).toMatchObject({ status: 404 })
  expect(await exercise.music(100)).toMatchObject({ status: 404 })
  expect(await exercise.music('x')).toMatchObject({ status: 404 })
  expect(await exercise.statusOf(`${music}/33`)).toBe(500)
  expect(await exercise.failureOf(() => exercise.music(36))).toMatchObject({ name: 'SyntaxError' })
  expect(await exercise.failureOf(() => exercise.music(39))).toEqual({
    name: 'TypeError',
    message: 'terminated',
    cause: { name: 'SocketError', code: 'UND_ERR_SOCKET', message: 'other side closed' },
  })
})

test('too busy at first', async () => {
  const asked = async (id: number): Promise<number[]> => {
    const statuses: number[] = []
    for (let ask = 0; ask < 4; ask++) statuses.push(await exercise.statusOf(`${music}/${id}`))
    return statuses
  }
  expect(await asked(7)).toEqual([503, 200, 200, 200])
  expect(await asked(17)).toEqual([503, 503, 200, 200])
  expect(await asked(27)).toEqual([503, 503, 503, 200])
  expect(await asked(13)).toEqual([503, 503, 503, 503])
})

test('slow answers take their time, all at once as long as the slowest', async () => {
  expect((await timed(() => exercise.music(9))).ms).toBe(1500)
  expect((await timed(() => exercise.music(19))).ms).toBe(3000)
  expect((await timed(() => Promise.all([9, 19, 1, 2].map(exercise.music)))).ms).toBe(3000)
  expect((await timed(() => fetch(`${music}/29`))).ms).toBeLessThan(200)
  expect((await timed(() => exercise.music(29))).ms).toBeGreaterThan(2000)
})

test('a body can be read as it comes', async () => {
  const response = await fetch('https://example.com/drip')
  const sizes: number[] = []
  const start = Date.now()
  const reader = response.body?.getReader()
  for (;;) {
    const { done = true, value } = (await reader?.read()) ?? {}
    if (done || !value) break
    sizes.push(value.length)
  }
  expect(sizes).toHaveLength(10)
  expect(Date.now() - start).toBe(2000)
})

test('pages, by either scheme', async () => {
  const paths = ['com/', 'com/about', 'com/news', 'com/empty', 'org/', 'org/words', 'org/numbers']
  const lengths = await Promise.all(paths.map((path) => exercise.lengthOf(`https://example.${path}`)))
  expect(new Set(lengths).size).toBe(paths.length)
  expect(await exercise.lengthOf('http://example.com')).toBe(lengths[0])
  expect(await (await fetch('https://example.org/words')).text()).toContain('Grüße')
  const statuses = ['com/error', 'com/nowhere', 'org/down'].map((path) =>
    exercise.statusOf(`https://example.${path}`),
  )
  expect(await Promise.all(statuses)).toEqual([500, 404, 503])
})

test('methods: reading only', async () => {
  const head = await fetch(`${music}/1`, { method: 'HEAD' })
  expect([head.status, await head.text(), head.body]).toEqual([200, '', null])
  expect(await exercise.statusOf(new Request(`${music}/1`, { method: 'POST', body: 'x' }))).toBe(405)
  expect(await exercise.statusOf(`${music}/1`, { method: 'DELETE' })).toBe(405)
})

test('anything else is out of reach, with Node’s words', async () => {
  const notFound = (hostname: string): unknown => ({
    name: 'TypeError',
    message: 'fetch failed',
    cause: {
      errno: -3008,
      code: 'ENOTFOUND',
      syscall: 'getaddrinfo',
      hostname,
      message: `getaddrinfo ENOTFOUND ${hostname}`,
    },
  })
  expect(await exercise.failureOfFetch('https://wikipedia.org/wiki')).toEqual(notFound('wikipedia.org'))
  expect(await exercise.failureOfFetch('http://www.example.com')).toEqual(notFound('www.example.com'))
  expect(await exercise.failureOfFetch('http://localhost:3000/')).toMatchObject({
    message: 'fetch failed',
    cause: { code: 'ECONNREFUSED', message: 'connect ECONNREFUSED 127.0.0.1:3000' },
  })
  expect(await exercise.failureOfFetch('http://10.0.0.1/')).toMatchObject({ cause: { code: 'ENETUNREACH' } })
  expect(await exercise.failureOfFetch('http://[::1]/')).toMatchObject({
    cause: { code: 'ECONNREFUSED', port: 80 },
  })
  expect(await exercise.failureOfFetch('https://example.com:8443/')).toMatchObject({
    cause: { code: 'ECONNREFUSED' },
  })
  expect(await exercise.failureOfFetch('ftp://example.com/')).toMatchObject({
    cause: { message: 'unknown scheme' },
  })
  expect(await exercise.failureOfFetch('music/1')).toEqual({
    name: 'TypeError',
    message: 'Failed to parse URL from music/1',
    cause: { code: 'ERR_INVALID_URL', input: 'music/1', message: 'Invalid URL' },
  })
})

test('an abort before, with its reason', async () => {
  const reason = new Error('not needed')
  const { ms } = await timed(async () => {
    await expect(fetch(`${music}/1`, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    await expect(fetch(new Request(`${music}/1`, { signal: AbortSignal.abort(reason) }))).rejects.toBe(reason)
  })
  expect(ms).toBe(0)
})

test('an abort while the answer is waited for', async () => {
  const controller = new AbortController()
  const reason = { why: 'too slow' }
  setTimeout(() => controller.abort(reason), 700)
  const { ms } = await timed(async () => {
    const asked = [fetch(`${music}/19`, controller), fetch(new Request(`${music}/19`, controller))]
    for (const { status, ...rest } of await Promise.allSettled(asked))
      expect({ status, ...rest }).toEqual({ status: 'rejected', reason })
  })
  expect(ms).toBe(700)
})

test('an abort while the body is read, and of one that nobody reads', async () => {
  const controller = new AbortController()
  const { signal } = controller
  const response = await fetch(`${music}/29`, { signal })
  const unread = await fetch(`${music}/1`, { signal })
  setTimeout(() => controller.abort(), 500)
  const { value, ms } = await timed(() => response.json().catch((error: unknown) => error))
  expect(ms).toBe(500)
  expect(value).toBe(signal.reason)
  expect((signal.reason as Error).name).toBe('AbortError')
  await expect(unread.text()).rejects.toBe(signal.reason)
})

test('a time limit, by the same clock', async () => {
  const { ms } = await timed(async () => {
    expect(
      await exercise.failureOf(() =>
        exercise.lengthOf('https://example.org/slow', AbortSignal.timeout(1200)),
      ),
    ).toEqual({
      name: 'TimeoutError',
      message: 'The operation was aborted due to timeout',
    })
  })
  expect(ms).toBe(1200)
  expect(await exercise.lengthOf('https://example.com/slow', AbortSignal.timeout(60_000))).toBeGreaterThan(
    100,
  )
})

test('an abort for which nobody waits any more does no harm, and none delays the clock', async () => {
  const controller = new AbortController()
  await (await fetch(`${music}/1`, controller)).text()
  const cancelled = await fetch(`${music}/29`, controller)
  await cancelled.body?.cancel()
  controller.abort()
  expect((await timed(() => sleep(100))).ms).toBe(100)
})

test('a test’s own fetch is the program’s', async () => {
  const asked: unknown[] = []
  vi.stubGlobal('fetch', async (url: unknown) => {
    asked.push(url)
    await sleep(10)
    return new Response('12345')
  })
  expect(await exercise.lengthOf('https://anywhere.example/')).toBe(5)
  expect(asked).toEqual(['https://anywhere.example/'])
})

test('and is gone with the test', async () => {
  expect(await exercise.failureOfFetch('https://anywhere.example/')).toMatchObject({
    message: 'fetch failed',
  })
  expect(await exercise.lengthOf('https://example.com/')).toBeGreaterThan(100)
})

test('a test can listen', async () => {
  const spy = vi.spyOn(globalThis, 'fetch')
  expect(await exercise.lengthOf('https://example.com/empty')).toBe(0)
  expect(spy.mock.calls.map(([url]) => url)).toEqual(['https://example.com/empty'])
})

test('and stops with the test', () => {
  expect(vi.isMockFunction(globalThis.fetch)).toBe(false)
})

test('in the page, a program cannot give the tests another fetch', async () => {
  const isPage = typeof process === 'undefined'
  // Its own global scope is its own business. In a terminal the two share all.
  if (isPage) expect(exercise.cheat()).toEqual(['assign'])
  const response = await fetch('https://example.com/about')
  expect(await response.text()).toContain('Kept by nobody')
  expect([...response.headers.keys()]).toContain('content-length')
})
