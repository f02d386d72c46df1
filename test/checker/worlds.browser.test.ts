import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadCheckerScript } from '../../src/checker/checker-script.ts'
import { Sandbox } from '../../src/sandbox/sandbox.ts'
import { pageScripts } from '../../src/sandbox/scripts.ts'
import type { CheckReport } from '../../src/wire/outcome.ts'
import { jobOfSources, type SourceStep } from './source-jobs.ts'

let sandbox: Sandbox

beforeAll(() => {
  sandbox = new Sandbox(document.body, pageScripts(loadCheckerScript))
})
afterAll(() => sandbox.dispose())

const check = async (step: SourceStep): Promise<CheckReport> => sandbox.check(await jobOfSources(step)).done

/** What failed, by test; nothing if all passed. */
async function failures(step: SourceStep): Promise<unknown> {
  const report = await check(step)
  if (report.kind !== 'tested') return report
  const failed = report.tests
    .filter(({ status }) => status !== 'pass')
    .map(({ name, message }) => ({ name, message }))
  return report.isPassed || failed.length > 0 ? failed : report
}

const sleepImport = `import { setTimeout as sleep } from 'node:timers/promises'\n`
const redisHead = `import { Redis } from 'ioredis'
  ${sleepImport}
  const redis = new Redis()
  beforeEach(() => redis.flushall())
  afterAll(() => redis.quit())`

describe('time in a check', () => {
  test('passes at once, and all clocks agree', async () => {
    const started = performance.now()
    const step = {
      exercise: `${sleepImport}export async function hour() { const d = Date.now(), p = performance.now()
        await sleep(3_600_000); return [Date.now() - d, Math.round(performance.now() - p), new Date().getTime() - d] }
        export const timer = () => new Promise((resolve) => setTimeout(() => resolve(Date.now()), 90_000))
        export const late = () => AbortSignal.timeout(60_000)`,
      head: sleepImport,
      tests: {
        'an hour': `const start = Date.now(); expect(await exercise.hour()).toEqual([3600000, 3600000, 3600000])
          expect(Date.now() - start).toBe(3600000)`,
        'a timer of its own': `const start = Date.now(); expect((await exercise.timer()) - start).toBe(90000)`,
        'a race that nobody wins': `expect(await Promise.race([new Promise(() => {}), sleep(60_000, 'late')])).toBe('late')`,
        'an AbortSignal': `const signal = exercise.late(); await sleep(59_000); expect(signal.aborted).toBe(false)
          await sleep(2000); expect(signal.aborted).toBe(true); expect(signal.reason.name).toBe('TimeoutError')`,
        'a date': `expect(new Date() instanceof Date).toBe(true); expect(new Date(0).getTime()).toBe(0)`,
      },
    }
    expect(await failures(step)).toEqual([])
    expect(performance.now() - started).toBeLessThan(30_000)
  })

  test('is the time of schedule, whose jobs are the same for the tests', async () => {
    const step = {
      exercise: `import { every, runPending } from 'schedule'\n${sleepImport}
        export const ran: number[] = []
        export function plan() { every(10).seconds.tag('mail').do(() => ran.push(Date.now())) }
        export async function serve() { for (let i = 0; i < 60; i++) { await runPending(); await sleep(1000) } }`,
      head: `import { clear, getJobs } from 'schedule'`,
      tests: {
        'has one job': `exercise.plan(); expect(getJobs('mail').length).toBe(1)
          expect(getJobs()[0].nextRun.getTime() - Date.now()).toBe(10000)`,
        'runs it': `const start = Date.now(); await exercise.serve()
          expect(exercise.ran.map((at) => at - start)).toEqual([10000, 20000, 30000, 40000, 50000]); clear()`,
        'is clear': `expect(getJobs()).toEqual([])`,
      },
    }
    expect(await failures(step)).toEqual([])
  })
})

test('a test can listen to what the program prints', async () => {
  const step = {
    exercise: `export const say = () => { console.error('could not', 1); console.log('fine') }`,
    head: `import { vi } from 'vitest'`,
    tests: {
      hears: `const heard = vi.spyOn(console, 'error').mockImplementation(() => {}); exercise.say()
        expect(heard.mock.calls).toEqual([['could not', 1]])`,
    },
  }
  const report = await check(step)
  expect(report).toMatchObject({ kind: 'tested', isPassed: true, lines: ['fine'] })
})

