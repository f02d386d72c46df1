// words: Five times is enough
// Asks until the server has time.
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { spawn } from './spawn.ts'

export type Crawl = { saved: number; missing: number[]; failed: number[] }

/** Saves a music catalogue in Redis, with at most so many requests under way. Tells what became of each id. */
export async function crawlMusic(redis: Redis, ids: number[], limit: number): Promise<Crawl> {
  const crawl: Crawl = { saved: 0, missing: [], failed: [] }
  const waiting = [...ids]

  /** Sees to one entry. */
  async function save(id: number): Promise<void> {
    try {
      const { status, text } = await ask(id)
      if (status === 404) return void crawl.missing.push(id)
      if (status !== 200) throw new Error(`it was answered with ${status}`)
      await redis.hset(`music:${id}`, toFields(JSON.parse(text)))
      crawl.saved++
    } catch (error) {
      console.error(`music ${id}:`, error)
      crawl.failed.push(id)
    }
  }

  /** Takes one id after the other, as long as any is left. */
  async function work(): Promise<void> {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) await save(id)
  }

  const coroutines = Array.from({ length: limit }, () => spawn(work))
  for (const coroutine of coroutines) await coroutine.join()

  return crawl
}

type Answer = { status: number; text: string }

/** Asks for an entry, again if the server is too busy: 5 times in all. */
async function ask(id: number): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    const answer = await request(id)
    if (answer.status !== 503 || tries === 1000) return answer
    await sleep(50 * tries)
  }
}

/** An entry as fields of a hash: texts as they are, all else as JSON. */
function toFields(entry: object): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [name, value] of Object.entries(entry)) {
    fields[name] = typeof value === 'string' ? value : JSON.stringify(value)
  }
  return fields
}

/** How many requests are under way, and how many were at most. */
const underWay = { now: 0, most: 0 }

/** One request. It is under way until its body is read. */
async function request(id: number): Promise<Answer> {
  underWay.most = Math.max(underWay.most, ++underWay.now)
  try {
    const response = await fetch(`https://api.example.com/music/${id}`)
    return { status: response.status, text: await response.text() }
  } finally {
    underWay.now--
  }
}

export async function main() {
  const redis = new Redis()
  const ids = Array.from({ length: 20 }, (_, index) => index + 1)
  const start = Date.now()
  console.log('of 20 entries 4 and 14 should be missing, 13 have failed, and 17 be saved:')
  console.log(await crawlMusic(redis, ids, 5))
  console.log('at most 5 requests should have been under way:', underWay.most)
  console.log('the slowest entry alone takes 3000 ms, all together took:', Date.now() - start)
  console.log('label should be JSON that one can read again:', await redis.hgetall('music:20'))
  console.log('there is no music 4, so this should be empty:', await redis.hgetall('music:4'))
  await redis.quit()
}
