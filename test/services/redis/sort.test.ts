import { expect, test } from 'vitest'
import { onBothServers } from './targets.ts'

onBothServers('SORT', (target) => {
  test('takes lists, sets and sorted sets', async () => {
    const { client } = target
    await client.pipeline([
      ['RPUSH', 'l', '10', '9', '-1', '1.5'],
      ['SADD', 's', '3', '1', '2'],
      ['ZADD', 'z', '1', 'c', '2', 'a', '3', 'b'],
    ])
    expect(
      await client.pipeline([
        ['SORT', 'l'],
        ['SORT', 'l', 'ALPHA', 'DESC'],
        ['SORT', 's', 'LIMIT', '1', '2'],
        ['SORT', 'z', 'ALPHA'],
        ['SORT', 'z', 'BY', 'nosort', 'DESC'],
        ['SORT_RO', 'none'],
      ]),
    ).toEqual([
      ['-1', '1.5', '9', '10'],
      ['9', '10', '1.5', '-1'],
      ['2', '3'],
      ['a', 'b', 'c'],
      ['b', 'a', 'c'],
      [],
    ])
  })

  test('looks up what to sort by and what to answer, and can keep it', async () => {
    const { client } = target
    await client.pipeline([
      ['RPUSH', 'ids', '1', '2', '3'],
      ['MSET', 'weight_1', '30', 'weight_2', '10', 'weight_3', '20'],
      ['HSET', 'user:1', 'name', 'Ada'],
      ['HSET', 'user:2', 'name', 'Grace'],
      ['SET', 'out', 'x', 'EX', '100'],
    ])
    const words = ['SORT', 'ids', 'BY', 'weight_*', 'GET', '#', 'GET', 'user:*->name']
    expect(
      await client.pipeline([
        words,
        [...words, 'STORE', 'out'],
        ['LRANGE', 'out', '0', '-1'],
        ['TTL', 'out'],
        ['SORT', 'none', 'STORE', 'out'],
        ['EXISTS', 'out'],
      ]),
    ).toEqual([['2', 'Grace', '3', null, '1', 'Ada'], 6, ['2', 'Grace', '3', '', '1', 'Ada'], -1, 0, 0])
  })

  test('brings what somebody waits for', async () => {
    const { client } = target
    const waiting = await target.open()
    await client.call('RPUSH', 'l', '2', '1')
    const popped = waiting.call('BLPOP', 'sorted', '5')
    while (!/cmd=blpop/.test(String(await client.call('CLIENT', 'LIST'))));
    await client.call('SORT', 'l', 'STORE', 'sorted')
    expect(await popped).toEqual(['sorted', '1'])
  })
})