describe('threads in a check', () => {
  const jobs = `import { Thread } from 'threading'\n${sleepImport}
    export async function job(id: number) { await sleep(1000); return id * 2 }
    export async function fails() { throw new RangeError('no way') }
    async function hidden() {}
    export async function four() {
      const threads = [1, 2, 3, 4].map((id) => new Thread(job, id).start())
      return await Promise.all(threads.map((thread) => thread.join()))
    }
    export const failing = () => new Thread(fails).start()
    export const hiding = () => new Thread(hidden).start().join()`

  test('overlap, report their errors, and are counted', async () => {
    const step = {
      exercise: jobs,
      head: `import { Thread, activeCount, enumerate } from 'threading'\n${sleepImport}`,
      tests: {
        'four take as long as one': `const start = Date.now(); expect(await exercise.four()).toEqual([2, 4, 6, 8])
          expect(Date.now() - start).toBe(1000)`,
        'are counted': `const all = exercise.four(); expect(activeCount()).toBe(4)
          expect(enumerate()[0] instanceof Thread).toBe(true); await all; expect(activeCount()).toBe(0)`,
        'throw where they are joined': `await expect(exercise.failing().join()).rejects.toThrow(new RangeError('no way'))`,
        'need an export': `await expect(exercise.hiding()).rejects.toThrow('it is not exported')`,
        'are the tests’ too': `expect(await new Thread(exercise.job, 4).start().join()).toBe(8)`,
        'may fail unseen': `exercise.failing(); await sleep(1000)`,
      },
    }
    const report = await check(step)
    expect(report).toMatchObject({ kind: 'tested', isPassed: true })
    if (report.kind === 'tested') expect(report.lines).toContain('Thread-12 │ RangeError: no way')
  })

  test('run functions of given files, also of those that only the tests import', async () => {
    const step = {
      exercise: `import { twice } from './given'\nimport { Thread } from 'threading'\nexport const go = () => new Thread(twice, 4).start().join()`,
      files: {
        'given.ts': 'export const twice = (n: number) => n * 2',
        'more.ts': 'export const more = () => 7',
      },
      head: `import { Thread } from 'threading'\nimport { more } from './more'`,
      tests: {
        given: `expect(await exercise.go()).toBe(8)`,
        more: `expect(await new Thread(more).start().join()).toBe(7)`,
      },
    }
    expect(await failures(step)).toEqual([])
  })

  test('that never give a turn are ended, and their test fails', async () => {
    const step = {
      exercise: `import { Thread } from 'threading'\nexport function loop() { for (;;); }\nexport const go = () => new Thread(loop).start().join()`,
      tests: { 'has an end': `await exercise.go()` },
      timeLimitMs: 10_000,
    }
    expect(await failures(step)).toEqual([
      {
        name: 'has an end',
        message: expect.stringMatching(/Thread-1 was stopped: for \d s it gave nothing else a turn/),
      },
    ])
  })
})

describe('Redis in a check', () => {
  test('works as it is, in virtual time', async () => {
    const step = {
      exercise: `import Redis from 'ioredis'
        export const push = (redis: Redis, ...words: string[]) => redis.rpush('list', ...words)
        export const take = (redis: Redis, seconds: number) => redis.blpop('list', seconds)
        export class Named extends Redis { nick = 'n'; override get(key: string): never { throw new Error(key) } }
        export const own = () => new Redis()
        export const dup = (redis: Redis) => redis.duplicate()`,
      head: redisHead,
      tests: {
        lists: `expect(await exercise.push(redis, 'a', 'b')).toBe(2); expect(await redis.lpop('list')).toBe('a')`,
        'a wait that ends': `const start = Date.now(); expect(await exercise.take(redis, 30)).toBe(null)
          expect(Date.now() - start).toBe(30000)`,
        'a wait that is answered': `const other = exercise.dup(redis); const got = exercise.take(redis, 30)
          await sleep(1000); await exercise.push(other, 'x'); expect(await got).toEqual(['list', 'x']); await other.quit()`,
        expiry: `await redis.set('k', 'v', 'EX', 60); await sleep(59_000); expect(await redis.ttl('k')).toBe(1)
          await sleep(1001); expect(await redis.exists('k')).toBe(0)`,
        'errors, pipelines, transactions': `await redis.set('t', 'a'); await expect(redis.incr('t')).rejects.toThrow('not an integer')
          const replies = await redis.pipeline().set('a', 1).incr('a').lpush('t', 1).exec()
          expect(replies.map(([error, value]) => error?.message.slice(0, 9) ?? value)).toEqual(['OK', 2, 'WRONGTYPE'])
          expect(await redis.multi().incr('a').incr('a').exec()).toEqual([[null, 3], [null, 4]])`,
        'pub/sub and buffers': `const other = exercise.own(); const heard = new Promise((r) => other.on('message', (...w) => r(w)))
          await other.subscribe('news'); await redis.publish('news', 'hi'); expect(await heard).toEqual(['news', 'hi'])
          other.disconnect(); await redis.set('b', 'ä'); expect([...(await redis.getBuffer('b'))]).toEqual([195, 164])`,
        'an instance that is patched, a class that is extended': `const other = exercise.own(); other.get = async () => 'mine'
          expect(await other.get('x')).toBe('mine'); expect(await redis.get('x')).toBe(null); await other.quit()
          const named = new exercise.Named(); expect(() => named.get('k')).toThrow('k'); expect(named.nick).toBe('n'); named.disconnect()`,
        'a stream, a script-free scan': `await redis.mset({ a: 1, b: 2, c: 3 }); const keys = []
          for await (const some of redis.scanStream()) keys.push(...some); expect(keys.sort()).toEqual(['a', 'b', 'c'])`,
        'a reconnect after CLIENT KILL': `const other = exercise.own(); const id = await other.client('ID')
          await redis.client('KILL', 'ID', id); expect(await other.ping()).toBe('PONG'); await other.quit()`,
      },
    }
    expect(await failures(step)).toEqual([])
  })

  test('belongs to one check', async () => {
    const exercise = `import { Redis } from 'ioredis'\nexport const redis = new Redis()`
    const left = { exercise, tests: { leaves: `await exercise.redis.set('left', 'yes')` } }
    expect(await failures(left)).toEqual([])
    const next = { exercise, tests: { finds: `expect(await exercise.redis.get('left')).toBe(null)` } }
    expect(await failures(next)).toEqual([])
  })
})
