import type { Handlers } from '../command.ts'
import { toCountFrom } from '../integers.ts'
import type { Keyspace } from '../keyspace.ts'
import { RedisError, syntaxError, type Reply } from '../reply.ts'
import { SetValue } from '../values.ts'
import { pickRandom, toPickCount } from './random-picks.ts'

/** The group `set`. @see https://redis.io/docs/latest/commands/?group=set */
export const setCommands: Handlers = {
  sadd([key = '', ...members], { db }) {
    const set = db.get('set', key) ?? new SetValue()
    const count = members.filter((member) => set.add(member)).length
    if (count > 0) db.changed(key, set)
    return count
  },

  srem([key = '', ...members], { db }) {
    const set = db.get('set', key)
    if (!set) return 0
    const count = members.filter((member) => set.delete(member)).length
    if (count > 0) db.changed(key, set)
    return count
  },

  scard: ([key = ''], { db }) => db.get('set', key)?.size ?? 0,
  sismember: ([key = '', member = ''], { db }) => (db.get('set', key)?.has(member) ? 1 : 0),
  smembers: ([key = ''], { db }) => [...(db.get('set', key)?.members() ?? [])],

  smismember([key = '', ...members], { db }) {
    const set = db.get('set', key)
    return members.map((member) => (set?.has(member) ? 1 : 0))
  },

  smove([source = '', target = '', member = ''], { db }) {
    const from = db.find(source)
    const to = db.find(target)
    if (from === undefined) return 0
    const set = db.get('set', source)
    const other = to === undefined ? new SetValue() : (db.get('set', target) ?? new SetValue())
    if (!set || (set === other && set.has(member))) return set ? 1 : 0
    if (!set.delete(member)) return 0
    db.changed(source, set)
    if (other.add(member)) db.changed(target, other)
    return 1
  },

  spop([key = '', countText, ...rest], { db }) {
    if (rest.length > 0) throw syntaxError()
    const count = countText === undefined ? null : toCountFrom(0, countText)
    const set = db.get('set', key)
    if (!set) return count === null ? null : []
    const members = pickRandom(set.members(), count ?? 1)
    for (const member of members) set.delete(member)
    if (members.length > 0) db.changed(key, set)
    return count === null ? (members[0] ?? null) : members
  },

  srandmember([key = '', countText, ...rest], { db }) {
    if (rest.length > 0) throw syntaxError()
    const count = countText === undefined ? null : toPickCount(countText)
    const set = db.get('set', key)
    if (!set) return count === null ? null : []
    const members = pickRandom(set.members(), count ?? 1)
    return count === null ? (members[0] ?? null) : members
  },

  sinter: (keys, { db }) => intersection(db, keys),
  sunion: (keys, { db }) => union(db, keys),
  sdiff: (keys, { db }) => difference(db, keys),
  sinterstore: ([target = '', ...keys], { db }) => store(db, target, intersection(db, keys)),
  sunionstore: ([target = '', ...keys], { db }) => store(db, target, union(db, keys)),
  sdiffstore: ([target = '', ...keys], { db }) => store(db, target, difference(db, keys)),

  sintercard([numkeys = '', ...words], { db }) {
    const size = toCountFrom(1, numkeys, 'numkeys should be greater than 0')
    if (size > words.length) throw new RedisError("ERR Number of keys can't be greater than number of args")
    let limit = 0
    for (let at = size; at < words.length; at += 2) {
      const value = words[at + 1]
      if (words[at]?.toLowerCase() !== 'limit' || value === undefined) throw syntaxError()
      limit = toCountFrom(0, value, "LIMIT can't be negative")
    }
    const { length } = intersection(db, words.slice(0, size))
    return limit > 0 ? Math.min(limit, length) : length
  },
}

/** A missing key is an empty set; all keys are looked at, so that a wrong type is noticed behind a missing one too. */
function setsOf(db: Keyspace, keys: readonly string[]): readonly SetValue[] {
  return keys.map((key) => db.get('set', key) ?? new SetValue())
}

function intersection(db: Keyspace, keys: readonly string[]): readonly string[] {
  const [smallest, ...others] = [...setsOf(db, keys)].sort((one, other) => one.size - other.size)
  return (smallest?.members() ?? []).filter((member) => others.every((set) => set.has(member)))
}

function union(db: Keyspace, keys: readonly string[]): readonly string[] {
  const members = new Set<string>()
  for (const set of setsOf(db, keys)) for (const member of set.members()) members.add(member)
  return [...members]
}

function difference(db: Keyspace, keys: readonly string[]): readonly string[] {
  const [first, ...others] = setsOf(db, keys)
  return (first?.members() ?? []).filter((member) => !others.some((set) => set.has(member)))
}

function store(db: Keyspace, target: string, members: readonly string[]): Reply {
  if (members.length === 0) db.delete(target)
  else db.set(target, SetValue.from(members))
  return members.length
}
