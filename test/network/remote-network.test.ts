import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { windowSize } from '../../src/network/connection.ts'
import { HostTable } from '../../src/network/host-table.ts'
import { makeNet, type Net } from '../../src/network/net.ts'
import { OpenHandles } from '../../src/network/open-handles.ts'
import { RemoteNetwork } from '../../src/network/remote-network.ts'
import { serveNetwork } from '../../src/network/serve-network.ts'
import type { ConnectionMessage, DiallerToHosts, HostsToDialler } from '../../src/wire/network-messages.ts'
import { describeError, startServer, tidied, type World } from './worlds.ts'

let traffic = { here: { sent: 0, received: 0 }, there: { sent: 0, received: 0 } }
let hosts: HostTable
let port: MessagePort
let network: RemoteNetwork
let hangUp: () => void
let world: World

beforeEach(() => {
  traffic = { here: { sent: 0, received: 0 }, there: { sent: 0, received: 0 } }
  hosts = new HostTable({ 'smtp.example.com': '10.0.0.25' }, traffic.there)
  const link = new MessageChannel()
  port = link.port2
  hangUp = serveNetwork(link.port1, hosts)
  network = new RemoteNetwork(port, { traffic: traffic.here })
  const server = makeNet(hosts)
  world = { name: '', isOurs: true, client: tidied(makeNet(network)), server }
  onTestFinished(() => {
    hangUp()
    network.close()
  })
})

const codeOf = async (socket: ReturnType<Net['connect']>): Promise<object> =>
  describeError(((await once(socket, 'error')) as [Error])[0])

describe('a thread that ends', () => {
  test('is reset at the servers’ when its hosts are told', async () => {
    const { port, sockets, server } = await startServer(world, (socket) => void socket.resume())
    const socket = world.client.connect(port)
    await once(socket, 'connect')
    const reset = once(sockets[0] ?? server, 'error')
    hangUp()
    expect(await reset).toMatchObject([{ message: 'read ECONNRESET' }])
    await expect.poll(() => sockets[0]?.destroyed).toBe(true)
  })

  test('may be a worker that was terminated in the middle of a sentence', async () => {
    const { port, sockets, server } = await startServer(world, (socket) => void socket.resume())
    const { port1, port2 } = new MessageChannel()
    const forget = serveNetwork(port1, hosts)
    const worker = new Worker(
      `const { workerData } = require('node:worker_threads')
       workerData.on('message', ({ port }) => { if (port) for (;;) port.postMessage({ kind: 'data', bytes: new Uint8Array(9) }) })
       workerData.postMessage({ kind: 'dial', id: 1, address: '127.0.0.1', port: ${port} })`,
      { eval: true, workerData: port2, transferList: [port2 as never] },
    )
    await once(server, 'connection')
    await worker.terminate()
    forget()
    await expect.poll(() => sockets[0]?.destroyed).toBe(true)
  })

  test('takes its hosts along: connections are reset, nothing is there any more', async () => {
    const { port } = await startServer(world, () => {})
    const socket = world.client.connect(port)
    await once(socket, 'connect')
    const pending = world.client.connect(port, '127.0.0.1')
    const errors = [codeOf(socket), codeOf(pending)]
    network.close()
    const [reset, unanswered] = await Promise.all(errors)
    expect(reset).toMatchObject({ message: 'read ECONNRESET' })
    const unreachable = {
      message: `connect ENETUNREACH 127.0.0.1:${port} - Local (0.0.0.0:0)`,
      errno: -101,
      code: 'ENETUNREACH',
    }
    expect(unanswered).toMatchObject(unreachable)
    expect(await codeOf(world.client.connect(port, '127.0.0.1'))).toMatchObject(unreachable)
    expect(await codeOf(world.client.connect(port))).toMatchObject({ code: 'EAI_AGAIN' })
  })

  test('or does not answer', async () => {
    const silent = tidied(makeNet(new RemoteNetwork(new MessageChannel().port1, { timeLimitMs: 5 })))
    expect(await codeOf(silent.connect(6379, '127.0.0.1'))).toMatchObject({
      message: 'connect ETIMEDOUT 127.0.0.1:6379',
      errno: -110,
    })
    expect(await codeOf(silent.connect(6379))).toMatchObject({ message: 'getaddrinfo EAI_AGAIN localhost' })
  })

  test('or answers when nobody waits any more: that connection is hung up', async () => {
    const { port1, port2 } = new MessageChannel()
    const late = makeNet(new RemoteNetwork(port1, { timeLimitMs: 1 }))
    await once(late.connect(6379, '127.0.0.1'), 'error')
    const connection = new MessageChannel()
    const heard = once(connection.port1 as never, 'message')
    connection.port1.start()
    const message: HostsToDialler = { kind: 'connected', id: 1, local: { address: '127.0.0.1', port: 9 } }
    port2.postMessage(message, [connection.port2])
    expect(await heard).toEqual([{ kind: 'reset' }])
  })
})

