import { RedisServer, type RedisServerOptions } from '../../../src/services/redis/redis-server.ts'
import { listenOverTcp } from '../../../src/tools/redis-over-tcp.ts'

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
  const { port, close } = await listenOverTcp(server, 0)
  return { port, server, stop: close }
}
