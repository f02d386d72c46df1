import { afterEach, beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import '../../../src/app/tokens.css'
import type { MrWeb } from '../../../src/app/panels/web.ts'
import '../../../src/app/panels/web.ts'
import type { PlaceChosen } from '../../../src/app/panels/place-link.ts'
import type { WebRequest, WebResponse } from '../../../src/wire/web-messages.ts'
import { deepText, findAll, findButton, findOne, focused, press, violations } from '../page.ts'
import { responseDouble } from './web-doubles.ts'

type Answer = (request: WebRequest, signal: AbortSignal) => WebResponse | Promise<WebResponse>

async function open(
  answer: Answer = () => responseDouble(),
  changes: Partial<MrWeb> = {},
  size = [420, 500],
) {
  const asked: WebRequest[] = []
  const panel = document.createElement('mr-web')
  const ask: MrWeb['ask'] = async (request, signal) => {
    asked.push(request)
    return await answer(request, signal)
  }
  Object.assign(panel, { ask, scope: '5.5', code: 'as it is', ...changes })
  panel.style.cssText = `width: ${size[0]}px; height: ${size[1]}px`
  document.body.append(panel)
  await panel.updateComplete
  return { panel, asked }
}

const words = (element: Element): string => deepText(element).replace(/\s+/g, ' ')
const answerOf = (panel: MrWeb): HTMLElement => findOne(panel, '.answer')

async function send(panel: MrWeb, path: string): Promise<void> {
  panel.focus()
  const address = findOne<HTMLInputElement>(panel, '#address')
  address.select()
  await press(`${path}{Enter}`)
}

/** Sets a control as a person does. */
async function choose(panel: MrWeb, selector: string, value: string): Promise<void> {
  const control = findOne<HTMLSelectElement | HTMLTextAreaElement>(panel, selector)
  control.value = value
  control.dispatchEvent(new Event(control instanceof HTMLSelectElement ? 'change' : 'input'))
  await panel.updateComplete
}

beforeEach(() => page.viewport(1000, 900))
afterEach(() => document.body.replaceChildren())

test('Enter sends the address; status with its meaning, headers folded, JSON indented, time', async () => {
  const headers: WebResponse['headers'] = [
    ['content-type', 'application/json'],
    ['x-count', '2'],
  ]
  const { panel, asked } = await open(() =>
    responseDouble({ status: 202, headers, body: '{"queued":[1]}', ms: 12 }),
  )
  expect(words(answerOf(panel))).toContain('Nothing asked yet.')
  await send(panel, '/email_worker/?user_id=1')
  await expect.poll(() => words(answerOf(panel))).toContain('202 Accepted taken, and worked on later 12 ms')
  expect(asked).toEqual([{ method: 'GET', path: '/email_worker/?user_id=1', body: null, contentType: null }])
  expect(findOne(panel, 'pre').textContent).toBe('{\n  "queued": [\n    1\n  ]\n}')
  const details = findOne<HTMLDetailsElement>(panel, '.headers')
  expect(details.open).toBe(false)
  expect(words(details)).toContain('2 headers content-type application/json x-count 2')
  expect(words(findOne(panel, '[role="status"]'))).toBe(
    'GET /email_worker/?user_id=1: 202 Accepted, after 12 ms',
  )
  expect(focused()).toBe(findOne(panel, '#address'))
})

test('a body can be written for the methods that have one', async () => {
  const { panel, asked } = await open()
  expect(findAll(panel, 'textarea')).toEqual([])
  await choose(panel, '#method', 'POST')
  await choose(panel, 'textarea', '{"name":')
  expect(words(panel)).toContain('This is no JSON yet. It is sent as it is.')
  await choose(panel, 'textarea', '{"name":"Ada"}')
  expect(words(panel)).not.toContain('no JSON')
  findButton(panel, 'Send').click()
  await choose(panel, '.body-field select', 'form')
  findButton(panel, 'Send').click()
  expect(asked.map(({ method, body, contentType }) => [method, body, contentType])).toEqual([
    ['POST', '{"name":"Ada"}', 'application/json'],
    ['POST', '{"name":"Ada"}', 'application/x-www-form-urlencoded'],
  ])
})

test('an error stands there with its place, which leads to the editor', async () => {
  const error = {
    name: 'TypeError',
    message: 'user is null',
    frames: [{ file: 'exercise.ts', line: 12, column: 5, in: 'view' }],
    cause: { name: 'Error', message: 'Redis is gone', frames: [] },
  }
  const { panel } = await open(() => responseDouble({ status: 500, body: 'Internal Server Error', error }))
  let place: PlaceChosen | null = null
  panel.addEventListener('place-chosen', (event) => (place = event as PlaceChosen))
  await send(panel, '/')
  await expect.poll(() => words(answerOf(panel))).toContain('500 Internal Server Error')
  expect(words(findOne(panel, '.error'))).toMatch(
    /TypeError: user is null in view, ?exercise\.ts:12:5 .*Caused by: Error: Redis is gone/,
  )
  findButton(panel, 'exercise.ts:12:5').click()
  expect(place).toMatchObject({ file: 'exercise.ts', line: 12, column: 5 })
})

test('hostile answers are text; what is cut, empty or no text says so', async () => {
  const answers: { readonly [path: string]: Partial<WebResponse> } = {
    '/html': {
      body: '<img src=x onerror=alert(1)>\u202e\u001b[31m',
      statusText: '<b>',
      headers: [['x', '<i>']],
    },
    '/cut': { body: 'beginning', isCut: true },
    '/empty': { status: 204, body: '' },
    '/image': { body: 'PNG', headers: [['Content-Type', 'image/png']] },
  }
  const { panel } = await open(({ path }) => responseDouble(answers[path]))
  await send(panel, '/html')
  await expect
    .poll(() => words(answerOf(panel)))
    .toContain(String.raw`<img src=x onerror=alert(1)>\u{202e}\x1b[31m`)
  expect(findAll(answerOf(panel), 'img, i, b:not(h3 b)')).toEqual([])
  await send(panel, '/cut')
  await expect.poll(() => words(answerOf(panel))).toContain('Only the beginning of the body is shown')
  await send(panel, '/empty')
  await expect
    .poll(() => words(answerOf(panel)))
    .toContain('204 No Content it worked, and there is nothing to say')
  expect(words(answerOf(panel))).toContain('The answer has no body.')
  await send(panel, '/image')
  await expect.poll(() => words(answerOf(panel))).toContain('The body is no text but image/png')
})

test('who waits can give up; what has no answer says why; an address elsewhere is not asked', async () => {
  const { panel, asked } = await open(
    (_, signal) =>
      new Promise((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason as Error)),
      ),
  )
  await send(panel, '/slow')
  await expect.poll(() => words(answerOf(panel))).toContain('Your app is at work on it…')
  findButton(answerOf(panel), 'Cancel').click()
  await expect.poll(() => words(answerOf(panel))).toContain('✕ You did not wait for the answer.')
  await send(panel, 'https://example.com/')
  expect(words(panel)).toContain('https://example.com/ is somewhere else.')
  expect(findOne(panel, '#address').getAttribute('aria-invalid')).toBe('true')
  expect(asked).toHaveLength(1)
})

