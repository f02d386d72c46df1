// words: HSETNX asks and writes in one step, and answers 1 to the first only
// Two at once both hear that the name is free.
import { randomBytes, randomInt, scryptSync } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { sendMail } from './mail.ts'

export type EmailTask = { receiver: string; content: string; sendAt?: Date }

/** Keeps a new user, and queues the mail with the code. Throws if the name is taken, and changes nothing then. */
export async function userRegister(
  redis: Redis,
  { username, password, email }: { username: string; password: string; email: string },
): Promise<void> {
  if (await redis.exists(`user:${username}`)) throw new Error(`the name ${username} is taken`)
  const salt = randomBytes(16).toString('hex')
  await redis.hset(`user:${username}`, { email, salt, hash: hashOf(password, salt) })

  const code = String(randomInt(100_000, 1_000_000))
  await redis.set(`code:${username}`, code, 'EX', 600)
  const task: EmailTask = { receiver: email, content: `Your code is ${code}` }
  await redis.rpush('email_queue', JSON.stringify(task))
}

/** Whether it is the code that was sent to the user. It works once; a wrong guess does not use it up. */
export async function verify(redis: Redis, username: string, code: string): Promise<boolean> {
  return (await redis.get(`code:${username}`)) === code && (await redis.del(`code:${username}`)) === 1
}

/** Sends the queued mails as they come, until it is told to stop. Returns how many were sent. */
export async function processEmailTasks(redis: Redis, signal: AbortSignal): Promise<number> {
  let sent = 0

  const own = redis.duplicate()
  while (!signal.aborted) {
    const reply = await own.blpop('email_queue', 1)
    if (reply === null) continue
    const [, payload] = reply
    try {
      const { receiver, content } = JSON.parse(payload) as EmailTask
      await sendMail(receiver, 'Your code', content)
      sent++
    } catch (error) {
      console.error(`put aside: '${payload}'`, error)
      await redis.rpush('email_queue:dead', payload)
    }
  }
  await own.quit()

  return sent
}

/** Slow on purpose: who steals it has to try every password, one by one, for each salt. */
function hashOf(password: string, salt: string): string {
  return scryptSync(password, salt, 32).toString('hex')
}

async function register(redis: Redis, username: string, email: string): Promise<void> {
  try {
    await userRegister(redis, { username, password: 'open sesame', email })
    console.log(`${username} is registered, with ${email}`)
  } catch (error) {
    console.log(`${username} is not registered, with ${email}:`, String(error))
  }
}

export async function main() {
  const redis = new Redis()
  console.log('two want to be ada, and only one should be:')
  await Promise.all([register(redis, 'ada', 'ada@example.com'), register(redis, 'ada', 'eve@example.com')])
  await register(redis, 'ghost', 'nobody@example.com')
  console.log('the password should not be readable:', await redis.hgetall('user:ada'))
  console.log('mails to two should wait here:', await redis.lrange('email_queue', 0, -1))

  const stop = new AbortController()
  const work = processEmailTasks(redis, stop.signal)
  await sleep(1500)
  stop.abort()
  console.log('one mail should be in the inbox:', await work)
  console.log('and the one to nobody put aside:', await redis.lrange('email_queue:dead', 0, -1))

  const code = (await redis.get('code:ada')) ?? ''
  console.log('a wrong guess should be false:', await verify(redis, 'ada', 'guess'))
  console.log('the code from the mail should be true:', await verify(redis, 'ada', code))
  console.log('and work only once, so this should be false:', await verify(redis, 'ada', code))
  await redis.quit()
}
