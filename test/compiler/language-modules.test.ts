import { describe, expect, it } from 'vitest'
import { LanguageService } from '../../src/compiler/language-service.ts'
import { buildPackagePack, buildTypesPack } from '../../src/compiler/types-pack.ts'

/** As at the top of a step's file. */
const head = `import Redis, { type RedisOptions } from 'ioredis'
import { activeCount, enumerate, Thread } from 'threading'
import { clear, every, runPending } from 'schedule'
import { setTimeout as sleep } from 'node:timers/promises'
export async function job(id: number): Promise<string> { return String(id) }
const redis = new Redis({ db: 5 } satisfies RedisOptions)
`
const headLines = head.split('\n').length - 1

const service = new LanguageService(buildTypesPack(), ['ioredis'])
service.addPackage('ioredis', buildPackagePack('ioredis'))

/** Codes of what is wrong with code below the head. */
function problems(code: string): (number | undefined)[] {
  service.update([{ name: 'exercise.ts', text: head + code }], [])
  const found = service.check('exercise.ts')
  for (const { line } of found) expect(line).toBeGreaterThan(headLines)
  return found.map((problem) => problem.code)
}

/** What hovering over a word below the head shows. */
function hover(code: string, word: string): string | undefined {
  service.update([{ name: 'exercise.ts', text: head + code }], [])
  return service.hover({ file: 'exercise.ts', offset: head.length + code.indexOf(word) + 1 })?.text
}

describe('types of what a step can import', () => {
  it.each([
    `const n: number = await redis.rpush('q', 'a', 'b')`,
    `const item: [string, string] | null = await redis.blpop('q', 'r', 1)`,
    `await redis.blpop('q', '0.5')`,
    `const all: Record<string, string> = await redis.hgetall('user:1')`,
    `await redis.set('code:ada', '123456', 'EX', 600)\nawait redis.set('user', '', 'NX')`,
    `redis.on('message', (channel, text) => channel.length + text.length)`,
    `for await (const keys of redis.scanStream({ match: 'user:*' })) console.log(keys)`,
    `const replies = await redis.multi().rpush('q', 'a').llen('q').exec()\nreplies?.at(0)?.[1]`,
    `const other: Redis = redis.duplicate()\nother.disconnect()\nawait redis.quit()`,
    `const text: string = await new Thread(job, 1).start().join()`,
    `const threads: Thread<string>[] = [1, 2].map((id) => new Thread(job, id).start())\nthreads[0].name = 'first'`,
    `const count: number = activeCount()\nconst names: string[] = enumerate().map(({ name }) => name)`,
    `every(1).seconds.do(job, 1)\nevery().day.at('10:30').tag('mail').do(() => sleep(2000))\nawait runPending()\nclear()`,
    `const stop = new AbortController()\nstop.signal.addEventListener('abort', () => redis.disconnect(), { once: true })\nAbortSignal.timeout(5).throwIfAborted()`,
    `const start = performance.now()\nawait sleep(1000, null, { signal: AbortSignal.timeout(5) })\nconst seconds = (performance.now() - start) / 1000`,
  ])('takes %s', (code) => {
    expect(problems(code)).toEqual([])
  })

  it.each([
    ['new Thread(job(1))', 2345],
    ["new Thread(job, 'one')", 2345],
    ['const text: string = await new Thread(job, 1)', 2322],
    ['every(1).seconds.do(job(1))', 2345],
    ['every(1).secunds.do(job, 1)', 2551],
    ["redis.blpop('q')", 2769],
    ["redis.blpop('q', 'r')", 2769],
    ["redis.rpush('q', { receiver: 'ada' })", 2769],
    ["redis.rpsh('q', 'a')", 2551],
    ["const first: string = await redis.lpop('q')", 2322],
    ["const pair: string | null = await redis.blpop('q', 1)", 2322],
    ['new Redis({ dbb: 6 })', 2769],
    ["import { threading } from 'threading'", 2724],
  ])('objects to %s', (code, problem) => {
    expect(problems(code)).toEqual([problem])
  })

  it('shows what they are, with their comments', () => {
    expect(hover("redis.rpush('q', 'a')", 'rpush')).toMatch(
      /rpush\(key: RedisKey, \.\.\.elements: .+\): Promise<number>/,
    )
    expect(hover('new Thread(job, 1).start()', 'start')).toMatch(
      /^\(method\) Thread<string>\.start\(\): Thread<string>\n\nStarts the function in a thread .+\n\n@throws Error/s,
    )
    expect(hover('enumerate()', 'enumerate')).toContain('The threads that this program has started')
    expect(hover('every(1).seconds.do(job, 1)', 'do')).toContain(
      'Says what to do, and puts the job on the list.',
    )
  })

  it('lists commands once each', () => {
    const code = 'redis.rp'
    service.update([{ name: 'exercise.ts', text: head + code }], [])
    const options =
      service.complete({ file: 'exercise.ts', offset: head.length + code.length })?.options ?? []
    const labels = options.map(({ label }) => label)
    expect(labels).toEqual(expect.arrayContaining(['rpush', 'blpop', 'lrange', 'quit', 'zadd']))
    expect(labels.filter((label) => label.endsWith('Buffer'))).toEqual([])
  })
})
