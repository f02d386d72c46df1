import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest'
import { missingReason, startReal } from './real-server.ts'
import { startOurs, type RunningServer } from './tcp-server.ts'
import { TestClient } from './test-client.ts'

/** What a test of both servers gets: a client, and more of them. All data is gone before each test. */
export interface Target {
  readonly name: 'ours' | 'redis-server'
  readonly client: TestClient
  /** One more client; it is closed after the test. */
  open(): Promise<TestClient>
}

/** Declares tests that must pass with our server and, the same, with the real one. */
export function onBothServers(name: string, declare: (target: Target) => void): void {
  onServer(`${name} (ours)`, 'ours', startOurs, declare)
  const title = `${name} (redis-server)`
  if (missingReason === null) onServer(title, 'redis-server', startReal, declare)
  else describe.skip(`${title}: ${missingReason}`, () => declare({ name: 'redis-server' } as Target))
}

function onServer(
  title: string,
  name: Target['name'],
  start: () => Promise<RunningServer>,
  declare: (target: Target) => void,
): void {
  describe(title, () => {
    let server: RunningServer
    let clients: TestClient[] = []
    const open = async (): Promise<TestClient> => {
      const client = await TestClient.connect(server.port)
      clients.push(client)
      return client
    }
    beforeAll(async () => {
      server = await start()
    })
    afterAll(() => server.stop())
    beforeEach(async () => {
      const first = await open()
      await first.call('FLUSHALL')
    })
    afterEach(() => {
      for (const client of clients) client.close()
      clients = []
    })
    declare({
      name,
      open,
      get client() {
        return clients[0] as TestClient
      },
    })
  })
}
