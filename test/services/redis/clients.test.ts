import { expect, test } from 'vitest'
import { onBothServers } from './targets.ts'
import { idOf, untilBlocked } from './until.ts'

const listed = (reply: unknown): readonly string[] => String(reply).trim().split('\n')

onBothServers('clients', (target) => {
  test('have a name and a number', async () => {
    const { client } = target
    const other = await target.open()
    expect(await client.call('CLIENT', 'GETNAME')).toBe(null)
    expect(await client.call('CLIENT', 'SETNAME', 'producer')).toBe('+OK')
    expect(await client.call('CLIENT', 'GETNAME')).toBe('producer')
    expect(Number(await idOf(other))).toBeGreaterThan(Number(await idOf(client)))
    expect(await client.call('CLIENT', 'SETNAME', '')).toBe('+OK')
    expect(await client.call('CLIENT', 'GETNAME')).toBe(null)
    expect(await client.call('CLIENT', 'NO-EVICT', 'on')).toBe('+OK')
  })

  test('are listed with what they do', async () => {
    const { client } = target
    const [worker, listener, monitor] = [await target.open(), await target.open(), await target.open()]
    await worker.pipeline([
      ['CLIENT', 'SETNAME', 'worker'],
      ['SELECT', '4'],
    ])
    const workerId = await idOf(worker)
    worker.send('BLPOP', 'q', '0')
    await listener.call('SUBSCRIBE', 'news')
    await monitor.call('MONITOR')
    await untilBlocked(client, 1)
    await client.call('MULTI')
    await client.call('CLIENT', 'INFO')
    const [own] = (await client.call('EXEC')) as readonly string[]
    expect(own).toMatch(
      /^id=\d+ addr=127\.0\.0\.1:\d+ .*flags=x db=0 .*multi=\d cmd=|^id=\d+ addr=127\.0\.0\.1:\d+ /,
    )
    const all = listed(await client.call('CLIENT', 'LIST'))
    expect(all).toHaveLength(4)
    expect(all.find((line) => line.startsWith(`id=${workerId} `))).toMatch(
      / name=worker .*flags=b db=4 .*cmd=blpop /,
    )
    expect(all.find((line) => line.includes(' flags=P '))).toMatch(/ sub=1 psub=0 .*cmd=subscribe /)
    expect(all.find((line) => line.includes(' flags=O '))).toMatch(/ cmd=monitor /)
    expect(listed(await client.call('CLIENT', 'LIST', 'TYPE', 'pubsub'))).toHaveLength(1)
    expect(listed(await client.call('CLIENT', 'LIST', 'ID', workerId, '99999'))).toHaveLength(1)
  })

  test('can be ended by others', async () => {
    const { client } = target
    const [one, two] = [await target.open(), await target.open()]
    const address = / addr=(\S+)/.exec(String(await one.call('CLIENT', 'INFO')))?.[1] ?? ''
    expect(await client.call('CLIENT', 'KILL', address)).toBe('+OK')
    await one.closed()
    expect(await client.call('CLIENT', 'KILL', 'ID', await idOf(two), 'TYPE', 'normal')).toBe(1)
    await two.closed()
    expect(await client.call('CLIENT', 'KILL', 'TYPE', 'normal')).toBe(0)
    expect(await client.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'no')).toBe(1)
    await client.closed()
  })

  test('start anew with RESET', async () => {
    const { client } = target
    await client.pipeline([['SELECT', '3'], ['CLIENT', 'SETNAME', 'me'], ['MULTI']])
    expect(await client.call('RESET')).toBe('+RESET')
    expect(await client.call('CLIENT', 'GETNAME')).toBe(null)
    expect(await client.call('CLIENT', 'INFO')).toMatch(/ db=0 /)
  })
})

