import { describe, expect, test } from 'vitest'
import { splitWords } from '../../../src/services/redis/split-words.ts'
import { errorData, errorText } from './error-table.ts'
import { onBothServers } from './targets.ts'
import { startOurs } from './tcp-server.ts'
import { TestClient } from './test-client.ts'

const words = (command: string): readonly string[] => splitWords(command) ?? []

const table = errorText
  .trim()
  .split('# ')
  .slice(1)
  .map((group) => {
    const [message = '', ...lines] = group.split('\n')
    const commands = lines.join(' ').split(' ; ')
    return {
      message,
      commands: commands.map((command) => command.trim()).filter((command) => command !== ''),
    }
  })

onBothServers('errors', (target) => {
  test.for(table)('$message', async ({ message, commands }) => {
    const { client } = target
    for (const command of commands) {
      await client.pipeline([['FLUSHALL'], ...errorData.map(words)])
      const before = await client.pipeline([['DBSIZE'], ['LRANGE', 'l', '0', '-1'], ['GET', 'n']])
      expect(await client.call(...words(command)), command).toBe(`-${message}`)
      expect(await client.pipeline([['DBSIZE'], ['LRANGE', 'l', '0', '-1'], ['GET', 'n']]), command).toEqual(
        before,
      )
    }
  })

  test('of names and arguments that are long, or hold line breaks', async () => {
    const { client } = target
    const long = 'x'.repeat(300)
    expect(await client.call(long, 'a')).toBe(
      `-ERR unknown command '${long.slice(0, 128)}', with args beginning with: 'a' `,
    )
    expect(await client.call('nosuch', 'a', long, 'b')).toBe(
      `-ERR unknown command 'nosuch', with args beginning with: 'a' '${long.slice(0, 124)}' `,
    )
    expect(await client.call('no\r\nsuch', 'a\nb')).toBe(
      "-ERR unknown command 'no  such', with args beginning with: 'a b' ",
    )
    expect(await client.call('')).toBe("-ERR unknown command '', with args beginning with: ")
    expect(await client.call('no\0such', 'a\0b')).toMatch(
      /^-ERR unknown command 'no', with args beginning with: 'a' /,
    )
  })
})

describe('what this server does not do', () => {
  test.for([
    'XADD s * a b',
    'XREADGROUP GROUP g c',
    'CLUSTER INFO',
    'MODULE LIST',
    'GEOADD g 1 2 m',
    'PFADD p a',
    'EVAL x 0',
  ])('is unknown to it, in Redis’ words: %s', async (command) => {
    const server = await startOurs()
    const client = await TestClient.connect(server.port)
    const [name, ...rest] = words(command)
    const shown = rest.map((word) => `'${word}' `).join('')
    expect(await client.call(...words(command))).toBe(
      `-ERR unknown command '${name}', with args beginning with: ${shown}`,
    )
    client.close()
    await server.stop()
  })
})
