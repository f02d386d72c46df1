import type { Client } from './client.ts'
import type { Command } from './command.ts'
import { commands } from './commands/commands.ts'
import { runCommand } from './run-command.ts'
import { noReply, outOfMemory, RedisError, Status, wrongArity, type Reply } from './reply.ts'
import type { Request } from './request-parser.ts'
import type { ServerState } from './server-state.ts'

const queued = new Status('QUEUED')

/** Commands that are not queued after MULTI. */
const atOnce = new Set(['exec', 'discard', 'multi', 'watch', 'quit', 'reset'])

/** Commands that a subscribed client may send. */
const whileSubscribed = new Set([
  'subscribe',
  'unsubscribe',
  'psubscribe',
  'punsubscribe',
  'ping',
  'quit',
  'reset',
])

/** Runs one command of a client and sends the answer, then serves those who waited for what it brought. */
export function execute(server: ServerState, client: Client, { words, isTooLarge }: Request): void {
  const { observation } = server
  const started = { words, db: client.db, startedMs: observation?.commandBegins() ?? null }
  server.counts.commands++
  client.lastActiveAt = server.clock.now()
  const reply = answer(server, client, words, isTooLarge)
  server.answer(client, reply)
  observation?.commandRan(client, started, reply)
  if (client.isLeaving) server.disconnect(client)
  server.waiting.serve()
}

function answer(server: ServerState, client: Client, words: readonly string[], isTooLarge: boolean): Reply {
  const { transaction } = client
  if (isTooLarge) return rejected(server, client, null, outOfMemory())
  const command = commands.find(words)
  if (command instanceof RedisError) {
    if (!isWebRequest(words)) return rejected(server, client, null, command)
    server.disconnect(client)
    return noReply
  }
  const { spec } = command
  client.lastCommand = spec.name
  if (spec.arity > 0 ? words.length !== spec.arity : words.length < -spec.arity)
    return rejected(server, client, command, wrongArity(spec.name))
  if (server.memory.isFull && isRefusedWhenFull(client, command))
    return rejected(server, client, command, outOfMemory())
  if (client.isSubscribed && !whileSubscribed.has(spec.name))
    return rejected(server, client, command, notWhileSubscribed(spec.name))
  if (!transaction || atOnce.has(spec.name))
    return runCommand(server, client, { command, words, canWait: true })
  const bytes = words.reduce((sum, word) => sum + word.length + 16, 64)
  transaction.queue.push({ command, words })
  transaction.bytes += bytes
  server.memory.used += bytes
  return queued
}

/**
 * A web page can have a browser send lines to any port of the machine, some of which could be commands: before they come,
 * Redis ends the connection, and so do we.
 */
function isWebRequest([name = '']: readonly string[]): boolean {
  return /^(?:post|host:)$/i.test(name)
}

/** An error before a command could run; a transaction that it was meant for can do nothing any more. */
function rejected(
  server: ServerState,
  client: Client,
  command: Command | null,
  error: RedisError,
): RedisError {
  const { transaction } = client
  if (!transaction) return error
  transaction.isBroken = true
  if (command?.spec.name !== 'exec') return error
  server.dropTransaction(client)
  return new RedisError(`EXECABORT Transaction discarded because of: ${error.message.replace(/^ERR /, '')}`)
}

function isRefusedWhenFull({ transaction }: Client, { spec }: Command): boolean {
  if (spec.name === 'exec')
    return transaction?.queue.some(({ command }) => command.spec.flags.has('denyoom')) ?? false
  return spec.flags.has('denyoom') || (transaction !== null && !atOnce.has(spec.name))
}

function notWhileSubscribed(name: string): RedisError {
  const allowed = '(P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET'
  return new RedisError(`ERR Can't execute '${name}': only ${allowed} are allowed in this context`)
}