test('who dials from outside cannot listen', async () => {
  const [error] = (await once(world.client.createServer().listen(3000, '127.0.0.1'), 'error')) as [Error]
  expect(error.message).toBe('listen EACCES: permission denied 127.0.0.1:3000')
})

test('a connection that was given up while it was made is hung up', async () => {
  const { port, server, sockets } = await startServer(world, (socket) => void socket.resume())
  const socket = world.client.connect(port, '127.0.0.1')
  const accepted = once(server, 'connection')
  socket.destroy()
  await accepted
  await expect.poll(() => sockets[0]?.destroyed).toBe(true)
})

test('hosts have names and addresses, and each its own ports', async () => {
  const mail = world.server.createServer((socket) => socket.end('220')).listen(25, 'smtp.example.com')
  await once(mail, 'listening')
  const socket = world.client.connect(25, 'SMTP.example.com')
  const [greeting] = (await once(socket, 'data')) as [Buffer]
  expect([String(greeting), socket.remoteAddress]).toEqual(['220', '10.0.0.25'])
  expect(await codeOf(world.client.connect(25, 'localhost'))).toMatchObject({ code: 'ECONNREFUSED' })
  expect(await codeOf(world.client.connect(25, '8.8.8.8'))).toMatchObject({
    message: 'connect ENETUNREACH 8.8.8.8:25 - Local (0.0.0.0:0)',
    address: '8.8.8.8',
  })
  expect(() => new HostTable({ 'a.example.com': 'b' })).toThrow(/a\.example\.com has the address 'b'/)
})

test('messages that are none are ignored', async () => {
  const { port: echoPort } = await startServer(world, (socket) => void socket.pipe(socket))
  const cyclic: { self?: unknown } = {}
  cyclic.self = cyclic
  const junk = [
    null,
    1,
    [],
    cyclic,
    { kind: 'dial' },
    { kind: '__proto__', id: 1 },
    { kind: 'dial', id: 1, address: {}, port: 1 },
  ]
  for (const message of [...junk, 'dial', { kind: 'lookup', id: 2, hostname: 3 }]) port.postMessage(message)
  const end = await network.dial('127.0.0.1', echoPort)
  const received: ConnectionMessage[] = []
  end.port.onmessage = ({ data }) => received.push(data as ConnectionMessage)
  const badMessages = [
    { kind: 'data', bytes: 'text' },
    'a text of more than it may have'.repeat(100),
    { kind: 'credit', bytes: -1 },
    { kind: 'credit', bytes: NaN },
  ]
  for (const message of [...junk, ...badMessages]) end.port.postMessage(message as ConnectionMessage, [])
  end.port.postMessage({ kind: 'data', bytes: Buffer.from('hi') }, [])
  await expect.poll(() => received).toEqual(['hi'])
})

test('who sends more than there is credit for is reset', async () => {
  const { port, sockets } = await startServer(world, (socket) => void socket.pause())
  const end = await network.dial('127.0.0.1', port)
  const received: unknown[] = []
  end.port.onmessage = ({ data }) => received.push(data)
  for (let sent = 0; sent <= 4 * windowSize; sent += 65_536)
    end.port.postMessage({ kind: 'data', bytes: new Uint8Array(65_536) }, [])
  await expect.poll(() => received.at(-1)).toEqual({ kind: 'reset' })
  expect(sockets[0]?.destroyed).toBe(true)
})

