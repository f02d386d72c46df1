import { describe, expect, test } from 'vitest'
import type { ObservedCommand, RedisObserver } from '../../../src/services/redis/observer.ts'
import { RedisServer } from '../../../src/services/redis/redis-server.ts'
import { DirectClient } from './direct-client.ts'
import { ManualClock } from './manual-clock.ts'

interface Told {
  readonly what: string
  readonly seq: number
}

function observed(): { server: RedisServer; clock: ManualClock; commands: ObservedCommand[]; told: Told[] } {
  const clock = new ManualClock()
  const commands: ObservedCommand[] = []
  const told: Told[] = []
  const observer: RedisObserver = {
    onCommand(event) {
      commands.push(event)
      told.push({ what: `${event.client.id} ${event.words.join(' ')}`, seq: event.seq })
    },
    onBlocked: ({ client, words, seq }) => told.push({ what: `${client.id} waits in ${words[0]}`, seq }),
    onUnblocked: ({ client, reason, seq }) =>
      told.push({ what: `${client.id} waits no more: ${reason}`, seq }),
    onClientOpened: ({ client, seq }) => told.push({ what: `${client.id} came`, seq }),
    onClientClosed: ({ client, seq }) => told.push({ what: `${client.id} went`, seq }),
    onExpired: ({ db, key, seq }) => told.push({ what: `${db} ${key} ran out`, seq }),
    onMessage: ({ client, channel, text, seq }) =>
      told.push({ what: `${client.id} got ${text} on ${channel}`, seq }),
  }
  return { server: new RedisServer({ clock, observer }), clock, commands, told }
}

describe('an observer', () => {
  test('is told QUIT with its answer, and then that the client went', () => {
    const { server, commands, told } = observed()
    new DirectClient(server).call('QUIT')
    expect(commands).toMatchObject([{ words: ['QUIT'], reply: { kind: 'status', text: 'OK' } }])
    expect(told.map(({ what }) => what)).toEqual(['1 came', '1 QUIT', '1 went'])
  })

  test('is told commands with their replies and the keys they changed', () => {
    const { server, commands } = observed()
    const client = new DirectClient(server, '10.0.0.1:5')
    client.call('CLIENT', 'SETNAME', 'producer')
    client.call('SELECT', '2')
    client.call('MSET', 'a', 'caf\xc3\xa9', 'b', '\xff')
    client.call('MGET', 'a', 'b', 'none')
    client.call('INCR', 'a')
    expect(commands.slice(2)).toMatchObject([
      {
        client: { id: 1, name: 'producer', address: '10.0.0.1:5', db: 2, waitsFor: null },
        db: 2,
        words: ['MSET', 'a', 'café', 'b', '\\xff'],
        reply: { kind: 'status', text: 'OK' },
        changedKeys: [
          { db: 2, key: 'a' },
          { db: 2, key: 'b' },
        ],
        waitedMs: 0,
      },
      {
        reply: {
          kind: 'list',
          length: 3,
          items: [
            { kind: 'text', text: 'café', length: 5 },
            { kind: 'text', text: '\\xff', length: 1 },
            { kind: 'nil' },
          ],
        },
        changedKeys: [],
      },
      { reply: { kind: 'error', text: 'ERR value is not an integer or out of range' } },
    ])
    expect(commands.every(({ durationMs }) => durationMs >= 0 && durationMs < 1000)).toBe(true)
  })

  test('is told who waits, who is served, and how long it took', () => {
    const { server, clock, commands, told } = observed()
    const [worker, impatient, producer] = [
      new DirectClient(server),
      new DirectClient(server),
      new DirectClient(server),
    ]
    worker.send('BLPOP', 'q', '0')
    impatient.send('BLPOP', 'none', '0.5')
    expect(server.clients[0]).toMatchObject({ id: 1, waitsFor: ['q'] })
    clock.advance(500)
    producer.call('RPUSH', 'q', 'x')
    const gone = new DirectClient(server)
    gone.send('BLPOP', 'q', '0')
    gone.receiver.ended()
    expect(told.map(({ what }) => what).slice(3)).toEqual([
      '1 waits in BLPOP',
      '2 waits in BLPOP',
      '2 waits no more: time is up',
      '2 BLPOP none 0.5',
      '3 RPUSH q x',
      '1 waits no more: served',
      '1 BLPOP q 0',
      '4 came',
      '4 waits in BLPOP',
      '4 waits no more: gone',
      '4 went',
    ])
    expect(told.map(({ seq }) => seq)).toEqual(told.map((_, index) => index + 1))
    expect(commands.at(-1)).toMatchObject({
      waitedMs: 500,
      changedKeys: [{ db: 0, key: 'q' }],
      reply: { kind: 'list' },
    })
  })

  test('is told keys whose time ran out, apart from those that commands changed', () => {
    const { server, clock, commands, told } = observed()
    const client = new DirectClient(server)
    client.call('SET', 'a', '1', 'PX', '100')
    clock.advance(100)
    client.call('GET', 'a')
    expect(told.at(-2)?.what).toBe('0 a ran out')
    expect(commands.at(-1)).toMatchObject({ words: ['GET', 'a'], changedKeys: [] })
  })

  test('is told who gets a message, behind the command that sent it', () => {
    const { server, told } = observed()
    const [reader, publisher] = [new DirectClient(server), new DirectClient(server)]
    reader.send('SUBSCRIBE', 'news')
    reader.send('PSUBSCRIBE', 'n*')
    publisher.call('PUBLISH', 'news', 'caf\xc3\xa9')
    publisher.call('PUBLISH', 'other', 'x')
    expect(told.map(({ what }) => what).slice(4)).toEqual([
      '2 PUBLISH news café',
      '1 got café on news',
      '1 got café on news',
      '2 PUBLISH other x',
    ])
  })

  test('is told of transactions what was sent, and with EXEC all that it changed', () => {
    const { server, commands } = observed()
    const client = new DirectClient(server)
    for (const command of [['MULTI'], ['SET', 'a', '1'], ['LPUSH', 'l', 'x'], ['EXEC']])
      client.call(...command)
    expect(commands.map(({ words, changedKeys }) => [words[0], changedKeys.map(({ key }) => key)])).toEqual([
      ['MULTI', []],
      ['SET', []],
      ['LPUSH', []],
      ['EXEC', ['a', 'l']],
    ])
  })

  test('gets long things cut', () => {
    const { server, commands } = observed()
    const client = new DirectClient(server)
    client.call('RPUSH', 'l', ...Array.from({ length: 200 }, () => 'x'.repeat(2000)))
    client.call('LRANGE', 'l', '0', '-1')
    const [push, range] = commands
    expect(push?.words[2]).toHaveLength(501)
    expect(push?.words.slice(99)).toEqual([expect.any(String), '… 102 more'])
    expect(range?.reply).toMatchObject({ kind: 'list', length: 200 })
    expect(range?.reply.kind === 'list' && range.reply.items.length).toBe(50)
    client.call('SET', 'text', `${'x'.repeat(499)}\xc3\xa9`)
    expect(commands.at(-1)?.words[2]).toBe(`${'x'.repeat(499)}…`)
  })
})

