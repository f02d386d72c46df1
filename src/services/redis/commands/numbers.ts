import type { Handlers } from '../command.ts'
import { addIntegers, smallestInteger, toInteger } from '../integers.ts'
import type { Keyspace } from '../keyspace.ts'
import { addLongDoubles, isLongDouble } from '../long-double.ts'
import { notAFloat, RedisError, type Reply } from '../reply.ts'

/** Those of the group `string` that count. @see https://redis.io/docs/latest/commands/incr/ */
export const numberCommands: Handlers = {
  incr: ([key = ''], { db }) => increase(key, 1n, db),
  decr: ([key = ''], { db }) => increase(key, -1n, db),
  incrby: ([key = '', by = ''], { db }) => increase(key, toInteger(by), db),

  decrby([key = '', by = ''], { db }) {
    const value = toInteger(by)
    if (value === smallestInteger) throw new RedisError('ERR decrement would overflow')
    return increase(key, -value, db)
  },

  incrbyfloat([key = '', by = ''], { db }) {
    const old = db.get('string', key) ?? '0'
    if (!isLongDouble(old) || !isLongDouble(by)) throw notAFloat()
    const sum = addLongDoubles(old, by)
    if (sum === null) throw new RedisError('ERR increment would produce NaN or Infinity')
    db.set(key, sum, { isDeadlineKept: true })
    return sum
  },
}

function increase(key: string, by: bigint, db: Keyspace): Reply {
  const sum = addIntegers(toInteger(db.get('string', key) ?? '0'), by)
  db.set(key, String(sum), { isDeadlineKept: true })
  return sum
}
