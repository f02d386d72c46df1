import type { Client } from './client.ts'
import { quote } from './quote.ts'

/**
 * What MONITOR says of a command: `1700000000.123000 [0 127.0.0.1:50312] "get" "key"`.
 * @see https://redis.io/docs/latest/commands/monitor/
 */
export function monitorLine(now: number, { db, address }: Client, words: readonly string[]): string {
  const seconds = `${Math.floor(now / 1000)}.${String(Math.floor((now % 1000) * 1000)).padStart(6, '0')}`
  return `${seconds} [${db} ${address}] ${words.map(quote).join(' ')}`
}
