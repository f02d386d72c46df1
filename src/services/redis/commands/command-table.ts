import { commandText } from './command-text.ts'

/** What a command may do, in Redis' own words; `denyoom` is refused when memory is full. */
export type CommandFlag =
  | 'write'
  | 'denyoom'
  | 'readonly'
  | 'fast'
  | 'blocking'
  | 'pubsub'
  | 'admin'
  | 'noscript'
  | 'skip_monitor'
  | 'movablekeys'

/** One command of the table, without the code that runs it. */
export interface CommandSpec {
  /** In lower case; a subcommand's is `client|id`. */
  readonly name: string
  /** Number of words with the name; below zero: at least so many. */
  readonly arity: number
  readonly flags: ReadonlySet<CommandFlag>
  /** Where the keys stand among the words: first, last (below zero: from the end), step. */
  readonly keys: readonly [first: number, last: number, step: number]
  readonly group: string
  readonly since: string
  /** `key seconds [NX|XX|GT|LT]` */
  readonly syntax: string
  readonly summary: string
}

/** All commands and subcommands this server knows. */
export const commandTable: ReadonlyMap<string, CommandSpec> = new Map(
  commandText
    .trim()
    .split('\n')
    .map((line) => {
      const [head = '', syntax = '', summary = ''] = line.split(' / ')
      const [name = '', arity = '', flags = '', keys = '', group = '', since = ''] = head.split(' ')
      const [first = 0, last = 0, step = 0] = keys.split(',').map(Number)
      const flagSet = new Set((flags === '-' ? [] : flags.split(',')) as CommandFlag[])
      const spec = { name, arity: Number(arity), flags: flagSet, keys: [first, last, step] as const }
      return [name, { ...spec, group, since, syntax: syntax.trim(), summary }]
    }),
)
