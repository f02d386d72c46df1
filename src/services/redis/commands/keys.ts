import type { CommandContext, Handlers } from '../command.ts'
import { matchesGlob } from '../glob.ts'
import { readCount, toCount, toInt } from '../integers.ts'
import type { Keyspace } from '../keyspace.ts'
import { noSuchKey, ok, RedisError, Status, syntaxError, type Reply } from '../reply.ts'
import { databaseCount, type ServerState } from '../server-state.ts'
import { sizeOf, typeOf, type Value } from '../values.ts'
import { randomBelow } from './random-picks.ts'

/** The group `generic`, without times to live and SCAN. @see https://redis.io/docs/latest/commands/?group=generic */
export const keyCommands: Handlers = {
  del: (keys, { db }) => keys.filter((key) => db.delete(key)).length,
  unlink: (keys, { db }) => keys.filter((key) => db.delete(key)).length,
  exists: (keys, { db }) => keys.filter((key) => db.has(key)).length,
  touch: (keys, { db }) => keys.filter((key) => db.has(key)).length,

  type([key = ''], { db }) {
    const value = db.find(key)
    return new Status(value === undefined ? 'none' : typeOf(value))
  },

  keys: ([pattern = ''], { db }) =>
    pattern === '*' ? [...db.keys()] : db.keys().filter((key) => matchesGlob(pattern, key)),

  randomkey(_, { db }) {
    const keys = db.keys()
    return keys[randomBelow(keys.length)] ?? null
  },

  rename([from = '', to = ''], { db }) {
    if (!rename(db, from, to)) throw noSuchKey()
    return ok
  },

  renamenx([from = '', to = ''], { db }) {
    if (!db.has(from)) throw noSuchKey()
    if (db.has(to)) return 0
    rename(db, from, to)
    return 1
  },

  move([key = '', target = ''], { db, server }) {
    const other = toDatabase(target, server)
    if (other === db) throw sameObjects()
    const value = db.find(key)
    if (value === undefined || other.has(key)) return 0
    const deadline = db.deadline(key)
    // Not forgotten before it is there: in between it would count as nowhere.
    place(other, key, value, deadline)
    db.delete(key)
    return 1
  },

  copy: ([source = '', target = '', ...options], context) => copy(source, target, options, context),

  'object|encoding': ([key = ''], { db }) => ofObject(db, key, encodingOf),
  'object|refcount': ([key = ''], { db }) => ofObject(db, key, () => 1),
  'object|idletime': ([key = ''], { db }) => ofObject(db, key, () => 0),
  'object|freq': ([key = ''], { db }) =>
    ofObject(db, key, () => {
      throw new RedisError(
        'ERR An LFU maxmemory policy is not selected, access frequency not tracked. Please note that when switching between policies at runtime LRU and LFU data will take some time to adjust.',
      )
    }),

  wait([replicas = '', timeout = '']) {
    toCount(replicas)
    const milliseconds = readCount(timeout)
    if (milliseconds === null) throw new RedisError('ERR timeout is not an integer or out of range')
    if (milliseconds < 0) throw new RedisError('ERR timeout is negative')
    // There are no replicas to wait for.
    return 0
  },
}

/** Returns whether the key was there. */
function rename(db: Keyspace, from: string, to: string): boolean {
  const value = db.find(from)
  if (value === undefined) return false
  if (from === to) return true
  const deadline = db.deadline(from)
  place(db, to, value, deadline)
  db.delete(from)
  return true
}

function place(db: Keyspace, key: string, value: Value, deadline: number | undefined): void {
  db.set(key, value)
  if (deadline !== undefined) db.setDeadline(key, deadline)
}

function copy(
  source: string,
  target: string,
  options: readonly string[],
  { db, server }: CommandContext,
): Reply {
  let other = db
  let isReplace = false
  for (let at = 0; at < options.length; at++) {
    const option = options[at]?.toLowerCase()
    if (option === 'replace') isReplace = true
    else if (option === 'db' && at + 1 < options.length) other = toDatabase(options[++at] ?? '', server)
    else throw syntaxError()
  }
  if (other === db && source === target) throw sameObjects()
  const value = db.find(source)
  if (value === undefined || (!isReplace && other.has(target))) return 0
  server.memory.reserve(sizeOf(value))
  place(other, target, typeof value === 'string' ? value : value.copy(), db.deadline(source))
  return 1
}

function toDatabase(text: string, server: ServerState): Keyspace {
  const number = toInt(text)
  if (number < 0 || number >= databaseCount) throw new RedisError('ERR DB index is out of range')
  return server.database(number)
}

function sameObjects(): RedisError {
  return new RedisError('ERR source and destination objects are the same')
}

function ofObject(db: Keyspace, key: string, read: (value: Value) => Reply): Reply {
  const value = db.find(key)
  return value === undefined ? null : read(value)
}

/** How Redis would keep a value; ours are kept otherwise, but people like to look. @see https://redis.io/docs/latest/commands/object-encoding/ */
function encodingOf(value: Value): string {
  if (typeof value === 'string') {
    if (readCount(value) !== null) return 'int'
    return value.length <= 44 ? 'embstr' : 'raw'
  }
  const isShort = (texts: Iterable<string>): boolean => [...texts].every((text) => text.length <= 64)
  switch (value.type) {
    case 'list':
      return 'quicklist'
    case 'hash':
      return value.size <= 128 && isShort(value.fields()) && isShort(value.values())
        ? 'listpack'
        : 'hashtable'
    case 'set':
      return value.size <= 512 && value.members().every((member) => readCount(member) !== null)
        ? 'intset'
        : 'hashtable'
    case 'zset':
      return value.size <= 128 && isShort(value.entries().map(({ member }) => member))
        ? 'listpack'
        : 'skiplist'
    default:
      return value satisfies never
  }
}
