import { expect, test } from 'vitest'
import { needsOf } from '../../../src/app/session/step-needs.ts'
import { StepSession } from '../../../src/app/session/step-session.ts'
import type { WebRequest } from '../../../src/wire/web-messages.ts'
import {
  CompilerDouble,
  lessonDouble,
  problem,
  SandboxDouble,
  starter,
  turn,
  WorkspaceDouble,
} from '../doubles.ts'
import { responseDouble } from '../panels/web-doubles.ts'

const solution = 'export const app = new Hono()\n'
const request: WebRequest = { method: 'GET', path: '/', body: null, contentType: null }
const { signal } = new AbortController()

async function open(isAutoRun = true) {
  const workspace = new WorkspaceDouble()
  workspace.settings = { ...workspace.settings, isAutoRun, wasRunKilled: false }
  const compiler = new CompilerDouble()
  const sandbox = new SandboxDouble()
  sandbox.answers = ({ path }) => responseDouble({ body: path })
  const starts: string[] = []
  const language = { start: () => void starts.push('language'), setFiles: () => {} }
  const lesson = lessonDouble({ solution })
  const session = new StepSession({ lesson, workspace, compiler, sandbox, language })
  await session.open()
  await turn()
  return { session, workspace, compiler, sandbox, starts }
}

test.for([
  ['export const app = new Hono()', true],
  ['const app = new Hono()\nexport { app }', true],
  ['export {\n  main,\n  app,\n}', true],
  ["const app = new Hono()\nconsole.log('export const app')", false],
  ['export const apple = 1', false],
] as const)('%s: whether a step has an app is seen in its code', ([text, hasApp]) => {
  expect(needsOf(lessonDouble({ solution: text })).hasApp).toBe(hasApp)
  expect(needsOf(lessonDouble({ starter: text })).hasApp).toBe(hasApp)
})

test('the run under way is asked; it is not started anew', async () => {
  const { session, sandbox } = await open()
  sandbox.lastRun.listener.onState?.('serving')
  expect(session.snapshot.run.kind).toBe('serving')
  expect((await session.ask(request, signal)).body).toBe('/')
  expect([sandbox.runs.length, sandbox.lastRun.requests]).toEqual([1, [request]])
})

test('what is asked is the text as it is: it is run first if nothing runs, or something older does', async () => {
  const { session, sandbox, compiler } = await open(false)
  expect(sandbox.runs).toHaveLength(0)
  await session.ask(request, signal)
  expect(sandbox.runs).toHaveLength(1)
  sandbox.lastRun.listener.onState?.('serving')
  session.edit('export const app = 2\n')
  await session.ask(request, signal)
  expect(sandbox.runs.map(({ isStopped, requests }) => [isStopped, requests.length])).toEqual([
    [true, 1],
    [false, 1],
  ])
  expect([compiler.texts.at(0), compiler.texts.at(-1)]).toEqual([starter, 'export const app = 2\n'])
})

test('a text that does not compile has no app to ask', async () => {
  const { session, sandbox, compiler } = await open()
  compiler.refuses = () => [problem()]
  session.edit('export const app =')
  await expect(session.ask(request, signal)).rejects.toThrow('Your code does not run yet')
  expect(sandbox.lastRun.requests).toEqual([])
  expect(session.snapshot.diagnostics).toHaveLength(1)
})

test('a program that serves has done its part: what is needed next is loaded, and a killed run is made good', async () => {
  const { session, sandbox, starts, workspace } = await open()
  expect([sandbox.warmed, starts]).toEqual([0, []])
  sandbox.lastRun.listener.onState?.('serving')
  expect([sandbox.warmed, starts]).toEqual([1, ['language']])
  await workspace.changeSettings({ wasRunKilled: true })
  session.run()
  await turn()
  sandbox.lastRun.listener.onState?.('serving')
  expect(workspace.settings.wasRunKilled).toBe(false)
})

test('a step with an app does not run anew at each key', async () => {
  const { session, sandbox } = await open()
  sandbox.lastRun.listener.onState?.('serving')
  session.edit('export const app = 2\n')
  await turn()
  expect(sandbox.runs).toHaveLength(1)
})
