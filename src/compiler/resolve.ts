import type { SourceFile } from '../wire/program.ts'
import { nearest } from './nearest.ts'

/** What a specifier means: a name of a file or of a built-in module, or a sentence that says why it means nothing. */
export type Resolution =
  | { readonly kind: 'file'; readonly file: SourceFile }
  | { readonly kind: 'builtin'; readonly name: string }
  | { readonly kind: 'unknown'; readonly message: string }

/** What does the same elsewhere, under the name that a learner may know it by. */
const namesakes: { readonly [builtin: string]: readonly string[] } = {
  nodemailer: ['smtplib', 'smtp', 'mailer', 'sendmail', 'emailjs'],
  hono: ['express', 'fastify', 'koa', '@hono/node-server'],
  'node:crypto': ['bcrypt', 'bcryptjs', 'argon2', 'crypto-js', 'uuid', 'nanoid', 'scrypt'],
  ioredis: ['redis', 'node-redis', '@redis/client', 'ioredis-mock'],
  threading: [
    'worker_threads',
    'node:worker_threads',
    'threads',
    'child_process',
    'node:child_process',
    'cluster',
    'node:cluster',
    'piscina',
    'workerpool',
  ],
  schedule: ['node-schedule', 'node-cron', 'cron', 'croner', 'scheduler', 'sched'],
  'node:timers/promises': ['timers', 'node:timers', 'time', 'delay', 'sleep'],
}

/** Finds what specifiers of a step mean: `./stack`, `./stack.ts` and `./stack.js` are all stack.ts. */
export class Resolver {
  readonly #files: ReadonlyMap<string, SourceFile>
  readonly #builtins: readonly string[]

  constructor(files: readonly SourceFile[], builtins: readonly string[]) {
    this.#files = new Map(files.map((file) => [file.name, file]))
    this.#builtins = builtins
  }

  file(name: string): SourceFile | undefined {
    return this.#files.get(name)
  }

  resolve(specifier: string): Resolution {
    if (this.#builtins.includes(specifier)) return { kind: 'builtin', name: specifier }
    const relative = /^\.\/(.+)$/.exec(specifier)?.[1]
    const file = relative === undefined ? undefined : this.#findFile(relative)
    if (file && /\.[cm]?[jt]s$/.test(file.name)) return { kind: 'file', file }
    if (file)
      return {
        kind: 'unknown',
        message: `${file.name} is no program: only .ts and .js files can be imported.`,
      }
    return {
      kind: 'unknown',
      message: `Cannot find '${specifier}'. ${this.#suggest(specifier)}${this.#offer()}`,
    }
  }

  #findFile(path: string): SourceFile | undefined {
    const candidates = [path, `${path}.ts`, `${path}.js`, path.replace(/\.([cm]?)js$/, '.$1ts')]
    return candidates.map((name) => this.#files.get(name)).find((file) => file !== undefined)
  }

  #suggest(specifier: string): string {
    if (!specifier.startsWith('.') && this.#findFile(specifier)) {
      return `A file of this step begins with ./: write './${specifier}'. `
    }
    if (this.#builtins.includes(`node:${specifier}`)) return `Write 'node:${specifier}'. `
    const namesake = this.#builtins.find((name) => namesakes[name]?.includes(specifier.toLowerCase()))
    if (namesake !== undefined) return `Did you mean '${namesake}'? `
    const files = [...this.#files.keys()]
    const name = specifier.replace(/^\.{0,2}\//, '').replace(/\.[jt]s$/, '')
    const stem = nearest(
      name,
      files.map((file) => file.replace(/\.[jt]s$/, '')),
    )
    if (stem !== undefined)
      return `Did you mean './${files.find((file) => file.replace(/\.[jt]s$/, '') === stem)}'? `
    const builtin = nearest(specifier, this.#builtins)
    return builtin === undefined ? '' : `Did you mean '${builtin}'? `
  }

  #offer(): string {
    const builtins = this.#builtins.map((name) => `'${name}'`)
    const files = `This step has ${listed([...this.#files.keys()])}`
    return builtins.length === 0 ? `${files}.` : `${files}; it can also import ${listed(builtins)}.`
  }
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? ''
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
