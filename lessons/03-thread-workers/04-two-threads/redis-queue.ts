import { Redis, type RedisOptions } from 'ioredis'

/** A queue of texts that lies in Redis: the one of step 3. */
export class RedisQueue {
  #key: string
  #redis: Redis

  constructor(key: string, options: RedisOptions = {}) {
    this.#key = key
    this.#redis = new Redis(options)
  }

  /** How many items wait. */
  async qsize(): Promise<number> {
    return await this.#redis.llen(this.#key)
  }

  /** Adds an item at the end. */
  async put(item: string): Promise<void> {
    await this.#redis.rpush(this.#key, item)
  }

  /** Takes the item that has waited longest; `null` if there is none. */
  async pop(): Promise<string | null> {
    return await this.#redis.lpop(this.#key)
  }

  /** Closes the connection. The items stay where they are. */
  async close(): Promise<void> {
    await this.#redis.quit()
  }
}
