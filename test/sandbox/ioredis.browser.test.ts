import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Sandbox } from '../../src/sandbox/sandbox.ts'
import type { RunProgram } from '../../src/wire/sandbox-messages.ts'
import { mainWith } from './programs.ts'
import { runIn } from './runs.ts'
import { scriptsWithoutChecker } from './scripts-for-test.ts'

let sandbox: Sandbox

beforeAll(() => {
  sandbox = new Sandbox(document.body, scriptsWithoutChecker)
})
afterAll(() => sandbox.dispose())

const imports = `import Redis from 'ioredis'\nimport { setTimeout as sleep } from 'node:timers/promises'\n`
const withRedis = (body: string): RunProgram =>
  mainWith(`const redis = new Redis()\n${body}\nawait redis.quit()`, imports)
const finished = { outcome: { kind: 'finished' } }

describe('the real ioredis in a run', () => {
  const programs: [string, string, string[]][] = [
    ['sets and gets', `console.log(await redis.set('a', 'grüße'), await redis.get('a'))`, ['OK grüße']],
    [
      'pipelines',
      `const p = redis.pipeline(); for (let i = 0; i < 100; i++) p.incr('n')
       console.log((await p.exec()).at(-1)[1], await redis.get('n'))`,
      ['100 100'],
    ],
    [
      'runs transactions, with errors in their place',
      `await redis.set('text', 'a')
       const replies = await redis.multi().set('k', 1).incr('text').get('k').exec()
       console.log(replies.map(([error, reply]) => error?.message ?? reply).join(' | '))`,
      ['OK | ERR value is not an integer or out of range | 1'],
    ],
    [
      'publishes and subscribes, on a duplicate',
      `const other = redis.duplicate()
       const heard = new Promise((resolve) => other.on('message', (...words) => resolve(words.join(' '))))
       await other.subscribe('news')
       console.log(await redis.publish('news', 'hello'), await heard)
       await other.quit()`,
      ['1 news hello'],
    ],
    [
      'streams a scan',
      `await redis.mset(Object.fromEntries(Array.from({ length: 500 }, (_, i) => ['key' + i, i])))
       let count = 0
       for await (const keys of redis.scanStream({ match: 'key*', count: 100 })) count += keys.length
       console.log(count)`,
      ['500'],
    ],
    [
      'comes back after CLIENT KILL',
      `await redis.set('kept', 'yes')
       const events = []
       for (const name of ['close', 'reconnecting', 'ready']) redis.on(name, () => events.push(name))
       const other = redis.duplicate()
       await other.client('KILL', 'ID', await redis.client('ID'))
       await new Promise((resolve) => redis.once('ready', resolve))
       console.log(await redis.get('kept'), events.join(' '))
       await other.quit()`,
      ['yes close reconnecting ready'],
    ],
    [
      'is told what is wrong, in its own errors',
      `await redis.lpush('list', 1)
       await redis.get('list').catch((error) => console.log(error.name, error.message))`,
      ['ReplyError WRONGTYPE Operation against a key holding the wrong kind of value'],
    ],
    [
      'reaches nothing else',
      `const lost = new Redis(6380, { retryStrategy: () => null, lazyConnect: true })
       lost.on('error', (error) => console.log(error.message))
       await lost.connect().catch(() => {})`,
      ['connect ECONNREFUSED 127.0.0.1:6380'],
    ],
  ]
  test.each(programs)('%s', async (_name, body, expected) => {
    const { outcome, lines } = await runIn(sandbox, withRedis(body))
    expect({ outcome, lines }).toMatchObject({ ...finished, lines: expected })
  })

  test('a connection left open ends the run after a while, with a note', async () => {
    const { outcome, lines, ms } = await runIn(
      sandbox,
      mainWith(`const redis = new Redis()\nawait redis.ping()`, imports),
    )
    expect(outcome).toMatchObject({ kind: 'finished' })
    expect(lines).toEqual([
      expect.stringMatching(/1 connection to Redis is still open.*await redis\.quit\(\)/),
    ])
    expect(ms).toBeGreaterThan(2000)
  })

  test('disconnect() ends the run at once: nothing of the client holds it open', async () => {
    const { outcome, lines } = await runIn(
      sandbox,
      mainWith(`const redis = new Redis()\nawait redis.ping()\nredis.disconnect()`, imports),
    )
    expect({ outcome, lines }).toMatchObject({ ...finished, lines: [] })
  })

  test('what the clients’ script leaves behind is out of the program’s reach', async () => {
    const program = mainWith(
      `console.log(Object.getOwnPropertyNames(globalThis).filter((name) => name.startsWith('mailroom')).length)`,
      imports,
    )
    expect((await runIn(sandbox, program)).lines).toEqual(['0'])
  })
})

