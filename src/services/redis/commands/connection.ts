import type { Client } from '../client.ts'
import type { CommandContext, Handlers } from '../command.ts'
import { readCount, toInt } from '../integers.ts'
import { redisVersion } from '../redis-version.ts'
import { ok, RedisError, Status, wrongArity, type Reply } from '../reply.ts'
import { databaseCount } from '../server-state.ts'
import { checkName } from './clients.ts'

/** The group `connection`, without CLIENT. @see https://redis.io/docs/latest/commands/?group=connection */
export const connectionCommands: Handlers = {
  ping([message, ...rest], { client }) {
    if (rest.length > 0) throw wrongArity('ping')
    if (client.isSubscribed) return ['pong', message ?? '']
    return message ?? new Status('PONG')
  },

  echo: ([message = '']) => message,

  select([index = ''], { client }) {
    const number = toInt(index)
    if (number < 0 || number >= databaseCount) throw new RedisError('ERR DB index is out of range')
    client.db = number
    return ok
  },

  auth(words) {
    if (words.length > 2) throw new RedisError('ERR syntax error')
    if (words.length === 1)
      throw new RedisError(
        'ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?',
      )
    checkLogin(words[0] ?? '')
    return ok
  },

  hello: (words, context) => hello(words, context),

  quit(_, { client }) {
    client.isLeaving = true
    return ok
  },

  reset(_, { client, server }) {
    server.dropTransaction(client)
    server.subscriptions.clear(client)
    server.monitors.delete(client)
    client.isMonitor = false
    client.name = ''
    client.db = 0
    return new Status('RESET')
  },
}

/** There is one user, `default`, whom any password lets in. */
function checkLogin(user: string): void {
  if (user !== 'default')
    throw new RedisError('WRONGPASS invalid username-password pair or user is disabled.')
}

function hello([version, ...options]: readonly string[], { client }: CommandContext): Reply {
  if (version !== undefined) {
    const number = readCount(version)
    if (number === null) throw new RedisError('ERR Protocol version is not an integer or out of range')
    // The other version of the protocol is not spoken here.
    if (number !== 2) throw new RedisError('NOPROTO unsupported protocol version')
  }
  readHelloOptions(client, options)
  const facts: Reply[] = ['server', 'redis', 'version', redisVersion, 'proto', 2, 'id', client.id]
  return [...facts, 'mode', 'standalone', 'role', 'master', 'modules', []]
}

function readHelloOptions(client: Client, words: readonly string[]): void {
  let name: string | null = null
  for (let at = 0; at < words.length;) {
    const option = words[at] ?? ''
    const left = words.length - at - 1
    if (option.toLowerCase() === 'auth' && left >= 2) {
      checkLogin(words[at + 1] ?? '')
      at += 3
    } else if (option.toLowerCase() === 'setname' && left >= 1) {
      name = words[at + 1] ?? ''
      checkName(name)
      at += 2
    } else throw new RedisError(`ERR Syntax error in HELLO option '${option}'`)
  }
  if (name !== null) client.name = name
}
