import { expect, test } from 'vitest'
import { onBothServers } from './targets.ts'

onBothServers('times to live', (target) => {
  test('end keys, whoever asks', async () => {
    const { client } = target
    await client.pipeline([
      ['SET', 'a', '1', 'PX', '40'],
      ['RPUSH', 'l', 'x'],
      ['PEXPIRE', 'l', '40'],
      ['SET', 'stays', '1'],
    ])
    expect(await client.call('PTTL', 'a')).toBeGreaterThan(0)
    await expect.poll(() => client.call('GET', 'a'), { interval: 5 }).toBe(null)
    await expect.poll(() => client.call('DBSIZE'), { interval: 5 }).toBe(1)
    expect(
      await client.pipeline([
        ['LLEN', 'l'],
        ['TTL', 'a'],
        ['PTTL', 'l'],
        ['TYPE', 'a'],
        ['KEYS', '*'],
      ]),
    ).toEqual([0, -2, -2, '+none', ['stays']])
  })

  test('are told in seconds and in milliseconds', async () => {
    const { client } = target
    await client.pipeline([
      ['SET', 'a', '1'],
      ['SET', 'b', '1', 'EX', '100'],
    ])
    expect(
      await client.pipeline([
        ['TTL', 'a'],
        ['PTTL', 'a'],
        ['EXPIRETIME', 'a'],
        ['TTL', 'b'],
      ]),
    ).toEqual([-1, -1, -1, 100])
    expect(await client.call('PTTL', 'b')).toBeGreaterThan(99_000)
    await client.call('EXPIREAT', 'b', '4000000000')
    expect(
      await client.pipeline([
        ['EXPIRETIME', 'b'],
        ['PEXPIRETIME', 'b'],
      ]),
    ).toEqual([4_000_000_000, 4_000_000_000_000])
  })

  test('go with a new value, and stay with a changed one', async () => {
    const { client } = target
    const ttlAfter = async (...command: readonly string[]): Promise<unknown> => {
      await client.pipeline([
        ['FLUSHDB'],
        ['SET', 'a', '5', 'EX', '100'],
        ['RPUSH', 'l', 'x', 'y'],
        ['EXPIRE', 'l', '100'],
      ])
      await client.call(...command)
      return [await client.call('TTL', 'a'), await client.call('TTL', 'l')]
    }
    expect(await ttlAfter('SET', 'a', '6')).toEqual([-1, 100])
    expect(await ttlAfter('GETSET', 'a', '6')).toEqual([-1, 100])
    expect(await ttlAfter('MSET', 'a', '6')).toEqual([-1, 100])
    expect(await ttlAfter('SET', 'a', '6', 'KEEPTTL')).toEqual([100, 100])
    expect(await ttlAfter('INCR', 'a')).toEqual([100, 100])
    expect(await ttlAfter('APPEND', 'a', 'x')).toEqual([100, 100])
    expect(await ttlAfter('SETRANGE', 'a', '3', 'x')).toEqual([100, 100])
    expect(await ttlAfter('LPOP', 'l')).toEqual([100, 100])
    expect(await ttlAfter('LPOP', 'l', '2')).toEqual([100, -2])
    expect(await ttlAfter('PERSIST', 'a')).toEqual([-1, 100])
    expect(await ttlAfter('RENAME', 'a', 'l')).toEqual([-2, 100])
    expect(await ttlAfter('COPY', 'a', 'l', 'REPLACE')).toEqual([100, 100])
    expect(await ttlAfter('GETEX', 'a', 'PERSIST')).toEqual([-1, 100])
    expect(await ttlAfter('GETDEL', 'a')).toEqual([-2, 100])
  })

  test('in the past end a key at once', async () => {
    const { client } = target
    for (const command of [
      ['EXPIRE', 'a', '0'],
      ['PEXPIRE', 'a', '-5'],
      ['EXPIREAT', 'a', '1'],
      ['GETEX', 'a', 'PXAT', '1'],
    ]) {
      await client.call('SET', 'a', 'x')
      expect(await client.call(...command)).toBe(command[0] === 'GETEX' ? 'x' : 1)
      expect(await client.call('EXISTS', 'a')).toBe(0)
    }
  })

  test('are set under conditions', async () => {
    const { client } = target
    await client.call('SET', 'a', '1')
    const answers = async (...commands: readonly string[][]): Promise<unknown> => client.pipeline(commands)
    expect(
      await answers(
        ['EXPIRE', 'a', '100', 'XX'],
        ['EXPIRE', 'a', '100', 'GT'],
        ['EXPIRE', 'a', '100', 'NX'],
        ['EXPIRE', 'a', '200', 'NX'],
        ['EXPIRE', 'a', '50', 'GT'],
        ['EXPIRE', 'a', '500', 'GT'],
        ['EXPIRE', 'a', '900', 'LT'],
        ['EXPIRE', 'a', '20', 'XX', 'LT'],
        ['TTL', 'a'],
        ['EXPIRE', 'none', '20'],
      ),
    ).toEqual([0, 0, 1, 0, 0, 1, 0, 1, 20, 0])
    expect(await client.call('EXPIRE', 'a', '1', 'NX', 'XX')).toMatch(/^-ERR NX and XX, GT or LT options/)
    expect(await client.call('EXPIRE', 'a', '1', 'GT', 'LT')).toMatch(/^-ERR GT and LT options/)
    expect(await client.call('EXPIRE', 'a', '1', 'NOW')).toBe('-ERR Unsupported option NOW')
  })

  test('refuse numbers that are none', async () => {
    const { client } = target
    expect(
      await client.pipeline([
        ['SETEX', 'a', '0', 'v'],
        ['PSETEX', 'a', '-1', 'v'],
        ['SET', 'a', 'v', 'EX', '0'],
        ['SET', 'a', 'v', 'EX', '9223372036854775807'],
        ['SET', 'a', 'v', 'EX', 'soon'],
        ['EXPIRE', 'a', '1.5'],
        ['SET', 'a', 'v', 'EX', '5', 'PX', '5'],
        ['SET', 'a', 'v', 'EX', '5', 'KEEPTTL'],
        ['GETEX', 'a', 'EX', '5', 'PERSIST'],
        ['EXISTS', 'a'],
      ]),
    ).toEqual([
      "-ERR invalid expire time in 'setex' command",
      "-ERR invalid expire time in 'psetex' command",
      "-ERR invalid expire time in 'set' command",
      "-ERR invalid expire time in 'set' command",
      '-ERR value is not an integer or out of range',
      '-ERR value is not an integer or out of range',
      '-ERR syntax error',
      '-ERR syntax error',
      '-ERR syntax error',
      0,
    ])
  })
})
