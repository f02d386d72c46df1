import type { CommandContext, Handlers } from '../command.ts'
import { RedisError, type Reply } from '../reply.ts'
import { expiryMoment, type TimeUnit } from './deadline-arguments.ts'

/** Times to live. @see https://redis.io/docs/latest/commands/expire/ */
export const expiryCommands: Handlers = {
  expire: (words, context) => expire('expire', 'seconds', words, context),
  pexpire: (words, context) => expire('pexpire', 'milliseconds', words, context),
  expireat: (words, context) => expire('expireat', 'moment in seconds', words, context),
  pexpireat: (words, context) => expire('pexpireat', 'moment in milliseconds', words, context),

  persist([key = ''], { db }) {
    if (!db.has(key) || db.deadline(key) === undefined) return 0
    db.setDeadline(key, null)
    return 1
  },

  ttl: ([key = ''], context) => tell(key, context, (at, now) => Math.floor((at - now + 500) / 1000)),
  pttl: ([key = ''], context) => tell(key, context, (at, now) => at - now),
  expiretime: ([key = ''], context) => tell(key, context, (at) => Math.floor((at + 500) / 1000)),
  pexpiretime: ([key = ''], context) => tell(key, context, (at) => at),
}

function expire(
  command: string,
  unit: TimeUnit,
  [key = '', time = '', ...options]: readonly string[],
  { db, server }: CommandContext,
): Reply {
  const conditions = readConditions(options)
  const now = server.clock.now()
  const at = expiryMoment(time, unit, { command, now, isPastAllowed: true })
  if (!db.has(key)) return 0
  const old = db.deadline(key)
  if (conditions.has('nx') && old !== undefined) return 0
  if (conditions.has('xx') && old === undefined) return 0
  // A key that lives for ever is later than any moment.
  if (conditions.has('gt') && at <= (old ?? Infinity)) return 0
  if (conditions.has('lt') && at >= (old ?? Infinity)) return 0
  if (at <= now) db.delete(key)
  else db.setDeadline(key, at)
  return 1
}

function readConditions(words: readonly string[]): ReadonlySet<string> {
  const conditions = new Set<string>()
  for (const word of words) {
    const name = word.toLowerCase()
    if (!['nx', 'xx', 'gt', 'lt'].includes(name)) throw new RedisError(`ERR Unsupported option ${word}`)
    conditions.add(name)
  }
  const [nx, xx, gt, lt] = ['nx', 'xx', 'gt', 'lt'].map((name) => conditions.has(name))
  if (nx && (xx || gt || lt))
    throw new RedisError('ERR NX and XX, GT or LT options at the same time are not compatible')
  if (gt && lt) throw new RedisError('ERR GT and LT options at the same time are not compatible')
  return conditions
}

/** -2: no such key; -1: it lives for ever. */
function tell(
  key: string,
  { db, server }: CommandContext,
  measure: (at: number, now: number) => number,
): Reply {
  if (!db.has(key)) return -2
  const at = db.deadline(key)
  return at === undefined ? -1 : Math.max(0, Math.floor(measure(at, Math.floor(server.clock.now()))))
}
