import { describe, expect, test } from 'vitest'
import type { DirectClient } from './redis/direct-client.ts'
import { ReplayedKeys } from './redis/replayed-keys.ts'
import { brief, client, events, feed, join, ofKind, pass, posted } from './traced-servers.ts'

describe('of a flood', { timeout: 30_000 }, () => {
  const flood = (who: DirectClient, count: number): void => {
    const command = '*3\r\n$5\r\nRPUSH\r\n$1\r\nq\r\n$1\r\nx\r\n'
    for (let sent = 0; sent < count; sent += 1_000) who.write(command.repeat(1_000))
  }

  test('the first are told, how many were not, and how things stand then', () => {
    const main = join('main')
    const who = client('main', 40_000)
    flood(who, 40_000)
    main.records({ kind: 'resume', at: 1, frame: 1 }, { kind: 'resume', at: 1, frame: 2 })
    pass()
    who.call('RPUSH', 'q', 'last')
    feed.flush()
    const all = events()
    const commands = ofKind('command', 1, all)
    const gaps = ofKind('gap', 1, all)
    expect(commands.length).toBeGreaterThan(20_000)
    expect(gaps.map(({ of }) => of)).toEqual(['commands', 'records'])
    expect(commands.length + (gaps[0]?.count ?? 0)).toBe(40_001)
    expect(gaps[1]?.count).toBe(2)
    expect(all.slice(-4).map(brief)).toEqual([
      'server gap',
      'server gap',
      'server snapshot',
      'main command RPUSH q last',
    ])
    // What comes behind the gap fits what is told of how things stand.
    const replayed = new ReplayedKeys()
    replayed.begin(ofKind('snapshot', 1, all)[1]?.keys ?? [])
    for (const change of commands.at(-1)?.changes ?? []) replayed.apply(change)
    expect(replayed.keys.get('0:q')).toMatchObject({ length: 40_001 })
  })

  test('mails, errors, beginnings and ends are told all the same', () => {
    const main = join('main')
    flood(client('main', 40_000), 40_000)
    main.records(
      { kind: 'console', at: 1, entry: { level: 'log' } },
      { kind: 'console', at: 2, entry: { level: 'log', error: {} } },
      { kind: 'thread', at: 3, thread: 'Thread-1', target: 'work' },
      { kind: 'tested', at: 4, name: 'a', status: 'fail', message: 'b' },
      { kind: 'end', at: 5, how: 'threw' },
    )
    const kinds = events().map(({ kind }) => kind)
    expect(kinds.slice(kinds.lastIndexOf('command') + 1)).toEqual([
      'console',
      'thread',
      'tested',
      'end',
      // The run is over: nobody waits for a pause.
      'gap',
      'gap',
      'snapshot',
    ])
  })

  test('a command that changed too much is told, and then how everything stands', () => {
    join('main')
    const who = client('main', 40_000)
    for (let key = 0; key < 500; key++)
      who.call('RPUSH', `l${key}`, ...Array.from({ length: 100 }, () => 'x'.repeat(100)))
    who.call('SWAPDB', '0', '1')
    feed.flush()
    expect(events().slice(-2)).toMatchObject([
      { kind: 'command', words: ['SWAPDB', '0', '1'], changes: [] },
      { kind: 'snapshot' },
    ])
    expect(ofKind('snapshot')[1]?.keys).toHaveLength(500)
  })

  test('the panel is told as before', () => {
    join('main')
    const who = client('main', 40_000)
    flood(who, 1_000)
    pass()
    const [batch] = posted.filter((message) => message.kind === 'redis-commands')
    expect(batch).toMatchObject({ left: 800 })
    expect(batch?.commands[0]).not.toHaveProperty('changes')
  })
})
