import type { ClockSpeed } from '../wire/clock-messages.ts'
import type { CompiledModule } from '../wire/program.ts'
import type { SandboxScript } from './scripts.ts'

/** What a program must find around it. */
export interface Needs {
  /** A clock, threads, an `app` that is asked: without them it runs as fast as it can be started. */
  readonly world: boolean
  /** Redis and a mail server. */
  readonly services: boolean
  /** Of the modules that come as scripts of their own, those it imports, after those they share. */
  readonly modules: readonly SandboxScript[]
}

const ofWorlds = new Set(['ioredis', 'nodemailer', 'threading', 'schedule', 'node:timers/promises'])

const scriptsOf: { readonly [module: string]: readonly SandboxScript[] } = {
  ioredis: ['node', 'ioredis'],
  nodemailer: ['node', 'nodemailer'],
  hono: ['hono'],
  inbox: ['inbox'],
  'node:buffer': ['node'],
  'node:crypto': ['node'],
  'node:util': ['node'],
}

/** The scripts that bring these modules, each once. */
export function scriptsOfModules(names: Iterable<string>): Set<SandboxScript> {
  return new Set([...names].flatMap((name) => scriptsOf[name] ?? []))
}

/** Read from its imports, from what it exports, and from how its time is to pass. */
export function needsOf(texts: readonly CompiledModule[], speed: ClockSpeed = 1): Needs {
  const imported = new Set(texts.flatMap(({ imports }) => imports.map(({ resolved }) => resolved)))
  const hasApp = texts.some(({ exports }) => exports.includes('app'))
  const hasFetch = texts.some(
    ({ globals, code }) =>
      globals.includes('fetch') || (globals.includes('globalThis') && /\bfetch\b/.test(code)),
  )
  const world = speed !== 1 || hasApp || hasFetch || [...imported].some((name) => ofWorlds.has(name))
  const modules = scriptsOfModules(imported)
  // The one name of Node's modules that programs use without an import.
  if (texts.some(({ globals }) => globals.includes('Buffer'))) modules.add('node')
  if (hasFetch) modules.add('fetch')
  return { world, services: imported.has('ioredis') || imported.has('nodemailer'), modules: [...modules] }
}

/** What the frame must have before such a program can start, besides what it always has. */
export function scriptsFor({ world, services, modules }: Needs): readonly SandboxScript[] {
  return [...(world ? (['world'] as const) : []), ...modules, ...(services ? (['services'] as const) : [])]
}