onBothServers('MONITOR', (target) => {
  test('shows what others do, as it is done', async () => {
    const { client } = target
    const monitor = await target.open()
    expect(await monitor.call('MONITOR')).toBe('+OK')
    await client.pipeline([
      ['set', 'a', 'x "y" \\ \r\n\x01\xff'],
      ['SELECT', '2'],
      ['MULTI'],
      ['INCR', 'n'],
      ['EXEC'],
      ['GET'],
      ['NOSUCH'],
      ['CONFIG', 'GET', 'x'],
      ['PING'],
    ])
    const lines: string[] = []
    while (!lines.at(-1)?.includes('"PING"')) lines.push(String(await monitor.next()))
    expect(lines.map((line) => line.replace(/^\+\d+\.\d{6} \[(\d) 127\.0\.0\.1:\d+\] /, '$1 '))).toEqual([
      '0 "set" "a" "x \\"y\\" \\\\ \\r\\n\\x01\\xff"',
      '2 "SELECT" "2"',
      '2 "MULTI"',
      '2 "INCR" "n"',
      '2 "EXEC"',
      '2 "PING"',
    ])
  })

  test('does not give away passwords', async () => {
    const { client } = target
    const monitor = await target.open()
    await monitor.call('MONITOR')
    const commands = [
      'auth secret',
      'AUTH me secret',
      'hello 2 SETNAME x AUTH default secret',
      'hello 2 auth x',
      'ping',
    ]
    await client.pipeline(commands.map((command) => command.split(' ')))
    const lines: string[] = []
    while (!lines.at(-1)?.includes('"ping"')) lines.push(String(await monitor.next()))
    expect(lines.map((line) => line.replace(/^.*?\] /, ''))).toEqual([
      '"auth" "(redacted)"',
      '"AUTH" "(redacted)" "(redacted)"',
      '"hello" "2" "SETNAME" "x" "AUTH" "(redacted)" "(redacted)"',
      '"hello" "2" "auth" "x"',
      '"ping"',
    ])
  })
})

onBothServers('databases', (target) => {
  test('are sixteen, each with its own keys', async () => {
    const { client } = target
    for (const db of ['0', '9', '15'])
      await client.pipeline([
        ['SELECT', db],
        ['SET', 'a', db],
        ['SET', `only ${db}`, 'x'],
      ])
    expect(await client.pipeline([['GET', 'a'], ['SELECT', '9'], ['GET', 'a'], ['DBSIZE']])).toEqual([
      '15',
      '+OK',
      '9',
      2,
    ])
    expect(await client.call('MOVE', 'a', '0')).toBe(0)
    expect(await client.call('MOVE', 'only 9', '0')).toBe(1)
    expect(await client.call('SWAPDB', '0', '15')).toBe('+OK')
    expect(
      await client.pipeline([['SELECT', '15'], ['GET', 'a'], ['DBSIZE'], ['FLUSHDB', 'ASYNC'], ['DBSIZE']]),
    ).toEqual(['+OK', '0', 3, '+OK', 0])
    expect(await client.call('INFO', 'keyspace')).toMatch(
      /^# Keyspace\r\ndb0:keys=2,expires=0,avg_ttl=0\r\ndb9:keys=1,/,
    )
    expect(await client.pipeline([['FLUSHALL'], ['SELECT', '0'], ['DBSIZE']])).toEqual(['+OK', '+OK', 0])
  })

  test('are gone through with SCAN, each key at least once, though others come and go', async () => {
    const { client } = target
    const keys = Array.from({ length: 500 }, (_, index) => `key:${index}`)
    await client.pipeline(keys.map((key) => ['SET', key, 'x']))
    const found = new Set<string>()
    let cursor = '0'
    let round = 0
    do {
      const [next, some] = (await client.call('SCAN', cursor, 'COUNT', '20', 'MATCH', 'key:*')) as [
        string,
        readonly string[],
      ]
      for (const key of some) found.add(key)
      cursor = next
      round++
      await client.pipeline([
        ['DEL', `other:${round - 1}`, `key:${round}`],
        ['SET', `other:${round}`, 'x'],
      ])
    } while (cursor !== '0')
    expect(keys.filter((key, index) => !found.has(key) && index > round)).toEqual([])
  })

  test('tell what is configured, and what they can do', async () => {
    const { client } = target
    expect(await client.call('CONFIG', 'GET', 'databases')).toEqual(['databases', '16'])
    expect(await client.call('CONFIG', 'GET', 'nosuch')).toEqual([])
    expect(await client.call('COMMAND', 'GETKEYS', 'MSET', 'a', '1', 'b', '2')).toEqual(['a', 'b'])
    expect(await client.call('COMMAND', 'GETKEYS', 'BLMPOP', '0', '2', 'a', 'b', 'LEFT')).toEqual(['a', 'b'])
    const [get] = (await client.call('COMMAND', 'INFO', 'get', 'nosuch')) as readonly (readonly unknown[])[]
    expect(get?.slice(0, 6)).toEqual(['get', 2, ['+readonly', '+fast'], 1, 1, 1])
    expect(await client.call('COMMAND', 'COUNT')).toBeGreaterThan(150)
    expect(await client.call('TIME')).toEqual([
      expect.stringMatching(/^\d{10}$/),
      expect.stringMatching(/^\d{1,6}$/),
    ])
    expect(await client.call('INFO')).toMatch(
      /redis_version:7\.0\.\d+\r\n[^]*loading:0\r\n[^]*role:master\r\n/,
    )
  })
})
