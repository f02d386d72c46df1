import { describe, expect, test } from 'vitest'
import { RedisServer } from '../../../src/services/redis/redis-server.ts'
import { DirectClient } from './direct-client.ts'
import { encodeCommand } from './reply-reader.ts'

const oom = "-OOM command not allowed when used memory > 'maxmemory'."

function fullServer(): { server: RedisServer; client: DirectClient } {
  const server = new RedisServer({ maxMemory: 100_000 })
  const client = new DirectClient(server)
  while (client.call('RPUSH', 'fill', 'x'.repeat(1000)) !== oom);
  return { server, client }
}

describe('full memory', () => {
  test('refuses what would take more, and nothing else', () => {
    const { server, client } = fullServer()
    expect(client.call('SET', 'a', '1')).toBe(oom)
    expect(client.call('HSET', 'h', 'f', 'v')).toBe(oom)
    expect(client.call('GET', 'a')).toBe(null)
    expect(client.call('LPOP', 'fill')).toBe('x'.repeat(1000))
    expect(client.call('LTRIM', 'fill', '0', '3')).toBe('+OK')
    expect(client.call('SET', 'a', '1')).toBe('+OK')
    expect(client.call('FLUSHALL')).toBe('+OK')
    expect(client.call('INFO', 'memory')).toMatch(/used_memory:0\r\n/)
    server.dispose()
  })

  test('refuses to queue, and to run what was queued before', () => {
    const server = new RedisServer({ maxMemory: 100_000 })
    const [client, other] = [new DirectClient(server), new DirectClient(server)]
    client.call('MULTI')
    client.call('SET', 'a', '1')
    while (other.call('RPUSH', 'fill', 'x'.repeat(1000)) !== oom);
    expect(client.call('EXEC')).toBe(`-EXECABORT Transaction discarded because of: ${oom.slice(1)}`)
    client.call('MULTI')
    expect(client.call('GET', 'a')).toBe(oom)
    expect(client.call('EXEC')).toBe('-EXECABORT Transaction discarded because of previous errors.')
    server.dispose()
  })

  test('can be made smaller with CONFIG SET, but not larger than it was', () => {
    const server = new RedisServer({ maxMemory: 100_000 })
    const client = new DirectClient(server)
    const limitAfter = (value: string): unknown => [
      client.call('CONFIG', 'SET', 'maxmemory', value),
      client.call('CONFIG', 'GET', 'maxmemory'),
    ]
    expect(limitAfter('10kb')).toEqual(['+OK', ['maxmemory', '10240']])
    expect(limitAfter('10gb')).toEqual(['+OK', ['maxmemory', '100000']])
    expect(limitAfter('0')).toEqual(['+OK', ['maxmemory', '100000']])
    server.dispose()
  })

  test('counts what waits for EXEC', () => {
    const server = new RedisServer({ maxMemory: 100_000 })
    const client = new DirectClient(server)
    client.call('MULTI')
    while (client.call('SET', 'a', 'x'.repeat(1000)) !== oom);
    expect(client.call('DISCARD')).toBe('+OK')
    expect(client.call('INFO', 'memory')).toMatch(/used_memory:0\r\n/)
    server.dispose()
  })

  test('counts every type, and forgets what is gone', () => {
    const server = new RedisServer()
    const client = new DirectClient(server)
    const used = (): number => Number(/used_memory:(\d+)/.exec(String(client.call('INFO', 'memory')))?.[1])
    const changes = [
      ['SET', 's', 'text'],
      ['APPEND', 's', 'more'],
      ['SETRANGE', 's', '100', 'x'],
      ['RPUSH', 'l', 'a', 'b', 'c'],
      ['LSET', 'l', '0', 'longer'],
      ['LINSERT', 'l', 'BEFORE', 'b', 'new'],
      ['HSET', 'h', 'f', 'v', 'g', 'w'],
      ['HSET', 'h', 'f', 'a longer value'],
      ['SADD', 't', 'm', 'n'],
      ['ZADD', 'z', '1', 'm', '2', 'n'],
      ['COPY', 'z', 'z2'],
      ['RENAME', 'l', 'l2'],
      ['SELECT', '1'],
    ]
    for (const change of changes) {
      const before = used()
      client.call(...change)
      if (!['SELECT', 'RENAME'].includes(change[0] ?? ''))
        expect(used(), change.join(' ')).toBeGreaterThan(before)
    }
    const removals = [
      ['SELECT', '0'],
      ['LREM', 'l2', '0', 'b'],
      ['LTRIM', 'l2', '0', '0'],
      ['LPOP', 'l2'],
      ['HDEL', 'h', 'f', 'g'],
      ['SREM', 't', 'm', 'n'],
      ['ZREM', 'z', 'm'],
      ['ZPOPMAX', 'z'],
      ['ZREMRANGEBYRANK', 'z2', '0', '-1'],
      ['DEL', 's'],
    ]
    for (const removal of removals) client.call(...removal)
    expect(client.call('DBSIZE')).toBe(0)
    expect(used()).toBe(0)
    server.dispose()
  })
})

