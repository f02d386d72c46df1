import { execFile } from 'node:child_process'
import { beforeAll, expect, test } from 'vitest'
import { Prompt } from '../../src/services/prompt.ts'
import { RedisServer } from '../../src/services/redis/redis-server.ts'
import { missingReason, startReal } from './redis/real-server.ts'

/** One line each; what they answer is compared as printed. */
const lines = [
  'flushall',
  'set a "b c"',
  'get a',
  'get nothing',
  'append a "\\x00\\xff\\n\\t\\"\\\\"',
  'get a',
  'set text grüße',
  'get text',
  'incr a',
  'nonsense 1 2',
  'rpush list 1 2 3 4 5 6 7 8 9 10 11',
  'lrange list 0 -1',
  'lrange none 0 -1',
  'hset hash f v g w',
  'hgetall hash',
  'zadd z 1.5 one 2 two',
  'zrange z 0 -1 withscores',
  'mget a none list',
  'scan 0 match lis* count 1000',
  'ttl a',
  'type list',
  'lpop none 3',
  'multi',
  'incr n',
  'lrange list 0 1',
  'get list',
  'exec',
  'multi',
  'nonsense',
  'exec',
  'set a 1 xx nx',
  'get',
  'lpush a x',
  'select 3',
  'set b 1',
  'dbsize',
  'select 99',
  'echo "unbalanced',
  "echo 'it\\'s'",
  'time nothing',
  'object encoding list',
  'blpop list 0.1',
  'blpop none 0.1',
]

let port: number

beforeAll(async () => {
  if (missingReason !== null) return undefined
  const real = await startReal()
  port = real.port
  return () => real.stop()
})

test.skipIf(missingReason !== null)('prints what redis-cli prints on a terminal', async () => {
  const server = new RedisServer()
  const prompt = new Prompt(server, { onPush: () => undefined })
  const ours: string[] = []
  for (const line of lines) ours.push((await prompt.run(line)).text)
  server.dispose()
  const theirs = await cli(lines)
  expect(ours.join('\n').split('\n')).toEqual(theirs.replace(/\n+$/, '').split('\n'))
})

function cli(commands: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    const child = execFile('redis-cli', ['-p', String(port), '--no-raw'], (_error, stdout) => resolve(stdout))
    child.stdin?.end(`${commands.join('\n')}\n`)
  })
}
