import { beforeEach, expect, test } from 'vitest'
import { RedisFeed } from '../../src/services/redis-feed.ts'
import { PromptClient } from '../../src/services/prompt-client.ts'
import { RedisServer } from '../../src/services/redis/redis-server.ts'
import type { ServicesToPage } from '../../src/services/services-messages.ts'

let nowMs: number
let timers: { readonly callback: () => void; readonly ms: number }[]
let posted: ServicesToPage[]
let feed: RedisFeed
let server: RedisServer
let client: PromptClient

beforeEach(() => {
  nowMs = 0
  timers = []
  posted = []
  feed = new RedisFeed((message) => void posted.push(message), {
    now: () => nowMs,
    setTimeout: (callback, ms) => timers.push({ callback, ms }),
  })
  server = new RedisServer({ observer: feed.observer })
  client = new PromptClient(server, { onReply: () => undefined, onClosed: () => undefined })
  client.send(['set', 'seed', '1'])
  feed.start({ server, now: () => 1234 })
  return () => server.dispose()
})

/** All real time that is waited for passes. */
const pass = (): void => {
  const waiting = timers.splice(0)
  nowMs += Math.max(0, ...waiting.map(({ ms }) => ms))
  for (const { callback } of waiting) callback()
}
const ofKind = <K extends ServicesToPage['kind']>(kind: K) =>
  posted.filter((message): message is Extract<ServicesToPage, { kind: K }> => message.kind === kind)

test('commands go in batches, and what filled the server before is nobody’s', () => {
  client.send(['set', 'a', '1'])
  client.send(['get', 'a'])
  expect(posted).toEqual([])
  pass()
  expect(
    ofKind('redis-commands').map(({ commands, left }) => [commands.map(({ words }) => words), left]),
  ).toEqual([
    [
      [
        ['set', 'a', '1'],
        ['get', 'a'],
      ],
      0,
    ],
  ])
  pass()
  expect(posted).toHaveLength(1)
})

test('of a flood the first are told, and how many were left out', () => {
  for (let index = 0; index < 1000; index++) client.send(['incr', 'n'])
  pass()
  client.send(['get', 'n'])
  pass()
  expect(ofKind('redis-commands').map(({ commands, left }) => [commands.length, left])).toEqual([
    [200, 800],
    [1, 0],
  ])
})

test('the state is told at once to who begins to look, and then with each change only', () => {
  client.send(['set', 'a', '1'])
  pass()
  expect(ofKind('redis-state')).toEqual([])
  feed.watch(0)
  expect(ofKind('redis-state').map(({ state: { at, sizes } }) => [at, sizes[0]])).toEqual([[1234, 2]])
  pass()
  expect(ofKind('redis-state')).toHaveLength(1)
  client.send(['set', 'b', '1'])
  client.send(['set', 'c', '1'])
  expect(ofKind('redis-state')).toHaveLength(1)
  pass()
  expect(ofKind('redis-state').at(-1)?.state.sizes[0]).toBe(4)
  feed.watch(null)
  client.send(['set', 'd', '1'])
  pass()
  expect(ofKind('redis-state')).toHaveLength(2)
})

test('a hidden client is not shown, whoever else is', () => {
  feed.hide(() => void new PromptClient(server, { onReply: () => undefined, onClosed: () => undefined }))
  feed.watch(0)
  expect(server.clients).toHaveLength(2)
  expect(ofKind('redis-state')[0]?.state.clients).toHaveLength(1)
})

test('what a client library says by itself on connecting is not told', () => {
  const library = new PromptClient(server, { onReply: () => undefined, onClosed: () => undefined })
  library.send(['client', 'SETINFO', 'LIB-NAME', 'ioredis'])
  library.send(['info'])
  library.send(['info'])
  library.send(['client', 'id'])
  pass()
  const [batch] = ofKind('redis-commands')
  expect(batch?.commands.map(({ words }) => words.join(' '))).toEqual(['info', 'client id'])
})

test('nor what it asks after its options had it choose a database and a name', () => {
  const library = new PromptClient(server, { onReply: () => undefined, onClosed: () => undefined })
  for (const words of [['select', '5'], ['client', 'setname', 'worker'], ['info'], ['info']])
    library.send(words)
  pass()
  const [batch] = ofKind('redis-commands')
  expect(batch?.commands.map(({ words }) => words[0])).toEqual(['select', 'client', 'info'])
})

test('of a flood that goes on less and less is told, until it has been quiet for a while', () => {
  const flood = (): void => {
    for (let index = 0; index < 1000; index++) client.send(['incr', 'n'])
    pass()
  }
  flood()
  flood()
  nowMs += 10_000
  flood()
  flood()
  expect(ofKind('redis-commands').map(({ commands, left }) => [commands.length, left])).toEqual([
    [200, 800],
    [10, 990],
    [60, 940],
    [200, 800],
  ])
})
