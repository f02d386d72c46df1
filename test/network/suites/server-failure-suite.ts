import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { describeError, startServer, type World } from '../worlds.ts'

/** What goes wrong with a server, in Node's words. */
export function serverFailureSuite(world: World): void {
  const { server } = world

  test('finds its port taken', async () => {
    const { port } = await startServer(world, () => {})
    const [error] = (await once(server.createServer().listen(port, '127.0.0.1'), 'error')) as [unknown]
    expect(describeError(error)).toEqual({
      name: 'Error',
      message: `listen EADDRINUSE: address already in use 127.0.0.1:${port}`,
      errno: -98,
      code: 'EADDRINUSE',
      syscall: 'listen',
      address: '127.0.0.1',
      port,
    })
  })

  test('asks for an address that is not its own', async () => {
    const [error] = (await once(server.createServer().listen(4567, '192.0.2.1'), 'error')) as [unknown]
    expect(describeError(error)).toMatchObject({
      message: 'listen EADDRNOTAVAIL: address not available 192.0.2.1:4567',
      code: 'EADDRNOTAVAIL',
    })
  })

  test('listens twice, or closes when it is not open', async () => {
    const listening = server.createServer().listen(0)
    expect(() => listening.listen(0)).toThrow(
      expect.objectContaining({
        code: 'ERR_SERVER_ALREADY_LISTEN',
        message: 'Listen method has been called more than once without closing.',
      }),
    )
    await once(listening, 'listening')
    const { port } = listening.address() as AddressInfo
    expect(await new Promise((resolve) => listening.close(resolve))).toBeUndefined()
    expect(await new Promise((resolve) => listening.close(resolve))).toMatchObject({
      code: 'ERR_SERVER_NOT_RUNNING',
      message: 'Server is not running.',
    })
    // It is free again.
    await once(listening.listen(port), 'listening')
    listening.close()
  })
}
