import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadCheckerScript } from '../../src/checker/checker-script.ts'
import type { CheckOptions } from '../../src/sandbox/run.ts'
import { Sandbox } from '../../src/sandbox/sandbox.ts'
import { pageScripts } from '../../src/sandbox/scripts.ts'
import type { CheckReport } from '../../src/wire/outcome.ts'
import { HeardTrace } from '../sandbox/traces.ts'
import { jobOfSources, type SourceStep } from './source-jobs.ts'

let sandbox: Sandbox

beforeAll(() => {
  sandbox = new Sandbox(document.body, pageScripts(loadCheckerScript))
})
afterAll(() => sandbox.dispose())

/** What was heard by the time the check was done. */
async function traceOf(
  step: SourceStep,
  options: CheckOptions = {},
): Promise<{ trace: HeardTrace; report: CheckReport }> {
  const trace = new HeardTrace()
  const report = await sandbox.check(await jobOfSources(step), { ...options, onTrace: trace.add }).done
  return { trace, report }
}

const withRedis: SourceStep = {
  exercise: `import { Redis } from 'ioredis'
    import { Thread } from 'threading'
    export async function work(): Promise<void> {
      const redis = new Redis()
      console.log('working')
      await redis.lpop('mail')
      await redis.quit()
    }
    export async function run(): Promise<void> {
      const redis = new Redis()
      console.warn('pushing')
      await redis.rpush('mail', 'letter')
      await redis.quit()
      await new Thread(work).start().join()
    }`,
  tests: {
    pops: `await exercise.run(); expect(1).toBe(1)`,
    'wants more': `expect(2, 'There should be three letters').toBe(3)`,
  },
}

test('a check in no world: its tests, what they print and how they ended', async () => {
  const { trace, report } = await traceOf({
    exercise: `export const add = (a: number, b: number): number => { console.error('adding', a); return a - b }`,
    tests: {
      'adds nothing': `expect(exercise.add(1, 0)).toBe(1)`,
      'adds one': `expect(exercise.add(1, 1), 'One and one is two').toBe(2)`,
    },
  })
  expect(report).toMatchObject({ kind: 'tested', isPassed: false })
  expect(trace.words('tests')).toEqual([
    ...['start tests', 'test adds nothing', 'print adding 1', 'pass adds nothing'],
    ...['test adds one', 'print adding 1', 'fails One and one is two', 'fail adds one', 'end returned'],
  ])
  expect(trace.of('tested')[1]).toMatchObject({ status: 'fail', message: 'One and one is two' })
  expect(trace.of('console')[0]?.entry.level).toBe('error')
})

test('with Redis and threads: all has come when the check is done, in the order of happening', async () => {
  const { trace } = await traceOf(withRedis)
  const words = trace.words('tests').filter((word) => !/^(INFO|CLIENT|info|client)/.test(word))
  expect(words).toEqual([
    ...['start tests', 'test pops', 'print pushing', 'rpush mail letter', 'quit', 'thread Thread-1 work'],
    ...['pass pops', 'test wants more', 'fails There should be three letters', 'fail wants more'],
    'end returned',
  ])
  expect(trace.words('Thread-1')).toEqual(
    expect.arrayContaining(['start work', 'print working', 'lpop mail', 'end returned']),
  )
  expect(trace.of('snapshot')).toHaveLength(1)
})

test('an assertion that does not hold is told before the test puts anything away, each time it is tried', async () => {
  const { trace } = await traceOf({
    exercise: `export const say = (word: string): void => console.log(word)`,
    head: `import { vi } from 'vitest'\nafterEach(() => exercise.say('after each'))`,
    tests: {
      cleans: `try { expect(1, 'One is two').toBe(2) } finally { exercise.say('finally') }`,
      gives: `try { expect.fail('No.\\n→ Never') } finally { await 0; exercise.say('finally') }`,
      waits: `let n = 0\nawait vi.waitFor(() => expect(++n, 'Three tries').toBe(3))`,
      rejects: `await expect(Promise.resolve(1), 'It fails').rejects.toThrow()`,
      breaks: `null!.x`,
    },
  })
  expect(trace.words('tests').slice(1, -1)).toEqual([
    ...['test cleans', 'fails One is two', 'print finally', 'fail cleans', 'print after each'],
    ...['test gives', 'fails No.', 'print finally', 'fail gives', 'print after each'],
    ...['test waits', 'fails Three tries', 'fails Three tries', 'print after each', 'pass waits'],
    ...['test rejects', 'fail rejects', 'print after each'],
    ...['test breaks', 'fail breaks', 'print after each'],
  ])
  expect(trace.of('failed').map(({ name }) => name)).toEqual(['cleans', 'gives', 'waits', 'waits'])
  expect(trace.of('failed')[1]?.message).toBe(trace.of('tested')[1]?.message)
})

test('an answer that cannot be loaded is the end of its lane', async () => {
  const { trace, report } = await traceOf({
    exercise: `export const a = 1\nthrow new Error('no')`,
    tests: { loads: 'expect(exercise.a).toBe(1)' },
  })
  expect(report.kind).toBe('crashed')
  expect(trace.words('tests')).toEqual(['start tests', 'end threw'])
})

test('a test that never ends leaves what was recorded', async () => {
  const { trace, report } = await traceOf({
    exercise: `export const wait = (): Promise<void> => { console.log('waiting'); return new Promise(() => {}) }`,
    tests: { waits: 'await exercise.wait()' },
    timeLimitMs: 3000,
  })
  expect(report).toMatchObject({ kind: 'timed-out', test: 'waits' })
  expect(trace.words('tests')).toEqual(['start tests', 'test waits', 'print waiting'])
})

test('the same seed gives the same order of threads, others give others', async () => {
  const race: SourceStep = {
    exercise: `import { Thread } from 'threading'
      export async function job(id: number): Promise<void> { console.log(id) }
      export async function run(): Promise<void> {
        await Promise.all([1, 2, 3].map((id) => new Thread(job, id).start().join()))
      }`,
    tests: { runs: 'await exercise.run()' },
  }
  const orderOf = async (orderSeed: number): Promise<string> => {
    const { trace } = await traceOf(race, { orderSeed })
    // On a busy machine what a thread has told may come a moment later than the report.
    await expect.poll(() => trace.of('console').length).toBe(3)
    const lines = trace.of('console').toSorted((a, b) => a.at - b.at)
    return lines.map(({ lane }) => lane).join(' ')
  }
  const orders = [await orderOf(1), await orderOf(2), await orderOf(3)]
  expect(new Set(orders).size).toBeGreaterThan(1)
  expect([await orderOf(1), await orderOf(2)]).toEqual(orders.slice(0, 2))
}, 60_000)
