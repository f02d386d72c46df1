import { Connection } from '../network/connection.ts'
import type { ConnectionEnd } from '../network/network.ts'

/** What a server can do with a connection. */
export interface ServedConnection {
  /** IP address and port of the client. */
  readonly address: string
  /** The port that was dialled. */
  readonly port: number
  /** False: took these, and no more until `drained`. */
  write(bytes: Uint8Array): boolean
  /** Ends it in good order, once all is written. */
  close(): void
  /** Breaks it off. */
  reset(): void
}

/** What a server is told of a connection. */
export interface ServedReceiver {
  /** Bytes came. They must not be changed afterwards. */
  receive(bytes: Uint8Array): void
  /** The other side takes bytes again, after `write` said `false`. */
  drained(): void
  /** The connection is no more; `isReset` if the client broke it off. */
  ended(isReset: boolean): void
}

/** How much a client may still say when the server has hung up; then it is broken off. */
const mostUnheard = 64 * 2 ** 20

/** Serves one connection of the pretend network. `accept` may write at once. */
export function serveConnection(
  end: ConnectionEnd,
  accept: (connection: ServedConnection) => ServedReceiver,
): void {
  const waiting: Uint8Array[] = []
  let receiver: ServedReceiver | null = null
  let isSending = false
  let isClosing = false
  let unheard = 0

  const connection = new Connection(end, {
    onData(bytes) {
      if (!isClosing) receiver?.receive(bytes)
      // Not let go of yet: what comes unheard would cost the client the last answer.
      else if ((unheard += bytes.length) > mostUnheard) connection.close()
      return true
    },
    onEnd() {
      connection.close()
      receiver?.ended(false)
    },
    onReset: () => receiver?.ended(true),
  })
  /** One piece at a time: the next when there is room for all of it. */
  const send = (): void => {
    const bytes = waiting.shift()
    if (!bytes) {
      if (isClosing) connection.end()
      return
    }
    isSending = true
    connection.send(bytes, () => {
      isSending = false
      if (waiting.length === 0 && !isClosing) receiver?.drained()
      if (!isSending) send()
    })
  }
  receiver = accept({
    address: `${end.remote.address}:${end.remote.port}`,
    port: end.local.port,
    write(bytes) {
      waiting.push(bytes)
      if (!isSending) send()
      return !isSending
    },
    close() {
      isClosing = true
      if (!isSending) send()
    },
    reset: () => connection.reset(),
  })
  connection.resume()
}
