import { describe, expect, test } from 'vitest'
import { compileProgram } from '../../src/compiler/compile.ts'
import { builtinModules as builtins } from '../../src/runtime/builtins.ts'
import type { CompiledModule } from '../../src/wire/program.ts'

function outcomeOf(text: string, target: 'module' | 'function') {
  const files = [
    { name: 'exercise.ts', text },
    { name: 'queue.ts', text: 'export class MyQueue {}' },
  ]
  return compileProgram({ files, entry: 'exercise.ts', target, builtins })
}

function compile(text: string, target: 'module' | 'function'): CompiledModule {
  const outcome = outcomeOf(text, target)
  if (outcome.kind === 'refused') throw new Error(outcome.diagnostics[0]?.message)
  const module = outcome.modules.at(-1)
  if (!module) throw new Error('nothing was compiled')
  return module
}

/** Runs a module of the target `function` with stand-ins for what it imports. */
async function run(text: string, modules: { readonly [name: string]: unknown }) {
  const { code } = compile(text, 'function')
  const exported: { [name: string]: () => unknown } = {}
  const start = (0, eval)(code) as (
    require: (name: string) => unknown,
    add: (getters: typeof exported) => void,
    load: (name: string) => Promise<unknown>,
  ) => Promise<void>
  await start(
    (name) => modules[name],
    (getters) => Object.assign(exported, getters),
    async (name) => modules[name],
  )
  return exported
}

class Redis {}
const ioredis = { default: Redis, Redis }

describe('built-in modules', () => {
  test.each([
    "import Redis from 'ioredis'\nexport const made = new Redis()",
    "import { Redis } from 'ioredis'\nexport const made = new Redis()",
    "import Redis, { type RedisOptions } from 'ioredis'\nconst options: RedisOptions = {}\nexport const made = new Redis(options)",
    "import { default as Client, type RedisOptions as Options } from 'ioredis'\nexport const made = new Client({} as Options)",
    "import * as all from 'ioredis'\nexport const made: all.Redis = new all.Redis()",
    "const { Redis } = await import('ioredis')\nexport const made = new Redis()",
  ])('%s', async (text) => {
    const { made } = await run(text, { ioredis })
    expect(made?.()).toBeInstanceOf(Redis)
    const { imports, code } = compile(text, 'module')
    expect(imports.map(({ resolved }) => resolved)).toEqual(['ioredis'])
    expect(code).not.toContain('Options')
  })

  test.each([
    "import type { Redis } from 'ioredis'\nexport async function main(redis: Redis) {}",
    "import { Redis } from 'ioredis'\nexport async function main(redis: Redis) {}",
    "import Redis, { type RedisOptions } from 'ioredis'\nexport async function main(redis: Redis, options: RedisOptions) {}",
    "import { type Thread } from 'threading'\nexport async function main(thread: Thread) {}",
  ])('of types alone nothing is left: %s', (text) => {
    for (const target of ['module', 'function'] as const) expect(compile(text, target).imports).toEqual([])
  })

  test('a thread finds its function by the name it is exported under', async () => {
    const text = [
      "import { Thread } from 'threading'",
      'export async function job(id: number): Promise<string> { return `task ${id} done` }',
      'export function start(): Thread<string> { return new Thread(job, 1) }',
    ].join('\n')
    class Thread {
      readonly fn: unknown
      constructor(fn: unknown) {
        this.fn = fn
      }
    }
    const { job, start } = await run(text, { threading: { Thread } })
    const begin = start?.() as () => Thread
    const thread = begin()
    expect(thread.fn).toBe(job?.())
    expect(compile(text, 'module').exports).toEqual(['job', 'start'])
  })
})

describe('modules that are not there', () => {
  const all = builtins.map((name) => `'${name}'`)
  const offer = `This step has exercise.ts and queue.ts; it can also import ${all.slice(0, -1).join(', ')} and ${all.at(-1)}.`

  test.each([
    ['redis', "Did you mean 'ioredis'? "],
    ['ioreddis', "Did you mean 'ioredis'? "],
    ['worker_threads', "Did you mean 'threading'? "],
    ['node:worker_threads', "Did you mean 'threading'? "],
    ['Threading', "Did you mean 'threading'? "],
    ['node-schedule', "Did you mean 'schedule'? "],
    ['shedule', "Did you mean 'schedule'? "],
    ['timers/promises', "Write 'node:timers/promises'. "],
    ['node:timers', "Did you mean 'node:timers/promises'? "],
    ['queue', "A file of this step begins with ./: write './queue'. "],
    ['express', "Did you mean 'hono'? "],
    ['bcrypt', "Did you mean 'node:crypto'? "],
    ['crypto', "Write 'node:crypto'. "],
    ['util', "Write 'node:util'. "],
    ['nodemailr', "Did you mean 'nodemailer'? "],
    ['left-pad', ''],
  ])('%s', (name, help) => {
    const outcome = outcomeOf(`import x from '${name}'\nx()`, 'module')
    const messages = outcome.kind === 'refused' ? outcome.diagnostics.map(({ message }) => message) : []
    expect(messages).toEqual([`Cannot find '${name}'. ${help}${offer}`])
  })

  test('only what can be imported is proposed', () => {
    const files = [{ name: 'exercise.ts', text: "import 'redis'" }]
    const outcome = compileProgram({ files, entry: 'exercise.ts', target: 'module', builtins: [] })
    expect(outcome).toMatchObject({
      diagnostics: [{ message: "Cannot find 'redis'. This step has exercise.ts." }],
    })
  })
})
