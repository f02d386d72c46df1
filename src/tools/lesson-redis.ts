import { createServer, type AddressInfo, type Socket } from 'node:net'
import type { RedisServer } from '../services/redis/redis-server.ts'
import type { ScopeClock } from '../runtime/scope-clock.ts'
import { SocketTraffic } from './lesson-network.ts'

/** The Redis of a test file. */
export interface LessonRedis {
  readonly port: number
  close(): Promise<void>
}

/**
 * Listens on a free port of the loopback. The server itself is made with the first connection: most of the course's
 * files never need it.
 */
export async function startLessonRedis(clock: ScopeClock): Promise<LessonRedis> {
  const sockets = new SocketTraffic()
  let server: Promise<RedisServer> | undefined
  clock.watch(sockets)

  const makeServer = async (): Promise<RedisServer> => {
    const { RedisServer: Server } = await import('../services/redis/redis-server.ts')
    return new Server({
      clock: {
        now: () => clock.Date.now(),
        setTimeout: (callback, ms) => clock.setTimeout(callback, ms),
        clearTimeout: (timer) => clock.clearTimeout(timer as number | undefined),
      },
    })
  }
  const accept = async (socket: Socket): Promise<void> => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    const release = clock.hold()
    server ??= makeServer()
    serve(await server, socket)
    release()
  }
  const listener = createServer({ noDelay: true }, (socket) => void accept(socket))
  listener.unref()
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject)
    listener.listen({ port: 0, host: '127.0.0.1' }, resolve)
  })
  return {
    port: (listener.address() as AddressInfo).port,
    async close() {
      ;(await server)?.dispose()
      sockets.destroyAll()
      await new Promise<void>((resolve) => listener.close(() => resolve()))
    },
  }
}

function serve(server: RedisServer, socket: Socket): void {
  const receiver = server.accept({
    address: `${socket.remoteAddress}:${socket.remotePort}`,
    write: (bytes) => socket.write(bytes),
    close: () => void socket.end(),
  })
  socket.on('data', (bytes) => receiver.receive(bytes))
  socket.on('drain', () => receiver.drained())
  socket.on('close', () => receiver.ended())
}
