import type { Client } from './client.ts'
import type { CommandSpec } from './commands/command-table.ts'
import type { Keyspace } from './keyspace.ts'
import type { Reply } from './reply.ts'
import type { ServerState } from './server-state.ts'

/** Around a command that runs: who asked, and the data it works on. */
export interface CommandContext {
  readonly server: ServerState
  readonly client: Client
  /** The client's database. */
  readonly db: Keyspace
  /** False inside of a transaction: there a command that finds nothing answers at once. */
  readonly canWait: boolean
}

/**
 * Runs one command. The words come without its name (and a subcommand's), and there are as many as its arity asks for.
 * @throws RedisError for what Redis answers with an error
 */
export type Handler = (words: readonly string[], context: CommandContext) => Reply

/** Handlers of one family by name; a subcommand's is `client|id`. */
export interface Handlers {
  readonly [name: string]: Handler
}

/** A command with the code that runs it. */
export interface Command {
  readonly spec: CommandSpec
  readonly run: Handler
}
