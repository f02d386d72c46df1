import type { Handlers } from '../command.ts'
import { addIntegers, toInteger } from '../integers.ts'
import type { Keyspace } from '../keyspace.ts'
import { addLongDoubles, isInfinite, isLongDouble } from '../long-double.ts'
import { notAFloat, ok, RedisError, wrongArity, type Reply } from '../reply.ts'
import { HashValue } from '../values.ts'
import { checkPicksWith, pickRandom, toPickCount } from './random-picks.ts'

/** The group `hash`. @see https://redis.io/docs/latest/commands/?group=hash */
export const hashCommands: Handlers = {
  hget: ([key = '', field = ''], { db }) => db.get('hash', key)?.get(field) ?? null,
  hset: (words, { db }) => setFields('hset', words, db),

  hmset(words, { db }) {
    setFields('hmset', words, db)
    return ok
  },

  hsetnx([key = '', field = '', value = ''], { db }) {
    const hash = db.get('hash', key) ?? new HashValue()
    if (hash.get(field) !== undefined) return 0
    hash.set(field, value)
    db.changed(key, hash)
    return 1
  },

  hmget([key = '', ...fields], { db }) {
    const hash = db.get('hash', key)
    return fields.map((field) => hash?.get(field) ?? null)
  },

  hgetall([key = ''], { db }) {
    const hash = db.get('hash', key)
    return hash ? pairsOf(hash) : []
  },

  hdel([key = '', ...fields], { db }) {
    const hash = db.get('hash', key)
    if (!hash) return 0
    const count = fields.filter((field) => hash.delete(field)).length
    if (count > 0) db.changed(key, hash)
    return count
  },

  hexists: ([key = '', field = ''], { db }) => (db.get('hash', key)?.get(field) === undefined ? 0 : 1),
  hlen: ([key = ''], { db }) => db.get('hash', key)?.size ?? 0,
  hstrlen: ([key = '', field = ''], { db }) => db.get('hash', key)?.get(field)?.length ?? 0,
  hkeys: ([key = ''], { db }) => [...(db.get('hash', key)?.fields() ?? [])],
  hvals: ([key = ''], { db }) => [...(db.get('hash', key)?.values() ?? [])],

  hincrby([key = '', field = '', by = ''], { db }) {
    const increment = toInteger(by)
    const hash = db.get('hash', key) ?? new HashValue()
    const notNumber = (): RedisError => new RedisError('ERR hash value is not an integer')
    const sum = addIntegers(toInteger(hash.get(field) ?? '0', notNumber), increment)
    hash.set(field, String(sum))
    db.changed(key, hash)
    return sum
  },

  hincrbyfloat([key = '', field = '', by = ''], { db }) {
    if (!isLongDouble(by)) throw notAFloat()
    if (isInfinite(by)) throw new RedisError('ERR value is NaN or Infinity')
    const hash = db.get('hash', key) ?? new HashValue()
    const old = hash.get(field) ?? '0'
    if (!isLongDouble(old)) throw new RedisError('ERR hash value is not a float')
    const sum = addLongDoubles(old, by)
    if (sum === null) throw new RedisError('ERR increment would produce NaN or Infinity')
    hash.set(field, sum)
    db.changed(key, hash)
    return sum
  },

  hrandfield([key = '', countText, withValues, ...rest], { db }) {
    if (countText === undefined) {
      const hash = db.get('hash', key)
      return hash ? (pickRandom(hash.fields(), -1)[0] ?? null) : null
    }
    const count = toPickCount(countText)
    checkPicksWith('withvalues', count, [withValues, ...rest])
    const hash = db.get('hash', key)
    if (!hash) return []
    const fields = pickRandom(hash.fields(), count)
    return withValues === undefined ? fields : fields.flatMap((field) => [field, hash.get(field) ?? ''])
  },
}

/** Returns how many fields are new. */
function setFields(command: string, [key = '', ...pairs]: readonly string[], db: Keyspace): number {
  if (pairs.length % 2 !== 0) throw wrongArity(command)
  const hash = db.get('hash', key) ?? new HashValue()
  let count = 0
  for (let at = 0; at < pairs.length; at += 2) if (hash.set(pairs[at] ?? '', pairs[at + 1] ?? '')) count++
  db.changed(key, hash)
  return count
}

function pairsOf(hash: HashValue): readonly Reply[] {
  return hash.fields().flatMap((field) => [field, hash.get(field) ?? ''])
}
