// words: Key and value have changed places
// The status is the key.
import { Redis } from 'ioredis'

/** Writes down how the letter with this id went, under a key of its own. */
export async function saveResult(redis: Redis, id: number, status: string): Promise<void> {
  await redis.set(status, String(id))
}

/** How these letters went, as far as anybody knows: id → status. */
export async function results(redis: Redis, ids: number[]): Promise<Record<string, string>> {
  const found: Record<string, string> = {}

  for (const id of ids) {
    const status = await redis.get(String(id))
    if (status !== null) found[String(id)] = status
  }

  return found
}

export async function main() {
  const redis = new Redis({ db: 6 })
  try {
    const ids = [1, 2, 3, 4]
    console.log('letters that wait:', ids)
    console.log('before anything is sent, results should be {}:', await results(redis, ids))

    await Promise.all([1, 2, 4].map((id) => saveResult(redis, id, 'success')))
    await saveResult(redis, 3, 'failed: no such mailbox')

    console.log('afterwards each id should have its status:', await results(redis, ids))
    console.log('nobody has heard of letter 5, so this should be {}:', await results(redis, [5]))
  } finally {
    await redis.quit()
  }
}
