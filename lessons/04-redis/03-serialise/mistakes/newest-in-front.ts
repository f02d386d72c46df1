// words: LPUSH puts the newest in front of those who wait
// LPUSH makes a stack of the queue.
import { Redis } from 'ioredis'

export type EmailTask = { receiver: string; content: string; sendAt?: Date }

/** Puts a task into the queue, as JSON. */
export async function put(redis: Redis, task: EmailTask): Promise<void> {
  await redis.lpush('email_queue', JSON.stringify(task))
}

/** Takes the oldest task; null when the queue is empty. What is no task goes to 'email_queue:dead' as it came. */
export async function take(redis: Redis): Promise<EmailTask | null> {
  for (;;) {
    const payload = await redis.lpop('email_queue')
    if (payload === null) return null
    try {
      return toTask(payload)
    } catch (error) {
      console.error(`put aside: '${payload}'`, error)
      await redis.rpush('email_queue:dead', payload)
    }
  }
}

/** Reads a task; throws if the payload holds none. */
function toTask(payload: string): EmailTask {
  const task = JSON.parse(payload)
  if (typeof task?.receiver !== 'string' || typeof task.content !== 'string') throw new TypeError('this is no task')
  if (task.sendAt !== undefined) task.sendAt = new Date(Date.parse(task.sendAt))
  if (Number.isNaN(task.sendAt?.getTime())) throw new TypeError('its sendAt is no date')
  return task
}

export async function main() {
  const redis = new Redis()
  await redis.rpush('email_queue', 'Dear worker, please write to Bo')
  await put(redis, { receiver: 'ada@example.com', content: 'Happy new year', sendAt: new Date('2031-01-01') })
  console.log('a letter by hand and a task should wait:', await redis.lrange('email_queue', 0, -1))

  try {
    const task = await take(redis)
    console.log('the task for Ada should come out:', task)
    console.log('and go out in the year 2031:', task?.sendAt?.getUTCFullYear())
  } catch (error) {
    console.log('instead of a task comes an error:', error)
  }
  console.log('the letter by hand should be put aside:', await redis.lrange('email_queue:dead', 0, -1))
  await redis.quit()
}
