import type { Context } from 'hono'
import type { Supplies } from '../runtime/supplies.ts'

type Modules = Required<Supplies['modules']>

/**
 * One of each kind of object that a program can get hold of by a client, so that the classes behind them are found which
 * no module exports. They are frozen with their classes, and done with.
 */
type Samples = Promise<readonly unknown[]>

/** Queues, sockets, subscriptions, buffers. */
export async function redisSamples({ Redis, Command }: Modules['ioredis']): Samples {
  // Made when first asked for, and kept on the class.
  Reflect.apply(Command.checkFlag, Command, ['WILL_DISCONNECT', 'quit'])
  const options = { enableReadyCheck: false, disableClientInfo: true, retryStrategy: () => null }
  const redis = new Redis(options)
  redis.defineCommand('sample', { numberOfKeys: 0, lua: '' })
  const made = [redis.pipeline(), redis.multi(), redis.scanStream(), new Command('get', ['key'])]
  await redis.subscribe('sample')
  const { stream } = redis
  // What it is only while it is subscribed.
  const condition: unknown = Reflect.get(redis, 'condition')
  const whileSubscribed = typeof condition === 'object' ? Object.values(condition ?? {}) : []
  const Socket = stream.constructor as new () => typeof stream
  const socket = new Socket()
  socket.push('some bytes')
  const ended = new Promise<void>((resolve) => redis.once('end', resolve))
  redis.disconnect()
  await ended
  return [redis, ...made, ...whileSubscribed, stream, socket, socket.read()]
}

/** Transports, and what a plugin and a pool show of a mail on its way: its parts, their streams, the connection. */
export async function mailSamples({ createTransport }: Modules['nodemailer']): Samples {
  const seen: unknown[] = []
  const server = { host: 'localhost', port: 1025, auth: { user: 'u', pass: 'p' } }
  const mail = {
    from: 'a@example.com',
    to: 'b@example.com',
    html: 'é',
    text: 'é'.repeat(99),
    attachments: [{ content: 'a' }],
  }
  const pool = createTransport({ ...server, pool: true })
  pool.use('stream', (message, done) => {
    const { message: root } = message
    const content = root.createReadStream()
    seen.push(message, root, ...root.childNodes, content)
    content.once('close', () => done()).resume()
  })
  const sending = pool.sendMail(mail)
  const connection = await firstConnection(pool.transporter)
  seen.push(...connection, await sending)
  const closed = endOf(connection[0])
  pool.close()
  await closed
  const single = createTransport(server)
  const stream = createTransport({ streamTransport: true })
  const json = createTransport({ jsonTransport: true })
  seen.push(await single.sendMail(mail), await single.verify())
  const { message } = await stream.sendMail(mail)
  if ('on' in message) await endOf(message)
  seen.push(message, await json.sendMail(mail), createTransport({ sendmail: true }))
  return [pool, single, stream, json, ...seen]
}

export function hashSamples({ createHash, createHmac }: Modules['node:crypto']): readonly unknown[] {
  return [createHash('md5'), createHmac('md5', '')]
}

interface Stream {
  once(event: 'close', listener: () => void): unknown
  resume(): unknown
}

/** What a stream still does once it is frozen, fails. */
function endOf(stream: Stream): Promise<void> {
  stream.resume()
  return new Promise((resolve) => void stream.once('close', resolve))
}

/** Of a pool that is about to connect: the socket, and what is above it. */
async function firstConnection(pool: object): Promise<readonly [Stream, ...object[]]> {
  for (;;) {
    const [resource] = Reflect.get(pool, '_connections') as { connection?: { _socket?: Stream } }[]
    const { connection } = resource ?? {}
    if (resource && connection?._socket) return [connection._socket, resource, connection]
    await new Promise((resolve) => void setTimeout(resolve))
  }
}

/** An app with what it hands to a handler. */
export async function webSamples({ Hono }: Modules['hono']): Samples {
  const seen: unknown[] = []
  const app = new Hono()
  const look = async (context: Context): Promise<Response> => {
    const { req } = context
    seen.push(context, req, req.raw, req.query(), req.header(), await req.text())
    const answers = [
      context.text(''),
      context.json({}),
      context.html(''),
      context.body(null),
      context.redirect('/'),
    ]
    seen.push(...answers, context.res, context.res.headers, context.var)
    return context.text('')
  }
  app.use(async (context, next) => {
    seen.push(context)
    await next()
  })
  app.get('/:id', look)
  app.route('/sub', new Hono().post('/*', look))
  seen.push(await app.request('/1?a=1'), await app.request('/sub/2', { method: 'POST', body: 'x' }))
  seen.push(await app.request('/nowhere/at/all'), app.routes, app.router)
  return [app, ...seen]
}
