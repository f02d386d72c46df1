import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadCheckerScript } from '../../src/checker/checker-script.ts'
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

async function linesOf(step: SourceStep): Promise<{ trace: HeardTrace; report: CheckReport }> {
  const trace = new HeardTrace()
  const report = await sandbox.check(await jobOfSources(step), { onTrace: trace.add }).done
  return { trace, report }
}

const queue: SourceStep = {
  exercise: `import { keep } from './given'
export class MyQueue {
  #items: string[] = []
  push(item: string): void {
    this.#items.push(item)
    keep()
  }
  pop(): string | undefined {
    return this.#items.pop()
  }
}`,
  files: {
    'given.ts': `let kept = 0\nexport function keep() {\n  kept++\n}\nexport const size = () => kept`,
  },
  head: `import { size } from './given'`,
  tests: {
    first: `const queue = new exercise.MyQueue()\nqueue.push('a')\nexpect(queue.pop()).toBe('a')`,
    second: `const queue = new exercise.MyQueue()\nqueue.push('b')\nqueue.push('c')\nexpect(size()).toBe(3)\nexpect(queue.pop(), 'First in, first out').toBe('b')`,
    third: `expect(1).toBe(2)`,
  },
}

test('in the test that is asked about the exercise tells of its lines and variables; nothing else does', async () => {
  const { trace, report } = await linesOf({ ...queue, linesOf: 'second' })
  expect(report).toMatchObject({
    kind: 'tested',
    tests: [{ status: 'pass' }, { status: 'fail', message: 'First in, first out' }, { status: 'skipped' }],
  })
  expect(trace.words('tests')).toEqual([
    ...['start tests', 'test first', 'pass first', 'test second'],
    ...['line 5', 'line 6', 'line 5', 'line 6', 'line 9'],
    ...['fails First in, first out', 'fail second', 'end returned'],
  ])
  expect(trace.of('enter').map(({ name, file }) => `${file} ${name}`)).toEqual([
    ...['exercise.ts MyQueue.push', 'exercise.ts MyQueue.push', 'exercise.ts MyQueue.pop'],
  ])
  const [pushed] = trace.of('step')
  expect(pushed?.changes?.map(({ name }) => name)).toEqual(['this', 'item'])
  expect(trace.of('leave').at(-1)?.value).toMatchObject({ text: 'c' })
  expect(trace.of('structure').at(-1)).toMatchObject({ type: 'MyQueue', items: ['b'], method: 'pop()' })
})

test('a check that is not asked about lines tells of none', async () => {
  const { trace } = await linesOf(queue)
  expect(trace.of('enter')).toEqual([])
  expect(trace.of('tested').map(({ status }) => status)).toEqual(['pass', 'fail', 'fail'])
})

test('with Redis and threads, lines stand between the commands, in the lanes that they are of', async () => {
  const { trace } = await linesOf({
    exercise: `import { Redis } from 'ioredis'
import { Thread } from 'threading'
export async function work(): Promise<number> {
  const one = 1
  return one
}
export async function run(): Promise<void> {
  const redis = new Redis()
  await redis.rpush('mail', 'letter')
  await redis.quit()
  await new Thread(work).start().join()
}`,
    tests: { runs: `await exercise.run()\nexpect.fail('no')` },
    linesOf: 'runs',
  })
  const words = trace.words('tests')
  // Lines and commands come by ways of their own, so one may be told just before the other.
  expect(words.filter((word) => word.startsWith('line'))).toEqual(['line 8', 'line 9', 'line 10', 'line 11'])
  const others = words.filter((word) => !/^(line|info|client)/i.test(word))
  expect(others).toEqual([
    ...['start tests', 'test runs', 'rpush mail letter', 'quit', 'thread Thread-1 work'],
    ...['fails no', 'fail runs', 'end returned'],
  ])
  expect(words.indexOf('rpush mail letter')).toBeGreaterThan(words.indexOf('line 8'))
  expect(words.indexOf('rpush mail letter')).toBeLessThan(words.indexOf('line 11'))
  expect(trace.words('Thread-1')).toEqual(['start work', 'line 4', 'line 5', 'end returned'])
})

test('what cannot be told apart in a locked realm is left alone: no trap of a Proxy is called', async () => {
  const { trace, report } = await linesOf({
    exercise: `export function touched(): number {
  let count = 0
  const traps = new Proxy({}, { get: () => () => count++ })
  const one = new Proxy({}, traps)
  const { proxy, revoke } = Proxy.revocable([], traps)
  const all = [one, proxy]
  revoke()
  return all.length * count
}`,
    tests: { 'touches nothing': `expect(exercise.touched()).toBe(0)` },
    linesOf: 'touches nothing',
  })
  expect(report).toMatchObject({ kind: 'tested', isPassed: true })
  expect(trace.of('step')).toHaveLength(7)
})

test('a loop takes no more than its budget, and the test goes on', async () => {
  const { trace, report } = await linesOf({
    exercise: `export function count(to: number): number {
  let sum = 0
  for (let n = 0; n < to; n++) {
    sum += n
  }
  return sum
}`,
    tests: { before: `exercise.count(30000)`, counts: `expect(exercise.count(30000)).toBe(1)` },
    linesOf: 'counts',
  })
  expect(report).toMatchObject({ tests: [{ status: 'pass' }, { status: 'fail' }] })
  expect(trace.of('step').length).toBe(20_000)
  expect(trace.words('tests').slice(-3)).toEqual([
    expect.stringMatching(/^fails expected 449985000 to be 1/),
    ...['fail counts', 'end returned'],
  ])
})
