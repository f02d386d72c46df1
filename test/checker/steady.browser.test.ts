import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadCheckerScript } from '../../src/checker/checker-script.ts'
import { Sandbox } from '../../src/sandbox/sandbox.ts'
import { pageScripts } from '../../src/sandbox/scripts.ts'
import { jobOfSources } from './source-jobs.ts'

let sandbox: Sandbox
const burners: Worker[] = []

beforeAll(() => {
  sandbox = new Sandbox(document.body, pageScripts(loadCheckerScript))
  const url = URL.createObjectURL(new Blob(['for (;;);'], { type: 'text/javascript' }))
  for (let i = 0; i < 2; i++) burners.push(new Worker(url))
})
afterAll(() => {
  for (const burner of burners) burner.terminate()
  sandbox.dispose()
})

test(
  'threads and Redis come to the same verdict each time, on a busy machine',
  { timeout: 100_000 },
  async () => {
    const job = await jobOfSources({
      exercise: `import { Redis } from 'ioredis'\nimport { Thread } from 'threading'
      import { setTimeout as sleep } from 'node:timers/promises'
      export async function job(name: string) {
        const redis = new Redis()
        for (;;) {
          const reply = await redis.blpop('queue', 1)
          if (!reply) break
          await sleep(100)
          await redis.rpush('done', name + reply[1])
        }
        await redis.quit()
      }
      export const run = (names: string[]) => Promise.all(names.map((name) => new Thread(job, name).start().join()))`,
      head: `import { Redis } from 'ioredis'\nconst redis = new Redis()\nbeforeEach(() => redis.flushall())\nafterAll(() => redis.quit())`,
      tests: {
        'two share the work': `await redis.rpush('queue', 1, 2, 3, 4, 5, 6); const start = Date.now()
        await exercise.run(['a', 'b']); expect(Date.now() - start).toBe(1300)
        const done = await redis.lrange('done', 0, -1); expect(done.map((word) => word[1]).sort().join('')).toBe('123456')
        expect(done.filter((word) => word[0] === 'a').length).toBe(3)`,
        'one waits for its second': `const start = Date.now(); await exercise.run(['a']); expect(Date.now() - start).toBe(1000)`,
        'the order is always the same': `await redis.rpush('queue', 1, 2, 3, 4); await exercise.run(['a', 'b', 'c'])
        expect(await redis.lrange('done', 0, -1)).toEqual(['a1', 'b2', 'c3', 'a4'])`,
      },
    })
    const reports = []
    for (let run = 0; run < 20; run++) {
      const report = await sandbox.check(job).done
      reports.push(
        report.kind === 'tested'
          ? report.tests.map(({ status, message }) => [status, message].join(' ').trim())
          : report,
      )
    }
    expect(reports).toEqual(Array.from({ length: 20 }, () => ['pass', 'pass', 'pass']))
  },
)
