import type { AddressInfo, Server } from 'node:net'

/**
 * Lets a server listen, to this machine only.
 * @param port 0 for a free one
 * @returns the port it has
 * @throws Node's own error if the port is taken
 */
export async function listenOnLoopback(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return (server.address() as AddressInfo).port
}
