import { parseArgs } from 'node:util'
import { RedisServer } from '../services/redis/redis-server.ts'
import { listenOverTcp } from './redis-over-tcp.ts'

const usage = 'Usage: npm run services -- [--redis-port 6390] [--smtp-port 1025]'

/** @throws Error that says which option is wrong, and how it should be */
function readPort(name: string, text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new Error(`${name} is '${text}', expected a port from 0 (a free one) to 65535\n${usage}`)
}

/** Serves what the course's code talks to on this machine's own ports, for redis-cli and any other client. */
async function serve(): Promise<void> {
  const { values } = parseArgs({
    options: { 'redis-port': { type: 'string', default: '6390' }, 'smtp-port': { type: 'string' } },
  })
  const wanted = readPort('--redis-port', values['redis-port'])
  if (values['smtp-port'] !== undefined) {
    readPort('--smtp-port', values['smtp-port'])
    console.log('SMTP is still in the making: nothing listens on its port yet.')
  }
  const redis = await listenOverTcp(new RedisServer(), wanted)
  console.log(`Redis listens on 127.0.0.1:${redis.port} (try: redis-cli -p ${redis.port}). Ctrl+C ends it.`)
  const end = (): void => void redis.close().then(() => process.exit(0))
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
}

try {
  await serve()
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException
  console.error(code === 'EADDRINUSE' ? 'That port is taken. Choose another one: --redis-port 6391' : message)
  process.exitCode = 1
}
