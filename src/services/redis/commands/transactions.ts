import type { Handlers } from '../command.ts'
import { runCommand } from '../run-command.ts'
import { nilList, noReply, ok, RedisError, type Reply } from '../reply.ts'

/** The group `transactions`. @see https://redis.io/docs/latest/develop/interact/transactions/ */
export const transactionCommands: Handlers = {
  multi(_, { client }) {
    if (client.transaction) throw new RedisError('ERR MULTI calls can not be nested')
    client.transaction = { queue: [], bytes: 0, isBroken: false }
    return ok
  },

  discard(_, { client, server }) {
    if (!client.transaction) throw new RedisError('ERR DISCARD without MULTI')
    server.dropTransaction(client)
    return ok
  },

  exec(_, { client, server }) {
    const { transaction } = client
    if (!transaction) throw new RedisError('ERR EXEC without MULTI')
    // A watched key whose time is up is a changed one, though nobody has looked yet.
    for (const id of client.watched) server.database(parseInt(id, 10)).has(id.slice(id.indexOf(':') + 1))
    const isWatchBroken = client.isWatchBroken
    server.dropTransaction(client)
    if (transaction.isBroken)
      throw new RedisError('EXECABORT Transaction discarded because of previous errors.')
    if (isWatchBroken) return nilList
    const replies: Reply[] = []
    for (const { command, words } of transaction.queue) {
      const reply = runCommand(server, client, { command, words, canWait: false })
      // What subscribing answers is several replies, and they go out as they are made.
      if (reply !== noReply) replies.push(reply)
    }
    return replies
  },

  watch(keys, { client, server }) {
    if (client.transaction) throw new RedisError('ERR WATCH inside MULTI is not allowed')
    // What has run out already is no longer there, which is how it stays.
    for (const key of keys) {
      server.database(client.db).has(key)
      server.watches.add(client, client.db, key)
    }
    return ok
  },

  unwatch(_, { client, server }) {
    server.watches.clear(client)
    return ok
  },
}
