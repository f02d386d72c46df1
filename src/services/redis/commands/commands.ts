import type { Command, Handler, Handlers } from '../command.ts'
import { RedisError } from '../reply.ts'
import { bitmapCommands } from './bitmaps.ts'
import { blockingCommands } from './blocking.ts'
import { clientCommands } from './clients.ts'
import { commandTable, type CommandSpec } from './command-table.ts'
import { connectionCommands } from './connection.ts'
import { expiryCommands } from './expiry.ts'
import { hashCommands } from './hashes.ts'
import { introspectionCommands } from './introspection.ts'
import { keyCommands } from './keys.ts'
import { listCommands } from './lists.ts'
import { numberCommands } from './numbers.ts'
import { pubsubCommands } from './pubsub.ts'
import { scanCommands } from './scan.ts'
import { scriptCommands } from './scripts.ts'
import { serverCommands } from './server.ts'
import { setCommands } from './sets.ts'
import { sortCommands } from './sort.ts'
import { sortedSetAlgebraCommands } from './sorted-set-algebra.ts'
import { sortedSetPopCommands } from './sorted-set-pops.ts'
import { sortedSetRangeCommands } from './sorted-set-ranges.ts'
import { sortedSetCommands } from './sorted-sets.ts'
import { stringCommands } from './strings.ts'
import { transactionCommands } from './transactions.ts'

const handlers: Handlers = {
  ...stringCommands,
  ...numberCommands,
  ...bitmapCommands,
  ...listCommands,
  ...blockingCommands,
  ...hashCommands,
  ...setCommands,
  ...sortedSetCommands,
  ...sortedSetRangeCommands,
  ...sortedSetPopCommands,
  ...sortedSetAlgebraCommands,
  ...keyCommands,
  ...sortCommands,
  ...expiryCommands,
  ...scanCommands,
  ...transactionCommands,
  ...scriptCommands,
  ...pubsubCommands,
  ...connectionCommands,
  ...clientCommands,
  ...serverCommands,
  ...introspectionCommands,
}

/** A command that has subcommands and none of its own. */
const isContainer = (name: string): boolean => containers.has(name)
const containers = new Set(
  [...commandTable.keys()].flatMap((name) => (name.includes('|') ? [name.split('|', 1)[0] ?? ''] : [])),
)

const runnable: ReadonlyMap<string, Command> = new Map(
  [...commandTable.values()].map((spec) => [spec.name, { spec, run: handlerOf(spec) }]),
)

function handlerOf({ name }: CommandSpec): Handler {
  if (name.endsWith('|help')) return () => helpOf(name.replace('|help', ''))
  if (Object.hasOwn(handlers, name)) return handlers[name] as Handler
  // Without a subcommand there is nothing to run; its arity says so to the client first.
  if (isContainer(name)) return () => null
  throw new Error(`The command ${name} stands in the table, but no handler does it`)
}

function helpOf(container: string): readonly string[] {
  const names = [...commandTable.keys()].filter((name) => name.startsWith(`${container}|`))
  const lines = names.map((name) => name.split('|')[1]?.toUpperCase() ?? '')
  return [`${container.toUpperCase()} <subcommand> [<arg> [value] [opt] ...]. Subcommands are:`, ...lines]
}

/** All commands that can be run. */
export const commands = {
  /** The command that the words mean, or Redis' words for one it does not know. */
  find(words: readonly string[]): Command | RedisError {
    const [given = '', sub] = words
    const name = given.toLowerCase()
    const command = name.includes('|') ? undefined : runnable.get(name)
    if (!command) return unknownCommand(given, words.slice(1))
    if (sub === undefined || !isContainer(name)) return command
    return runnable.get(`${name}|${sub.toLowerCase()}`) ?? unknownSubcommand(name, sub)
  },
}

function unknownCommand(name: string, words: readonly string[]): RedisError {
  let shown = ''
  for (const word of words) {
    if (shown.length >= 128) break
    shown += `'${untilZero(word).slice(0, 128 - shown.length)}' `
  }
  return new RedisError(
    `ERR unknown command '${untilZero(name).slice(0, 128)}', with args beginning with: ${shown}`,
  )
}

function unknownSubcommand(name: string, sub: string): RedisError {
  return new RedisError(
    `ERR unknown subcommand '${untilZero(sub).slice(0, 128)}'. Try ${name.toUpperCase()} HELP.`,
  )
}

/** C's texts end at a zero byte, and so do Redis' errors. */
function untilZero(text: string): string {
  return text.split('\0', 1)[0] ?? ''
}
