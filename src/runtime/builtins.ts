/** Modules that a learner's file may import besides the step's own. */
export const builtinModules: readonly string[] = [
  'node:timers/promises',
  'schedule',
  'threading',
  'ioredis',
  'nodemailer',
  'hono',
  'node:crypto',
  'node:util',
  'node:buffer',
]
