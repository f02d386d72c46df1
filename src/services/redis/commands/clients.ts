import type { Client } from '../client.ts'
import type { CommandContext, Handlers } from '../command.ts'
import { readCount, toCountFrom } from '../integers.ts'
import { nilList, noReply, ok, RedisError, syntaxError, type Reply } from '../reply.ts'
import type { ServerState } from '../server-state.ts'

/** CLIENT and its subcommands. @see https://redis.io/docs/latest/commands/client-list/ */
export const clientCommands: Handlers = {
  'client|id': (_, { client }) => client.id,
  'client|getname': (_, { client }) => (client.name === '' ? null : client.name),

  'client|setname'([name = ''], { client }) {
    checkName(name)
    client.name = name
    return ok
  },

  'client|info': (_, { client, server }) => `${lineOf(client, server)}\n`,
  'client|list': (words, { server }) => listClients(words, server),
  'client|kill': (words, context) => kill(words, context),

  'client|no-evict'([word = '']) {
    if (!['on', 'off'].includes(word.toLowerCase())) throw syntaxError()
    return ok
  },

  'client|unblock'([idText = '', reason = 'timeout', ...rest], { server }) {
    const isError = reason.toLowerCase() === 'error'
    if (rest.length > 0 || (!isError && reason.toLowerCase() !== 'timeout'))
      throw new RedisError('ERR CLIENT UNBLOCK reason should be TIMEOUT or ERROR')
    const id = readCount(idText)
    if (id === null) throw new RedisError('ERR value is not an integer or out of range')
    const waiter = server.clients.get(id)?.waiter
    if (!waiter) return 0
    server.waiting.end(
      waiter,
      isError ? new RedisError('UNBLOCKED client unblocked via CLIENT UNBLOCK') : nilList,
    )
    return 1
  },
}

/** @throws RedisError for a name that would break the lines of CLIENT LIST */
export function checkName(name: string): void {
  if (/[^!-~]/.test(name))
    throw new RedisError('ERR Client names cannot contain spaces, newlines or special characters.')
}

function lineOf(client: Client, { clock }: ServerState): string {
  const now = clock.now()
  const seconds = (since: number): number => Math.floor((now - since) / 1000)
  const flags = [
    client.isMonitor && 'O',
    client.isSubscribed && 'P',
    client.transaction && 'x',
    client.waiter && 'b',
  ]
  const facts: readonly (readonly [string, string | number])[] = [
    ['id', client.id],
    ['addr', client.address],
    ['laddr', '127.0.0.1:6379'],
    ['fd', client.id + 7],
    ['name', client.name],
    ['age', seconds(client.createdAt)],
    ['idle', seconds(client.lastActiveAt)],
    ['flags', flags.filter(Boolean).join('') || 'N'],
    ['db', client.db],
    ['sub', client.channels.size],
    ['psub', client.patterns.size],
    ['ssub', 0],
    ['multi', client.transaction ? client.transaction.queue.length : -1],
    ['qbuf', client.parser.waiting],
    ['cmd', client.lastCommand],
    ['user', 'default'],
    ['resp', 2],
  ]
  return facts.map(([name, value]) => `${name}=${value}`).join(' ')
}

type ClientType = 'normal' | 'pubsub' | 'master' | 'replica'

function typeOf(client: Client): ClientType {
  return client.isSubscribed ? 'pubsub' : 'normal'
}

function toType(text: string): ClientType {
  const name = text.toLowerCase() === 'slave' ? 'replica' : text.toLowerCase()
  if (name !== 'normal' && name !== 'pubsub' && name !== 'master' && name !== 'replica')
    throw new RedisError(`ERR Unknown client type '${text}'`)
  return name
}

function listClients(words: readonly string[], server: ServerState): Reply {
  const [filter, ...values] = words
  let clients = [...server.clients.values()]
  if (filter?.toLowerCase() === 'type' && values.length === 1) {
    const type = toType(values[0] ?? '')
    clients = clients.filter((client) => typeOf(client) === type)
  } else if (filter?.toLowerCase() === 'id' && values.length > 0) {
    const ids = values.map((value) => toCountFrom(1, value, 'Invalid client ID'))
    clients = ids.flatMap((id) => server.clients.get(id) ?? [])
  } else if (filter !== undefined) throw syntaxError()
  return clients.map((client) => `${lineOf(client, server)}\n`).join('')
}

function kill(words: readonly string[], { client, server }: CommandContext): Reply {
  const isOldForm = words.length === 1
  const chosen = isOldForm ? byAddress(words[0] ?? '') : readKillFilters(words, client)
  const killed = [...server.clients.values()].filter(chosen)
  if (isOldForm && killed.length === 0) throw new RedisError('ERR No such client')
  const reply = isOldForm ? ok : killed.length
  for (const other of killed) if (other !== client) server.disconnect(other)
  if (!killed.includes(client)) return reply
  // Who ends itself still hears of it.
  server.send(client, reply)
  server.disconnect(client)
  return noReply
}

function byAddress(address: string): (client: Client) => boolean {
  return (client) => client.address === address
}

/** `ID 3 TYPE normal ADDR … SKIPME no`: a client must fit all. */
function readKillFilters(words: readonly string[], self: Client): (client: Client) => boolean {
  const filters: ((client: Client) => boolean)[] = []
  let isSelfSpared = true
  for (let at = 0; at < words.length; at += 2) {
    const value = words[at + 1]
    if (value === undefined) throw syntaxError()
    switch (words[at]?.toLowerCase()) {
      case 'id': {
        const id = readCount(value)
        if (id === null || id < 1) throw new RedisError('ERR client-id should be greater than 0')
        filters.push((client) => client.id === id)
        break
      }
      case 'type': {
        const type = toType(value)
        filters.push((client) => typeOf(client) === type)
        break
      }
      case 'addr':
        filters.push(byAddress(value))
        break
      case 'laddr':
        filters.push(() => value === '127.0.0.1:6379')
        break
      case 'user':
        if (value !== 'default') throw new RedisError(`ERR No such user '${value}'`)
        break
      case 'skipme':
        if (!['yes', 'no'].includes(value.toLowerCase())) throw syntaxError()
        isSelfSpared = value.toLowerCase() === 'yes'
        break
      default:
        throw syntaxError()
    }
  }
  return (client) => !(isSelfSpared && client === self) && filters.every((fits) => fits(client))
}
