import { expect, test } from 'vitest'
import { onBothServers } from './targets.ts'

onBothServers('transactions', (target) => {
  test('run as one, with an answer for each command', async () => {
    const { client } = target
    expect(
      await client.pipeline([
        ['MULTI'],
        ['SET', 'a', '1'],
        ['INCR', 'a'],
        ['RPUSH', 'l', 'x', 'y'],
        ['LRANGE', 'l', '0', '-1'],
        ['EXEC'],
      ]),
    ).toEqual(['+OK', '+QUEUED', '+QUEUED', '+QUEUED', '+QUEUED', ['+OK', 2, 2, ['x', 'y']]])
  })

  test('show nothing to others before EXEC', async () => {
    const { client } = target
    const other = await target.open()
    await client.pipeline([['MULTI'], ['SET', 'a', '1']])
    expect(await other.call('GET', 'a')).toBe(null)
    await client.call('EXEC')
    expect(await other.call('GET', 'a')).toBe('1')
  })

  test('go on after an error of one command', async () => {
    const { client } = target
    await client.call('SET', 'text', 'abc')
    const replies = await client.pipeline([
      ['MULTI'],
      ['INCR', 'text'],
      ['LPUSH', 'text', 'x'],
      ['SET', 'a', '1'],
      ['EXEC'],
    ])
    expect(replies.at(-1)).toEqual([
      '-ERR value is not an integer or out of range',
      '-WRONGTYPE Operation against a key holding the wrong kind of value',
      '+OK',
    ])
    expect(await client.call('GET', 'a')).toBe('1')
  })

  test('do nothing at all after a command that could not be queued', async () => {
    const { client } = target
    for (const broken of [['GET'], ['NOSUCH', 'x'], ['CLIENT', 'NOSUCH'], ['SET', 'a']]) {
      await client.call('MULTI')
      await client.call('SET', 'a', '1')
      expect(await client.call(...broken)).toMatch(/^-ERR (unknown|wrong)/)
      expect(await client.call('SET', 'b', '1')).toBe('+QUEUED')
      expect(await client.call('EXEC')).toBe('-EXECABORT Transaction discarded because of previous errors.')
      expect(await client.call('EXISTS', 'a', 'b')).toBe(0)
    }
  })

  test('say what is wrong with EXEC itself', async () => {
    const { client } = target
    await client.call('MULTI')
    expect(await client.call('EXEC', 'x')).toMatch(
      /^-EXECABORT Transaction discarded because of: wrong number/,
    )
    expect(await client.call('EXEC')).toBe('-ERR EXEC without MULTI')
  })

  test('refuse what does not belong', async () => {
    const { client } = target
    expect(await client.call('DISCARD')).toBe('-ERR DISCARD without MULTI')
    await client.call('MULTI')
    expect(await client.call('MULTI')).toBe('-ERR MULTI calls can not be nested')
    expect(await client.call('WATCH', 'a')).toBe('-ERR WATCH inside MULTI is not allowed')
    await client.call('SET', 'a', '1')
    expect(await client.call('EXEC')).toEqual(['+OK'])
  })

  test('are forgotten with DISCARD and RESET', async () => {
    const { client } = target
    for (const end of ['DISCARD', 'RESET']) {
      await client.pipeline([['MULTI'], ['SET', 'a', '1']])
      expect(await client.call(end)).toBe(end === 'RESET' ? '+RESET' : '+OK')
      expect(await client.call('EXISTS', 'a')).toBe(0)
    }
  })

  test('may be empty, and of any length', async () => {
    const { client } = target
    expect(await client.pipeline([['MULTI'], ['EXEC']])).toEqual(['+OK', []])
    const many = Array.from({ length: 1000 }, () => ['INCR', 'n'])
    const replies = await client.pipeline([['MULTI'], ...many, ['EXEC']])
    expect((replies.at(-1) as readonly number[]).at(-1)).toBe(1000)
  })

  test('change the database for what follows', async () => {
    const { client } = target
    await client.pipeline([['MULTI'], ['SET', 'a', '0'], ['SELECT', '2'], ['SET', 'a', '2'], ['EXEC']])
    expect(
      await client.pipeline([
        ['GET', 'a'],
        ['SELECT', '0'],
        ['GET', 'a'],
      ]),
    ).toEqual(['2', '+OK', '0'])
  })
})

