import type { CommandSpec } from '../../sandbox/command-help.ts'
import { wordText } from './redis-words.ts'

export type CommandTable = ReadonlyMap<string, CommandSpec>

/** What could stand where the cursor is. */
export interface Completion {
  /** Where the word begins that would be replaced. */
  readonly from: number
  readonly options: readonly string[]
}

const mostOptions = 50
const none: Completion = { from: 0, options: [] }

/**
 * Completes the word at the end of a line: the command, its subcommand, or a key where the command takes one.
 *
 *     complete('lpop que', table, ['queue_name'])      // { from: 5, options: ['queue_name'] }
 */
export function complete(line: string, table: CommandTable, keys: readonly string[]): Completion {
  const words = line.split(/\s+/)
  // A line that begins with spaces: its first word is not the empty one before them.
  if (words.length > 1 && words[0] === '') words.shift()
  const typed = words.at(-1) ?? ''
  const from = line.length - typed.length
  const at = words.length - 1
  const offer = (options: readonly string[]): Completion => {
    const wanted = typed.toLowerCase()
    const fitting = options.filter(
      // Nobody types the quotation mark that a name with spaces needs.
      (option) => option !== typed && option.toLowerCase().replace(/^"/, '').startsWith(wanted),
    )
    return fitting.length > 0 ? { from, options: fitting.slice(0, mostOptions) } : none
  }
  const name = (words[0] ?? '').toLowerCase()
  if (at === 0) return typed ? offer(namesOf(table)) : none
  const subcommands = subcommandsOf(name, table)
  if (at === 1 && subcommands.length > 0) return offer(subcommands)
  const spec = specOf(words, table)
  return spec && takesKeyAt(spec, at) ? offer(keys.map(wordText)) : none
}

/** The command that a line begins with: also while it is being typed, if only one is meant. */
export function commandOf(line: string, table: CommandTable): CommandSpec | null {
  const words = line.trim().toLowerCase().split(/\s+/)
  const spec = specOf(words, table)
  if (spec) return spec
  const [name = ''] = words
  if (!name) return null
  const fitting = [...table.values()].filter((candidate) => candidate.name.startsWith(name))
  return fitting.length === 1 ? (fitting[0] ?? null) : null
}

/** `LPUSH key element [element ...]` */
export function syntaxOf({ name, syntax }: CommandSpec): string {
  return `${name.replace('|', ' ').toUpperCase()} ${syntax}`.trim()
}

function namesOf(table: CommandTable): readonly string[] {
  return [...table.keys()]
    .filter((name) => !name.includes('|'))
    .sort()
    .map((name) => name.toUpperCase())
}

function subcommandsOf(name: string, table: CommandTable): readonly string[] {
  const prefix = `${name}|`
  return [...table.keys()]
    .filter((full) => full.startsWith(prefix))
    .map((full) => full.slice(prefix.length).toUpperCase())
}

function specOf([name = '', second = '']: readonly string[], table: CommandTable): CommandSpec | undefined {
  const key = name.toLowerCase()
  return table.get(`${key}|${second.toLowerCase()}`) ?? table.get(key)
}

/** Whether word `at`, counted from the command's name, is a key. Of commands that count their keys: any word might be. */
function takesKeyAt({ keys: [first, last, step], flags }: CommandSpec, at: number): boolean {
  if (first === 0) return flags.has('movablekeys') && at > 1
  const isInReach = at >= first && (last < 0 || at <= last)
  return isInReach && (at - first) % Math.max(1, step) === 0
}

/** What `help lpop` says, as in redis-cli, where Redis itself knows no such command; null for any other line. */
export function helpFor(line: string, table: CommandTable | null): string | null {
  const topic = /^(?:help|\?)(?:\s+(.*))?$/is.exec(line.trim())
  if (!topic) return null
  const [, command = ''] = topic
  if (command === '')
    return 'help lpop tells what LPOP does. Tab completes, ↑ brings back what you sent, Ctrl+C ends a wait, clear empties all this.'
  const spec = table && commandOf(command, table)
  if (!spec) return `No help for ${command}: this Redis has no such command.`
  return `${syntaxOf(spec)}${spec.summary ? `\n${spec.summary}` : ''}`
}
