import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerRequest } from '../../src/compiler/answer-request.ts'
import { builtinModules } from '../../src/runtime/builtins.ts'
import type { RunOptions } from '../../src/sandbox/run.ts'
import { Sandbox } from '../../src/sandbox/sandbox.ts'
import type { RunOutcome } from '../../src/wire/outcome.ts'
import type { RunProgram } from '../../src/wire/sandbox-messages.ts'
import { moduleOf } from './programs.ts'
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
const programOf = (code: string): RunProgram => ({
  modules: [moduleOf('exercise.ts', code)],
  entry: 'exercise.ts',
})

describe('a run that is recorded line by line', () => {
  const compiled = async (text: string, given = ''): Promise<RunProgram> => {
    const outcome = await answerRequest({
      files: [
        { name: 'given.ts', text: given },
        { name: 'exercise.ts', text },
      ],
      entry: 'exercise.ts',
      target: 'module',
      builtins: builtinModules,
      isRecorded: true,
    })
    if (outcome.kind !== 'compiled') throw new Error(JSON.stringify(outcome.diagnostics))
    return { modules: outcome.modules, entry: 'exercise.ts', isRecorded: true }
  }

  test('tells of each statement, in the order of what else happens', async () => {
    const { trace } = await traceOf(
      await compiled(`export async function main() {
  let n = 1
  console.log(n)
  n++
  console.log(n)
}`),
    )
    expect(trace.words('main').slice(1)).toEqual([
      ...['line 2', 'line 3', 'print 1', 'line 4', 'line 5', 'print 2', 'end returned'],
    ])
  })

  test('in threads as well, each in its lane', async () => {
    const { trace } = await traceOf(
      await compiled(`import { Thread } from 'threading'
export async function job(): Promise<void> {
  console.log('job')
}
export async function main(): Promise<void> {
  await new Thread(job).start().join()
}`),
    )
    expect(trace.words('Thread-1')).toEqual(
      expect.arrayContaining(['start job', 'line 3', 'print job', 'end returned']),
    )
  })

  test('an error has its place in the source, not in what is run', async () => {
    const { trace } = await traceOf(
      await compiled(`export function main(): void {
  const nothing = JSON.parse('null')
  if (nothing === null) nothing.field
}`),
    )
    expect(trace.of('console')[0]?.entry.error?.frames[0]).toMatchObject({ line: 3, column: 33, in: 'main' })
  })

  test('finds nothing in its scope that it is told to, from its first line on', async () => {
    const { trace } = await traceOf(
      await compiled(
        `import { found } from './given.ts'
export function main() {
  console.log('found', found, (globalThis as Record<string, unknown>)['mailroom:mailroom:lines'])
}`,
        `export const found = Reflect.ownKeys(globalThis).filter((key) => String(key).startsWith('mailroom')).length`,
      ),
    )
    expect(trace.words('main')).toContain('print found 0 undefined')
  })

  test('of a loop without an end all is told that is recorded, while it goes on', async () => {
    const trace = new HeardTrace()
    const program = await compiled(`export function main() {
  let n = 0
  while (true) {
    n++
  }
}`)
    const run = sandbox.run(program, { onConsole: () => undefined, onTrace: trace.add })
    await expect.poll(() => trace.of('lines-end').length, { timeout: 1500 }).toBe(1)
    run.stop()
    expect((await run.done).kind).toBe('stopped')
    expect(trace.of('step')).toHaveLength(20_000)
    expect(trace.of('step').at(-1)?.loop?.count).toBe(19_998)
  })

  test('runs when nobody listens, too', async () => {
    const program = await compiled(`export async function main() {\n  console.log('a')\n}`)
    const outcome = await sandbox.run(program, { onConsole: () => undefined }).done
    expect(outcome.kind).toBe('finished')
  })
})

describe('an order by a seed', () => {
  const race = programOf(`${head}
    export async function job(id) { console.log(id) }
    export async function main() {
      await Promise.all([1, 2, 3].map((id) => new Thread(job, id).start().join()))
    }`)
  const orderOf = async (orderSeed: number): Promise<string> => {
    const { trace } = await traceOf(race, { speed: 'fast', orderSeed })
    return trace
      .of('console')
      .toSorted((a, b) => a.at - b.at)
      .map(({ lane }) => lane)
      .join(' ')
  }

  test('is the same with the same seed, and others have others', async () => {
    const orders = new Map<number, string>()
    for (const seed of [1, 2, 3]) orders.set(seed, await orderOf(seed))
    expect(new Set(orders.values()).size).toBeGreaterThan(1)
    for (const seed of [1, 2]) expect(await orderOf(seed)).toBe(orders.get(seed))
  }, 60_000)
})
