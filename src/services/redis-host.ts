import type { ConnectionEnd } from '../network/network.ts'
import type { RedisServer } from './redis/redis-server.ts'
import { serveConnection } from './serve-connection.ts'

/** Serves one connection of the pretend network. */
export function serveRedis(server: RedisServer, end: ConnectionEnd): void {
  serveConnection(end, (connection) => server.accept(connection))
}
