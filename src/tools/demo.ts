import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { pathToFileURL } from 'node:url'
import { Redis } from 'ioredis'
import { redisPort, smtpPorts } from '../services/ports.ts'
import { RedisServer } from '../services/redis/redis-server.ts'
import { SmtpServer } from '../services/smtp/smtp-server.ts'
import { answerNames } from './lesson-names.ts'
import { redirectConnections } from './lesson-network.ts'
import { drawOver, progressBar } from './progress-bar.ts'
import { projectRoot } from './project.ts'
import { listenOverTcp } from './redis-over-tcp.ts'
import { listenForMail } from './smtp-over-tcp.ts'

const usage = 'Usage: npm run -s demo -- [--mails 100]'
const solution = join(projectRoot, 'lessons/05-coroutines/05-notice-worker/solution.ts')

/** How many visitors there are at once. */
const visitors = 10

/** The part of step 5.5's solution that is used. */
interface NoticeWorker {
  readonly app: { request(path: string): Response | Promise<Response> }
}

interface Outcome {
  /** Visits that were answered with 200. */
  readonly queued: number
  /** Mails in the sink. */
  readonly sent: number
  /** Notices of which the worker says that they failed. */
  readonly failed: number
  readonly seconds: number
}

/** @throws Error that says how it should be */
function readMails(text: string): number {
  const mails = Number(text)
  if (/^[1-9]\d*$/.test(text) && mails <= 10_000) return mails
  throw new Error(`--mails is '${text}', expected a number from 1 to 10000\n${usage}`)
}

/**
 * The course's main job, on Redis and a mail server of our own in this process: so many users visit `/email_worker/`, and
 * each gets a notice by mail.
 * @throws Error if a mail is lost or came twice
 */
async function sendNotices(mails: number): Promise<Outcome> {
  const mailServer = new SmtpServer()
  const redis = await listenOverTcp(new RedisServer(), 0)
  const smtp = await listenForMail(mailServer, 0)
  const ports = Object.fromEntries([
    [redisPort, redis.port],
    ...smtpPorts.map((port) => [port, smtp.port]),
  ]) as Record<number, number>
  const { cut } = redirectConnections(ports, { hold: () => () => undefined, watch: () => undefined })
  const forgetNames = answerNames()
  const [users, results] = [new Redis(), new Redis({ db: 6 })]
  try {
    const ids = Array.from({ length: mails }, (_, index) => index + 1)
    const pipeline = users.pipeline()
    for (const id of ids)
      pipeline.hset(`user:${id}`, { username: `User ${id}`, email: `user-${id}@example.com` })
    await pipeline.exec()

    const { app } = (await import(pathToFileURL(solution).href)) as NoticeWorker
    const start = performance.now()
    const waiting = [...ids]
    let queued = 0
    const visit = async (): Promise<void> => {
      for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
        const { status } = await app.request(`/email_worker/?user_id=${id}`)
        if (status === 200) queued++
        if (process.stderr.isTTY) showProgress(mailServer.mails.length, mails)
      }
    }
    await Promise.all(Array.from({ length: visitors }, visit))
    const seconds = Number(((performance.now() - start) / 1000).toFixed(3))
    showProgress(mailServer.mails.length, mails)
    process.stderr.write('\n')

    const noted = await results.mget(ids.map(String))
    const failed = noted.filter((result) => result !== 'success').length
    const received = mailServer.mails.flatMap(({ to }) => to)
    const missing = ids.filter((id) => !received.includes(`user-${id}@example.com`))
    if (missing.length > 0)
      throw new Error(`No mail came to ${missing.length} users, the first of them ${missing[0]}`)
    if (received.length > mails) throw new Error(`${received.length - mails} mails came twice`)
    return { queued, sent: received.length, failed, seconds }
  } finally {
    await Promise.all([users.quit(), results.quit()])
    cut()
    forgetNames()
    await Promise.all([redis.close(), smtp.close()])
  }
}

/** On stderr, so that stdout stays for the result. */
function showProgress(done: number, all: number): void {
  process.stderr.write(`${process.stderr.isTTY ? drawOver : ''}${progressBar(done, all, 'mails')}`)
}

try {
  const { values } = parseArgs({ options: { mails: { type: 'string', default: '100' } } })
  console.log(JSON.stringify(await sendNotices(readMails(values.mails))))
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