describe('a run’s Redis', () => {
  const show = withRedis(`console.log((await redis.keys('*')).sort().join(' ')); await redis.set('left', 1)`)

  test('starts with the seed, and afresh unless its data is kept', async () => {
    const seed = '# two keys\nset a 1\n\nrpush "b c" x y\n'
    const first = await runIn(sandbox, show, { seed })
    expect(first.lines).toEqual(['a b c'])
    expect((await runIn(sandbox, show, { seed })).lines).toEqual(['a b c'])
    const kept = await runIn(sandbox, show, { seed, keepsData: true })
    expect(kept.lines).toEqual(['a b c left'])
    expect(await first.services?.prompt('ping').catch((error: Error) => error.message)).toContain('ended')
    expect((await runIn(sandbox, show)).lines).toEqual([''])
  })

  test('outlives the run, for the prompt and the panel', async () => {
    const { services } = await runIn(sandbox, withRedis(`await redis.rpush('inbox', 'a', 'b')`))
    expect(await services?.prompt('lrange inbox 0 -1')).toEqual({
      text: '1) "a"\n2) "b"',
      isError: false,
      prompt: '127.0.0.1:6379>',
    })
  })

  test('tells the panel what it holds, at once and after each change, without the prompt’s own client', async () => {
    const services = sandbox.openServices('set a 1')
    const sizes: (number | undefined)[] = []
    const commands: string[] = []
    let clients = -1
    services.listen({
      onState: (state) => {
        sizes.push(state.sizes[0])
        clients = state.clients.length
      },
      onCommands: (events) => commands.push(...events.map(({ words }) => words.join(' '))),
    })
    services.watch(0)
    await expect.poll(() => sizes, { timeout: 10_000 }).toEqual([1])
    await services.prompt('set b 2')
    await expect.poll(() => sizes.at(-1)).toBe(2)
    await expect.poll(() => commands).toEqual(['set b 2'])
    expect(clients).toBe(0)
  })

  test('the first run takes over the world that was opened for it, unless somebody typed into that', async () => {
    const opened = sandbox.openServices('set a 1')
    const first = await runIn(sandbox, show, { seed: 'set a 1' })
    expect(first.services).toBe(opened)
    const second = await runIn(sandbox, show, { seed: 'set a 1' })
    expect(second.services).not.toBe(opened)
    const typedInto = sandbox.openServices('set a 1')
    await typedInto.prompt('set b 2')
    const { services, lines } = await runIn(sandbox, show, { seed: 'set a 1' })
    expect(services).not.toBe(typedInto)
    expect(lines).toEqual(first.lines)
    sandbox.openServices('set a 1')
    expect((await runIn(sandbox, show, { seed: 'set c 3' })).lines).not.toEqual(first.lines)
  })

  test('a seed that is refused is told with its line', async () => {
    const { outcome } = await runIn(sandbox, show, { seed: 'set a 1\nlpush a 2' })
    expect(outcome).toMatchObject({
      kind: 'threw',
      error: { message: expect.stringContaining('Line 2') as string },
    })
  })

  test('says when it is ready, and its end is told', async () => {
    const services = sandbox.openServices('')
    await services.ready
    let hasEnded = false
    services.listen({ onEnd: () => (hasEnded = true) })
    const waiting = services.prompt('blpop nothing 0').catch((error: Error) => error.message)
    sandbox.openServices('')
    expect(hasEnded).toBe(true)
    expect(await waiting).toContain('ended')
  })
})

describe('time', () => {
  test('as fast as possible, sleeping takes none, and Redis agrees', async () => {
    const program = withRedis(`const start = Date.now(), begun = performance.now()
      await redis.set('a', 1, 'EX', 60)
      await sleep(10_000)
      console.log(Date.now() - start, performance.now() - begun, await redis.ttl('a'))
      await sleep(49_999); console.log(await redis.get('a'))
      await sleep(2); console.log(await redis.get('a'))
      console.log(await redis.blpop('none', 5), Date.now() - start)`)
    const { outcome, lines, ms } = await runIn(sandbox, program, { speed: 'fast' })
    expect({ outcome, lines }).toMatchObject({
      ...finished,
      lines: ['10000 10000 50', '1', 'null', 'null 65001'],
    })
    expect(ms).toBeLessThan(20_000)
  })

  test('in a world that was opened before the run and in real time, all agree from the first line on', async () => {
    sandbox.openServices('')
    const program = withRedis(`const [s, us] = await redis.time()
      console.log(Date.now() - (Number(s) * 1000 + Number(us) / 1000))`)
    expect((await runIn(sandbox, program, { speed: 'fast' })).lines).toEqual(['0'])
  })

  test('at 20×, ten seconds take half of one', async () => {
    const { lines, ms } = await runIn(
      sandbox,
      mainWith(`await sleep(10_000); console.log('done')`, imports),
      {
        speed: 20,
      },
    )
    expect(lines).toEqual(['done'])
    expect(ms).toBeGreaterThan(450)
    expect(ms).toBeLessThan(8000)
  })

  test('the speed can be changed on the way', async () => {
    const run = sandbox.run(mainWith(`console.log('go'); await sleep(100_000)`, imports), {
      onConsole: () => run.setSpeed('fast'),
    })
    expect(await run.done).toMatchObject({ kind: 'finished' })
  })

  test('AbortSignal.timeout goes by the same clock', async () => {
    const program = mainWith(
      `const start = Date.now()
       await sleep(60_000, null, { signal: AbortSignal.timeout(3000) }).catch((error) => console.log(error.cause.name, Date.now() - start))`,
      imports,
    )
    expect((await runIn(sandbox, program, { speed: 'fast' })).lines).toEqual(['TimeoutError 3000'])
  })
})
