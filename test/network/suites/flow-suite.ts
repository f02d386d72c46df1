import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { windowSize } from '../../../src/network/connection.ts'
import { deferred, receiveAll, startServer, type World } from '../worlds.ts'

const megabyte = 2 ** 20

/** Much data, and readers that take their time. */
export function flowSuite(world: World): void {
  const { client } = world

  test('50 MB in one write', async () => {
    const bytes = randomBytes(50 * megabyte)
    const received = deferred<Buffer>()
    const { port } = await startServer(world, (socket) => void receiveAll(socket).then(received.resolve))
    const socket = client.connect(port)
    socket.end(bytes)
    const whole = await received.promise
    expect(whole.length).toBe(bytes.length)
    expect(hash(whole)).toBe(hash(bytes))
  })

  test('50 MB in pieces of all sizes, there and back', async () => {
    const { port } = await startServer(world, (socket) => void socket.pipe(socket), { allowHalfOpen: true })
    const socket = client.connect(port)
    const sent = createHash('sha1')
    const received = createHash('sha1')
    socket.on('data', (bytes) => received.update(bytes))
    const ended = once(socket, 'end')
    const noise = randomBytes(megabyte)
    let total = 0
    for (let size = 1; total < 50 * megabyte; size = (size * 7 + 1) % 200_003) {
      const piece = noise.subarray(0, size)
      sent.update(piece)
      total += size
      if (!socket.write(piece)) await once(socket, 'drain')
    }
    socket.end()
    await ended
    expect([socket.bytesWritten, socket.bytesRead]).toEqual([total, total])
    expect(received.digest('hex')).toBe(sent.digest('hex'))
  })

  test('ten thousand writes in one turn arrive in order', async () => {
    const received = deferred<Buffer>()
    const { port } = await startServer(world, (socket) => void receiveAll(socket).then(received.resolve))
    const socket = client.connect(port)
    const numbers = Array.from({ length: 10_000 }, (_, number) => `${number}\n`)
    for (const number of numbers) socket.write(number)
    socket.end()
    expect(String(await received.promise)).toBe(numbers.join(''))
  })

  test('a writer is held up until the reader reads', async () => {
    const { port, sockets } = await startServer(world, (socket) => void socket.pause())
    const socket = client.connect(port)
    await once(socket, 'connect')
    const piece = Buffer.alloc(65_536, 'x')
    let written = 0
    let isHeldUp = false
    while (!isHeldUp) {
      written += piece.length
      expect(written).toBeLessThan(100 * megabyte)
      if (!socket.write(piece)) isHeldUp = await staysFull(socket)
    }
    const unread = written - socket.writableLength
    // What the two ends keep before the reader is asked to go on; on TCP the system decides.
    if (world.isOurs) expect(unread).toBeLessThanOrEqual(2 * windowSize + piece.length)
    const drained = once(socket, 'drain')
    sockets[0]?.resume()
    await drained
    expect(sockets[0]?.bytesRead).toBeGreaterThan(0)
    socket.end()
    await once(sockets[0] as Socket, 'end')
    expect(sockets[0]?.bytesRead).toBe(written)
  })

  test('a reader that reads by hand gets it all', async () => {
    const bytes = randomBytes(megabyte)
    const { port } = await startServer(world, (socket) => socket.end(bytes))
    const socket = client.connect(port)
    const parts: Buffer[] = []
    socket.on('readable', () => {
      for (let part; (part = socket.read(777) as Buffer | null);) parts.push(part)
      if (socket.readableLength > 0 && socket.readableLength < 777) parts.push(socket.read() as Buffer)
    })
    await once(socket, 'end')
    expect(Buffer.concat(parts).equals(bytes)).toBe(true)
  })
}

/** Whether a socket that said "full" still is after many turns of everybody. */
async function staysFull(socket: Socket): Promise<boolean> {
  let isDrained = false
  socket.once('drain', () => (isDrained = true))
  for (let turn = 0; turn < 200 && !isDrained; turn++) await new Promise((resolve) => setImmediate(resolve))
  return !isDrained
}

function hash(bytes: Uint8Array): string {
  return createHash('sha1').update(bytes).digest('hex')
}
