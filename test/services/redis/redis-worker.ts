import { RedisServer } from '../../../src/services/redis/redis-server.ts'

/** A worker that serves Redis on every port it is sent: bytes as messages, `null` for the end. */
const server = new RedisServer()
addEventListener('message', ({ ports: [port] }: MessageEvent) => {
  if (!port) return
  const receiver = server.accept({
    write: (bytes) => port.postMessage(bytes),
    close: () => port.postMessage(null),
  })
  port.onmessage = ({ data }: MessageEvent<Uint8Array | null>) => {
    if (data === null) receiver.ended()
    else receiver.receive(data)
  }
})
postMessage('ready')
