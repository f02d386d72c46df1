import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Run, RunOptions } from '../../src/sandbox/run.ts'
import { Sandbox } from '../../src/sandbox/sandbox.ts'
import type { RunProgram } from '../../src/wire/sandbox-messages.ts'
import type { WebRequest } from '../../src/wire/web-messages.ts'
import { moduleOf } from './programs.ts'
import { lineOf } from './runs.ts'
import { scriptsWithoutChecker } from './scripts-for-test.ts'

let sandbox: Sandbox
let run: Run | undefined

beforeAll(() => {
  sandbox = new Sandbox(document.body, scriptsWithoutChecker)
})
afterEach(async () => {
  run?.stop()
  await run?.done
})
afterAll(() => sandbox.dispose())

/** A program of one file that exports `app`. */
function program(code: string): RunProgram {
  return { modules: [{ ...moduleOf('exercise.ts', code), exports: ['app'] }], entry: 'exercise.ts' }
}

/** Runs it; its app is asked at once. */
function start(code: string, options: RunOptions = {}) {
  const lines: string[] = []
  const states: string[] = []
  const started = sandbox.run(
    program(code),
    {
      onConsole: (entries) => lines.push(...entries.map(lineOf)),
      onState: (state) => states.push(state),
    },
    options,
  )
  run = started
  const ask = (path = '/', changes: Partial<WebRequest> = {}, signal?: AbortSignal) =>
    started.request({ method: 'GET', path, body: null, contentType: null, ...changes }, signal)
  return { run: started, ask, lines, states }
}

/** An app whose `fetch` has this body. */
const appWith = (body: string): string => `export const app = { async fetch(request) {\n${body}\n} }`

describe('a program that exports app', () => {
  test('needs no main, and answers one request after the other until it is stopped', async () => {
    const {
      run: served,
      ask,
      states,
    } = start(
      appWith(`const url = new URL(request.url)
      return Response.json({ method: request.method, host: url.host, path: url.pathname, id: url.searchParams.get('id') },
        { status: 201, statusText: 'Made', headers: { 'x-count': '1' } })`),
    )
    const response = await ask('/users?id=7')
    expect(response).toMatchObject({ status: 201, statusText: 'Made', isCut: false, error: null })
    expect(JSON.parse(response.body)).toEqual({ method: 'GET', host: 'localhost', path: '/users', id: '7' })
    expect(response.headers).toContainEqual(['x-count', '1'])
    expect(response.ms).toBeLessThan(2000)
    expect((await ask('/again')).body).toContain('/again')
    expect(states).toEqual(['starting', 'running', 'serving'])
    served.stop()
    expect(await served.done).toMatchObject({ kind: 'stopped', reason: 'user' })
    await expect(ask()).rejects.toThrow('Your program was ended before it answered GET /. Stopped.')
  })

  test('main() comes first, and what it made ready is there', async () => {
    const { ask, lines } = start(`let users = []
      export async function main() { await new Promise((done) => setTimeout(done, 30)); users = ['Ada']; console.log('ready') }
      export const app = { fetch: () => { console.log('asked'); return Response.json(users) } }`)
    expect((await ask()).body).toBe('["Ada"]')
    // Lines are sent together, so the answer may be here first.
    await expect.poll(() => lines).toEqual(['ready', 'asked'])
  })

  test('a main() that goes on is not waited for', async () => {
    const { ask, states } =
      start(`export async function main() { await new Promise(() => setInterval(() => {}, 1000)) }
      export const app = { fetch: () => new Response('hello') }`)
    expect((await ask()).body).toBe('hello')
    expect(states).toEqual(['starting', 'running'])
  })

  test('is given the body and its type', async () => {
    const { ask } = start(
      appWith(`return Response.json([request.headers.get('content-type'), await request.json()])`),
    )
    const { body } = await ask('/', { method: 'POST', body: '{"a":1}', contentType: 'application/json' })
    expect(JSON.parse(body)).toEqual(['application/json', { a: 1 }])
  })

  test('an app that sleeps answers at once where time leaps, and tells the time it took', async () => {
    const { ask } = start(
      `import { setTimeout as sleep } from 'node:timers/promises'\n${appWith(`await sleep(20_000)\nreturn new Response('slept')`)}`,
      { speed: 'fast' },
    )
    const { body, ms } = await ask()
    expect(body).toBe('slept')
    expect(ms).toBeGreaterThanOrEqual(20_000)
    expect(ms).toBeLessThan(21_000)
  })

  test('nobody asks in vain: an abort reaches the app, and a run that ends or makes way says so', async () => {
    const { ask, lines } = start(
      `export const app = { fetch: (request) => new Promise(() => {
        console.log('asked'); request.signal.addEventListener('abort', () => console.log('aborted')) }) }`,
    )
    const controller = new AbortController()
    const asked = ask('/', {}, controller.signal)
    await expect.poll(() => lines).toEqual(['asked'])
    controller.abort(new Error('Cancelled.'))
    await expect(asked).rejects.toThrow('Cancelled.')
    await expect.poll(() => lines).toEqual(['asked', 'aborted'])
    const old = ask('/old')
    const { ask: askNew } = start(appWith(`return new Response('new')`))
    await expect(old).rejects.toThrow('Your program was ended before it answered GET /old.')
    expect((await askNew()).body).toBe('new')
  })
})

