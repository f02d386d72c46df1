import { afterEach, describe, expect, it, vi } from 'vitest'
import { languageAnswers } from '../../src/compiler/language-answers.ts'
import type { LanguageCalls } from '../../src/compiler/language-calls.ts'
import { LanguageClient, type LanguageThread } from '../../src/compiler/language-client.ts'
import { buildPackagePack, buildTypesPack } from '../../src/compiler/types-pack.ts'
import { serve } from '../../src/wire/channel.ts'
import type { Diagnostic } from '../../src/wire/program.ts'

/** A worker in this thread: a message channel with the answers at its other end. */
class FakeThread implements LanguageThread {
  isTerminated = false
  readonly #channel = new MessageChannel()
  readonly #errorListeners: (() => void)[] = []
  readonly postMessage = this.#channel.port1.postMessage.bind(this.#channel.port1)
  readonly removeEventListener = this.#channel.port1.removeEventListener.bind(this.#channel.port1)

  constructor(answers: LanguageCalls) {
    serve(this.#channel.port2, answers)
    this.#channel.port1.start()
    this.#channel.port2.start()
  }

  addEventListener(type: 'message' | 'error', listener: (event: MessageEvent) => void): void {
    if (type === 'message') this.#channel.port1.addEventListener(type, listener)
    else this.#errorListeners.push(listener as () => void)
  }

  terminate(): void {
    this.isTerminated = true
    this.#channel.port1.close()
  }

  crash(): void {
    for (const listener of this.#errorListeners) listener()
  }
}

const problem = (message: string): Diagnostic => ({
  file: 'exercise.ts',
  line: 1,
  column: 1,
  endLine: 1,
  endColumn: 2,
  severity: 'error',
  source: 'types',
  message,
})

/** Answers that say which text they are about, each when it is let go. */
function echo(): { answers: LanguageCalls; letGo: (() => void)[]; updates: unknown[] } {
  const letGo: (() => void)[] = []
  const updates: unknown[] = []
  let text = ''
  const answers = {
    load: () => Promise.resolve(),
    update: (argument: Parameters<LanguageCalls['update']>[0]) => {
      updates.push(argument)
      text = argument.changed[0]?.text ?? text
    },
    check: () => {
      const seen = text
      return new Promise<readonly Diagnostic[]>((resolve) => letGo.push(() => resolve([problem(seen)])))
    },
    hover: () => new Promise((resolve) => letGo.push(() => resolve({ from: 0, to: 1, text }))),
    complete: () => null,
  }
  return { answers: answers as unknown as LanguageCalls, letGo, updates }
}

const clients: LanguageClient[] = []
function clientWith(...threads: LanguageThread[]): LanguageClient {
  const client = new LanguageClient(() => {
    const thread = threads.shift()
    if (!thread) throw new Error('no more threads')
    return thread
  })
  clients.push(client)
  return client
}

const reached = (client: LanguageClient, status: LanguageClient['status']): Promise<void> =>
  vi.waitFor(() => expect(client.status).toBe(status), { interval: 2, timeout: 10_000 })

afterEach(() => {
  for (const client of clients.splice(0)) client.dispose()
})

describe('LanguageClient', () => {
  it('goes from idle to ready and checks with the real service', async () => {
    const body = JSON.stringify(buildTypesPack())
    const client = clientWith(new FakeThread(languageAnswers(() => Promise.resolve(new Response(body)))))
    const seen: string[] = []
    client.addEventListener('status-change', () => seen.push(client.status))
    client.setFiles([{ name: 'exercise.ts', text: 'const a: string = 1' }])
    expect(client.status).toBe('idle')
    expect(await client.check('exercise.ts')).toEqual([])
    client.start()
    await reached(client, 'ready')
    expect(await client.check('exercise.ts')).toMatchObject([{ line: 1, column: 7, code: 2322 }])
    expect(seen).toEqual(['loading', 'ready'])
  })

  it('drops an answer about an older text', async () => {
    const { answers, letGo } = echo()
    const client = clientWith(new FakeThread(answers))
    client.start()
    await reached(client, 'ready')
    client.updateFile({ name: 'exercise.ts', text: 'old' })
    const first = client.check('exercise.ts')
    await vi.waitFor(() => expect(letGo).toHaveLength(1))
    client.updateFile({ name: 'exercise.ts', text: 'new' })
    const second = client.check('exercise.ts')
    letGo.shift()?.()
    await vi.waitFor(() => expect(letGo).toHaveLength(1))
    letGo.shift()?.()
    expect(await first).toMatchObject([{ message: 'new' }])
    expect(await second).toMatchObject([{ message: 'new' }])
  })

  it('answers only the newest hover', async () => {
    const { answers, letGo } = echo()
    const client = clientWith(new FakeThread(answers))
    client.start()
    await reached(client, 'ready')
    const [older, newer] = [client.hover('exercise.ts', 1), client.hover('exercise.ts', 2)]
    await vi.waitFor(() => expect(letGo).toHaveLength(2))
    for (const go of letGo) go()
    expect(await older).toBeNull()
    expect(await newer).not.toBeNull()
  })

  it('sends only what changed, and what is gone', async () => {
    const { answers, letGo, updates } = echo()
    const client = clientWith(new FakeThread(answers))
    client.setFiles([
      { name: 'exercise.ts', text: 'a' },
      { name: 'stack.ts', text: 'b' },
    ])
    client.start()
    await reached(client, 'ready')
    const check = async (): Promise<void> => {
      const answer = client.check('exercise.ts')
      await vi.waitFor(() => expect(letGo).toHaveLength(1))
      letGo.shift()?.()
      await answer
    }
    await check()
    client.setFiles([{ name: 'exercise.ts', text: 'c' }])
    await check()
    await check()
    expect(updates).toEqual([
      {
        changed: [
          { name: 'exercise.ts', text: 'a' },
          { name: 'stack.ts', text: 'b' },
        ],
        removed: [],
      },
      { changed: [{ name: 'exercise.ts', text: 'c' }], removed: ['stack.ts'] },
    ])
  })

  describe('with a package', () => {
    const text = `import Redis from 'ioredis'\nconst a: string = await new Redis().llen('q')\n`
    const packs: Record<string, string> = {
      'types-pack': JSON.stringify(buildTypesPack()),
      ioredis: JSON.stringify(buildPackagePack('ioredis')),
    }
    /** The real answers; each request waits for its turn. */
    function answersFrom(answer: (which: string) => Response | Promise<Response>): LanguageThread {
      const download = async (url: string): Promise<Response> =>
        answer(url.includes('ioredis') ? 'ioredis' : 'types-pack')
      return new FakeThread(languageAnswers(download))
    }
    const body = (which: string): Response => new Response(packs[which])

    it('fetches its types once a file imports it, and not before', async () => {
      const asked: string[] = []
      const client = clientWith(answersFrom((which) => (asked.push(which), body(which))))
      client.setFiles([{ name: 'exercise.ts', text: 'const a: string = 1' }])
      client.start()
      await reached(client, 'ready')
      expect(await client.check('exercise.ts')).toHaveLength(1)
      expect(asked).toEqual(['types-pack'])
      client.updateFile({ name: 'exercise.ts', text })
      expect(await client.check('exercise.ts')).toMatchObject([{ line: 2, column: 7, code: 2322 }])
      client.updateFile({ name: 'exercise.ts', text: `${text}\n` })
      expect(await client.check('exercise.ts')).toHaveLength(1)
      expect(asked).toEqual(['types-pack', 'ioredis'])
    }, 20_000)

    it('finds nothing wrong with what it has no types of, and asks for them again', async () => {
      let failures = 1
      const client = clientWith(
        answersFrom((which) => {
          if (which === 'ioredis' && failures-- > 0) return new Response('', { status: 503 })
          return body(which)
        }),
      )
      client.setFiles([{ name: 'exercise.ts', text }])
      client.start()
      await reached(client, 'ready')
      expect(await client.check('exercise.ts')).toEqual([])
      client.updateFile({ name: 'exercise.ts', text: `${text}\n` })
      expect(await client.check('exercise.ts')).toMatchObject([{ line: 2, code: 2322 }])
    }, 20_000)
  })

  it('is off, with a reason, when the types cannot be downloaded; start tries again', async () => {
    const lost = new FakeThread(languageAnswers(() => Promise.resolve(new Response('', { status: 404 }))))
    const body = JSON.stringify(buildTypesPack())
    const client = clientWith(
      lost,
      new FakeThread(languageAnswers(() => Promise.resolve(new Response(body)))),
    )
    client.start()
    await reached(client, 'off')
    expect(client.offReason).toBe(
      'Type errors are off: the type declarations could not be downloaded (the server answered 404). Running and checking go on as usual.',
    )
    expect(lost.isTerminated).toBe(true)
    expect(await client.check('exercise.ts')).toEqual([])
    expect(await client.hover('exercise.ts', 0)).toBeNull()
    expect(await client.complete('exercise.ts', 0)).toBeNull()
    client.start()
    await reached(client, 'ready')
    expect(client.offReason).toBe('')
  })

  it('is off when the worker cannot be loaded or crashes', async () => {
    const { answers } = echo()
    const unloadable = new FakeThread({ ...answers, load: () => new Promise(() => {}) })
    const crashing = new FakeThread(answers)
    const client = clientWith(unloadable, crashing)
    client.start()
    unloadable.crash()
    await reached(client, 'off')
    expect(client.offReason).toContain('could not be downloaded')
    client.start()
    await reached(client, 'ready')
    const answer = client.check('exercise.ts')
    crashing.crash()
    expect(await answer).toEqual([])
    expect(client.status).toBe('off')
  })

  it('keeps nothing pending when disposed', async () => {
    const { answers } = echo()
    const thread = new FakeThread(answers)
    const client = clientWith(thread)
    client.start()
    await reached(client, 'ready')
    const answer = client.check('exercise.ts')
    client.dispose()
    expect(await answer).toEqual([])
    expect(thread.isTerminated).toBe(true)
    expect(client.status).toBe('idle')
  })
})
