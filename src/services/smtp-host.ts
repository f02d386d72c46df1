import type { ConnectionEnd } from '../network/network.ts'
import { serveConnection } from './serve-connection.ts'
import type { SmtpServer } from './smtp/smtp-server.ts'

/** Ports of a mail server: between servers, for a user's mail, and the one that developers' servers use. */
export const smtpPorts: readonly number[] = [25, 587, 1025]

/** Serves one connection of the pretend network. */
export function serveSmtp(server: SmtpServer, end: ConnectionEnd): void {
  serveConnection(end, (connection) => server.accept(connection))
}
