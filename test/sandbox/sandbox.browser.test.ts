import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Sandbox } from '../../src/sandbox/sandbox.ts'
import type { ConsoleEntry } from '../../src/wire/value-data.ts'
import type { RunOutcome } from '../../src/wire/outcome.ts'
import type { RunProgram } from '../../src/wire/sandbox-messages.ts'
import { mainWith, moduleOf } from './programs.ts'
import { scriptsWithoutChecker } from './scripts-for-test.ts'

let sandbox: Sandbox

beforeAll(() => {
  sandbox = new Sandbox(document.body, scriptsWithoutChecker)
})
afterAll(() => sandbox.dispose())

async function run(
  program: RunProgram,
): Promise<{ outcome: RunOutcome; entries: ConsoleEntry[]; lines: string[] }> {
  const entries: ConsoleEntry[] = []
  const outcome = await sandbox.run(program, { onConsole: (more) => entries.push(...more) }).done
  return { outcome, entries, lines: entries.map(lineOf) }
}

function lineOf(entry: ConsoleEntry): string {
  if (entry.error) return `${entry.error.name}: ${entry.error.message}`
  return entry.values.map((value) => ('text' in value ? value.text : value.type)).join(' ')
}

describe('a run', () => {
  test('prints and finishes', async () => {
    const { outcome, lines } = await run(mainWith(`console.log('a', 1, null); console.warn('b')`))
    expect(outcome.kind).toBe('finished')
    expect(lines).toEqual(['a 1 null', 'b'])
  })

  test('imports the files of its step and the built-in modules', async () => {
    const stack = moduleOf('stack.ts', 'export const size = () => 3')
    const entry = moduleOf(
      'exercise.ts',
      `import { size } from './stack.ts'\nimport { setTimeout as sleep } from 'node:timers/promises'\nexport async function main() { console.log(await sleep(5, size())) }`,
    )
    const { outcome, lines } = await run({ modules: [stack, entry], entry: 'exercise.ts' })
    expect(outcome).toMatchObject({ kind: 'finished' })
    expect(lines).toEqual(['3'])
  })

  test('says file, line and column of an error thrown by main, a promise and a timer', async () => {
    const thrown = await run(mainWith(`  null.x`))
    expect(thrown.outcome).toMatchObject({ kind: 'threw', error: { name: 'TypeError' } })
    expect(thrown.entries[0]?.error?.frames[0]).toMatchObject({
      file: 'exercise.ts',
      line: 2,
      column: 8,
      in: 'main',
    })
    const rejected = await run(
      mainWith(`Promise.reject(new RangeError('late'))\nawait new Promise(r => setTimeout(r, 20))`),
    )
    expect(rejected.entries[0]?.error).toMatchObject({
      name: 'RangeError',
      frames: [{ line: 2, column: 16 }],
    })
    const timer = await run(mainWith(`setTimeout(() => {\n  throw new Error('tick')\n}, 5)`))
    expect(timer.outcome.kind).toBe('finished')
    expect(timer.entries[0]?.error).toMatchObject({ message: 'tick', frames: [{ line: 3 }] })
  })

  test('waits for timers after main and says so', async () => {
    const states: string[] = []
    const entries: ConsoleEntry[] = []
    const program = mainWith(`setTimeout(() => console.log('later'), 30)`)
    const outcome = await sandbox.run(program, {
      onConsole: (more) => entries.push(...more),
      onState: (state) => states.push(state),
    }).done
    expect(states).toEqual(['starting', 'running', 'waiting'])
    expect(entries.map(lineOf)).toEqual(['later'])
    expect(outcome.kind).toBe('finished')
  })

  test('says that main is missing', async () => {
    const { outcome } = await run({
      modules: [moduleOf('exercise.ts', 'export const a = 1')],
      entry: 'exercise.ts',
    })
    expect(outcome).toMatchObject({ kind: 'threw', error: { message: expect.stringContaining('main()') } })
  })
})

describe('what would freeze or flood a page', () => {
  test('an endless loop is noticed, ended, and the next run works', async () => {
    const { outcome } = await run(mainWith(`while (true) {}`))
    expect(outcome).toMatchObject({ kind: 'stopped', reason: 'hang' })
    expect((await run(mainWith(`console.log('alive')`))).lines).toEqual(['alive'])
  })

  test('a flood of microtasks is ended too', async () => {
    const { outcome } = await run(mainWith(`for (;;) await null`))
    expect(outcome).toMatchObject({ kind: 'stopped', reason: 'hang' })
  })

  test('Stop ends a loop before the watchdog does', async () => {
    const running = sandbox.run(mainWith(`console.log('go'); while (true) {}`), {
      onConsole: () => running.stop(),
    })
    expect(await running.done).toMatchObject({ kind: 'stopped', reason: 'user' })
    expect((await run(mainWith(`console.log('alive')`))).lines).toEqual(['alive'])
  })

  test('a million lines are capped with a note', async () => {
    const { outcome, lines } = await run(mainWith(`for (let i = 0; i < 1e6; i++) console.log(i)`))
    expect(outcome.kind).toBe('finished')
    expect(lines).toHaveLength(5001)
    expect(lines.at(-1)).toContain('5,000 lines')
  })

  test('a million equal lines are counted', async () => {
    const { entries } = await run(mainWith(`for (let i = 0; i < 1e5; i++) console.log('same')`))
    expect(entries.reduce((sum, entry) => sum + entry.count, 0)).toBe(1e5)
    expect(entries.length).toBeLessThan(300)
  })

  test('a loop that prints shows its lines before it is ended', async () => {
    const { outcome, lines } = await run(mainWith(`for (let i = 0; ; i++) console.log('round', i)`))
    expect(outcome).toMatchObject({ kind: 'stopped', reason: 'hang' })
    expect(lines.slice(0, 2)).toEqual(['round 0', 'round 1'])
  })

  test('a hundred thousand timers do no harm', async () => {
    const { outcome } = await run(mainWith(`for (let i = 0; i < 1e5; i++) setTimeout(() => {}, 0)`))
    expect(outcome.kind).toBe('finished')
  })
})

