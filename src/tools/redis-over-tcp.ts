import { createServer, type Socket } from 'node:net'
import type { RedisServer } from '../services/redis/redis-server.ts'
import { listenOnLoopback } from './listen-on-loopback.ts'

/** A service that listens on the loopback. */
export interface ListeningService {
  readonly port: number
  /** Ends all connections and listens no more. */
  close(): Promise<void>
}

/**
 * Lets any client of this machine talk to our Redis.
 * @param port 0 for a free one
 * @throws Node's own error if the port is taken
 */
export async function listenOverTcp(server: RedisServer, port: number): Promise<ListeningService> {
  const listener = createServer({ noDelay: true }, (socket) => serveRedisSocket(server, socket))
  return {
    port: await listenOnLoopback(listener, port),
    close: async () => {
      server.dispose()
      await new Promise<void>((resolve) => listener.close(() => resolve()))
    },
  }
}

/** Serves one connection of this machine's network. */
export function serveRedisSocket(server: RedisServer, socket: Socket): void {
  const receiver = server.accept({
    address: `${socket.remoteAddress}:${socket.remotePort}`,
    write: (bytes) => socket.write(bytes),
    close: () => void socket.end(),
  })
  socket.on('data', (bytes) => receiver.receive(bytes))
  socket.on('drain', () => receiver.drained())
  socket.on('close', () => receiver.ended())
  socket.on('error', () => socket.destroy())
}
