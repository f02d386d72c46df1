// words: Join both of them
// Waits for one of the two.
import { Hono } from 'hono'
import { Redis } from 'ioredis'
import { sendMail } from './mail.ts'
import { spawn } from './spawn.ts'

/** Ids of users to whom a notice is to be sent, in Redis. Connects when it is used for the first time. */
export class NoticeQueue {
  #redis = new Redis({ db: 5, lazyConnect: true })

  async push(id: string): Promise<void> {
    await this.#redis.rpush('notices', id)
  }

  async pop(): Promise<string | null> {
    return await this.#redis.lpop('notices')
  }

  async qsize(): Promise<number> {
    return await this.#redis.llen('notices')
  }

  async close(): Promise<void> {
    await this.#redis.quit()
  }
}

/** Sends one user a notice, and notes 'success' or 'failed: …'. Never rejects: one notice must not end the others. */
export async function emailInform(userId: string): Promise<void> {
  try {
    const user = await findUser(userId)
    if (!user) throw new Error(`there is no user ${userId}`)
    await sendMail(user.email, 'A notice for you', `Dear ${user.username},\n\nyour parcel has arrived.`)
    await note(userId, 'success')
  } catch (error) {
    await note(userId, `failed: ${String(error)}`).catch(console.error)
  }
}

/** One of the coroutines: sends notices until there are none. */
async function work(queue: NoticeQueue): Promise<void> {
  for (let id = await queue.pop(); id !== null; id = await queue.pop()) await emailInform(id)
}

export const app = new Hono()

app.get('/email_worker/', async (context) => {
  const id = context.req.query('user_id') ?? ''
  if (!/^[1-9]\d*$/.test(id)) return context.text('user_id should be a whole number from 1 on', 400)
  if (!(await findUser(id))) return context.text(`there is no user ${id}`, 404)

  const queue = new NoticeQueue()
  await queue.push(id)
  const workers = [spawn(work, queue), spawn(work, queue)]
  await workers[0]?.join()
  await queue.close()

  return context.text('all notices are on their way')
})

/** Who the user is; null if there is none with this id. */
async function findUser(id: string): Promise<{ email: string; username: string } | null> {
  const redis = new Redis()
  const { email, username = '' } = await redis.hgetall(`user:${id}`)
  await redis.quit()
  return email ? { email, username } : null
}

/** Notes for an id how it went, where a page could look it up. */
async function note(id: string, result: string): Promise<void> {
  const redis = new Redis({ db: 6 })
  await redis.set(id, result)
  await redis.quit()
}

const people = { 1: ['Ada', 'ada@example.com'], 2: ['Bo', 'bo@example.com'], 3: ['Nobody', 'nobody@example.com'] }
const slow = { 4: ['Sam', 'slow@example.com'], 5: ['Sue', 'slow@example.org'], 6: ['Cy', 'cy@example.com'] }

export async function main() {
  const [users, results, queue] = [new Redis(), new Redis({ db: 6 }), new NoticeQueue()]
  for (const [id, [username, email]] of Object.entries({ ...people, ...slow })) await users.hset(`user:${id}`, { username, email })

  for (const query of ['', '?user_id=0', '?user_id=99', '?user_id=1']) {
    const answer = await app.request(`/email_worker/${query}`)
    console.log(`GET /email_worker/${query} is answered with ${answer.status}:`, await answer.text())
  }
  console.log('that should have been 400, 400, 404 and 200, and a mail to Ada')

  for (const id of [2, 3, 4, 5]) await queue.push(String(id))
  const start = Date.now()
  const { status } = await app.request('/email_worker/?user_id=6')
  console.log(`five notices, two of them slow, were answered with ${status} after ${Date.now() - start} ms`)
  console.log('no id should be left in the queue:', await queue.qsize())
  for (const id of [1, 2, 3, 4, 5, 6]) console.log(`how it went with ${id}:`, await results.get(String(id)))
  await Promise.all([users.quit(), results.quit(), queue.close()])
}