describe('a new run', () => {
  test('ends the old one, and nothing of the old one is heard again', async () => {
    const old: ConsoleEntry[] = []
    const first = sandbox.run(mainWith(`setInterval(() => console.log('old'), 1)`), {
      onConsole: (more) => old.push(...more),
    })
    await expect.poll(() => old.length).toBeGreaterThan(0)
    const second = await run(mainWith(`console.log('new'); await new Promise(r => setTimeout(r, 50))`))
    const heard = old.length
    expect(await first.done).toMatchObject({ kind: 'stopped', reason: 'user' })
    expect(second.lines).toEqual(['new'])
    expect(old.length).toBe(heard)
  })
})

describe('the sandbox holds', () => {
  const attempts: [string, string][] = [
    ['fetch', `await fetch('http://127.0.0.1/')`],
    ['import over http', `await import('http://127.0.0.1/x.js')`],
    ['importScripts', `importScripts('http://127.0.0.1/x.js')`],
    ['XMLHttpRequest', `new XMLHttpRequest()`],
    ['WebSocket', `new WebSocket('ws://127.0.0.1/')`],
    ['EventSource', `new EventSource('http://127.0.0.1/')`],
    ['another worker', `new Worker('data:text/javascript,1')`],
    ['indexedDB', `indexedDB.open('x')`],
    ['caches', `await caches.open('x')`],
    ['BroadcastChannel', `new BroadcastChannel('x')`],
    ['localStorage', `localStorage.getItem('x')`],
    ['document', `parent.document.body`],
    ['RTCPeerConnection', `new RTCPeerConnection()`],
  ]
  test.each(attempts)('%s is out of reach', async (_name, code) => {
    const { outcome } = await run(mainWith(`${code}\nconsole.log('reached')`))
    expect(outcome.kind).toBe('threw')
  })

  test('the report stays true though everything is overridden', async () => {
    const { outcome, lines } = await run(
      mainWith(`
        const g = globalThis
        console.log('before')
        MessagePort.prototype.postMessage = () => {}
        g.postMessage?.({ kind: 'outcome', outcome: { kind: 'finished', ms: 0 } })
        const { prototype } = Array
        for (const name of ['JSON', 'Promise', 'setTimeout', 'performance', 'Map', 'Array']) g[name] = null
        for (const name of ['push', 'map', 'slice', 'at']) prototype[name] = () => 0
        Function.prototype.call = Function.prototype.apply = () => {}
        String.prototype.matchAll = () => { throw 1 }
        g.console.log('after')
        throw new Error('the end')`),
    )
    expect(outcome.kind).toBe('threw')
    expect(lines[0]).toBe('before')
    expect(lines.at(-1)).toContain('Error: ')
  })

  test('hostile values are printed as text, without calling them', async () => {
    const { outcome, lines } = await run(
      mainWith(`
        console.log({ toString() { throw 1 }, get x() { console.log('called'); return 1 } })
        console.log(new Proxy({}, { ownKeys() { throw new Error('no') }, getPrototypeOf() { throw new Error('no') } }))
        console.log('x'.repeat(1e7))`),
    )
    expect(outcome.kind).toBe('finished')
    expect(lines).toHaveLength(3)
    expect(lines[2]?.length).toBe(10_000)
  })

  test('a frame that leaves is not believed any more, and is replaced', async () => {
    const leaving = sandbox.run(mainWith(`await new Promise(() => {})`), { onConsole: () => undefined })
    const frame = document.querySelector('iframe')
    frame?.setAttribute('srcdoc', '<p>somewhere else')
    expect(await leaving.done).toMatchObject({
      kind: 'stopped',
      message: expect.stringContaining('leave its sandbox'),
    })
    expect(frame?.isConnected).toBe(false)
    expect((await run(mainWith(`console.log('alive')`))).lines).toEqual(['alive'])
  })

  test('forged messages to the page from the frame are nobody’s business', async () => {
    window.postMessage({ kind: 'outcome', outcome: { kind: 'finished', ms: 0 } }, '*')
    window.postMessage(null, '*')
    const { lines } = await run(mainWith(`console.log('fine')`))
    expect(lines).toEqual(['fine'])
  })
})
