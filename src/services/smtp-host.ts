import type { ConnectionEnd } from '../network/network.ts'
import { serveConnection } from './serve-connection.ts'
import type { SmtpServer } from './smtp/smtp-server.ts'

/** Serves one connection of the pretend network. */
export function serveSmtp(server: SmtpServer, end: ConnectionEnd): void {
  serveConnection(end, (connection) => server.accept(connection))
}
