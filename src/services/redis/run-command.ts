import type { Client } from './client.ts'
import type { Command } from './command.ts'
import { monitorLine } from './monitor-line.ts'
import { outOfMemory, RedisError, Status, type Reply } from './reply.ts'
import type { ServerState } from './server-state.ts'

/** A command with its words, and whether it may wait. */
export interface Call {
  readonly command: Command
  readonly words: readonly string[]
  readonly canWait: boolean
}

/** Runs a command that may run now, and tells those who listen with MONITOR. Redis' errors are replies; ours are thrown. */
export function runCommand(server: ServerState, client: Client, call: Call): Reply {
  const reply = run(server, client, call)
  const { flags } = call.command.spec
  // Afterwards, as Redis 7.0 does: SELECT is shown with the new database, EXEC behind what it ran.
  if (server.monitors.size > 0 && !flags.has('admin') && !flags.has('skip_monitor')) {
    const line = new Status(monitorLine(server.clock.now(), client, call.words))
    for (const monitor of server.monitors) server.send(monitor, line)
  }
  return reply
}

function run(server: ServerState, client: Client, { command, words, canWait }: Call): Reply {
  const { spec, run: handle } = command
  const context = { server, client, db: server.database(client.db), canWait }
  try {
    return handle(words.slice(spec.name.includes('|') ? 2 : 1), context)
  } catch (error) {
    if (error instanceof RedisError) return error
    // Too long a string, too large an array: the engine's own limits.
    if (error instanceof RangeError) return outOfMemory()
    throw error
  }
}
