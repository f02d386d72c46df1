import { Connection } from '../network/connection.ts'
import type { ConnectionEnd } from '../network/network.ts'
import type { RedisServer } from './redis/redis-server.ts'

/** Serves one connection of the pretend network. */
export function serveRedis(server: RedisServer, end: ConnectionEnd): void {
  const waiting: Uint8Array[] = []
  let isSending = false
  let isClosing = false

  const connection = new Connection(end, {
    onData(bytes) {
      receiver.receive(bytes)
      return true
    },
    onEnd() {
      connection.close()
      receiver.ended()
    },
    onReset: () => receiver.ended(),
  })
  /** One piece at a time: the next when there is room for all of it. */
  const send = (): void => {
    const bytes = waiting.shift()
    if (!bytes) {
      if (isClosing) connection.close()
      return
    }
    isSending = true
    connection.send(bytes, () => {
      isSending = false
      if (waiting.length === 0 && !isClosing) receiver.drained()
      if (!isSending) send()
    })
  }
  const receiver = server.accept({
    address: `${end.remote.address}:${end.remote.port}`,
    write(bytes) {
      waiting.push(bytes)
      if (!isSending) send()
      return !isSending
    },
    close() {
      isClosing = true
      if (!isSending) send()
    },
  })
  connection.resume()
}
