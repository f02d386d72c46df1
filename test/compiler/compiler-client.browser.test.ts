import { afterEach, expect, test } from 'vitest'
import type { CompileRequest } from '../../src/compiler/compile.ts'
import { CompilerClient } from '../../src/compiler/compiler-client.ts'
import { ChannelClosedError, TimeLimitError } from '../../src/wire/channel.ts'

const clients: CompilerClient[] = []
const makeClient = (start?: () => Worker): CompilerClient => {
  const client = new CompilerClient(start)
  clients.push(client)
  return client
}

const realWorker = (): Worker =>
  new Worker(new URL('../../src/compiler/compile-worker.ts', import.meta.url), { type: 'module' })

const scriptWorker = (script: string): Worker =>
  new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })))

const request = (text: string): CompileRequest => ({
  files: [{ name: 'exercise.ts', text }],
  entry: 'exercise.ts',
  target: 'module',
  builtins: ['node:timers/promises'],
})

afterEach(() => clients.splice(0).forEach((client) => client.dispose()))

test('compiles in the real worker', async () => {
  const client = makeClient()
  const outcome = await client.compile(
    request("import { setTimeout } from 'node:timers/promises'\nconst a: number = await setTimeout(1)"),
  )
  expect(outcome).toEqual({
    kind: 'compiled',
    modules: [
      {
        name: 'exercise.ts',
        code: "import { setTimeout } from 'node:timers/promises'\nconst a         = await setTimeout(1)",
        imports: [
          { specifier: 'node:timers/promises', resolved: 'node:timers/promises', start: 27, end: 49 },
        ],
        exports: [],
        globals: [],
      },
    ],
  })
  expect(await client.compile(request('const a = {'))).toMatchObject({
    kind: 'refused',
    diagnostics: [{ line: 1 }],
  })
})

test('survives what is too deep for the stack of a worker', async () => {
  const client = makeClient()
  expect(await client.compile(request('['.repeat(19_000)))).toMatchObject({ kind: 'refused' })
  expect(await client.compile(request(`a${'+a\n'.repeat(60_000)}`))).toMatchObject({ kind: 'refused' })
  expect(await client.compile(request('1'))).toMatchObject({ kind: 'compiled' })
})

test('replaces a worker that hangs', async () => {
  let started = 0
  const client = makeClient(() =>
    started++ === 0 ? scriptWorker('onmessage = () => { for (;;); }') : realWorker(),
  )
  const hung = client.compile(request('1'))
  const next = client.compile(request('2'))
  await expect(hung).rejects.toThrow(TimeLimitError)
  expect(await next).toMatchObject({ kind: 'compiled' })
  expect(started).toBe(2)
}, 20_000)

test('replaces a worker that breaks', async () => {
  let started = 0
  const client = makeClient(() =>
    started++ === 0 ? scriptWorker('onmessage = () => { throw new Error("broken") }') : realWorker(),
  )
  await expect(client.compile(request('1'))).rejects.toThrow(ChannelClosedError)
  expect(await client.compile(request('2'))).toMatchObject({ kind: 'compiled' })
})
