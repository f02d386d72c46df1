import { expect, test } from 'vitest'
import { RedisServer } from '../../../src/services/redis/redis-server.ts'
import { DirectClient } from './direct-client.ts'
import { ManualClock } from './manual-clock.ts'

function start(): { clock: ManualClock; server: RedisServer; client: DirectClient } {
  const clock = new ManualClock()
  const server = new RedisServer({ clock })
  return { clock, server, client: new DirectClient(server) }
}

test('keys end at their moment by the server’s clock, though nobody asks for them', () => {
  const { clock, server, client } = start()
  client.call('SET', 'a', '1', 'EX', '10')
  client.call('SET', 'b', '1', 'PX', '2500')
  client.call('SELECT', '7')
  client.call('SET', 'c', '1', 'EX', '3600')
  clock.advance(2499)
  expect(server.sizes[0]).toBe(2)
  clock.advance(1)
  expect(server.snapshot(0)).toMatchObject({ size: 1, keys: [{ key: 'a', ttlMs: 7500 }] })
  clock.advance(7500)
  expect(server.sizes.slice(0, 8)).toEqual([0, 0, 0, 0, 0, 0, 0, 1])
  expect(client.call('TTL', 'c')).toBe(3590)
  clock.advance(3_590_000)
  expect(client.call('DBSIZE')).toBe(0)
  expect(clock.waiting).toBe(0)
})

test('a time to live that is changed or taken away counts, not the one before', () => {
  const { clock, client } = start()
  client.call('SET', 'a', '1', 'PX', '100')
  client.call('SET', 'b', '1', 'PX', '100')
  client.call('PEXPIRE', 'a', '500')
  client.call('PERSIST', 'b')
  clock.advance(499)
  expect(client.call('EXISTS', 'a', 'b')).toBe(2)
  clock.advance(1)
  expect(client.call('EXISTS', 'a', 'b')).toBe(1)
})

test('waits end at their moment by the server’s clock, to the millisecond', () => {
  const { clock, server, client } = start()
  client.send('BLPOP', 'q', '0.25')
  clock.advance(249)
  expect(client.read()).toBe(undefined)
  clock.advance(1)
  expect(client.read()).toBe('*-1')
  client.send('BLPOP', 'q', '0')
  clock.advance(1e12)
  expect(client.read()).toBe(undefined)
  new DirectClient(server).call('RPUSH', 'q', 'x')
  expect(client.read()).toEqual(['q', 'x'])
  expect(clock.waiting).toBe(0)
})

test('a wait of more than 24 days is not cut short by the longest timer there is', () => {
  const { clock, client } = start()
  client.send('BLPOP', 'q', '5000000')
  clock.advance(4_999_999_000)
  expect(client.read()).toBe(undefined)
  clock.advance(1000)
  expect(client.read()).toBe('*-1')
})

test('times to live that are changed all the time leave nothing behind', () => {
  const { clock, client } = start()
  for (let count = 0; count < 10_000; count++)
    client.call('SET', 'a', '1', 'PX', String(1000 + (count % 500)))
  expect(clock.waiting).toBe(1)
  clock.advance(2000)
  expect(client.call('DBSIZE')).toBe(0)
  expect(clock.waiting).toBe(0)
})

test('a server that is ended leaves no timer, and tells its clients', () => {
  const { clock, server, client } = start()
  const waiting = new DirectClient(server)
  client.call('SET', 'a', '1', 'EX', '10')
  waiting.send('BLPOP', 'q', '10')
  expect(clock.waiting).toBe(2)
  server.dispose()
  expect(clock.waiting).toBe(0)
  expect([client.isClosed, waiting.isClosed]).toEqual([true, true])
  expect(server.clients).toEqual([])
})
