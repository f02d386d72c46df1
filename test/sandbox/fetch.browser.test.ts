import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compileProgram } from '../../src/compiler/compile.ts'
import { builtinModules } from '../../src/runtime/builtins.ts'
import type { RunOptions } from '../../src/sandbox/run.ts'
import { Sandbox } from '../../src/sandbox/sandbox.ts'
import type { RunProgram } from '../../src/wire/sandbox-messages.ts'
import { runIn } from './runs.ts'
import { scriptsWithoutChecker } from './scripts-for-test.ts'

let sandbox: Sandbox
beforeAll(() => {
  sandbox = new Sandbox(document.body, scriptsWithoutChecker)
})
afterAll(() => sandbox.dispose())

/** A program as the page compiles it. */
function programOf(body: string, before = ''): RunProgram {
  const text = `${before}\nexport async function main() {\n${body}\n}`
  const request = { files: [{ name: 'exercise.ts', text }], entry: 'exercise.ts', builtins: builtinModules }
  const outcome = compileProgram({ ...request, target: 'module' })
  if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.diagnostics))
  return { modules: outcome.modules, entry: 'exercise.ts' }
}

/** What it prints at `fast`. */
async function linesOf(
  body: string,
  before = '',
  options: RunOptions = { speed: 'fast' },
): Promise<readonly string[]> {
  return (await runIn(sandbox, programOf(body, before), options)).lines
}

const music = 'https://api.example.com/music'

test('a run asks the example web, whose time is the run’s', async () => {
  const lines = await linesOf(`
    const start = Date.now()
    const entry = await (await fetch('${music}/1')).json()
    console.log(entry.title, Date.now() - start)
    await Promise.all([9, 19, 29].map(async (id) => (await fetch('${music}/' + id)).text()))
    console.log(Date.now() - start)
    const signal = AbortSignal.timeout(300)
    console.log(await fetch('${music}/9', { signal }).catch((error) => error === signal.reason && error.name), Date.now() - start)`)
  expect(lines).toEqual(['Silent Letter 69', '3069', 'TimeoutError 3369'])
})

test('each run finds it fresh, and each thread is a client of its own', async () => {
  const before = `import { Thread } from 'threading'
    export async function ask() { return (await fetch('${music}/7')).status }`
  const body = `console.log(await ask(), await ask(), await new Thread(ask).start().join())`
  expect(await linesOf(body, before)).toEqual(['503 200 503'])
  expect(await linesOf(body, before)).toEqual(['503 200 503'])
})

test('a run is not over before its last answer was used', async () => {
  const body = `void fetch('${music}/9').then((response) => response.json()).then(async ({ id }) => {
    for (let turn = 0; turn < 50; turn++) await null
    console.log('got', id)
  })`
  expect(await linesOf(body)).toEqual(['got 9'])
  expect(
    await linesOf(`void fetch('https://nowhere.example').catch(({ cause }) => console.log(cause.code))`),
  ).toEqual(['ENOTFOUND'])
})

test('at true speed it takes the time it says', async () => {
  const [line = ''] = await linesOf(
    `const start = performance.now(); await fetch('https://example.com/about'); console.log(Math.round(performance.now() - start))`,
    '',
    { speed: 1 },
  )
  expect(Number(line)).toBeGreaterThanOrEqual(89)
})

test('an app of hono’s can ask, too, and its fetch is no other’s', async () => {
  const before = `import { Hono } from 'hono'
    const web = new Hono().get('/', async (c) => c.text((await (await fetch('https://example.com/empty')).text()) + 'asked'))`
  expect(await linesOf(`console.log(await (await web.request('/')).text())`, before)).toEqual(['asked'])
})

describe('nothing leaves', () => {
  /** Requests of this page since the call, wherever they were made. */
  const requests = (): readonly string[] =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .filter((name) => name.includes('leak'))

  test('whatever is asked for, and however', async () => {
    const here = location.origin
    const lines = await linesOf(`
      const tries = []
      const say = async (call) => tries.push(await call().then(({ status }) => status, ({ message }) => message))
      await say(() => fetch('${here}/leak'))
      await say(() => fetch('https://example.net/leak'))
      await say(() => globalThis.fetch('https://example.net/leak'))
      await say(() => fetch(new Request('${here}/leak', { mode: 'no-cors', method: 'POST', body: 'x' })))
      await say(() => fetch(Object.assign(new URL('https://example.com/'), { toString: () => '${here}/leak' })))
      await say(() => fetch('blob:${here}/leak'))
      await say(() => fetch('data:,leak'))
      console.log(tries.length, [...new Set(tries)].join())`)
    expect(lines).toEqual(['7 fetch failed'])
    expect(requests()).toEqual([])
  })

  test('the browser’s own fetch is nowhere, in a thread neither', async () => {
    const before = `import { Thread } from 'threading'
      export function owners() {
        const found = []
        for (let owner = globalThis; owner; owner = Object.getPrototypeOf(owner))
          if (Object.hasOwn(owner, 'fetch')) found.push(String(owner.fetch).includes('native'))
        return found
      }`
    const body = `console.log(...owners(), ...(await new Thread(owners).start().join()))`
    expect(await linesOf(body, before)).toEqual(['false false'])
  })

  test('a program that does not name it has none', async () => {
    const other = new Sandbox(document.body, scriptsWithoutChecker)
    const { lines } = await runIn(other, programOf(`console.log(typeof self['fet' + 'ch'])`))
    other.dispose()
    expect(lines).toEqual(['undefined'])
  })
})
