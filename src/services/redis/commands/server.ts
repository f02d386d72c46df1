import type { CommandContext, Handlers } from '../command.ts'
import { matchesGlob } from '../glob.ts'
import { readCount } from '../integers.ts'
import type { Keyspace } from '../keyspace.ts'
import { ok, RedisError, syntaxError, type Reply } from '../reply.ts'
import { databaseCount, type ServerState } from '../server-state.ts'
import { infoText } from './info.ts'

/** The group `server`, without COMMAND. @see https://redis.io/docs/latest/commands/?group=server */
export const serverCommands: Handlers = {
  dbsize: (_, { db }) => db.size,

  flushdb(words, { db, server }) {
    checkFlush(words)
    server.clear(db)
    return ok
  },

  flushall(words, { server }) {
    checkFlush(words)
    for (const database of server.databases) server.clear(database)
    return ok
  },

  swapdb([first = '', second = ''], { server }) {
    const one = toDatabase(first, 'first', server)
    const other = toDatabase(second, 'second', server)
    if (!one || !other) throw new RedisError('ERR DB index is out of range')
    if (one !== other) server.swapDatabases(one, other)
    return ok
  },

  info: (sections, { server }) => infoText(server, sections),

  monitor(_, { client, server, canWait }) {
    if (!canWait) throw new RedisError("ERR MONITOR isn't allowed for DENY BLOCKING client")
    server.monitors.add(client)
    client.isMonitor = true
    return ok
  },

  time(_, { server }) {
    const now = server.clock.now()
    return [String(Math.floor(now / 1000)), String(Math.floor((now % 1000) * 1000))]
  },

  'config|get': (patterns, { server }) => {
    const wanted = patterns.map((pattern) => pattern.toLowerCase())
    return Object.entries(configuration(server))
      .filter(([name]) => wanted.some((pattern) => matchesGlob(pattern, name)))
      .flat()
  },

  'config|set': (words, context) => configure(words, context),

  'config|resetstat'(_, { server }) {
    Object.assign(server.counts, { connections: 0, commands: 0, expired: 0 })
    return ok
  },
}

function checkFlush([mode, ...rest]: readonly string[]): void {
  if (mode === undefined) return
  if (rest.length > 0 || !['sync', 'async'].includes(mode.toLowerCase())) throw syntaxError()
}

function toDatabase(text: string, which: string, server: ServerState): Keyspace | undefined {
  const number = readCount(text)
  if (number === null || Math.abs(number) >= 2 ** 31) throw new RedisError(`ERR invalid ${which} DB index`)
  return server.databases[number]
}

/** What a client may ask for. Only the limit of memory can be changed. */
function configuration(server: ServerState): { readonly [name: string]: string } {
  return {
    appendonly: 'no',
    bind: '127.0.0.1',
    databases: String(databaseCount),
    'hash-max-listpack-entries': '128',
    'list-max-listpack-size': '-2',
    maxclients: '10000',
    maxmemory: String(server.memory.limit),
    'maxmemory-policy': 'noeviction',
    'notify-keyspace-events': '',
    port: '6379',
    'proto-max-bulk-len': '536870912',
    save: '',
    'set-max-intset-entries': '512',
    timeout: '0',
    'zset-max-listpack-entries': '128',
  }
}

function configure(words: readonly string[], { server }: CommandContext): Reply {
  const [name = '', value = '', ...rest] = words
  if (rest.length % 2 !== 0) throw new RedisError("ERR wrong number of arguments for 'config|set' command")
  if (name.toLowerCase() !== 'maxmemory' || rest.length > 0) {
    if (!Object.hasOwn(configuration(server), name.toLowerCase()))
      throw new RedisError(`ERR Unknown option or number of arguments for CONFIG SET - '${name}'`)
    throw new RedisError(
      `ERR CONFIG SET failed (possibly related to argument '${name}') - can't set immutable config`,
    )
  }
  const limit = toBytes(value)
  if (limit === null)
    throw new RedisError(
      `ERR CONFIG SET failed (possibly related to argument '${name}') - argument must be a memory value`,
    )
  const { memory } = server
  // As in Redis, 0 lifts the limit: here up to what the page can hold.
  memory.limit = limit === 0 ? memory.ceiling : Math.min(limit, memory.ceiling)
  return ok
}

/** `100mb`, `1gb`, `1k`; null for what is no size. */
function toBytes(text: string): number | null {
  const match = /^(\d+)(b|k|kb|m|mb|g|gb)?$/i.exec(text)
  const units: { readonly [unit: string]: number } = {
    b: 1,
    k: 1e3,
    kb: 2 ** 10,
    m: 1e6,
    mb: 2 ** 20,
    g: 1e9,
    gb: 2 ** 30,
  }
  return match ? Number(match[1]) * (units[match[2]?.toLowerCase() ?? 'b'] ?? 1) : null
}
