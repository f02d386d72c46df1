import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { closed, listen, receiveAll, startServer, type World } from '../worlds.ts'

const echo = (socket: Socket): void => void socket.pipe(socket)

/** Connecting, talking and hanging up. */
export function connectionSuite(world: World): void {
  const { client, server } = world

  test('the events of a connection, in order', async () => {
    const { port } = await startServer(world, (socket) => socket.once('data', () => socket.end('bye')))
    const socket = client.connect(port, '127.0.0.1')
    const heard = listen(socket)
    expect([socket.connecting, socket.pending, socket.readyState]).toEqual([true, true, 'opening'])
    socket.on('connect', () => {
      expect([socket.connecting, socket.pending, socket.readyState]).toEqual([false, false, 'open'])
      socket.write('hello')
    })
    await closed(socket)
    expect(heard).toEqual([
      { event: 'connect', values: [] },
      { event: 'ready', values: [] },
      { event: 'data', values: ['bye'] },
      { event: 'end', values: [] },
      { event: 'finish', values: [] },
      { event: 'close', values: [false] },
    ])
    expect([socket.destroyed, socket.readyState, socket.bytesRead, socket.bytesWritten]).toEqual([
      true,
      'closed',
      3,
      5,
    ])
  })

  test('every way to call connect', async () => {
    const { port } = await startServer(world, (socket) => socket.end('here'))
    const dial = [
      (done: () => void) => client.connect(port, 'localhost', done),
      (done: () => void) => client.connect(port, done as never),
      (done: () => void) => client.connect({ port, host: '127.0.0.1', noDelay: true, keepAlive: true }, done),
      (done: () => void) => client.createConnection({ port, family: 4 }, done),
      (done: () => void) => client.connect(String(port) as never, done),
      (done: () => void) => new client.Socket().connect({ port }, done),
      (done: () => void) => new client.Socket().connect(port, '127.0.0.1', done),
    ]
    for (const connect of dial) {
      const socket = await new Promise<Socket>((resolve) => {
        const made: Socket = connect(() => resolve(made))
      })
      expect(String(await receiveAll(socket))).toBe('here')
      expect(socket).toBeInstanceOf(client.Socket)
    }
  })

  test('every way to call listen', async () => {
    const open = [
      (done: () => void) => server.createServer().listen(done),
      (done: () => void) => server.createServer().listen(0, done),
      (done: () => void) => server.createServer().listen(0, '127.0.0.1', done),
      (done: () => void) => server.createServer().listen(0, 'localhost', 10, done),
      (done: () => void) => new server.Server().listen({ port: 0, host: '127.0.0.1' }, done),
    ]
    for (const listen of open) {
      const listening = await new Promise<ReturnType<(typeof open)[0]>>((resolve) => {
        const made = listen(() => resolve(made))
      })
      const { port } = listening.address() as AddressInfo
      const socket = client.connect(port, '127.0.0.1')
      await once(socket, 'connect')
      expect(listening.listening).toBe(true)
      socket.destroy()
      await once(listening.close(), 'close')
      expect([listening.listening, listening.address()]).toEqual([false, null])
    }
  })

  test('each end knows both addresses', async () => {
    const { port, server, sockets } = await startServer(world, (socket) => socket.write('x'))
    const socket = client.connect(port, 'localhost')
    expect([socket.address(), socket.remoteAddress, socket.localPort]).toEqual([{}, undefined, undefined])
    await once(socket, 'data')
    const other = sockets[0] as Socket
    expect(server.address()).toEqual({ address: '127.0.0.1', family: 'IPv4', port })
    const own = { address: '127.0.0.1', family: 'IPv4', port: other.remotePort }
    expect(socket.address()).toEqual(own)
    expect([socket.localAddress, socket.localPort, socket.localFamily]).toEqual(
      Object.values(own).toSorted(portLast),
    )
    expect([socket.remoteAddress, socket.remotePort, socket.remoteFamily]).toEqual([
      '127.0.0.1',
      port,
      'IPv4',
    ])
    expect([other.localAddress, other.localPort, other.remoteAddress]).toEqual([
      '127.0.0.1',
      port,
      '127.0.0.1',
    ])
    socket.destroy()
    await closed(socket)
    expect([socket.address(), socket.localPort]).toEqual([{}, undefined])
  })

  test('a name is looked up, by the program itself if it likes', async () => {
    const { port } = await startServer(world, (socket) => socket.end())
    const socket = client.connect({ port, host: 'localhost', family: 4 })
    expect(await once(socket, 'lookup')).toEqual([null, '127.0.0.1', 4, 'localhost'])
    const asked: unknown[] = []
    const own = client.connect({
      port,
      host: 'mail.example.com',
      family: 4,
      lookup: (hostname, options, callback) => {
        asked.push(hostname, options.family)
        callback(null, '127.0.0.1', 4)
      },
    })
    await once(own, 'connect')
    expect(asked).toEqual(['mail.example.com', 4])
  })

  test('what is written before the connection is there is sent', async () => {
    const { port } = await startServer(world, echo, { allowHalfOpen: true })
    const socket = client.connect(port)
    const written: string[] = []
    socket.write('one ', () => written.push('one'))
    socket.write(new Uint8Array([0x74, 0x77, 0x6f]), () => written.push('two'))
    expect(socket.bytesWritten).toBe(7)
    socket.end(' drei', 'latin1', () => written.push('end'))
    expect(String(await receiveAll(socket))).toBe('one two drei')
    expect(written).toEqual(['one', 'two', 'end'])
    expect(socket.bytesWritten).toBe(12)
  })

  test('bytes come through as they are, both ways', async () => {
    const { port } = await startServer(world, echo, { allowHalfOpen: true })
    const bytes = Buffer.concat([
      Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)),
      randomBytes(300_000),
    ])
    const socket = client.connect(port)
    socket.end(bytes)
    expect((await receiveAll(socket)).equals(bytes)).toBe(true)
  })

  test('a buffer may be used again once it is written', async () => {
    const { port } = await startServer(world, echo, { allowHalfOpen: true })
    const socket = client.connect(port)
    await once(socket, 'connect')
    const buffer = Buffer.from('first')
    await new Promise((resolve) => socket.write(buffer, resolve))
    buffer.fill('x')
    socket.end()
    expect(String(await receiveAll(socket))).toBe('first')
  })

  test('text is decoded where it is asked for, also across pieces', async () => {
    const { port } = await startServer(world, (socket) => {
      const bytes = Buffer.from('grüße')
      socket.write(bytes.subarray(0, 3), () => setImmediate(() => socket.end(bytes.subarray(3))))
    })
    const socket = client.connect(port).setEncoding('utf8')
    let text = ''
    for await (const part of socket) text += part as string
    expect(text).toBe('grüße')
  })

  test('a socket can connect again once it is closed', async () => {
    const { port } = await startServer(world, (socket) => socket.end('hello'))
    const socket = new client.Socket()
    for (const round of [1, 2, 3]) {
      const heard = listen(socket)
      socket.connect(port, '127.0.0.1')
      await closed(socket)
      expect([round, ...heard.map(({ event }) => event)]).toEqual([
        round,
        'connect',
        'ready',
        'data',
        'end',
        'finish',
        'close',
      ])
      socket.removeAllListeners()
      // Node's own socket needs its 'end' listener back; a new one is what clients use.
      if (round === 2) break
    }
  })

  test('a hundred connections at once', async () => {
    const { port, server } = await startServer(world, echo, { allowHalfOpen: true })
    const answers = await Promise.all(
      Array.from({ length: 100 }, async (_, index) => {
        const socket = client.connect(port)
        await once(socket, 'connect')
        socket.end(`number ${index}`)
        return String(await receiveAll(socket))
      }),
    )
    expect(answers).toEqual(Array.from({ length: 100 }, (_, index) => `number ${index}`))
    await expect
      .poll(() => new Promise((resolve) => server.getConnections((_error, count) => resolve(count))))
      .toBe(0)
  })

  test('a server that closes waits for its connections', async () => {
    const { port, server } = await startServer(world, echo)
    const socket = client.connect(port)
    await once(socket, 'connect')
    await expect
      .poll(() => new Promise((resolve) => server.getConnections((_error, count) => resolve(count))))
      .toBe(1)
    let isClosed = false
    const close = new Promise<unknown>((resolve) => server.close(resolve)).then((error) => {
      isClosed = true
      return error
    })
    socket.write('still here')
    await once(socket, 'data')
    expect(isClosed).toBe(false)
    const refused = client.connect(port, '127.0.0.1')
    expect(await once(refused, 'error')).toMatchObject([{ code: 'ECONNREFUSED' }])
    socket.end()
    expect(await close).toBeUndefined()
  })

  test('a silent connection times out, a busy one does not', async () => {
    const { port } = await startServer(world, (socket) => void socket.resume())
    const socket = client.connect({ port, timeout: 60 })
    onTestFinished(() => void socket.destroy())
    let lastWrite = Infinity
    let earliest = Infinity
    socket.on('timeout', () => (earliest = Math.min(earliest, performance.now() - lastWrite)))
    await once(socket, 'connect')
    expect(socket.timeout).toBe(60)
    const busyUntil = performance.now() + 200
    while (performance.now() < busyUntil) {
      lastWrite = performance.now()
      socket.write('x')
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    await once(socket, 'timeout')
    // Counted from the last sign of life, however slow the machine is.
    expect(earliest).toBeGreaterThan(55)
    expect(socket.destroyed).toBe(false)
    socket.write('x')
    await once(socket, 'timeout')
    const listener = (): void => {}
    socket.setTimeout(60, listener)
    expect(socket.listeners('timeout')).toHaveLength(2)
    socket.setTimeout(0, listener)
    expect(socket.listeners('timeout')).toHaveLength(1)
  })
}

function portLast(a: unknown, b: unknown): number {
  return Number(a === 'IPv4') - Number(b === 'IPv4')
}