describe('a snapshot', () => {
  test('shows keys with types, times and what they hold', () => {
    const { server } = observed()
    const client = new DirectClient(server)
    client.call('SET', 'text', 'caf\xc3\xa9', 'EX', '60')
    client.call('RPUSH', 'list', 'first', 'last')
    client.call('HSET', 'hash', 'name', 'Ada')
    client.call('SADD', 'set', 'm')
    client.call('ZADD', 'sorted', '2.5', 'm', '-1', 'n')
    expect(server.snapshot(0)).toEqual({
      db: 0,
      size: 5,
      keys: [
        { key: 'hash', type: 'hash', ttlMs: null, length: 1, entries: [{ text: 'name', value: 'Ada' }] },
        { key: 'list', type: 'list', ttlMs: null, length: 2, entries: [{ text: 'first' }, { text: 'last' }] },
        { key: 'set', type: 'set', ttlMs: null, length: 1, entries: [{ text: 'm' }] },
        {
          key: 'sorted',
          type: 'zset',
          ttlMs: null,
          length: 2,
          entries: [
            { text: 'n', score: -1 },
            { text: 'm', score: 2.5 },
          ],
        },
        { key: 'text', type: 'string', ttlMs: 60_000, length: 5, entries: [{ text: 'café' }] },
      ],
    })
    expect(server.snapshot(3)).toEqual({ db: 3, size: 0, keys: [] })
    client.call('RPUSH', 'long', ...Array.from({ length: 60 }, (_, index) => String(index)))
    const long = server.snapshot(0).keys.find(({ key }) => key === 'long')
    expect(long?.entries.at(-1)).toEqual({ text: '49' })
    expect(long?.lastEntries?.map(({ text }) => text)).toEqual(['55', '56', '57', '58', '59'])
    expect(server.snapshot(0, 2).keys.map(({ key }) => key)).toEqual(['hash', 'list'])
  })
})
