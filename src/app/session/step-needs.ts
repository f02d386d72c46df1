import type { Lesson } from '../../course/lesson.ts'

/** What of the page's offers a step has a use for. */
export interface StepNeeds {
  /** What its files import. */
  readonly imported: readonly string[]
  readonly hasRedis: boolean
  /** It sends mail. */
  readonly hasMail: boolean
  readonly hasThreads: boolean
  /** It exports an `app` that answers requests. */
  readonly hasApp: boolean
  /** Something in it sleeps, waits or expires: how fast time passes can be seen. */
  readonly hasTime: boolean
}

/**
 * By what the step's own files import and export: the same for a learner who has not written the import yet.
 *
 *     needsOf(lesson).hasRedis        // the solution has `import { Redis } from 'ioredis'`
 */
export function needsOf({
  starter,
  solution,
  files,
}: Pick<Lesson, 'starter' | 'solution' | 'files'>): StepNeeds {
  const texts = [starter, solution, ...files.map(({ text }) => text)]
  const imported = texts.flatMap((text) =>
    [...text.matchAll(/from ['"]([^'"]+)/g)].map(([, name = '']) => name),
  )
  const imports = (name: string): boolean => imported.includes(name)
  const hasRedis = imports('ioredis')
  const hasMail = imports('nodemailer')
  const hasThreads = imports('threading')
  const hasApp = [starter, solution].some((text) => /^export (const app\b|\{[^}]*\bapp\b)/m.test(text))
  const hasTimers = texts.some((text) => /\b(setTimeout|setInterval|fetch)\(/.test(text))
  const hasTime =
    hasRedis || hasMail || hasThreads || hasTimers || imports('schedule') || imports('node:timers/promises')
  return { imported, hasRedis, hasMail, hasThreads, hasApp, hasTime }
}
