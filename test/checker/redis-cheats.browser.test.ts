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

/** The step: `push` puts a word at the end of a list. Cheats do not. */
const step = (exercise: string): SourceStep => ({
  exercise: `import { Redis, Command, ReplyError } from 'ioredis'
    import * as schedule from 'schedule'
    import { Thread } from 'threading'
    const attempt = (act: () => unknown) => { try { return act() } catch {} }
    const lie = async () => ['a']
    ${exercise}`,
  head: `import { Redis } from 'ioredis'
    const redis = new Redis()
    const lent = new Redis()
    beforeEach(() => redis.flushall())
    afterAll(async () => { await redis.quit(); await lent.quit() })`,
  tests: {
    'puts it there': `await exercise.push(lent, 'a'); expect(await redis.lrange('list', 0, -1)).toEqual(['a'])`,
    'puts it at the end': `await redis.rpush('list', 'x'); await exercise.push(lent, 'b')
      expect(await redis.lindex('list', -1)).toBe('b')`,
  },
})
const doNothing = `export const push = async (redis: any, word: string) => {}`

test('the honest answer passes', async () => {
  const honest = step(`export const push = (redis: Redis, word: string) => redis.rpush('list', word)`)
  expect(await check(honest)).toMatchObject({ kind: 'tested', isPassed: true })
})

describe('no cheat passes:', () => {
  const cheats: [string, string][] = [
    ['patches Redis.prototype', `attempt(() => { Redis.prototype.lrange = lie as never }); ${doNothing}`],
    [
      'patches what is behind Redis.prototype',
      `let p = Redis.prototype; while (p && p !== Object.prototype) {
         for (const key of ['lrange', 'lindex', 'sendCommand', 'emit', 'on', 'call', 'connect'])
           { attempt(() => { p[key] = lie }); attempt(() => Object.defineProperty(p, key, { value: lie })); attempt(() => delete p[key]) }
         p = Object.getPrototypeOf(p) }
       ${doNothing}`,
    ],
    [
      'patches Command',
      `for (const act of [
         () => Command.setReplyTransformer('lrange', () => ['a']), () => { Command.prototype.resolve = () => {} },
         () => { Object.defineProperty(Command.prototype, 'resolve', { set(f) { Object.defineProperty(this, 'resolve', { value: () => f(['a']) }) } }) },
         () => { Command._transformer.reply.lrange = () => ['a'] }, () => { Redis.Command = class {} },
       ]) attempt(act as never); ${doNothing}`,
    ],
    [
      'patches the default options',
      `attempt(() => { Redis.defaultOptions.keyPrefix = 'mine:' }); attempt(() => { Redis.defaultOptions.db = 3 })
       ${doNothing}`,
    ],
    [
      'patches the classes behind the instance it was lent',
      `export const push = async (redis: any, word: string) => {
         const parts = [redis.commandQueue, redis.offlineQueue, redis.stream, redis.connector, redis.condition,
           redis.stream?._readableState, redis.stream?._writableState, await redis.getBuffer('nothing'), redis.options]
         for (const part of parts) for (let p = part && Object.getPrototypeOf(part); p && p !== Object.prototype; p = Object.getPrototypeOf(p))
           for (const key of Reflect.ownKeys(p)) { attempt(() => { p[key] = () => ({ command: { resolve() {}, reject() {} } }) }); attempt(() => Object.defineProperty(p, key, { value: lie })) }
       }`,
    ],
    [
      'patches Thread.prototype and schedule',
      `attempt(() => { Thread.prototype.join = lie as never }); attempt(() => { (schedule as any).every = lie }); ${doNothing}`,
    ],
    [
      'patches what only subscribers have',
      `export const push = async (redis: any, word: string) => {
         const other = redis.duplicate(); await other.subscribe('news')
         const p = Object.getPrototypeOf(other.condition.subscriber)
         for (const key of Object.getOwnPropertyNames(p)) attempt(() => { p[key] = lie }); await other.quit()
         if (p.add === lie) await redis.rpush('list', word)
       }`,
    ],
    [
      'forges replies on its own instance',
      `export const push = async (redis: any, word: string) => { redis.lrange = lie; redis.lindex = async () => 'b'; redis.sendCommand = lie }`,
    ],
    [
      'empties Redis at the end',
      `export const push = async (redis: Redis, word: string) => { await redis.rpush('list', word); await redis.flushall() }`,
    ],
    [
      'writes a value of another type',
      `export const push = async (redis: Redis, word: string) => { await redis.set('list', word) }`,
    ],
    [
      'kills the tests’ connections',
      `export const push = async (redis: Redis, word: string) => { void (redis as any).client('KILL', 'TYPE', 'normal', 'SKIPME', 'no').catch(() => {}) }`,
    ],
    [
      'looks for ports and globals',
      `for (const act of [() => (globalThis as any).postMessage({ kind: 'report' }), () => (globalThis as any)['mailroom:clients'].plugIn(null),
         () => Redis.constructor('return this')().postMessage(1), () => (lie as any).constructor('return globalThis')(),
         () => new (Redis.prototype as any).stream.constructor(), () => (Redis as any).prototype.constructor.constructor('return process')().exit(0),
         () => (ReplyError as any).prototype.constructor.constructor('return this')(), () => process.exit(0), () => Buffer.from('x').constructor.constructor('return this')().close(),
         () => new MessageChannel(), () => new Worker('data:,') ]) attempt(act as never)
       ${doNothing}`,
    ],
    [
      'changes how stacks are written',
      `for (let c: any = ReplyError; c && c !== Function.prototype; c = Object.getPrototypeOf(c))
         { attempt(() => { c.prepareStackTrace = () => { throw 1 } }); attempt(() => { c.stackTraceLimit = Infinity }) }
       for (let c: any = schedule.ScheduleError; c && c !== Function.prototype; c = Object.getPrototypeOf(c)) attempt(() => { c.prepareStackTrace = () => { throw 1 } })
       ${doNothing}`,
    ],
    [
      'sets the clock',
      `attempt(() => { Object.getPrototypeOf(schedule.every(1).seconds.do(() => {}).nextRun).getTime = () => 0 })
       attempt(() => { (new Date() as any).constructor.now = () => 0 }); ${doNothing}`,
    ],
  ]
  test.each(cheats)('%s', async (_name, exercise) => {
    const report = await check(step(exercise))
    // It fails in a test: the realm still works, and nothing broke down instead.
    expect(report).toMatchObject({ kind: 'tested', isPassed: false })
  })
})

