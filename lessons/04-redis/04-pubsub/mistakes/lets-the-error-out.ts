// words: ends the whole program in Node
// Nobody catches what handle throws.
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'

/** Tells a text to all who listen to the channel now. Returns how many they were. */
export async function announce(redis: Redis, channel: string, text: string): Promise<number> {
  return redis.publish(channel, text)
}

/** Calls handle with each text that is announced. Returns the function that ends it. */
export async function listen(
  redis: Redis,
  channel: string,
  handle: (text: string) => void,
): Promise<() => Promise<void>> {
  const own = redis.duplicate()

  own.on('message', (_, text) => handle(text))
  await own.subscribe(channel)

  return async () => {
    await own.quit()
  }
}

export async function main() {
  const redis = new Redis()
  console.log('nobody listens yet, so this should be 0:', await announce(redis, 'news', 'Ada has mail'))
  const stop = await listen(redis, 'news', (text) => console.log('heard:', text))
  console.log('one listens now, so this should be 1:', await announce(redis, 'news', 'Bo has mail'))

  console.log('for ten seconds it listens to you too: type PUBLISH news hello')
  await sleep(10_000)
  await stop()
  console.log('it listens no more, so this should be 0:', await announce(redis, 'news', 'Cy has mail'))
  await redis.quit()
}
