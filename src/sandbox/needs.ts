import type { ClockSpeed } from '../wire/clock-messages.ts'
import type { CompiledModule } from '../wire/program.ts'
import type { SandboxScripts } from './scripts.ts'

/** What a program must find around it. */
export interface Needs {
  /** A clock, threads, an `app` that is asked: without them it runs as fast as it can be started. */
  readonly world: boolean
  /** Redis, and a client that talks to it. */
  readonly services: boolean
}

const ofWorlds = new Set(['ioredis', 'threading', 'schedule', 'node:timers/promises'])

/** Read from its imports, from what it exports, and from how its time is to pass. */
export function needsOf(modules: readonly CompiledModule[], speed: ClockSpeed = 1): Needs {
  const imported = new Set(modules.flatMap(({ imports }) => imports.map(({ resolved }) => resolved)))
  const hasApp = modules.some(({ exports }) => exports.includes('app'))
  const world = speed !== 1 || hasApp || [...imported].some((name) => ofWorlds.has(name))
  return { world, services: imported.has('ioredis') }
}

/** What the frame must have before such a program can start, besides what it always has. */
export function scriptsFor({ world, services }: Needs): readonly (keyof SandboxScripts)[] {
  return [...(world ? (['world'] as const) : []), ...(services ? (['clients', 'services'] as const) : [])]
}
