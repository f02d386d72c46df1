import nodeDns from 'node:dns'
import { once } from 'node:events'
import { beforeEach, describe, expect, test } from 'vitest'
import { HostTable } from '../../../src/network/host-table.ts'
import * as ownDns from '../../../src/runtime/node/dns.ts'
import * as net from '../../../src/runtime/node/net.ts'
import { plugIn, programHandles } from '../../../src/runtime/node/program-network.ts'

const describeError = (error: unknown): object => ({
  message: (error as Error).message,
  ...(error as object),
})

test('a realm that is not plugged in is offline', async () => {
  const [error] = (await once(net.connect(6379, '127.0.0.1'), 'error')) as [unknown]
  expect(error).toMatchObject({ code: 'ENETUNREACH' })
  const [unknown] = (await once(net.connect(6379, 'localhost'), 'error')) as [unknown]
  expect(unknown).toMatchObject({ message: 'getaddrinfo EAI_AGAIN localhost' })
  const [taken] = (await once(net.createServer().listen(1), 'error')) as [unknown]
  expect(taken).toMatchObject({ code: 'EADDRNOTAVAIL' })
})

describe.each([
  ['node', nodeDns],
  ['ours', ownDns as unknown as typeof nodeDns],
])('%s', (_name, dns) => {
  beforeEach(() => plugIn(new HostTable({ 'smtp.example.com': '10.0.0.25' })))

  const lookup = (...args: unknown[]): Promise<unknown[]> =>
    new Promise(
      (resolve) => void Reflect.apply(dns.lookup, dns, [...args, (...found: unknown[]) => resolve(found)]),
    )

  test('finds a host’s address', async () => {
    expect(await lookup('localhost', 4)).toEqual([null, '127.0.0.1', 4])
    expect(await lookup('localhost', { family: 4 })).toEqual([null, '127.0.0.1', 4])
    expect(await lookup('localhost', { family: 4, all: true })).toEqual([
      null,
      [{ address: '127.0.0.1', family: 4 }],
    ])
    expect(await lookup('10.1.2.3')).toEqual([null, '10.1.2.3', 4])
    expect(await lookup('::1')).toEqual([null, '::1', 6])
    expect(await dns.promises.lookup('localhost', { family: 4 })).toEqual({ address: '127.0.0.1', family: 4 })
  })

  test('says that nobody has a name', async () => {
    const expected = {
      message: 'getaddrinfo ENOTFOUND nowhere.invalid',
      errno: -3008,
      code: 'ENOTFOUND',
      syscall: 'getaddrinfo',
      hostname: 'nowhere.invalid',
    }
    expect(describeError((await lookup('nowhere.invalid'))[0])).toEqual(expected)
    expect(await dns.promises.lookup('nowhere.invalid').catch(describeError)).toEqual(expected)
    expect(dns.NOTFOUND).toBe('ENOTFOUND')
  })
})

test('the resolver that nodemailer asks knows the hosts', async () => {
  plugIn(new HostTable({ 'smtp.example.com': '10.0.0.25' }))
  const resolver = new ownDns.Resolver()
  const ask = (call: typeof ownDns.resolve4, name: string): Promise<unknown[]> =>
    new Promise((resolve) => call(name, (...found) => resolve(found)))
  expect(await ask(resolver.resolve4, 'smtp.example.com')).toEqual([null, ['10.0.0.25']])
  expect(await ask(resolver.resolve4, 'nowhere.example')).toMatchObject([
    { message: 'queryA ENOTFOUND nowhere.example' },
  ])
  expect(await ask(resolver.resolve6, 'smtp.example.com')).toMatchObject([{ code: 'ENOTFOUND' }])
  expect(await ask(resolver.resolveSrv, 'smtp.example.com')).toMatchObject([{ code: 'ENOTFOUND' }])
  resolver.cancel()
})

test('the program’s net is on its network, and its open sockets are known', async () => {
  plugIn(new HostTable())
  const server = net.createServer((socket) => socket.end('hello')).listen(7000, 'localhost')
  const socket = net.connect(7000)
  const [greeting] = (await once(socket, 'data')) as [Buffer]
  expect(String(greeting)).toBe('hello')
  expect(programHandles.size).toBeGreaterThan(1)
  server.close()
  await programHandles.allReleased()
})
