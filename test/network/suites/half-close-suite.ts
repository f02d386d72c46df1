import { once } from 'node:events'
import { expect, test } from 'vitest'
import { closed, deferred, listen, receiveAll, startServer, type World } from '../worlds.ts'

/** An end that has said all and goes on listening. */
export function halfCloseSuite(world: World): void {
  const { client } = world

  test('an end that said all goes on listening', async () => {
    const { port } = await startServer(
      world,
      (socket) => {
        socket
          .on('end', () => {
            expect(socket.readyState).toBe('writeOnly')
            socket.write('you are', () => socket.end(' done'))
          })
          .resume()
      },
      { allowHalfOpen: true },
    )
    const socket = client.connect(port)
    socket.end('x')
    const text = receiveAll(socket)
    await once(socket, 'finish')
    expect(socket.readyState).toBe('readOnly')
    expect(String(await text)).toBe('you are done')
  })

  test('without allowHalfOpen the other end hangs up as well', async () => {
    const { port, sockets } = await startServer(world, (socket) => void socket.resume())
    const socket = client.connect(port)
    const heard = listen(socket)
    socket.end()
    await closed(socket)
    await expect.poll(() => sockets[0]?.destroyed).toBe(true)
    expect(heard.map(({ event }) => event)).toEqual(['lookup', 'connect', 'ready', 'finish', 'end', 'close'])
  })

  test('a client with allowHalfOpen answers after the end', async () => {
    const received = deferred<string>()
    const { port } = await startServer(
      world,
      (socket) => {
        socket.end('question')
        void receiveAll(socket).then((bytes) => received.resolve(String(bytes)))
      },
      { allowHalfOpen: true },
    )
    const socket = client.connect({ port, allowHalfOpen: true })
    let text = ''
    socket.on('data', (bytes) => (text += String(bytes)))
    await once(socket, 'end')
    expect([text, socket.writable]).toEqual(['question', true])
    socket.end('answer')
    expect(await received.promise).toBe('answer')
  })
}
