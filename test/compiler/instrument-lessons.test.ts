import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setImmediate } from 'node:timers'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { captureConsole } from '../../src/sandbox/console-capture.ts'
import type { ConsoleEntry } from '../../src/wire/value-data.ts'
import { makeLineRecorder, type LineRecorder } from '../../src/sandbox/line-recorder.ts'
import { linesModule } from '../../src/wire/program.ts'
import type { Files, Names } from './programs.ts'
import { compileRecorded, load, runPlain, runRecorded, type Builtins, makePacker } from './recorded.ts'

const lessons = new URL('../../lessons/', import.meta.url).pathname
/** What they import can be had here; the others live by servers, threads and the example web. */
const isAlone = (files: Files): boolean =>
  Object.values(files).every(
    (text) => !/from '(?:ioredis|nodemailer|hono|threading|schedule|inbox)'|\bfetch\(/.test(text),
  )

interface Program {
  readonly name: string
  readonly files: Files
}

/** Each solution, starter and mistake of the course with the files it was given. */
function programs(): Program[] {
  return readdirSync(lessons).flatMap((chapter) => {
    const steps = readdirSync(join(lessons, chapter), { withFileTypes: true }).filter((one) =>
      one.isDirectory(),
    )
    return steps.flatMap(({ name: step }) => {
      const folder = join(lessons, chapter, step)
      const sources = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      const given = sources.filter((file) => file !== 'solution.ts' && file !== 'exercise.ts')
      const mistakes = readdirSync(join(folder, 'mistakes')).map((file) => join('mistakes', file))
      return ['solution.ts', 'exercise.ts', ...mistakes.filter((file) => file.endsWith('.ts'))].map(
        (file) => ({
          name: `${step}/${basename(file)}`,
          files: Object.fromEntries([
            ['exercise.ts', readFileSync(join(folder, file), 'utf8')],
            ...given.map((one) => [one, readFileSync(join(folder, one), 'utf8')]),
          ]) as Files,
        }),
      )
    })
  })
}

const all = programs()

beforeEach(() => void vi.useFakeTimers({ now: 0 }))
afterEach(() => void vi.useRealTimers())

/** Whether a program ends: a few mistakes are loops that do not, and nothing could stop them here. */
async function isEndless(files: Files): Promise<boolean> {
  const limit = 30_000
  let steps = 0
  const lines: LineRecorder = {
    ...makeLineRecorder({ packer: makePacker() }),
    step: (frame) => {
      if (++steps > limit) throw new Error('It does not end')
      return frame
    },
  }
  await printedBy(async (builtins) =>
    load(await compileRecorded(files), { ...builtins, [linesModule]: { default: lines } }),
  )
  return steps > limit
}

/** What `main()` prints. Its time is the test's. */
async function printedBy(open: (builtins: Builtins) => Promise<Names>): Promise<readonly unknown[]> {
  vi.setSystemTime(0)
  const printed: ConsoleEntry[] = []
  const uncaught: string[] = []
  const output = captureConsole((entries) => void printed.push(...entries), {
    now: () => 0,
    defer: () => undefined,
  })
  const kept = globalThis.console
  // Some mistakes are errors that nobody catches; the runner of these tests is not to hear of them.
  const listeners = process.listeners('unhandledRejection')
  process.removeAllListeners('unhandledRejection')
  process.on('unhandledRejection', (reason) => void uncaught.push(String(reason)))
  const timers = {
    setTimeout: (ms: number, value: unknown) => new Promise((resolve) => setTimeout(resolve, ms, value)),
  }
  Reflect.set(globalThis, 'console', output.console)
  try {
    const { main } = await open({ 'node:timers/promises': timers })
    const end = (main as () => Promise<unknown>)().catch(String)
    let result: unknown
    void end.then((value) => (result = { value }))
    // Some mistakes wait for ever.
    for (let turn = 0; turn < 100 && !result; turn++) {
      await vi.advanceTimersByTimeAsync(100)
      await new Promise((resolve) => void setImmediate(resolve))
    }
    output.flush()
    return [...printed, ...uncaught, result]
  } finally {
    Reflect.set(globalThis, 'console', kept)
    process.removeAllListeners('unhandledRejection')
    for (const listener of listeners) process.on('unhandledRejection', listener)
  }
}

const alone = all.filter(({ files }) => isAlone(files))

test('there are enough of them', () => {
  expect(all.length).toBeGreaterThan(100)
  expect(alone.length).toBeGreaterThan(30)
})

test.each(alone)('$name prints the same recorded', { timeout: 30_000 }, async ({ files }) => {
  if (await isEndless(files)) return
  const plain = await printedBy((builtins) => runPlain(files, builtins))
  const recorded = await printedBy(async (builtins) => (await runRecorded(files, { builtins })).names)
  expect(recorded).toEqual(plain)
})

test.each(all.filter(({ name }) => /(?:solution|exercise)\.ts$/.test(name)))(
  '$name can be recorded',
  async ({ files }) => {
    for (const module of await compileRecorded(files)) expect(module.shifts).toBeDefined()
  },
)