describe('messages between the threads', () => {
  const underWay = (): readonly number[] => {
    const { here, there } = traffic
    return [here.sent - there.received, there.sent - here.received]
  }

  test('are counted at both ends', async () => {
    const { port } = await startServer(world, (socket) => void socket.pipe(socket))
    const socket = world.client.connect(port)
    socket.write('hello')
    await once(socket, 'data')
    expect(traffic).toEqual({ here: { sent: 3, received: 3 }, there: { sent: 3, received: 3 } })
    socket.write(Buffer.alloc(3 * windowSize))
    await expect.poll(() => socket.bytesRead).toBe(3 * windowSize + 5)
    await expect.poll(underWay).toEqual([0, 0])
    expect(traffic.here.sent).toBeGreaterThan(6)
  })

  test('are forgotten at both ends when their connection closes', async () => {
    const { port, sockets } = await startServer(world, (socket) => void socket.pipe(socket))
    const socket = world.client.connect(port, '127.0.0.1')
    socket.write('hello')
    await once(socket, 'data')
    const closed = once(socket, 'close')
    socket.end()
    await closed
    // The link's own: one connection asked for, one answer.
    await expect
      .poll(() => traffic)
      .toEqual({ here: { sent: 1, received: 1 }, there: { sent: 1, received: 1 } })
    // A reset crosses what the other end sends at the same time.
    const second = world.client.connect(port, '127.0.0.1')
    await once(second, 'connect')
    await expect.poll(() => sockets.length).toBe(2)
    sockets[1]?.write('never read')
    second.resetAndDestroy()
    await expect
      .poll(() => traffic)
      .toEqual({ here: { sent: 2, received: 2 }, there: { sent: 2, received: 2 } })
  })

  test('of a thread that has ended are forgotten when it is hung up', async () => {
    const { port, sockets } = await startServer(world, (socket) => void socket.resume())
    const first = world.client.connect(port)
    const second = world.client.connect(port)
    await Promise.all([once(first, 'connect'), once(second, 'connect')])
    first.write('on its way')
    await expect.poll(() => sockets.length).toBe(2)
    hangUp()
    expect(traffic.there).toEqual({ sent: 0, received: 0 })
    network.close()
    expect(traffic.here).toEqual({ sent: 0, received: 0 })
  })
})

test('open sockets and servers are known, unless they are unref’d', async () => {
  const handles = new OpenHandles()
  const net = tidied(makeNet(hosts, handles))
  const server = net.createServer((socket) => void socket.resume()).listen(7000)
  await once(server, 'listening')
  const [socket, idle] = [net.connect(7000), net.connect(7000)]
  idle.unref()
  await Promise.all([once(socket, 'connect'), once(idle, 'connect')])
  // The server, the client, and the server's ends of the two.
  expect(handles.size).toBe(4)
  idle.ref()
  expect(handles.size).toBe(5)
  idle.destroy()
  let isReleased = false
  const released = handles.allReleased().then(() => (isReleased = true))
  server.close()
  await new Promise((resolve) => setImmediate(resolve))
  expect(isReleased).toBe(false)
  socket.end()
  await released
  expect(handles.size).toBe(0)
  await handles.allReleased()
})

// The two directions are told apart by their types alone; this is what a link carries.
test('a link carries questions one way and answers the other', async () => {
  const { port1, port2 } = new MessageChannel()
  const stop = serveNetwork(port1, hosts)
  const answers: HostsToDialler[] = []
  port2.onmessage = ({ data }: MessageEvent<HostsToDialler>) => answers.push(data)
  const ask = (message: DiallerToHosts): void => port2.postMessage(message)
  ask({ kind: 'lookup', id: 1, hostname: 'localhost' })
  ask({ kind: 'lookup', id: 2, hostname: '__proto__' })
  ask({ kind: 'dial', id: 3, address: '127.0.0.1', port: 1 })
  await expect
    .poll(() => answers)
    .toEqual([
      { kind: 'addresses', id: 1, addresses: ['127.0.0.1'] },
      { kind: 'addresses', id: 2, addresses: [] },
      { kind: 'failed', id: 3, code: 'ECONNREFUSED' },
    ])
  stop()
})
