import { Redis } from 'ioredis'

/** Ids of users to whom a notice is to be sent, in Redis: the one of step 5. Connects when it is used for the first time. */
export class NoticeQueue {
  #redis = new Redis({ db: 5, lazyConnect: true })

  /** Adds an id at the end. */
  async push(id: string): Promise<void> {
    await this.#redis.rpush('notices', id)
  }

  /** Takes the id that has waited longest; `null` if there is none. */
  async pop(): Promise<string | null> {
    return await this.#redis.lpop('notices')
  }

  /** How many ids wait, at this moment. */
  async qsize(): Promise<number> {
    return await this.#redis.llen('notices')
  }

  /** Closes the connection. The ids stay where they are. */
  async close(): Promise<void> {
    await this.#redis.quit()
  }
}
