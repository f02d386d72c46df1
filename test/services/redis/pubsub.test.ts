import { expect, test } from 'vitest'
import { onBothServers } from './targets.ts'

onBothServers('channels', (target) => {
  test('bring each message to everybody who listens, and say how many that are', async () => {
    const { client } = target
    const [one, two] = [await target.open(), await target.open()]
    expect(await client.call('PUBLISH', 'news', 'too early')).toBe(0)
    expect(await one.call('SUBSCRIBE', 'news', 'other')).toEqual(['subscribe', 'news', 1])
    expect(await one.next()).toEqual(['subscribe', 'other', 2])
    expect(await two.call('PSUBSCRIBE', 'n*s', '?ews')).toEqual(['psubscribe', 'n*s', 1])
    expect(await two.next()).toEqual(['psubscribe', '?ews', 2])
    expect(await client.call('PUBLISH', 'news', 'hello\r\n\xff')).toBe(3)
    expect(await one.next()).toEqual(['message', 'news', 'hello\r\n\xff'])
    const both = [await two.next(), await two.next()]
    expect(both.map((message) => String((message as readonly unknown[])[1])).sort()).toEqual(['?ews', 'n*s'])
    expect(both[0]).toEqual(expect.arrayContaining(['pmessage', 'news', 'hello\r\n\xff']))
  })

  test('are counted once, however often one subscribes', async () => {
    const { client } = target
    const listener = await target.open()
    expect(await listener.call('SUBSCRIBE', 'a')).toEqual(['subscribe', 'a', 1])
    expect(await listener.call('SUBSCRIBE', 'a')).toEqual(['subscribe', 'a', 1])
    expect(await listener.call('PSUBSCRIBE', 'a')).toEqual(['psubscribe', 'a', 2])
    expect(await client.call('PUBLISH', 'a', 'x')).toBe(2)
    expect(await listener.next()).toEqual(['message', 'a', 'x'])
    expect(await listener.next()).toEqual(['pmessage', 'a', 'a', 'x'])
  })

  test('are the same in all databases', async () => {
    const { client } = target
    const listener = await target.open()
    await listener.call('SELECT', '7')
    await listener.call('SUBSCRIBE', 'a')
    expect(await client.call('PUBLISH', 'a', 'x')).toBe(1)
  })

  test('leave a listener few commands', async () => {
    const listener = await target.open()
    await listener.call('SUBSCRIBE', 'a')
    const words = 'only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this context'
    expect(await listener.call('GET', 'a')).toBe(`-ERR Can't execute 'get': ${words}`)
    expect(await listener.call('PUBLISH', 'a', 'b')).toBe(`-ERR Can't execute 'publish': ${words}`)
    expect(await listener.call('CLIENT', 'ID')).toBe(`-ERR Can't execute 'client|id': ${words}`)
    expect(await listener.call('MULTI')).toBe(`-ERR Can't execute 'multi': ${words}`)
    expect(await listener.call('PING')).toEqual(['pong', ''])
    expect(await listener.call('PING', 'hi')).toEqual(['pong', 'hi'])
    expect(await listener.call('NOSUCH')).toMatch(/^-ERR unknown command/)
    expect(await listener.call('RESET')).toBe('+RESET')
    expect(await listener.call('GET', 'a')).toBe(null)
  })

  test('can be left one by one, or all at once', async () => {
    const { client } = target
    const listener = await target.open()
    expect(await listener.call('UNSUBSCRIBE')).toEqual(['unsubscribe', null, 0])
    expect(await listener.call('PUNSUBSCRIBE', 'x')).toEqual(['punsubscribe', 'x', 0])
    await listener.call('SUBSCRIBE', 'a')
    await listener.call('SUBSCRIBE', 'b')
    await listener.call('PSUBSCRIBE', 'p*')
    expect(await listener.call('UNSUBSCRIBE', 'a')).toEqual(['unsubscribe', 'a', 2])
    expect(await listener.call('UNSUBSCRIBE')).toEqual(['unsubscribe', 'b', 1])
    expect(await client.call('PUBLISH', 'a', 'x')).toBe(0)
    expect(await listener.call('PUNSUBSCRIBE')).toEqual(['punsubscribe', 'p*', 0])
    expect(await listener.call('ECHO', 'free again')).toBe('free again')
  })

  test('can be asked about', async () => {
    const { client } = target
    const listener = await target.open()
    await listener.call('SUBSCRIBE', 'news')
    await listener.call('SUBSCRIBE', 'weather')
    await listener.call('PSUBSCRIBE', 'n*')
    expect([...((await client.call('PUBSUB', 'CHANNELS')) as readonly string[])].sort()).toEqual([
      'news',
      'weather',
    ])
    expect(await client.call('PUBSUB', 'CHANNELS', 'w*')).toEqual(['weather'])
    expect(await client.call('PUBSUB', 'NUMSUB', 'news', 'none')).toEqual(['news', 1, 'none', 0])
    expect(await client.call('PUBSUB', 'NUMSUB')).toEqual([])
    expect(await client.call('PUBSUB', 'NUMPAT')).toBe(1)
    expect(await client.call('PUBSUB', 'NOSUCH')).toBe("-ERR unknown subcommand 'NOSUCH'. Try PUBSUB HELP.")
  })

  test('forget who goes away', async () => {
    const { client } = target
    const [gone, listener] = [await target.open(), await target.open()]
    await gone.call('SUBSCRIBE', 'a')
    await listener.call('SUBSCRIBE', 'a')
    gone.close()
    await expect.poll(() => client.call('PUBSUB', 'NUMSUB', 'a'), { interval: 5 }).toEqual(['a', 1])
    expect(await client.call('PUBLISH', 'a', 'x')).toBe(1)
  })

  test('work from and in transactions', async () => {
    const { client } = target
    const listener = await target.open()
    await listener.call('SUBSCRIBE', 'a')
    const replies = await client.pipeline([['MULTI'], ['PUBLISH', 'a', '1'], ['PUBLISH', 'a', '2'], ['EXEC']])
    expect(replies.at(-1)).toEqual([1, 1])
    expect([await listener.next(), await listener.next()]).toEqual([
      ['message', 'a', '1'],
      ['message', 'a', '2'],
    ])
  })
})
