import * as scheduleModule from '../runtime/schedule.ts'
import type { Supplies } from '../runtime/supplies.ts'
import type { Threading } from '../runtime/threading/threading.ts'
import { timersPromises } from '../runtime/timers-promises.ts'
import { disarm } from './disarm.ts'
import type { Namespace } from './function-loader.ts'

/** Built-in modules by the names they are imported under; undefined for what is none. */
type BuiltIns = (specifier: string) => Namespace | undefined

/**
 * The built-in modules of a check, the same for the learner's program and for course code: jobs that the one schedules
 * are seen by the other, and an error is an instance of the same class in both. Nobody can change them.
 */
export function makeBuiltIns({
  supplies,
  threading,
}: {
  supplies: Supplies
  threading: Threading | null
}): BuiltIns {
  const host = globalThis
  // Through the host at each use: a clock of the world's, or a test's fake one, takes the place of these.
  const timers = timersPromises({
    setTimeout: (callback, ms) => host.setTimeout(callback, ms),
    clearTimeout: (timer) => host.clearTimeout(timer as number),
  })
  const modules: Record<string, Namespace> = {
    'node:timers/promises': { ...timers, default: timers },
    schedule: { ...scheduleModule },
    ...(threading && { threading: { ...threading } }),
    ...(supplies.modules as Record<string, Namespace>),
  }
  disarm(Object.values(modules))
  return (specifier) => (Object.hasOwn(modules, specifier) ? modules[specifier] : undefined)
}
