import { expect, test } from 'vitest'
import { lastMusicId, musicEntry, musicFaults } from '../../../src/services/http/catalogue.ts'
import { exampleWeb } from '../../../src/services/http/example-web.ts'
import { makeFetch, type Fetch } from '../../../src/services/http/learners-fetch.ts'
import { examplePages } from '../../../src/services/http/pages.ts'

/** A fetch whose timers fire at the next turn, and all that it asks of its surroundings, in order. */
function watchedFetch(): { fetch: Fetch; log: string[]; pending: Set<unknown> } {
  const log: string[] = []
  const pending = new Set<unknown>()
  const timers = {
    setTimeout(callback: () => void, ms: number): unknown {
      log.push(`set ${ms}`)
      const isForEver = ms > 1e9
      const timer = isForEver ? Symbol('for ever') : setTimeout(() => pending.delete(timer) && callback())
      pending.add(timer)
      return timer
    },
    clearTimeout(timer: unknown): void {
      if (pending.delete(timer)) log.push('clear')
    },
  }
  const hold = (): (() => void) => {
    log.push('hold')
    let isHeld = true
    return () => {
      if (isHeld) log.push('release')
      isHeld = false
    }
  }
  return { fetch: makeFetch({ timers, hold }), log, pending }
}

test('the clock stands and the program waits until the time of the answer is known', async () => {
  const { fetch, log, pending } = watchedFetch()
  await (await fetch('https://api.example.com/music/1')).json()
  // The next timer is set before the last one goes: in between, a program would be taken for over.
  expect(log).toEqual(['hold', 'set 2147483647', 'set 69', 'release', 'clear'])
  expect(pending.size).toBe(0)
})

test('whatever ends a call, nothing is left of it', async () => {
  const { fetch, log, pending } = watchedFetch()
  const controller = new AbortController()
  const asked = fetch('https://api.example.com/music/19', controller)
  controller.abort()
  await expect(asked).rejects.toBe(controller.signal.reason)
  await expect(fetch('https://nowhere.example/')).rejects.toThrow('fetch failed')
  const { body } = await fetch('https://api.example.com/music/29')
  const reader = body?.getReader()
  const first = reader?.read()
  await reader?.cancel()
  expect(await first).toMatchObject({ done: true })
  expect(log.filter((one) => one === 'hold')).toHaveLength(2)
  expect(log.filter((one) => one === 'release')).toHaveLength(2)
  expect(pending.size).toBe(0)
})

test('whoever asks to be told hears of each request that goes out, and of its answer or why there was none', async () => {
  const told: unknown[] = []
  const fetch = makeFetch({
    timers: {
      setTimeout: (callback) => setTimeout(callback),
      clearTimeout: (timer) => clearTimeout(timer as number),
    },
    hold: () => () => undefined,
    onFetch: (method, url) => {
      told.push(`${method} ${url}`)
      return (status, text) => void told.push([status, text])
    },
  })
  await fetch('https://api.example.com/music/1', { method: 'post' })
  await expect(fetch('https://nowhere.example/')).rejects.toThrow('fetch failed')
  await expect(fetch('no address')).rejects.toThrow()
  await expect(fetch('https://api.example.com/', { signal: AbortSignal.abort() })).rejects.toThrow()
  const controller = new AbortController()
  const aborted = fetch('https://api.example.com/music/1', { signal: controller.signal })
  controller.abort('changed my mind')
  await expect(aborted).rejects.toBe('changed my mind')
  expect(told).toEqual([
    'POST https://api.example.com/music/1',
    [405, expect.any(String)],
    'GET https://nowhere.example/',
    [null, 'getaddrinfo ENOTFOUND nowhere.example'],
    'GET https://api.example.com/music/1',
    [null, 'changed my mind'],
  ])
})

test('two learners’ webs share no counts', async () => {
  const one = watchedFetch()
  const other = watchedFetch()
  const url = 'https://api.example.com/music/7'
  expect(
    [await one.fetch(url), await one.fetch(url), await other.fetch(url)].map(({ status }) => status),
  ).toEqual([503, 200, 503])
})

test('the catalogue: all ids but those that are missing, with titles of their own', async () => {
  const { fetch } = watchedFetch()
  const ids = Array.from({ length: lastMusicId }, (_, index) => index + 1)
  const ordinary = ids.filter((id) => !musicFaults.has(id))
  expect(ordinary.length).toBeGreaterThan(80)
  const answers = await Promise.all(ordinary.map((id) => fetch(`https://api.example.com/music/${id}`)))
  expect(answers.every(({ status }) => status === 200)).toBe(true)
  const entries = await Promise.all(answers.map((answer) => answer.json() as Promise<unknown>))
  expect(entries).toEqual(ordinary.map(musicEntry))
  expect(new Set(ids.map((id) => musicEntry(id).title)).size).toBe(lastMusicId)
})

test('every page answers as it says', async () => {
  const web = exampleWeb()
  for (const [address, { status, html, headMs, bodyMs }] of examplePages) {
    const manner = { headMs: -1, bodyMs: -1, breaksOff: false }
    const answer = await web.fetch(new Request(`https://${address}`), manner)
    expect([answer.status, await answer.text(), manner]).toEqual([
      status,
      html,
      { headMs, bodyMs, breaksOff: false },
    ])
  }
})
