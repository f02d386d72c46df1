import { expect, test } from 'vitest'
import { WebCalls } from '../../src/sandbox/web-calls.ts'
import type { RunOutcome } from '../../src/wire/outcome.ts'
import type { PageToApp, WebRequest, WebResponse } from '../../src/wire/web-messages.ts'

const get = (path: string): WebRequest => ({ method: 'GET', path, body: null, contentType: null })
const response: WebResponse = {
  status: 200,
  statusText: '',
  headers: [],
  body: 'hello',
  isCut: false,
  ms: 1,
  error: null,
}

/** A run's task whose worker answers as the test says. */
function open(limitMs?: number) {
  let settle: (outcome: RunOutcome) => void = () => {}
  const done = new Promise<RunOutcome>((resolve) => {
    settle = resolve
  })
  const heard: PageToApp[] = []
  let worker: MessagePort | undefined
  let hear: () => void = () => {}
  const task = {
    done,
    isSettled: false,
    post: (_: unknown, [port]: Transferable[]) => {
      worker = port as MessagePort
      worker.onmessage = ({ data }: MessageEvent<PageToApp>) => {
        heard.push(data)
        hear()
      }
    },
  }
  const calls = new WebCalls(task, limitMs)
  const hearing = (count: number): Promise<void> =>
    new Promise((resolve) => {
      hear = () => heard.length >= count && resolve()
      hear()
    })
  return { calls, heard, hearing, settle, say: (message: unknown) => worker?.postMessage(message) }
}

test('each answer reaches who asked for it, in whatever order they come', async () => {
  const { calls, hearing, heard, say, settle } = open()
  const answers = [calls.ask(get('/a')), calls.ask(get('/b'))]
  await hearing(2)
  expect(heard).toMatchObject([
    { kind: 'web-request', id: 1, method: 'GET', path: '/a' },
    { kind: 'web-request', id: 2, path: '/b' },
  ])
  say({ kind: 'web-response', id: 2, ...response, body: 'b' })
  say({ kind: 'web-response', id: 7, ...response })
  say(null)
  say({ kind: 'web-response', id: 1, ...response, body: 'a' })
  expect((await Promise.all(answers)).map(({ body }) => body)).toEqual(['a', 'b'])
  settle({ kind: 'finished', ms: 1 })
})

test('a sentence of the worker is what a request rejects with', async () => {
  const { calls, hearing, say, settle } = open()
  const asked = calls.ask(get('/'))
  await hearing(1)
  say({ kind: 'web-failure', id: 1, message: 'exercise.ts exports no app.' })
  await expect(asked).rejects.toThrow('exercise.ts exports no app.')
  settle({ kind: 'finished', ms: 1 })
})

test('an app that never answers is named, with its time, and told', async () => {
  const { calls, hearing, heard, settle } = open(20)
  await expect(calls.ask(get('/slow'))).rejects.toThrow('Your app did not answer GET /slow within 0.02 s.')
  await hearing(2)
  expect(heard[1]).toEqual({ kind: 'web-cancel', id: 1 })
  settle({ kind: 'finished', ms: 1 })
})

test('an abort ends the waiting at once, and the app is told', async () => {
  const { calls, hearing, heard, settle } = open()
  const controller = new AbortController()
  const asked = calls.ask(get('/'), controller.signal)
  controller.abort(new Error('Cancelled.'))
  await expect(asked).rejects.toThrow('Cancelled.')
  await expect(calls.ask(get('/'), controller.signal)).rejects.toThrow('Cancelled.')
  await hearing(2)
  expect(heard.map(({ kind }) => kind)).toEqual(['web-request', 'web-cancel'])
  settle({ kind: 'finished', ms: 1 })
})

test.for<[RunOutcome, string]>([
  [{ kind: 'finished', ms: 1 }, 'Your program came to its end, so nobody answered GET /.'],
  [
    { kind: 'threw', error: { name: 'TypeError', message: 'no', frames: [] }, ms: 1 },
    'Your program was ended by an error before it answered GET /: TypeError: no',
  ],
  [
    { kind: 'stopped', reason: 'user', message: 'Stopped.' },
    'Your program was ended before it answered GET /. Stopped.',
  ],
])('a run that ends leaves nobody waiting: %o', async ([outcome, words]) => {
  const { calls, settle } = open()
  const asked = calls.ask(get('/'))
  settle(outcome)
  await expect(asked).rejects.toThrow(words)
  await expect(calls.ask(get('/'))).rejects.toThrow(words)
})
