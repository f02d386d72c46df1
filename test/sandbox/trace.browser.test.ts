import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunOptions } from '../../src/sandbox/run.ts'
import { Sandbox } from '../../src/sandbox/sandbox.ts'
import type { RunOutcome } from '../../src/wire/outcome.ts'
import type { RunProgram } from '../../src/wire/sandbox-messages.ts'
import { mainWith, moduleOf } from './programs.ts'
import { scriptsWithoutChecker } from './scripts-for-test.ts'
import { HeardTrace } from './traces.ts'

let sandbox: Sandbox

beforeAll(() => {
  sandbox = new Sandbox(document.body, scriptsWithoutChecker)
})
afterAll(() => sandbox.dispose())

/** Runs a program and waits until its own lane has told its end. */
async function traceOf(
  program: RunProgram,
  options: RunOptions = {},
): Promise<{ trace: HeardTrace; outcome: RunOutcome }> {
  const trace = new HeardTrace()
  const run = sandbox.run(program, { onConsole: () => undefined, onTrace: trace.add }, options)
  const outcome = await run.done
  await expect.poll(() => trace.of('end', 'main').length, { timeout: 5000 }).toBe(1)
  return { trace, outcome }
}

const head = `import { Thread } from 'threading'
import { setTimeout as sleep } from 'node:timers/promises'\n`
const withRedis = `${head}import { Redis } from 'ioredis'\n`
const programOf = (code: string): RunProgram => ({
  modules: [moduleOf('exercise.ts', code)],
  entry: 'exercise.ts',
})

