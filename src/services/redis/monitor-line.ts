import type { Client } from './client.ts'
import { quote } from './quote.ts'

/**
 * What MONITOR says of a command: `1700000000.123000 [0 127.0.0.1:50312] "get" "key"`.
 * @see https://redis.io/docs/latest/commands/monitor/
 */
export function monitorLine(now: number, { db, address }: Client, words: readonly string[]): string {
  const seconds = `${Math.floor(now / 1000)}.${String(Math.floor((now % 1000) * 1000)).padStart(6, '0')}`
  return `${seconds} [${db} ${address}] ${withoutSecrets(words).map(quote).join(' ')}`
}

/** AUTH's words, and those after AUTH in HELLO, are nobody's business. */
function withoutSecrets(words: readonly string[]): readonly string[] {
  const name = words[0]?.toLowerCase()
  const hide = (first: number, count: number): readonly string[] =>
    words.map((word, index) => (index >= first && index < first + count ? '(redacted)' : word))
  if (name === 'auth' && words.length <= 3) return hide(1, 2)
  if (name !== 'hello') return words
  const auth = words.findIndex((word, index) => index > 1 && word.toLowerCase() === 'auth')
  return auth >= 0 && auth + 2 < words.length ? hide(auth + 1, 2) : words
}
