import { expect, test } from 'vitest'
import { draftOf, WebModel, type AskApp, type WebDraft } from '../../../src/app/panels/web-model.ts'
import type { WebRequest, WebResponse } from '../../../src/wire/web-messages.ts'
import { turn } from '../doubles.ts'
import { responseDouble } from './web-doubles.ts'

/** An app that answers when the test says so. */
function appDouble() {
  const asked: {
    readonly request: WebRequest
    readonly signal: AbortSignal
    resolve(response: WebResponse): void
    reject(error: unknown): void
  }[] = []
  const ask: AskApp = (request, signal) =>
    new Promise((resolve, reject) => {
      asked.push({ request, signal, resolve, reject })
      signal.addEventListener('abort', () => reject(signal.reason))
    })
  return { asked, ask }
}

function open() {
  const model = new WebModel()
  model.open('5.5', [])
  const app = appDouble()
  const send = (draft: Partial<WebDraft> = {}): void => {
    model.edit(draft)
    model.send(app.ask, 'code')
  }
  return { model, ...app, send }
}

const outcomes = (model: WebModel) => model.snapshot.exchanges.map(({ outcome }) => outcome)

test('what is sent is looked at, and its answer is put there when it comes', async () => {
  const { model, asked, send } = open()
  send({ path: '/users?id=1' })
  expect(asked[0]?.request).toEqual({ method: 'GET', path: '/users?id=1', body: null, contentType: null })
  expect(model.snapshot).toMatchObject({
    shown: 1,
    exchanges: [{ code: 'code', outcome: { kind: 'waiting' } }],
  })
  send({ path: '/two' })
  asked[1]?.resolve(responseDouble({ body: 'two' }))
  asked[0]?.reject(new Error('Your app did not answer.'))
  await turn()
  expect(outcomes(model)).toMatchObject([
    { kind: 'answered', response: { body: 'two' } },
    { kind: 'failed', message: 'Your app did not answer.' },
  ])
  expect(model.snapshot.shown).toBe(2)
  model.show(1)
  expect(model.snapshot).toMatchObject({ shown: 1, draft: { path: '/users?id=1' } })
})

test.for([
  ['users', '/users'],
  ['', '/'],
  ['?a=1', '/?a=1'],
  [' /users#top ', '/users'],
  ['http://localhost/users', '/users'],
  ['localhost:3000/users', '/users'],
  ['http://localhost', '/'],
  ['/search?q=https://example.com', '/search?q=https://example.com'],
  ['localhosts', '/localhosts'],
] as const)('%s is the path %s', ([typed, path]) => {
  const { model, asked, send } = open()
  send({ path: typed })
  expect(asked[0]?.request.path).toBe(path)
  expect(model.snapshot.draft.path).toBe(path)
})

test.for([
  ['https://example.com/', 'https://example.com/ is somewhere else.'],
  ['//example.com/', 'is somewhere else'],
  [`/${'a'.repeat(9000)}`, 'The address has 9,001 characters; at most 8,000 are sent.'],
] as const)('%s is not sent, and said why', ([path, words]) => {
  const { model, asked, send } = open()
  send({ path })
  expect([asked.length, model.snapshot.exchanges.length]).toEqual([0, 0])
  expect(model.snapshot.problem).toContain(words)
  model.edit({ path: '/' })
  expect(model.snapshot.problem).toBe('')
})

test('a body goes with the methods that have one, and says what it is', () => {
  const { model, asked, send } = open()
  send({ method: 'POST', body: '{"a":1}', type: 'json' })
  send({ method: 'PUT', body: 'a=1', type: 'form' })
  send({ method: 'PATCH', body: 'a', type: 'text' })
  send({ method: 'DELETE' })
  expect(asked.map(({ request: { body, contentType } }) => [body, contentType])).toEqual([
    ['{"a":1}', 'application/json'],
    ['a=1', 'application/x-www-form-urlencoded'],
    ['a', 'text/plain;charset=UTF-8'],
    [null, null],
  ])
  send({ method: 'POST', body: 'a'.repeat(1_000_001) })
  expect(model.snapshot.problem).toContain('The body has 1,000,001 characters')
})

test('what is not waited for is told to the app; the oldest of many are let go', async () => {
  const { model, asked, send } = open()
  for (let at = 0; at < 22; at++) send()
  expect(asked.map(({ signal }) => signal.aborted).filter(Boolean)).toHaveLength(2)
  model.cancel(22)
  await turn()
  expect(outcomes(model)).toHaveLength(20)
  expect(outcomes(model)[0]).toEqual({ kind: 'failed', message: 'You did not wait for the answer.' })
})

test('each step has its own requests, and begins with the first that it suggests', async () => {
  const { model, asked, send } = open()
  send({ path: '/one' })
  model.open('5.6', [{ method: 'POST', path: '/mails', body: 'to=ada' }])
  expect(model.snapshot).toMatchObject({
    draft: { method: 'POST', path: '/mails', body: 'to=ada', type: 'form' },
    exchanges: [],
    shown: null,
  })
  expect(asked[0]?.signal.aborted).toBe(true)
  await turn()
  expect(model.snapshot.exchanges).toEqual([])
  model.open('5.5', [])
  expect(model.snapshot).toMatchObject({
    draft: { path: '/one' },
    exchanges: [{ outcome: { kind: 'failed', message: 'You went to another step.' } }],
  })
})

test('what a suggested body is can be seen from it', () => {
  const type = (body: string) => draftOf({ method: 'POST', path: '/', body }).type
  expect(['', '{"a":1}', 'a=1&b=2', 'hello there', '{broken'].map(type)).toEqual([
    'json',
    'json',
    'form',
    'text',
    'text',
  ])
})
