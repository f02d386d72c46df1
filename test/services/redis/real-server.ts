import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TestClient } from './test-client.ts'
import type { RunningServer } from './tcp-server.ts'

/** Why the real redis-server cannot be compared with; null if it can. In CI it has to be there. */
export const missingReason = whyMissing()

function whyMissing(): string | null {
  const found = spawnSync('redis-server', ['--version'], { encoding: 'utf8' })
  if (/v=7\.0\./.test(found.stdout ?? '')) return null
  const what = found.error
    ? 'redis-server is not installed'
    : `redis-server is ${found.stdout.trim()}, not 7.0`
  if (process.env['CI']) throw new Error(`${what}; the tests need it (Debian: apt-get install redis-server)`)
  return `${what}: the same tests run on our server only`
}

/** The real redis-server on a free port, with nothing on disk. */
export async function startReal(): Promise<RunningServer> {
  const folder = mkdtempSync(join(tmpdir(), 'mailroom-redis-'))
  for (let tries = 0; tries < 5; tries++) {
    const server = await tryToStart(folder)
    if (server) return server
  }
  throw new Error('redis-server ended at once, five times in a row')
}

/** Null if somebody else took the port in between. */
async function tryToStart(folder: string): Promise<RunningServer | null> {
  const port = await freePort()
  const options = ['--port', port, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder]
  // SORT ALPHA compares as the machine's language does.
  const env = { ...process.env, LC_ALL: 'C' }
  const child = spawn('redis-server', options.map(String), { stdio: 'ignore', env })
  const exited = new Promise<null>((resolve) => child.once('exit', () => resolve(null)))
  if ((await Promise.race([untilReady(port, child.pid), exited])) === null) return null
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL')
    await exited
    rmSync(folder, { recursive: true })
  }
  return { port, stop }
}

/** Resolves when the process with that number answers on the port. */
async function untilReady(port: number, pid: number | undefined): Promise<true> {
  let cause: unknown
  for (let tries = 0; tries < 250; tries++) {
    try {
      const client = await TestClient.connect(port)
      const info = String(await client.call('INFO', 'server'))
      client.close()
      if (info.includes(`process_id:${pid}\r\n`)) return true
    } catch (error) {
      cause = error
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`redis-server did not answer on port ${port}`, { cause })
}

async function freePort(): Promise<number> {
  const listener = createServer()
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  const { port } = listener.address() as AddressInfo
  await new Promise<void>((resolve) => listener.close(() => resolve()))
  return port
}