test('suggestions are one click; earlier requests come back into the form, with their answers', async () => {
  const suggestions = [
    { method: 'GET', path: '/email_worker/?user_id=1', body: '' },
    { method: 'POST', path: '/users', body: 'name=Ada' },
  ]
  const { panel, asked } = await open(({ path }) => responseDouble({ body: `this is ${path}` }), {
    suggestions,
  })
  expect(findOne<HTMLInputElement>(panel, '#address').value).toBe('/email_worker/?user_id=1')
  findButton(panel, 'POST /users').click()
  findButton(panel, 'GET /email_worker/').click()
  await expect.poll(() => words(answerOf(panel))).toContain('this is /email_worker/')
  expect(asked.map(({ method, contentType }) => [method, contentType])).toEqual([
    ['POST', 'application/x-www-form-urlencoded'],
    ['GET', null],
  ])
  const list = findOne(panel, '.last')
  expect(findAll(list, 'button').map((button) => words(button).trim())).toEqual([
    'GET /email_worker/?user_id=1 200 · 3 ms',
    'POST /users 200 · 3 ms',
  ])
  findButton(list, 'POST /users').click()
  await expect.poll(() => words(answerOf(panel))).toContain('this is /users')
  expect(findOne<HTMLInputElement>(panel, '#address').value).toBe('/users')
  expect(findOne<HTMLTextAreaElement>(panel, 'textarea').value).toBe('name=Ada')
})

test('an answer of an earlier version of the code says so', async () => {
  const { panel } = await open()
  await send(panel, '/')
  await expect.poll(() => words(answerOf(panel))).toContain('200 OK')
  expect(words(answerOf(panel))).not.toContain('earlier version')
  panel.code = 'changed'
  await expect.poll(() => words(answerOf(panel))).toContain('An earlier version of your code answered this.')
})

test.for([
  [340, 500],
  [900, 320],
] as const)('at %i × %i all is in reach, nothing sticks out, and axe finds nothing', async (size) => {
  const suggestions = [{ method: 'GET', path: `/a-very-long-path/${'x'.repeat(80)}`, body: '' }]
  const error = {
    name: 'Error',
    message: 'no',
    frames: [{ file: 'exercise.ts', line: 1, column: 1, in: '' }],
  }
  const { panel } = await open(
    ({ path }) =>
      responseDouble({
        status: path === '/fails' ? 500 : 200,
        body: 'x'.repeat(5000),
        error: path === '/fails' ? error : null,
      }),
    { suggestions },
    [...size],
  )
  await choose(panel, '#method', 'POST')
  findButton(panel, 'GET /a-very').click()
  await expect.poll(() => words(answerOf(panel))).toContain('200 OK')
  for (const theme of ['light', 'dark']) expect(await violations(panel, theme)).toEqual([])
  await send(panel, '/fails')
  await expect.poll(() => words(answerOf(panel))).toContain('500')
  await choose(panel, '#method', 'POST')
  for (const theme of ['light', 'dark']) expect(await violations(panel, theme)).toEqual([])
  for (const part of findAll(panel, '.bar, .answer, .last, form'))
    expect(part.getBoundingClientRect().right).toBeLessThanOrEqual(panel.getBoundingClientRect().right)
  expect(findOne(panel, '.results').scrollWidth).toBeLessThanOrEqual(findOne(panel, '.results').clientWidth)
})
