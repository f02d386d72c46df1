import { once } from 'node:events'
import { describe, expect, onTestFinished, test } from 'vitest'
import { closed, deferred, describeError, listen, startServer, type World } from '../worlds.ts'

/** What goes wrong on a network, in Node's words. */
export function failureSuite(world: World): void {
  const { client, server } = world

  describe('connect', () => {
    test('nobody listens', async () => {
      const socket = client.connect(1, '127.0.0.1')
      const heard = listen(socket)
      await closed(socket)
      expect(heard.map(({ event }) => event)).toEqual(['error', 'close'])
      expect(describeError(heard[0]?.values[0])).toEqual({
        name: 'Error',
        message: 'connect ECONNREFUSED 127.0.0.1:1',
        errno: -111,
        code: 'ECONNREFUSED',
        syscall: 'connect',
        address: '127.0.0.1',
        port: 1,
      })
      expect(heard[1]?.values).toEqual([true])
    })

    test('nobody has that name', async () => {
      const socket = client.connect(6379, 'nowhere.invalid')
      const heard = listen(socket)
      await closed(socket)
      expect(heard.map(({ event }) => event)).toEqual(['lookup', 'error', 'close'])
      const [error] = heard[1]?.values ?? []
      expect(describeError(error)).toEqual({
        name: 'Error',
        message: 'getaddrinfo ENOTFOUND nowhere.invalid',
        errno: -3008,
        code: 'ENOTFOUND',
        syscall: 'getaddrinfo',
        hostname: 'nowhere.invalid',
      })
      expect(heard[0]?.values).toEqual([error, undefined, undefined, 'nowhere.invalid'])
    })

    test('there are no files here', async () => {
      const [error] = (await once(client.connect('/nowhere/redis.sock'), 'error')) as [unknown]
      expect(describeError(error)).toEqual({
        name: 'Error',
        message: 'connect ENOENT /nowhere/redis.sock',
        errno: -2,
        code: 'ENOENT',
        syscall: 'connect',
        address: '/nowhere/redis.sock',
      })
    })

    test.for<[string, () => unknown, object]>([
      ['a port too high', () => client.connect(70_000), badPort('Port', 'type number (70000)')],
      [
        'a port that is no number',
        () => client.connect({ port: 'x' as never }),
        badPort('Port', "type string ('x')"),
      ],
      [
        'a port of another type',
        () => client.connect({ port: {} as never }),
        {
          name: 'TypeError',
          code: 'ERR_INVALID_ARG_TYPE',
          message:
            'The "options.port" property must be one of type number or string. Received an instance of Object',
        },
      ],
      [
        'no port',
        () => client.connect({ host: 'localhost' } as never),
        {
          name: 'TypeError',
          code: 'ERR_MISSING_ARGS',
          message: 'The "options" or "port" or "path" argument must be specified',
        },
      ],
      [
        'a lookup that is no function',
        () => client.connect({ port: 1, lookup: 3 as never }),
        {
          name: 'TypeError',
          code: 'ERR_INVALID_ARG_TYPE',
          message: 'The "options.lookup" property must be of type function. Received type number (3)',
        },
      ],
      [
        'a timeout that is no number',
        () => new client.Socket().setTimeout('1' as never),
        {
          name: 'TypeError',
          code: 'ERR_INVALID_ARG_TYPE',
          message: `The "msecs" argument must be of type number. Received type string ('1')`,
        },
      ],
      [
        'listening on a port too high',
        () => server.createServer().listen(70_000),
        badPort('options.port', 'type number (70000)'),
      ],
    ])('%s is refused at once', ([, call, expected]) => {
      expect(call).toThrow(expect.objectContaining(expected))
    })
  })

  describe('write', () => {
    test('on a socket that never connected', async () => {
      const socket = new client.Socket()
      const heard = listen(socket)
      socket.write('x')
      await closed(socket)
      expect(heard.map(({ event }) => event)).toEqual(['error', 'close'])
      expect(heard[0]?.values[0]).toMatchObject({ message: 'Socket is closed', code: 'ERR_SOCKET_CLOSED' })
    })

    test('after end', async () => {
      const { port } = await startServer(world, (socket) => void socket.resume())
      const socket = client.connect(port)
      const heard = listen(socket)
      await once(socket, 'connect')
      socket.end('bye')
      const failed = new Promise((resolve) => socket.write('more', resolve))
      const expected = { message: 'write after end', code: 'ERR_STREAM_WRITE_AFTER_END' }
      expect(await failed).toMatchObject(expected)
      await closed(socket)
      expect(heard.find(({ event }) => event === 'error')?.values).toMatchObject([expected])
    })

    test('after destroy', async () => {
      const { port } = await startServer(world, (socket) => void socket.resume())
      const socket = client.connect(port)
      await once(socket, 'connect')
      socket.destroy()
      const heard = listen(socket)
      const failed = new Promise((resolve) => socket.write('more', resolve))
      expect(await failed).toMatchObject({
        message: 'Cannot call write after a stream was destroyed',
        code: 'ERR_STREAM_DESTROYED',
      })
      await closed(socket)
      expect(heard).toEqual([{ event: 'close', values: [false] }])
    })

    test('after the other end hung up', async () => {
      const { port } = await startServer(world, (socket) => socket.end())
      const socket = client.connect(port)
      await once(socket.resume(), 'end')
      const failed = new Promise((resolve) => socket.write('more', resolve))
      const [error] = (await once(socket, 'error')) as [unknown]
      const expected = {
        name: 'Error',
        message: 'This socket has been ended by the other party',
        code: 'EPIPE',
      }
      expect(describeError(error)).toEqual(expected)
      expect(describeError(await failed)).toEqual(expected)
    })

    test('that was still waiting when the socket was given up', async () => {
      const { port } = await startServer(world, () => {})
      const socket = client.connect(port, '127.0.0.1')
      const failed = new Promise((resolve) => socket.write('x', resolve))
      const heard = listen(socket)
      socket.destroy()
      expect(await failed).toMatchObject({
        message: 'Socket closed before the connection was established',
        code: 'ERR_SOCKET_CLOSED_BEFORE_CONNECTION',
      })
      expect(heard).toEqual([{ event: 'close', values: [false] }])
    })
  })

  describe('the other end', () => {
    const resetError = {
      name: 'Error',
      message: 'read ECONNRESET',
      errno: -104,
      code: 'ECONNRESET',
      syscall: 'read',
    }

    test('resets', async () => {
      const { port, sockets } = await startServer(world, (socket) =>
        socket.once('data', () => socket.resetAndDestroy()),
      )
      const socket = client.connect(port)
      const heard = listen(socket)
      socket.write('x')
      await closed(socket)
      expect(heard.map(({ event }) => event)).toEqual(['lookup', 'connect', 'ready', 'error', 'close'])
      expect(describeError(heard[3]?.values[0])).toEqual(resetError)
      expect(heard[4]?.values).toEqual([true])
      await expect.poll(() => sockets[0]?.destroyed).toBe(true)
    })

    test('is reset by the client', async () => {
      const error = deferred<unknown>()
      const { port } = await startServer(world, (socket) => socket.on('error', error.resolve).resume())
      const socket = client.connect(port)
      const heard = listen(socket)
      // Asked for while it is still connecting, it is done then.
      socket.resetAndDestroy()
      expect(describeError(await error.promise)).toEqual(resetError)
      await expect.poll(() => heard.at(-1)).toEqual({ event: 'close', values: [false] })
    })

    test('destroys its socket: an end for those who listen, a reset for those who go on sending', async () => {
      const { port, sockets } = await startServer(
        world,
        (socket) => socket.once('data', () => socket.destroy()),
        {
          allowHalfOpen: true,
        },
      )
      const socket = client.connect({ port, allowHalfOpen: true })
      socket.write('x')
      await once(socket.resume(), 'end')
      await expect.poll(() => sockets[0]?.destroyed).toBe(true)
      const error = once(socket, 'error')
      const sending = setInterval(() => socket.write('are you there?'), 1)
      onTestFinished(() => clearInterval(sending))
      expect((await error)[0]).toMatchObject({
        code: expect.stringMatching(/^(ECONNRESET|EPIPE)$/) as string,
      })
    })

    test('destroys its socket with much unread: a reset', async () => {
      const { port, sockets } = await startServer(world, (socket) => void socket.pause())
      const socket = client.connect(port)
      await once(socket, 'connect')
      socket.write(Buffer.alloc(8_000_000))
      await expect.poll(() => sockets[0]?.readableLength).toBeGreaterThan(0)
      sockets[0]?.destroy()
      const [error] = (await once(socket, 'error')) as [Error]
      expect(error).toMatchObject({ code: expect.stringMatching(/^(ECONNRESET|EPIPE)$/) as string })
    })
  })

  test('an error of the program’s own comes back as it is', async () => {
    const { port, sockets } = await startServer(world, (socket) => void socket.resume())
    const socket = client.connect(port)
    await once(socket, 'connect')
    const heard = listen(socket)
    const own = new RangeError('enough')
    socket.destroy(own)
    await closed(socket)
    expect(heard).toEqual([
      { event: 'error', values: [own] },
      { event: 'close', values: [true] },
    ])
    await expect.poll(() => sockets[0]?.destroyed).toBe(true)
  })
}

function badPort(name: string, received: string): object {
  return {
    name: 'RangeError',
    code: 'ERR_SOCKET_BAD_PORT',
    message: `${name} should be >= 0 and < 65536. Received ${received}.`,
  }
}
