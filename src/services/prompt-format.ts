import { readableText } from './redis/bytes.ts'
import { quote } from './redis/quote.ts'
import { nilList, noReply, RedisError, Status, type Reply } from './redis/reply.ts'

/** A reply as redis-cli 7.0 prints it on a terminal, without the newline at the end; `indent` goes before lists' further lines. */
export function formatReply(reply: Reply, indent = ''): string {
  if (typeof reply === 'string') return quote(reply)
  if (typeof reply === 'number' || typeof reply === 'bigint') return `(integer) ${reply}`
  if (reply === null || reply === nilList) return '(nil)'
  if (reply === noReply) return ''
  if (reply instanceof Status) return readableText(reply.text)
  if (reply instanceof RedisError) return `(error) ${readableText(reply.message)}`
  if (reply.length === 0) return '(empty array)'
  const width = String(reply.length).length
  const deeper = indent + ' '.repeat(width + 2)
  return reply
    .map((item, index) => {
      const number = `${String(index + 1).padStart(width)}) `
      return `${index === 0 ? '' : indent}${number}${formatReply(item, deeper)}`
    })
    .join('\n')
}

/** Replies that are texts to be read, which redis-cli prints as they are: INFO, CLIENT LIST. */
export function formatReadable(reply: Reply): string {
  return typeof reply === 'string' ? readableText(reply).replace(/\r?\n$/, '') : formatReply(reply)
}

/** Whether a command answers a text to be read. */
export function isReadable([command = '', subcommand = '']: readonly string[]): boolean {
  const name = command.toLowerCase()
  return name === 'info' || (name === 'client' && ['list', 'info'].includes(subcommand.toLowerCase()))
}