describe('too much at once', () => {
  test('a word larger than memory is thrown away as it comes, and refused', () => {
    const server = new RedisServer({ maxMemory: 1_000_000 })
    const client = new DirectClient(server)
    const piece = 'x'.repeat(100_000)
    client.write('*3\r\n$3\r\nSET\r\n$1\r\na\r\n$2000000\r\n')
    for (let count = 0; count < 20; count++) client.write(piece)
    client.write('\r\n')
    expect(client.read()).toBe(oom)
    expect(client.call('EXISTS', 'a')).toBe(0)
    server.dispose()
  })

  test('strings that would grow beyond memory are refused before they are made', () => {
    const server = new RedisServer()
    const client = new DirectClient(server)
    expect(client.call('SETRANGE', 'a', '500000000', 'x')).toBe(oom)
    expect(client.call('SETRANGE', 'a', '600000000', 'x')).toMatch(/^-ERR string exceeds maximum/)
    expect(client.call('EXISTS', 'a')).toBe(0)
    client.call('SADD', 's', 'a')
    expect(client.call('SRANDMEMBER', 's', '-9000000000')).toBe(oom)
    server.dispose()
  })

  test('an answer that no page can hold is refused, and nothing else is lost', () => {
    const server = new RedisServer()
    const client = new DirectClient(server)
    client.call('SET', 'big', 'x'.repeat(2 ** 20))
    const many = ['MGET', ...Array.from({ length: 2000 }, () => 'big')]
    client.write(encodeCommand(['PING']) + encodeCommand(many) + encodeCommand(['PING']))
    expect([client.read(), client.read(), client.read()]).toEqual(['+PONG', oom, '+PONG'])
    expect(client.isClosed).toBe(false)
    client.call('MULTI')
    client.call(...many)
    expect(client.call('EXEC')).toBe(oom)
    expect(client.call('PING')).toBe('+PONG')
    server.dispose()
  })

  test('a million keys are refused at the limit, and what is there stays usable', { timeout: 60_000 }, () => {
    const server = new RedisServer()
    const client = new DirectClient(server)
    let stored = 0
    for (let first = 0; first < 1_000_000; first += 1000) {
      client.write(
        Array.from({ length: 1000 }, (_, index) =>
          encodeCommand(['SET', `key:${first + index}`, 'value']),
        ).join(''),
      )
      for (let reply = client.read(); reply !== undefined; reply = client.read())
        if (reply === '+OK') stored++
    }
    expect(stored).toBeGreaterThan(300_000)
    expect(stored).toBeLessThan(1_000_000)
    expect(client.call('SET', 'one more', 'x')).toBe(oom)
    expect(client.call('DBSIZE')).toBe(stored)
    expect(client.call('GET', `key:${stored - 1}`)).toBe('value')
    const [next, keys] = client.call('SCAN', '0', 'COUNT', '10') as [string, readonly string[]]
    expect([Number(next), keys.length]).toEqual([stored - 10, 10])
    expect(server.snapshot(0).keys).toHaveLength(500)
    server.dispose()
  })
})

describe('a client that does not take its answers', () => {
  test('gets no more of them until it does, and waits with its commands', () => {
    const server = new RedisServer()
    const client = new DirectClient(server)
    client.takesMore = false
    expect(client.call('SET', 'a', '1')).toBe('+OK')
    client.send('INCR', 'a')
    expect(client.read()).toBe(undefined)
    expect(new DirectClient(server).call('GET', 'a')).toBe('1')
    client.takesMore = true
    client.receiver.drained()
    expect(client.read()).toBe(2)
    server.dispose()
  })

  test('is let go when too many messages wait for it', () => {
    const server = new RedisServer()
    const [listener, client] = [new DirectClient(server), new DirectClient(server)]
    listener.takesMore = false
    listener.call('SUBSCRIBE', 'news')
    const text = 'x'.repeat(8 * 2 ** 20)
    for (let count = 0; count < 40 && !listener.isClosed; count++) client.call('PUBLISH', 'news', text)
    expect(listener.isClosed).toBe(true)
    expect(client.call('PUBLISH', 'news', 'x')).toBe(0)
    server.dispose()
  })
})
