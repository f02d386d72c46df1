import type { Handlers } from '../command.ts'
import { RedisError, Status, syntaxError, type Reply } from '../reply.ts'
import { commandTable, type CommandSpec } from './command-table.ts'

/** COMMAND and its subcommands, as far as redis-cli and clients ask. @see https://redis.io/docs/latest/commands/command/ */
export const introspectionCommands: Handlers = {
  command: () => mainCommands().map(describe),
  'command|count': () => mainCommands().length,
  'command|list'(words) {
    if (words.length > 0) throw syntaxError()
    return mainCommands().map(({ name }) => name)
  },

  'command|info'(names) {
    const wanted = names.length > 0 ? names : mainCommands().map(({ name }) => name)
    return wanted.map((name) => {
      const spec = commandTable.get(name.toLowerCase())
      return spec ? describe(spec) : null
    })
  },

  'command|docs'(names) {
    const wanted =
      names.length > 0 ? names.map((name) => name.toLowerCase()) : mainCommands().map(({ name }) => name)
    return wanted.flatMap((name) => {
      const spec = commandTable.get(name)
      return spec ? [name, ['summary', spec.summary, 'since', spec.since, 'group', spec.group]] : []
    })
  },

  'command|getkeys'(words) {
    const spec = commandTable.get(words[0]?.toLowerCase() ?? '')
    if (!spec) throw new RedisError('ERR Invalid command specified')
    if (spec.arity > 0 ? words.length !== spec.arity : words.length < -spec.arity)
      throw new RedisError('ERR Invalid number of arguments specified for command')
    const keys = keysAmong(spec, words)
    if (keys.length === 0) throw new RedisError('ERR The command has no key arguments')
    return keys
  },
}

function mainCommands(): readonly CommandSpec[] {
  return [...commandTable.values()].filter(({ name }) => !name.includes('|'))
}

function describe({ name, arity, flags, keys, group }: CommandSpec): Reply {
  const words = [...flags].map((flag) => new Status(flag))
  return [
    name,
    arity,
    words,
    ...keys,
    [new Status(`@${group || 'keyspace'}`)],
    [],
    [],
    subcommandsOf(name).map(describe),
  ]
}

function subcommandsOf(name: string): readonly CommandSpec[] {
  return [...commandTable.values()].filter((spec) => spec.name.startsWith(`${name}|`))
}

/** The keys among a command's words. */
function keysAmong({ name, keys, flags }: CommandSpec, words: readonly string[]): readonly string[] {
  const [first, last, step] = keys
  const end = last < 0 ? words.length + last : last
  const fixed = words.filter(
    (_, index) => first > 0 && index >= first && index <= end && (index - first) % step === 0,
  )
  if (!flags.has('movablekeys')) return fixed
  // How many keys follow stands first, or behind a timeout, a target or a script.
  const at = /^(?:b|eval|z.*store$)/.test(name) ? 2 : 1
  return [...fixed, ...words.slice(at + 1, at + 1 + Number(words[at]))]
}