describe('an app that goes wrong', () => {
  const internal = { status: 500, body: 'Internal Server Error' }

  test('an error is answered with 500, with its place, and stands in the console', async () => {
    const { ask, lines } = start(appWith(`  throw new RangeError('no such user')`))
    const response = await ask()
    expect(response).toMatchObject({
      ...internal,
      error: { name: 'RangeError', message: 'no such user', frames: [{ file: 'exercise.ts', line: 2 }] },
    })
    await expect.poll(() => lines).toEqual(['RangeError: no such user'])
    expect((await ask()).status).toBe(500)
  })

  test('an error that a framework printed comes with its answer; one that was printed for another reason does not', async () => {
    const { ask } = start(
      appWith(`const { pathname } = new URL(request.url)
        try { if (pathname !== '/fine') null.user } catch (error) { console.error(error) }
        if (pathname === '/other') console.error(new Error('later'))
        return new Response('Internal Server Error', { status: pathname === '/handled' ? 200 : 500 })`),
    )
    const { error } = await ask()
    expect(error).toMatchObject({ name: 'TypeError', frames: [{ file: 'exercise.ts', line: 3 }] })
    expect((await ask('/handled')).error).toBeNull()
    expect((await ask('/fine')).error).toBeNull()
  })

  test.for([
    ['return undefined', 'An app answers with a Response; this one gave undefined.'],
    [`return 'hello'`, 'this one gave a string'],
    [`return { status: 200, headers: [] }`, 'this one gave another object'],
    [`return new Proxy(new Response(''), {})`, 'this one gave another object'],
    [`throw 'down'`, 'Thrown: "down"'],
    [`throw { get stack() { throw 1 }, toString() { throw 2 } }`, 'a value that cannot be printed'],
    [
      `const response = new Response('x'); await response.text(); return response`,
      'is being read elsewhere already',
    ],
    [
      `return new Response(new ReadableStream({ start(c) { c.enqueue('text'); c.close() } }))`,
      'A body is made of bytes',
    ],
    [`return new Response(new ReadableStream({ pull() { throw new Error('broke off') } }))`, 'broke off'],
  ] as const)('%s', async ([body, words]) => {
    const { ask } = start(appWith(body))
    const { error, ...response } = await ask()
    expect(response).toMatchObject(internal)
    expect(error?.message).toContain(words)
  })

  test.for([
    ['export const app = 5', 'What exercise.ts exports as app has no function fetch(request)'],
    ['export const app = { get fetch() { throw 1 } }', 'has no function fetch(request)'],
    ['export const app = undefined', 'exercise.ts exports no app.'],
  ] as const)('%s: whoever asks is told', async ([code, words]) => {
    const { ask } = start(`export async function main() { setTimeout(() => {}, 5000) }\n${code}`)
    await expect(ask()).rejects.toThrow(words)
  })

  test('without main and without an app that can be asked, the run says what is missing', async () => {
    const { run: ended, ask } = start('export const app = 5')
    expect(await ended.done).toMatchObject({
      kind: 'threw',
      error: { message: expect.stringContaining('must have "export async function main()"') as string },
    })
    await expect(ask()).rejects.toThrow('Your program was ended by an error before it answered GET /')
  })

  test('of a huge body the beginning is shown; one that never ends is cut', async () => {
    const { ask } = start(
      appWith(`if (new URL(request.url).pathname === '/huge') return new Response('é'.repeat(5_000_000))
        return new Response(new ReadableStream({ start(c) { c.enqueue(new TextEncoder().encode('first')) } }))`),
    )
    const huge = await ask('/huge')
    expect([huge.isCut, huge.body.length, huge.error]).toEqual([true, 128_000, null])
    const endless = await ask('/endless')
    expect(endless).toMatchObject({ status: 200, body: 'first', isCut: true })
    expect(endless.error?.message).toContain('the body did not end within 5 s')
  }, 15_000)

  test('an app in a loop is ended, and who asked is told', async () => {
    const { run: hung, ask } = start(appWith('for (;;);'))
    await expect(ask()).rejects.toThrow(
      /before it answered GET \/\. Stopped: for \d s the code gave nothing else/,
    )
    expect(await hung.done).toMatchObject({ kind: 'stopped', reason: 'hang' })
  })

  test('code that replaces what answers are made with changes nothing but its own', async () => {
    const { ask } = start(`Object.defineProperty(Response.prototype, 'status', { get: () => 999 })
      Response.prototype.text = MessagePort.prototype.postMessage = Headers.prototype.forEach = () => { throw 1 }
      Object.defineProperty(MessagePort.prototype, 'onmessage', { set() { console.log('stolen') } })
      Reflect.apply = Array.prototype.push = ReadableStream.prototype.getReader = undefined
      export const app = { fetch: () => new Response('true') }`)
    expect(await ask()).toMatchObject({ status: 200, body: 'true' })
  })
})
