import { expect, test } from 'vitest'
import { RedisServer } from '../../src/services/redis/redis-server.ts'
import { readSources } from '../../src/tools/sources.ts'

/** The lines of a seed that our Redis refuses, each with what it says to it. */
function refused(seed: string): readonly string[] {
  const replies: string[] = []
  const server = new RedisServer()
  const { receive } = server.accept({
    write: (bytes) => replies.push(new TextDecoder().decode(bytes)) > 0,
    close: () => undefined,
  })
  const lines = seed.split('\n').filter((line) => line.trim() !== '' && !line.trimStart().startsWith('#'))
  return lines.flatMap((line) => {
    const before = replies.length
    receive(new TextEncoder().encode(`${line}\r\n`))
    const reply = replies.slice(before).join('')
    return reply === '' || reply.startsWith('-') ? [`${line}: ${reply.trim() || 'no reply'}`] : []
  })
}

test('our Redis takes every line of every seed', () => {
  for (const { path, text } of readSources(process.cwd(), ['lessons'], ['seed.redis']))
    expect(refused(text), path).toEqual([])
})

test('a line that it does not take is named', () => {
  expect(refused('# a comment\nSELECT 6\nSET 1 waiting\nRPUS q a\nLPUSH\nBLPOP q 0\n')).toEqual([
    expect.stringMatching(/^RPUS q a: -ERR unknown command/),
    expect.stringMatching(/^LPUSH: -ERR wrong number of arguments/),
    'BLPOP q 0: no reply',
  ])
})
