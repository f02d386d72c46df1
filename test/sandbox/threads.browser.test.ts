import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Sandbox } from '../../src/sandbox/sandbox.ts'
import type { RunProgram } from '../../src/wire/sandbox-messages.ts'
import type { ConsoleEntry } from '../../src/wire/value-data.ts'
import { moduleOf } from './programs.ts'
import { lineOf, runIn } from './runs.ts'
import { scriptsWithoutChecker } from './scripts-for-test.ts'

let sandbox: Sandbox

beforeAll(() => {
  sandbox = new Sandbox(document.body, scriptsWithoutChecker)
})
afterAll(() => sandbox.dispose())

const program = (jobs: string, main: string, before = ''): RunProgram => ({
  modules: [
    moduleOf(
      'exercise.ts',
      `import { Thread, enumerate, activeCount } from 'threading'
import { setTimeout as sleep } from 'node:timers/promises'
${before}
${jobs}
export async function main() {
${main}
}`,
    ),
  ],
  entry: 'exercise.ts',
})
const finished = { outcome: { kind: 'finished' } }

describe('threads of a run', () => {
  test('run side by side, print with their names, and give their results', async () => {
    const { outcome, lines } = await runIn(
      sandbox,
      program(
        `export async function job(id) { console.log('job', id); return id * 2 }`,
        `const threads = [1, 2].map((id) => new Thread(job, id).start())
         console.log(activeCount())
         console.log(await Promise.all(threads.map((thread) => thread.join())) + '', enumerate().length)`,
      ),
    )
    expect(outcome).toMatchObject({ kind: 'finished' })
    expect([...lines].sort()).toEqual(['2', '2,4 0', 'Thread-1: job 1', 'Thread-2: job 2'])
  })

  test('BLPOP wakes a thread when another one pushes', async () => {
    const { outcome, lines } = await runIn(
      sandbox,
      program(
        `export async function consume() {
           const redis = new Redis()
           const [, item] = await redis.blpop('inbox', 0)
           await redis.quit()
           return item
         }
         export async function produce() { const redis = new Redis(); await sleep(50); await redis.rpush('inbox', 'letter'); await redis.quit() }`,
        `const consumer = new Thread(consume).start()
         new Thread(produce).start()
         console.log(await consumer.join())`,
        `import { Redis } from 'ioredis'`,
      ),
    )
    expect({ outcome, lines }).toMatchObject({ ...finished, lines: ['letter'] })
  })

  test('sixteen at once, not one more, nested ones counted', async () => {
    const { outcome, lines } = await runIn(
      sandbox,
      program(
        `export async function wait() { await sleep(1000) }
         export async function nest() { await new Thread(wait).start().join() }`,
        `const nested = new Thread(nest).start()
         const others = Array.from({ length: 14 }, () => new Thread(wait).start())
         await sleep(500)
         await new Thread(wait).start().join().catch((error) => console.log(error.name, error.message))
         await Promise.all([nested, ...others].map((thread) => thread.join()))
         console.log(await new Thread(wait).start().join(), 'again')`,
      ),
      { speed: 'fast' },
    )
    expect(outcome).toMatchObject({ kind: 'finished' })
    expect(lines).toEqual([
      expect.stringMatching(/^RangeError Thread-16 cannot start: 16 threads/),
      'undefined again',
    ])
  })

  test('a thread that hangs is ended, and whoever joins it is told', async () => {
    const { outcome, lines } = await runIn(
      sandbox,
      program(
        `export function spin() { for (;;); }`,
        `await new Thread(spin).start().join().catch((error) => console.log(error.message))`,
      ),
    )
    expect({ outcome, lines }).toMatchObject({
      ...finished,
      lines: [expect.stringMatching(/^Thread-1 was stopped: for \d s it gave nothing else a turn/)],
    })
  })

  test('errors come with their lines: joined, not joined, and from timers', async () => {
    const { entries, lines } = await runIn(
      sandbox,
      program(
        `export async function fail() {\nthrow new RangeError('no')\n}
         export async function late() { setTimeout(() => { throw new Error('tick') }, 1); await sleep(20) }`,
        `await new Thread(fail).start().join().catch((error) => console.log(error.name, error.stack.includes('exercise.ts:5')))
         new Thread(fail).start()
         await new Thread(late).start().join()`,
      ),
    )
    expect([...lines].sort()).toEqual([
      'RangeError true',
      'Thread-2: RangeError: no',
      'Thread-3: Error: tick',
    ])
    expect(entries.find(({ thread }) => thread === 'Thread-2')?.error?.frames[0]).toMatchObject({ line: 5 })
  })

  test('a run waits for its threads', async () => {
    const { outcome, lines } = await runIn(
      sandbox,
      program(
        `export async function job() { await sleep(300); console.log('done') }`,
        `new Thread(job).start()`,
      ),
    )
    expect({ outcome, lines }).toMatchObject({ ...finished, lines: ['Thread-1: done'] })
  })

  test('Stop ends them: nothing more is heard, and Redis loses its clients', async () => {
    const heard: ConsoleEntry[] = []
    const services: { prompt(line: string): Promise<{ text: string }> }[] = []
    const run = sandbox.run(
      program(
        `export async function tick() { const redis = new Redis(); for (;;) { await redis.incr('n'); console.log('tick'); await sleep(5) } }`,
        `new Thread(tick).start(); new Thread(tick).start(); await sleep(1e6)`,
        `import Redis from 'ioredis'`,
      ),
      {
        onConsole: (entries) => heard.push(...entries),
        onServices: (link) => void (link && services.push(link)),
      },
    )
    await expect.poll(() => new Set(heard.map(({ thread }) => thread)).size, { timeout: 10_000 }).toBe(2)
    run.stop()
    const count = heard.length
    expect(await run.done).toMatchObject({ kind: 'stopped', reason: 'user' })
    const prompt = async (line: string): Promise<string> => (await services[0]?.prompt(line))?.text ?? ''
    await expect.poll(async () => (await prompt('client list')).split('\n').length).toBe(1)
    const before = await prompt('get n')
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect([await prompt('get n'), heard.length]).toEqual([before, count])
    expect(heard.map(lineOf)[0]).toMatch(/^Thread-\d: tick$/)
  })

  test('their time is the world’s: three that sleep for a minute each wake in order', async () => {
    const { lines, ms } = await runIn(
      sandbox,
      program(
        `export async function nap(id, ms) { const start = Date.now(); await sleep(ms); return id + ' ' + (Date.now() - start) }`,
        `const order = []
         const threads = [['a', 60_000], ['b', 30_000], ['c', 45_000]].map(([id, ms]) => new Thread(nap, id, ms).start())
         await Promise.all(threads.map(async (thread) => order.push(await thread.join())))
         console.log(order.join(', '))`,
      ),
      { speed: 'fast' },
    )
    expect(lines).toEqual(['b 30000, c 45000, a 60000'])
    expect(ms).toBeLessThan(20_000)
  })

  test('the doors are shut in a thread, too', async () => {
    const { lines } = await runIn(
      sandbox,
      program(
        `export function look() {
           const doors = ['Worker', 'importScripts', 'XMLHttpRequest', 'WebSocket', 'indexedDB', 'caches', 'postMessage', 'close', 'BroadcastChannel']
           return doors.filter((name) => globalThis[name] !== undefined).join()
         }`,
        `console.log('[' + await new Thread(look).start().join() + ']')`,
      ),
    )
    expect(lines).toEqual(['[]'])
  })

  test('ports that a program gets hold of by bending MessagePort harm nobody but itself', async () => {
    const hostile = program(
      `export async function job() { await sleep(1); return 1 }`,
      `const real = MessagePort.prototype.postMessage
       const caught = new Set()
       MessagePort.prototype.postMessage = function (...values) { caught.add(this); return real.apply(this, values) }
       await new Thread(job).start().join(); await sleep(5)
       for (const port of caught) for (const junk of [null, 1, 'x', {}, { kind: 'quiet' }, { kind: 'thread-start', id: 1 },
         { kind: 'thread-started', task: 1, threadName: {} }, { kind: 'quiet', round: 1, sent: NaN, received: {}, next: 1 }, 'x'.repeat(1e6)])
         real.call(port, junk)
       console.log('sent')`,
    )
    expect((await runIn(sandbox, hostile)).lines).toContain('sent')
    const { lines } = await runIn(
      sandbox,
      program(`export function job() { return 'fine' }`, `console.log(await new Thread(job).start().join())`),
    )
    expect(lines).toEqual(['fine'])
  })
})
