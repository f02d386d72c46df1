import { expect, test } from 'vitest'
import { onBothServers } from './targets.ts'
import { untilBlocked } from './until.ts'

onBothServers('waiting pops', (target) => {
  test('take at once what is there, from the first key that has something', async () => {
    const { client } = target
    await client.pipeline([
      ['RPUSH', 'b', '1', '2', '3'],
      ['RPUSH', 'c', 'x'],
      ['ZADD', 'z', '1', 'low', '2.5', 'high'],
    ])
    expect(await client.call('BLPOP', 'a', 'b', 'c', '0')).toEqual(['b', '1'])
    expect(await client.call('BRPOP', 'a', 'b', 'c', '0')).toEqual(['b', '3'])
    expect(await client.call('BLMOVE', 'b', 'd', 'LEFT', 'RIGHT', '0')).toBe('2')
    expect(await client.call('BRPOPLPUSH', 'd', 'd', '0')).toBe('2')
    expect(await client.call('BLMPOP', '0', '2', 'a', 'c', 'LEFT', 'COUNT', '5')).toEqual(['c', ['x']])
    expect(await client.call('BZPOPMAX', 'y', 'z', '0')).toEqual(['z', 'high', '2.5'])
    expect(await client.call('BZMPOP', '0', '1', 'z', 'MIN')).toEqual(['z', [['low', '1']]])
    expect(await client.call('EXISTS', 'b', 'c', 'z')).toBe(0)
  })

  test('wake when another client brings something, in whatever way', async () => {
    const { client } = target
    const worker = await target.open()
    const ways: readonly (readonly (readonly string[])[])[] = [
      [['RPUSH', 'q', 'x']],
      [['LPUSH', 'q', 'x']],
      [
        ['RPUSH', 'other', 'x'],
        ['LMOVE', 'other', 'q', 'LEFT', 'RIGHT'],
      ],
      [
        ['RPUSH', 'other', 'x'],
        ['RPOPLPUSH', 'other', 'q'],
      ],
      [
        ['RPUSH', 'other', 'x'],
        ['RENAME', 'other', 'q'],
      ],
      [
        ['RPUSH', 'other', 'x'],
        ['COPY', 'other', 'q'],
        ['DEL', 'other'],
      ],
      [
        ['SELECT', '1'],
        ['RPUSH', 'q', 'x'],
        ['MOVE', 'q', '0'],
        ['SELECT', '0'],
      ],
      [
        ['SELECT', '1'],
        ['RPUSH', 'q', 'x'],
        ['SWAPDB', '0', '1'],
        ['SELECT', '0'],
      ],
      [['MULTI'], ['RPUSH', 'q', 'x'], ['EXEC']],
    ]
    for (const way of ways) {
      worker.send('BLPOP', 'none', 'q', '0')
      await untilBlocked(client, 1)
      await client.pipeline(way)
      expect(await worker.next(), way.join(' ')).toEqual(['q', 'x'])
      expect(await client.call('DBSIZE'), way.join(' ')).toBe(0)
    }
  })

  test('wake on sorted sets as on lists', async () => {
    const { client } = target
    const worker = await target.open()
    for (const way of [
      ['ZADD', 'z', '3', 'm'],
      ['ZINCRBY', 'z', '3', 'm'],
      ['ZUNIONSTORE', 'z', '1', 'source'],
    ]) {
      await client.call('DEL', 'source')
      await client.call('ZADD', 'source', '3', 'm')
      worker.send('BZPOPMIN', 'z', '0')
      await untilBlocked(client, 1)
      await client.call(...way)
      expect(await worker.next(), way.join(' ')).toEqual(['z', 'm', '3'])
    }
  })

  test('are served first come, first served', async () => {
    const { client } = target
    const workers = [await target.open(), await target.open(), await target.open()]
    for (const [index, worker] of workers.entries()) {
      worker.send('BLPOP', 'q', '0')
      await untilBlocked(client, index + 1)
    }
    await client.call('RPUSH', 'q', '1', '2')
    await client.call('RPUSH', 'q', '3', '4')
    expect(await Promise.all(workers.map((worker) => worker.next()))).toEqual([
      ['q', '1'],
      ['q', '2'],
      ['q', '3'],
    ])
    expect(await client.call('LRANGE', 'q', '0', '-1')).toEqual(['4'])
  })

  test('see a push of several elements as a whole', async () => {
    const { client } = target
    const worker = await target.open()
    worker.send('BLPOP', 'q', '0')
    await untilBlocked(client, 1)
    expect(await client.call('LPUSH', 'q', 'a', 'b', 'c')).toBe(3)
    expect(await worker.next()).toEqual(['q', 'c'])
  })

  test('see a transaction as a whole: what it takes back is not given out', async () => {
    const { client } = target
    const worker = await target.open()
    worker.send('BLPOP', 'q', 'later', '0')
    await untilBlocked(client, 1)
    await client.pipeline([['MULTI'], ['RPUSH', 'q', 'x'], ['DEL', 'q'], ['RPUSH', 'later', 'y'], ['EXEC']])
    expect(await worker.next()).toEqual(['later', 'y'])
  })

  test('hand an element on from list to list, through several that wait', async () => {
    const { client } = target
    const [first, second] = [await target.open(), await target.open()]
    first.send('BLMOVE', 'a', 'b', 'LEFT', 'RIGHT', '0')
    await untilBlocked(client, 1)
    second.send('BRPOPLPUSH', 'b', 'c', '0')
    await untilBlocked(client, 2)
    await client.call('RPUSH', 'a', 'x')
    expect(await first.next()).toBe('x')
    expect(await second.next()).toBe('x')
    expect(await client.call('LRANGE', 'c', '0', '-1')).toEqual(['x'])
  })

  test('leave the element where it is if its way is barred', async () => {
    const { client } = target
    const worker = await target.open()
    await client.call('SET', 'wrong', 'text')
    worker.send('BLMOVE', 'a', 'wrong', 'LEFT', 'LEFT', '0')
    await untilBlocked(client, 1)
    await client.call('RPUSH', 'a', 'x')
    expect(await worker.next()).toMatch(/^-WRONGTYPE /)
    expect(await client.call('LRANGE', 'a', '0', '-1')).toEqual(['x'])
  })

  test('do not wake on a value of another type', async () => {
    const { client } = target
    const worker = await target.open()
    worker.send('BLPOP', 'q', '0')
    await untilBlocked(client, 1)
    await client.pipeline([
      ['SET', 'q', 'text'],
      ['DEL', 'q'],
      ['SADD', 'q', 'member'],
      ['DEL', 'q'],
      ['ZADD', 'q', '1', 'member'],
      ['DEL', 'q'],
    ])
    expect(worker.unread).toEqual([])
    await client.call('RPUSH', 'q', 'x')
    expect(await worker.next()).toEqual(['q', 'x'])
  })

  test('pop several at once from a list that grows', async () => {
    const { client } = target
    const worker = await target.open()
    worker.send('BLMPOP', '0', '2', 'a', 'b', 'RIGHT', 'COUNT', '2')
    await untilBlocked(client, 1)
    await client.call('RPUSH', 'b', '1', '2', '3')
    expect(await worker.next()).toEqual(['b', ['3', '2']])
    worker.send('BZMPOP', '0', '1', 'z', 'MAX', 'COUNT', '9')
    await untilBlocked(client, 1)
    await client.call('ZADD', 'z', '1', 'a', '2', 'b')
    expect(await worker.next()).toEqual([
      'z',
      [
        ['b', '2'],
        ['a', '1'],
      ],
    ])
  })

  test('give up in time, also after a part of a second', async () => {
    const { client } = target
    const commands = [
      ['BLPOP', 'a', 'b', '0.06'],
      ['BRPOP', 'a', '.06'],
      ['BLMOVE', 'a', 'b', 'LEFT', 'LEFT', '0.06'],
      ['BRPOPLPUSH', 'a', 'b', '6e-2'],
      ['BLMPOP', '0.06', '1', 'a', 'LEFT'],
      ['BZPOPMIN', 'z', '0.06'],
      ['BZMPOP', '0.06', '1', 'z', 'MIN'],
    ]
    for (const command of commands) {
      const started = performance.now()
      expect(await client.call(...command), command[0]).toBe('*-1')
      const waited = performance.now() - started
      expect(waited, command[0]).toBeGreaterThan(55)
      expect(waited, command[0]).toBeLessThan(1000)
    }
    // Who gave up takes nothing any more.
    await client.call('RPUSH', 'a', 'x')
    expect(await client.call('LLEN', 'a')).toBe(1)
  })

  test('keep the order of what a client sends while it waits', async () => {
    const { client } = target
    const worker = await target.open()
    worker.send('BLPOP', 'q', '0')
    worker.send('SET', 'after', '1')
    worker.send('BLPOP', 'q', '0')
    worker.send('PING')
    await untilBlocked(client, 1)
    expect(await client.call('EXISTS', 'after')).toBe(0)
    await client.call('RPUSH', 'q', '1')
    expect(await worker.next()).toEqual(['q', '1'])
    expect(await worker.next()).toBe('+OK')
    await untilBlocked(client, 1)
    await client.call('RPUSH', 'q', '2')
    expect(await worker.next()).toEqual(['q', '2'])
    expect(await worker.next()).toBe('+PONG')
  })

  test('answer at once in a transaction', async () => {
    const { client } = target
    const replies = await client.pipeline([
      ['MULTI'],
      ['BLPOP', 'a', '0'],
      ['BLMOVE', 'a', 'b', 'LEFT', 'LEFT', '0'],
      ['BRPOPLPUSH', 'a', 'b', '0'],
      ['BLMPOP', '0', '1', 'a', 'LEFT'],
      ['BZPOPMAX', 'z', '0'],
      ['RPUSH', 'a', 'x'],
      ['BLPOP', 'a', '0'],
      ['EXEC'],
    ])
    expect(replies.at(-1)).toEqual(['*-1', null, null, '*-1', '*-1', 1, ['a', 'x']])
  })

  test('wait in their own database', async () => {
    const { client } = target
    const worker = await target.open()
    await worker.call('SELECT', '3')
    worker.send('BLPOP', 'q', '0')
    await untilBlocked(client, 1)
    await client.call('RPUSH', 'q', 'zero')
    await client.call('SELECT', '3')
    await client.call('RPUSH', 'q', 'three')
    expect(await worker.next()).toEqual(['q', 'three'])
  })
})
