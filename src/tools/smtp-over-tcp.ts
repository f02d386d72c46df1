import { createServer, type Socket } from 'node:net'
import type { SmtpServer } from '../services/smtp/smtp-server.ts'
import { listenOnLoopback } from './listen-on-loopback.ts'
import type { ListeningService } from './redis-over-tcp.ts'

/** How long a client may be silent until it hangs up, after the server has, and how much it may still say. */
const patience = { ms: 5000, bytes: 64 * 2 ** 20 }

/**
 * Lets any client of this machine talk to our mail server.
 * @param port 0 for a free one
 * @throws Node's own error if the port is taken
 */
export async function listenForMail(server: SmtpServer, port: number): Promise<ListeningService> {
  const sockets = new Set<Socket>()
  const listener = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    serveMailSocket(server, socket)
  })
  return {
    port: await listenOnLoopback(listener, port),
    close: async () => {
      server.dispose()
      const closed = new Promise<void>((resolve) => listener.close(() => resolve()))
      for (const socket of sockets) socket.destroySoon()
      await closed
    },
  }
}

/** Serves one connection of this machine's network. */
export function serveMailSocket(server: SmtpServer, socket: Socket): void {
  let isReset = false
  let isClosing = false
  let unheard = 0
  const receiver = server.accept({
    address: `${socket.remoteAddress}:${socket.remotePort}`,
    port: socket.localPort ?? 0,
    write: (bytes) => socket.write(bytes),
    close() {
      isClosing = true
      socket.end()
      // Not destroyed yet: what comes unheard would cost the client the last answer.
      socket.setTimeout(patience.ms, () => socket.destroy())
    },
    reset: () => void socket.resetAndDestroy(),
  })
  socket.on('data', (bytes) => {
    if (!isClosing) return receiver.receive(bytes)
    unheard += bytes.length
    if (unheard > patience.bytes) socket.destroy()
  })
  socket.on('drain', () => receiver.drained())
  socket.on('error', () => {
    isReset = true
    socket.destroy()
  })
  socket.on('close', () => receiver.ended(isReset))
}
