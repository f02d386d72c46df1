import { parseArgs } from 'node:util'
import { RedisServer } from '../services/redis/redis-server.ts'
import { SmtpServer } from '../services/smtp/smtp-server.ts'
import { listenOverTcp, type ListeningService } from './redis-over-tcp.ts'
import { listenForMail } from './smtp-over-tcp.ts'

const usage = 'Usage: npm run services -- [--redis-port 6390] [--smtp-port 1025]'

/** @throws Error that says which option is wrong, and how it should be */
function readPort(name: string, text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new Error(`${name} is '${text}', expected a port from 0 (a free one) to 65535\n${usage}`)
}

/** Serves what the course's code talks to on this machine's own ports, for redis-cli, nodemailer and any other client. */
async function serve(): Promise<void> {
  const { values } = parseArgs({
    options: {
      'redis-port': { type: 'string', default: '6390' },
      'smtp-port': { type: 'string', default: '1025' },
    },
  })
  const redisPort = readPort('--redis-port', values['redis-port'])
  const smtpPort = readPort('--smtp-port', values['smtp-port'])
  const redis = await open('--redis-port', redisPort, () => listenOverTcp(new RedisServer(), redisPort))
  const smtp = await open('--smtp-port', smtpPort, () => listenForMail(makeMailServer(), smtpPort))
  console.log(`Redis listens on 127.0.0.1:${redis.port} (try: redis-cli -p ${redis.port}).`)
  console.log(
    `SMTP listens on 127.0.0.1:${smtp.port}, login u, password p. Mail goes nowhere, it is shown here.`,
  )
  console.log('Ctrl+C ends both.')
  const end = (): void => void Promise.all([redis.close(), smtp.close()]).then(() => process.exit(0))
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
}

/** @throws Error that says which port is taken, and what to do */
async function open(
  option: string,
  port: number,
  listen: () => Promise<ListeningService>,
): Promise<ListeningService> {
  try {
    return await listen()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw new Error(`Port ${port} is taken. Choose another one: ${option} ${port + 1}`, { cause: error })
  }
}

function makeMailServer(): SmtpServer {
  return new SmtpServer({
    observer: {
      onMail: ({ id, from, to, source }) => {
        const others = to.length > 1 ? ` and ${to.length - 1} more` : ''
        console.log(`Mail ${id} from <${from}> to <${to[0] ?? ''}>${others}, ${source.length} bytes`)
      },
    },
  })
}

try {
  await serve()
} catch (error) {
  console.error((error as Error).message)
  process.exit(1)
}