test('two connections share nothing that one of them could change', async () => {
  const report = await check({
    exercise: `import { Redis } from 'ioredis'\nexport const redis = new Redis()`,
    head: `import * as ioredis from 'ioredis'\nconst redis = new ioredis.Redis()
    async function use(redis) {
      await redis.set('a', 1); await redis.getBuffer('a'); await redis.multi().get('a').exec()
      const failure = await redis.incr('a', 'b').catch((error) => error)
      const other = redis.duplicate(); await other.subscribe('a'); await redis.publish('a', 'b')
      redis.defineCommand('own', { numberOfKeys: 1, lua: '' })
      const keys = []; for await (const some of redis.scanStream()) keys.push(some)
      return [redis, other, failure, redis.pipeline().get('a'), redis.scanStream(), await redis.getBuffer('a'), keys]
    }
    function reach(roots) {
      const found = new Map(), left = roots.map((root, index) => [root, String(index)])
      while (left.length > 0) {
        const [value, path] = left.pop()
        if ((typeof value !== 'object' && typeof value !== 'function') || value === null || found.has(value)) continue
        found.set(value, path)
        left.push([Object.getPrototypeOf(value), path + '.__proto__'])
        if (value instanceof Map || value instanceof Set) for (const item of [...value].flat()) left.push([item, path + '[]'])
        for (const key of Reflect.ownKeys(value)) {
          const { value: inner, get, set } = Object.getOwnPropertyDescriptor(value, key)
          for (const next of [inner, get, set]) left.push([next, path + '.' + String(key)])
          if (get && key !== 'Promise') { try { left.push([Reflect.get(value, key), path + '.' + String(key)]) } catch {} }
        }
      }
      return found
    }`,
    tests: {
      shared: `const own = reach([...await use(redis), ioredis]), theirs = reach([...await use(exercise.redis), ioredis])
        const shared = [...own].filter(([value]) => theirs.has(value))
        expect(shared.length).toBeGreaterThan(1000)
        const isOpen = (value) => ArrayBuffer.isView(value) ? Object.isExtensible(value) : !Object.isFrozen(value)
        expect(shared.filter(([value]) => isOpen(value)).map(([, path]) => path).slice(0, 20)).toEqual([])`,
    },
  })
  expect(report.kind === 'tested' && report.tests[0]).toEqual({
    name: 'shared',
    status: 'pass',
    ms: expect.any(Number),
    message: '',
  })
})

test('a command that nobody waits for, cut off by a disconnect, counts as it does in a terminal', async () => {
  const exercise = `import { Redis } from 'ioredis'
    export const wait = (redis: Redis) => { void redis.blpop('never', 0) }`
  const head = `import { Redis } from 'ioredis'\nconst own = new Redis()\nafterAll(() => own.disconnect())`
  const tests = { waits: `await own.ping(); exercise.wait(own); await own.duplicate().ping()` }
  expect(await check({ exercise, head, tests })).toMatchObject({
    kind: 'crashed',
    reason: 'unhandled',
    error: { message: 'Connection is closed.' },
  })
})

test('what an answer leaves open does not fail it', async () => {
  const exercise = `import { Redis } from 'ioredis'
    export const redis = new Redis()
    export const wait = (other: Redis) => { const waiting = other.duplicate(); void waiting.blpop('never', 0); return redis.ping() }`
  const head = `import { Redis } from 'ioredis'\nconst own = new Redis()`
  const tests = { waits: `expect(await exercise.wait(own)).toBe('PONG')` }
  expect(await check({ exercise, head, tests })).toMatchObject({ kind: 'tested', isPassed: true })
})
