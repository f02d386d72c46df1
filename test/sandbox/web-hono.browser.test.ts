import { afterAll, beforeAll, expect, test } from 'vitest'
import { Sandbox } from '../../src/sandbox/sandbox.ts'
import type { WebRequest } from '../../src/wire/web-messages.ts'
import { moduleOf } from './programs.ts'
import { scriptsWithoutChecker } from './scripts-for-test.ts'

const code = `import { Hono } from 'hono'
export const app = new Hono()
app.get('/users/:id', (c) => c.json({ id: c.req.param('id'), sort: c.req.query('sort') }))
app.post('/users', async (c) => c.json(await c.req.json(), 201))
app.get('/fails', () => {
  throw new RangeError('no such user')
})
app.get('/later', async () => {
  await null
  return null.name
})
`

let sandbox: Sandbox
let ask: (path: string, changes?: Partial<WebRequest>) => ReturnType<ReturnType<Sandbox['run']>['request']>

beforeAll(() => {
  sandbox = new Sandbox(document.body, scriptsWithoutChecker)
  const modules = [{ ...moduleOf('exercise.ts', code), exports: ['app'] }]
  const run = sandbox.run({ modules, entry: 'exercise.ts' }, { onConsole: () => {} })
  ask = (path, changes) => run.request({ method: 'GET', path, body: null, contentType: null, ...changes })
})
afterAll(() => sandbox.dispose())

test('hono answers with path, query and body', async () => {
  expect((await ask('/users/7?sort=name')).body).toBe('{"id":"7","sort":"name"}')
  const post = { method: 'POST', body: '{"name":"Ada"}', contentType: 'application/json' }
  expect(await ask('/users', post)).toMatchObject({ status: 201, body: '{"name":"Ada"}', error: null })
  expect(await ask('/nowhere')).toMatchObject({ status: 404, error: null })
})

test.for([
  ['/fails', 'RangeError', 6],
  ['/later', 'TypeError', 10],
] as const)(
  'hono answers 500 where a view throws; its error comes with its line: %s',
  async ([path, name, line]) => {
    expect(await ask(path)).toMatchObject({
      status: 500,
      body: 'Internal Server Error',
      error: { name, frames: [{ file: 'exercise.ts', line }] },
    })
  },
)
