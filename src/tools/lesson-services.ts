import { createServer, type Server, type Socket } from 'node:net'
import type { Clock } from '../services/redis/clock.ts'
import { redisPort, smtpPorts } from '../services/ports.ts'
import type { RedisServer } from '../services/redis/redis-server.ts'
import type { SmtpServer } from '../services/smtp/smtp-server.ts'
import type { ScopeClock } from '../runtime/scope-clock.ts'
import { listenOnLoopback } from './listen-on-loopback.ts'
import { SocketTraffic, type LessonPorts } from './lesson-network.ts'

/** The services of a test file, those that programs find in the page. */
export interface LessonServices {
  readonly ports: LessonPorts
  close(): Promise<void>
}

type Serve = (socket: Socket) => void

/** The mail server of the world that is open; null while there is none, or nobody has asked for it. */
let mail: Promise<SmtpServer> | null = null
let makeMail: (() => Promise<SmtpServer>) | null = null

/** The mail server of the test file that runs in this process. @throws Error outside of one */
export function lessonMail(): Promise<SmtpServer> {
  if (!makeMail) throw new Error('There is no mail server: it lives while a test file of a lesson runs')
  return (mail ??= makeMail())
}

/**
 * Listens on free ports of the loopback. The servers themselves are made with their first connection: most of the course's
 * files never need them.
 */
export async function startLessonServices(scope: ScopeClock): Promise<LessonServices> {
  const sockets = new SocketTraffic()
  scope.watch(sockets)
  const clock: Clock = {
    now: () => scope.Date.now(),
    setTimeout: (callback, ms) => scope.setTimeout(callback, ms),
    clearTimeout: (timer) => scope.clearTimeout(timer as number | undefined),
  }
  let redis: Promise<RedisServer> | undefined
  const makeRedis = async (): Promise<RedisServer> => {
    const { RedisServer: Server } = await import('../services/redis/redis-server.ts')
    return new Server({ clock })
  }
  makeMail = async () => {
    const { SmtpServer: Server } = await import('../services/smtp/smtp-server.ts')
    return new Server({ clock })
  }
  const toRedis = async (): Promise<Serve> => {
    const { serveRedisSocket } = await import('./redis-over-tcp.ts')
    const server = await (redis ??= makeRedis())
    return (socket) => serveRedisSocket(server, socket)
  }
  const toMail = async (): Promise<Serve> => {
    const { serveMailSocket } = await import('./smtp-over-tcp.ts')
    const server = await lessonMail()
    return (socket) => serveMailSocket(server, socket)
  }

  const accept = async (socket: Socket, find: () => Promise<Serve>): Promise<void> => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    const release = scope.hold()
    const serve = await find()
    serve(socket)
    release()
  }
  const listeners: Server[] = []
  const ports: Record<number, number> = {}
  const listen = async (port: number, find: () => Promise<Serve>): Promise<void> => {
    const listener = createServer({ noDelay: true }, (socket) => void accept(socket, find))
    listener.unref()
    listeners.push(listener)
    ports[port] = await listenOnLoopback(listener, 0)
  }
  await listen(redisPort, toRedis)
  for (const port of smtpPorts) await listen(port, toMail)
  return {
    ports,
    async close() {
      const made = mail
      mail = null
      makeMail = null
      ;(await redis)?.dispose()
      ;(await made)?.dispose()
      sockets.destroyAll()
      for (const listener of listeners) await new Promise<void>((resolve) => listener.close(() => resolve()))
    },
  }
}
