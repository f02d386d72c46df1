import { createServer, type AddressInfo } from 'node:net'
import { RedisServer, type RedisServerOptions } from '../../../src/services/redis/redis-server.ts'

/** A server that listens on the loopback. */
export interface RunningServer {
  readonly port: number
  stop(): Promise<void>
}

/** Our server on a free port. */
export async function startOurs(
  options: RedisServerOptions = {},
): Promise<RunningServer & { readonly server: RedisServer }> {
  const server = new RedisServer(options)
  const listener = createServer({ noDelay: true }, (socket) => {
    const receiver = server.accept({
      address: `${socket.remoteAddress}:${socket.remotePort}`,
      write: (bytes) => socket.write(bytes),
      close: () => socket.end(),
    })
    socket.on('data', (bytes) => receiver.receive(bytes))
    socket.on('drain', () => receiver.drained())
    socket.on('close', () => receiver.ended())
    socket.on('error', () => socket.destroy())
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  const { port } = listener.address() as AddressInfo
  const stop = async (): Promise<void> => {
    server.dispose()
    await new Promise<void>((resolve) => listener.close(() => resolve()))
  }
  return { port, server, stop }
}
