// words: A program with an open connection does not end
// close does nothing.
import { Redis, type RedisOptions } from 'ioredis'

/** A queue of texts that lies in Redis, as a list under one key. Every program that knows the key can use it. */
export class RedisQueue {
  #key: string
  #redis: Redis

  /** `options` say which Redis: `{ db: 5 }`. */
  constructor(key: string, options: RedisOptions = {}) {
    this.#key = key
    this.#redis = new Redis(options)
  }

  /** How many items wait. */
  async qsize(): Promise<number> {
    return await this.#redis.llen(this.#key)
  }

  async put(item: string): Promise<void> {
    await this.#redis.rpush(this.#key, item)
  }

  /** The item that has waited longest; null if there is none. */
  async pop(): Promise<string | null> {
    return await this.#redis.lpop(this.#key)
  }

  /** Closes the connection. The items stay where they are. */
  async close(): Promise<void> {
  }
}

export async function main() {
  const website = new RedisQueue('letters', { db: 5 })
  const worker = new RedisQueue('letters', { db: 5 })

  await website.put('letter to Ada')
  await website.put('letter to Bo')
  console.log('the worker should see the 2 letters that wait:', await worker.qsize())
  console.log('first out should be the letter to Ada:', await worker.pop())
  await website.close()

  console.log('the website is closed; still the letter to Bo should come:', await worker.pop())
  console.log('and then null, since nothing is left:', await worker.pop())
  await worker.close()
}