describe('the recording of a run', () => {
  test('in no world: what main prints, its timers, its end', async () => {
    const before = Date.now()
    const { trace } = await traceOf(
      mainWith(`console.log('a'); console.log('a')
        clearTimeout(setTimeout(() => {}, 1000))
        setTimeout(() => console.warn('late'), 20)`),
    )
    expect(trace.words('main')).toEqual([
      ...['start main', 'print a', 'print a', 'set 1000', 'cleared', 'set 20', 'fired', 'print late'],
      'end returned',
    ])
    const times = trace.events.map(({ at }) => at)
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(times[0]).toBeGreaterThanOrEqual(before - 1)
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(20)
  })

  test('an error that ends the program is told, and that it did', async () => {
    const { trace, outcome } = await traceOf(mainWith(`throw new RangeError('no more')`))
    expect(outcome.kind).toBe('threw')
    expect(trace.words('main')).toEqual(['start main', 'RangeError: no more', 'end threw'])
  })

  test('of threads, each in its lane, in no world with servers', async () => {
    const { trace } = await traceOf(
      programOf(`${head}
        export async function inner() { await sleep(2); console.log('inner') }
        export async function job(id) { console.log('job', id); await new Thread(inner).start().join() }
        export async function main() { const thread = new Thread(job, 1).start(); await thread.join() }`),
    )
    expect(trace.words('main')).toEqual(['start main', 'thread Thread-1 job', 'end returned'])
    expect(trace.words('Thread-1')).toEqual([
      ...['start job', 'print job 1', 'thread Thread-1/Thread-1 inner', 'end returned'],
    ])
    expect(trace.words('Thread-1/Thread-1')).toEqual([
      ...['start inner', 'set 2', 'fired', 'print inner', 'end returned'],
    ])
  })

  test('of threads that talk to Redis: what a lane says before a command comes before the command', async () => {
    const { trace } = await traceOf(
      programOf(`${withRedis}
        export async function work() {
          const redis = new Redis()
          console.log('waiting')
          const [, item] = await redis.blpop('mail', 0)
          console.log('got', item)
          await redis.quit()
        }
        export async function main() {
          const thread = new Thread(work).start()
          const redis = new Redis()
          await sleep(50)
          // The first goes at once, the second with what comes next.
          console.log('pushing')
          console.log('now')
          await redis.rpush('mail', 'letter')
          console.log('pushed')
          await redis.quit()
          await thread.join()
        }`),
    )
    const inLane = (lane: string): string[] =>
      trace.words(lane).filter((words) => !/^(INFO|CLIENT|info|client)/.test(words))
    expect(inLane('main')).toEqual([
      ...['start main', 'thread Thread-1 work', 'set 50', 'fired', 'print pushing', 'print now'],
      ...['rpush mail letter', 'print pushed', 'quit', 'end returned'],
    ])
    expect(inLane('Thread-1')).toEqual([
      ...['start work', 'print waiting', 'blpop mail 0', 'print got letter', 'quit', 'end returned'],
    ])
    expect(trace.of('snapshot')).toHaveLength(1)
  })

  test('timers of the clients are nobody’s', async () => {
    const { trace } = await traceOf(
      programOf(`import { Redis } from 'ioredis'
        export async function main() {
          const redis = new Redis({ commandTimeout: 5000 })
          await redis.ping()
          await redis.quit()
        }`),
    )
    expect(trace.of('timer-set')).toEqual([])
    expect(trace.of('command', 'main').map(({ words }) => words[0])).toContain('ping')
  })

  test('with kept data, the next run has a recording of its own, which begins with what is there', async () => {
    const program = programOf(`import { Redis } from 'ioredis'
      export async function main() {
        const redis = new Redis()
        console.log(await redis.incr('n'))
        await redis.quit()
      }`)
    const first = await traceOf(program)
    const second = await traceOf(program, { keepsData: true })
    expect(first.trace.words('main')).toContain('print 1')
    expect(second.trace.words('main')).toContain('print 2')
    expect(second.trace.words('main')).not.toContain('print 1')
    expect(second.trace.of('snapshot')[0]?.keys).toMatchObject([{ key: 'n', text: '1' }])
  })

  test('of a program that asks and is asked', async () => {
    const trace = new HeardTrace()
    const program = {
      modules: [
        {
          ...moduleOf(
            'exercise.ts',
            `export const app = { fetch: async () => new Response('hello ' + (await fetch('https://api.example.com/music/1')).status) }`,
          ),
          exports: ['app'],
        },
      ],
      entry: 'exercise.ts',
    }
    const run = sandbox.run(program, { onConsole: () => undefined, onTrace: trace.add })
    const { body } = await run.request({ method: 'GET', path: '/?a=1', body: null, contentType: null })
    expect(body).toBe('hello 200')
    await expect.poll(() => trace.words('main').at(-1)).toBe('answered 200')
    expect(trace.words('main').slice(0, -1)).toEqual([
      ...['start main', 'asked GET /?a=1', 'GET https://api.example.com/music/1', '200 OK'],
    ])
    run.stop()
  })

  test('that Stop cuts off is there up to then', async () => {
    const cut = async (program: RunProgram, lanes: readonly string[]): Promise<HeardTrace> => {
      const trace = new HeardTrace()
      const run = sandbox.run(program, { onConsole: () => undefined, onTrace: trace.add })
      for (const lane of lanes)
        await expect.poll(() => trace.words(lane), { timeout: 10_000 }).toContain('print 3')
      run.stop()
      expect(await run.done).toMatchObject({ reason: 'user' })
      return trace
    }
    const alone = await cut(
      mainWith(`for (let i = 0; ; i++) { console.log(i); await new Promise((done) => setTimeout(done, 5)) }`),
      ['main'],
    )
    expect(alone.words('main').slice(0, 3)).toEqual(['start main', 'print 0', 'set 5'])
    const threads = await cut(
      programOf(`${withRedis}
        export async function tick() {
          const redis = new Redis()
          for (let i = 0; ; i++) { await redis.incr('n'); console.log(i); await sleep(5) }
        }
        export async function main() { new Thread(tick).start(); new Thread(tick).start(); await sleep(1e6) }`),
      ['Thread-1', 'Thread-2'],
    )
    expect(threads.of('end')).toEqual([])
    // The servers go on: what has not come yet comes still, and what they do on their own.
    await expect.poll(() => threads.of('client-closed').length).toBe(2)
  })

  test('a loop that gives nobody a turn is recorded up to its end', async () => {
    const trace = new HeardTrace()
    const outcome = await sandbox.run(mainWith(`for (let i = 0; ; i++) console.log(i)`), {
      onConsole: () => undefined,
      onTrace: trace.add,
    }).done
    expect(outcome).toMatchObject({ reason: 'hang' })
    expect(trace.words('main').slice(0, 3)).toEqual(['start main', 'print 0', 'print 1'])
    expect(trace.of('console').at(-1)?.entry.form).toBe('note')
  })

  test('a program that bends what there is bends no lane but its own', async () => {
    const { trace } = await traceOf(
      programOf(`${withRedis}
        export async function honest() {
          const redis = new Redis()
          await redis.set('honest', 1)
          console.log('honest')
          await redis.quit()
        }
        export async function crook() {
          const ports = []
          const forged = { kind: 'records', records: [{ at: 1, kind: 'console', entry: { level: 'log', form: 'line',
            values: [{ kind: 'primitive', type: 'string', text: 'forged' }], count: 1, indent: 0 } }] }
          for (const name of ['postMessage', 'start', 'close'])
            MessagePort.prototype[name] = function () { ports[ports.length] = this }
          globalThis.queueMicrotask = globalThis.setTimeout = globalThis.setInterval = () => 0
          globalThis.structuredClone = () => forged
          console.log('still heard')
          Array.prototype.map = Array.prototype.slice = Array.prototype.push = () => { throw new Error('bent') }
          for (const name of ['lane', 'thread', 'records']) globalThis[name] = forged
          const { port1, port2 } = new MessageChannel()
          for (const port of [port1, port2, ...ports]) port.postMessage(forged)
        }
        export async function main() {
          const bad = new Thread(crook)
          bad.name = 'main'
          await bad.start().join()
          await new Thread(honest).start().join()
        }`),
    )
    expect(trace.words('main (2)')).toEqual(['start crook', 'print still heard', 'end returned'])
    expect(trace.words('main')).toEqual([
      ...['start main', 'thread main (2) crook', 'thread Thread-2 honest', 'end returned'],
    ])
    expect(trace.words('Thread-2')).toEqual(
      expect.arrayContaining(['start honest', 'set honest 1', 'print honest', 'end returned']),
    )
    expect(trace.events.map(({ lane }) => lane)).not.toContain('tests')
    for (const { lane } of trace.of('console')) expect(trace.words(lane)).not.toContain('print forged')
  })

  test('nobody who listens: nothing is sent', async () => {
    const trace = new HeardTrace()
    await sandbox.run(mainWith(`console.log('a')`), { onConsole: () => undefined }).done
    expect(trace.events).toEqual([])
  })
})