onBothServers('watched keys', (target) => {
  const transaction = [['MULTI'], ['SET', 'mine', '1'], ['EXEC']]

  test('let the transaction pass if nobody touched them', async () => {
    const { client } = target
    const other = await target.open()
    await client.pipeline([
      ['SET', 'a', '1'],
      ['WATCH', 'a', 'b'],
    ])
    await other.pipeline([
      ['GET', 'a'],
      ['SET', 'c', '1'],
      ['TYPE', 'a'],
      ['LPUSHX', 'b', 'x'],
      ['SELECT', '1'],
      ['SET', 'a', '2'],
    ])
    expect((await client.pipeline(transaction)).at(-1)).toEqual(['+OK'])
  })

  test.each([
    [['SET', 'a', '1']],
    [['APPEND', 'a', 'x']],
    [['DEL', 'a']],
    [['EXPIRE', 'a', '100']],
    [['RENAME', 'a', 'z']],
    [['RENAME', 'other', 'a']],
    [['COPY', 'other', 'a', 'REPLACE']],
    [['MOVE', 'a', '1']],
    [['FLUSHALL']],
    [['FLUSHDB']],
    [['SWAPDB', '0', '1']],
    [['MSET', 'x', '1', 'a', '2']],
  ])('stop it after %j', async (command) => {
    const { client } = target
    const other = await target.open()
    await client.pipeline([
      ['SET', 'a', '1'],
      ['SET', 'other', '1'],
      ['WATCH', 'b', 'a'],
    ])
    await other.call(...command)
    expect((await client.pipeline(transaction)).at(-1)).toBe('*-1')
    expect(await client.call('EXISTS', 'mine')).toBe(0)
    // The next transaction is not stopped: EXEC has forgotten the watches.
    expect((await client.pipeline(transaction)).at(-1)).toEqual(['+OK'])
  })

  test.each([
    ['SADD', 's', 'member'],
    ['HDEL', 'h', 'none'],
    ['ZADD', 'z', '1', 'member'],
    ['LREM', 'l', '0', 'none'],
    ['SETNX', 'a', '2'],
    ['DEL', 'none'],
    ['PERSIST', 'a'],
    ['GETEX', 'a'],
    ['SETRANGE', 'none', '0', ''],
  ])('are untouched by a command that changes nothing: %s %s', async (...command) => {
    const { client } = target
    await client.pipeline([
      ['SET', 'a', '1'],
      ['SADD', 's', 'member'],
      ['HSET', 'h', 'f', 'v'],
      ['ZADD', 'z', '1', 'member'],
      ['RPUSH', 'l', 'x'],
      ['WATCH', 'a', 's', 'h', 'z', 'l', 'none'],
    ])
    await client.call(...command)
    expect((await client.pipeline(transaction)).at(-1)).toEqual(['+OK'])
  })

  test('stop it also when the client itself changed them', async () => {
    const { client } = target
    await client.pipeline([
      ['WATCH', 'a'],
      ['SET', 'a', '1'],
    ])
    expect((await client.pipeline(transaction)).at(-1)).toBe('*-1')
  })

  test('stop it when their time runs out', async () => {
    const { client } = target
    const other = await target.open()
    await client.pipeline([
      ['SET', 'a', '1', 'PX', '30'],
      ['WATCH', 'a'],
    ])
    await expect.poll(() => other.call('EXISTS', 'a'), { interval: 5 }).toBe(0)
    expect((await client.pipeline(transaction)).at(-1)).toBe('*-1')
  })

  test('are forgotten with UNWATCH, DISCARD and RESET', async () => {
    const { client } = target
    for (const forget of [[['UNWATCH']], [['MULTI'], ['DISCARD']], [['RESET']]]) {
      await client.pipeline([['WATCH', 'a'], ['SET', 'a', '1'], ...forget])
      expect((await client.pipeline(transaction)).at(-1)).toEqual(['+OK'])
    }
  })

  test('in their own database', async () => {
    const { client } = target
    const other = await target.open()
    await client.pipeline([
      ['SELECT', '5'],
      ['WATCH', 'a'],
      ['SELECT', '0'],
    ])
    await other.call('SELECT', '5')
    await other.call('SET', 'a', '1')
    expect((await client.pipeline(transaction)).at(-1)).toBe('*-1')
  })
})
