import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { once } from 'node:events'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLessonWorld } from '../../src/tools/lesson-clock.ts'
import { gradeFiles, type Job, type JobResult } from '../../src/tools/grade-files.ts'
import { projectRoot } from '../../src/tools/project.ts'

const files = fileURLToPath(new URL('lesson-files', import.meta.url))
const steps = [
  'time',
  'redis',
  'mail',
  'threads',
  'fetch',
  'leaves-much',
  'finds-nothing',
  'leaves-at-import',
  'finds-nothing-either',
]

let root: string
let results: ReadonlyMap<string, JobResult>

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'mailroom-'))
  symlinkSync(join(projectRoot, 'node_modules'), join(root, 'node_modules'))
  cpSync(files, join(root, 'lessons/01-world'), { recursive: true })
  const jobs = steps.map((step): Job => {
    const folder = `lessons/01-world/${step}`
    return { folder, file: join(root, folder, 'exercise.ts'), kind: 'tests' }
  })
  // One thread for all, so that what a file leaves behind would reach the next.
  const graded = await gradeFiles(root, jobs, { config: join(projectRoot, 'vite.config.ts'), maxWorkers: 1 })
  results = new Map(steps.map((step, index) => [step, graded[index] ?? { tests: [], errors: ['not run'] }]))
}, 120_000)

afterAll(() => {
  rmSync(root, { recursive: true })
})

/** Names of tests that failed, with their messages, and what went wrong beside them. */
const failures = (step: string): readonly string[] => {
  const { tests, errors } = results.get(step) ?? { tests: [], errors: ['not run'] }
  return [
    ...errors,
    ...tests.filter((one) => !one.isPassed).map(({ name, message }) => `${name}: ${message}`),
  ]
}

test.each([
  'time',
  'redis',
  'mail',
  'threads',
  'fetch',
  'leaves-much',
  'finds-nothing',
  'finds-nothing-either',
])('%s', (step) => {
  expect(failures(step)).toEqual([])
  expect(results.get(step)?.tests.length).toBeGreaterThan(0)
})

test('a file that cannot be loaded says so', () => {
  expect(failures('leaves-at-import')).toEqual([expect.stringContaining('cannot be loaded')])
})

test('code that outlives its world does not reach the real Redis either', async () => {
  const close = await openLessonWorld()
  await close()
  const [error] = (await once(connect(6379, 'localhost'), 'error')) as [NodeJS.ErrnoException]
  expect(error.message).toBe('connect ECONNREFUSED 127.0.0.1:1')
})

test('nor does fetch reach a server on this machine, in a lesson or after it', async () => {
  let hits = 0
  const server = createServer(() => hits++).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const realFetch = globalThis.fetch
  const close = await openLessonWorld()
  const refused = expect.objectContaining({ code: 'ECONNREFUSED', port }) as Error
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ cause: refused })
  await close()
  expect(globalThis.fetch).not.toBe(realFetch)
  void fetch(`http://127.0.0.1:${port}/`)
  server.close()
  await once(server, 'close')
  expect(hits).toBe(0)
})
