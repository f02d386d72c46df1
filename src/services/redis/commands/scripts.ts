import type { Handlers } from '../command.ts'
import { ok, RedisError } from '../reply.ts'
import { sha1 } from '../sha1.ts'

/** What remembering a script costs, in bytes: the text of its name, and its place in a set. */
const scriptCost = 104

/**
 * SCRIPT and its subcommands. There is no Lua here: EVAL and EVALSHA are unknown commands, and of a script that is loaded only
 * its name is kept, as it is all that the others ask for.
 * @see https://redis.io/docs/latest/commands/script-load/
 */
export const scriptCommands: Handlers = {
  'script|load'([text = ''], { server }) {
    const name = sha1(text)
    if (server.scripts.has(name)) return name
    server.memory.reserve(scriptCost)
    server.memory.used += scriptCost
    server.scripts.add(name)
    return name
  },

  'script|exists': (names, { server }) =>
    names.map((name) => (server.scripts.has(name.toLowerCase()) ? 1 : 0)),

  'script|flush'([mode = 'sync', ...rest], { server }) {
    if (rest.length > 0 || !['sync', 'async'].includes(mode.toLowerCase()))
      throw new RedisError('ERR SCRIPT FLUSH only support SYNC|ASYNC option')
    server.memory.used -= server.scripts.size * scriptCost
    server.scripts.clear()
    return ok
  },

  'script|kill'() {
    throw new RedisError('NOTBUSY No scripts in execution right now.')
  },
}
