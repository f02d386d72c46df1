import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { Thread } from 'threading'

/** 100 ms of work for each item that it gets. */
export async function drain(key: string): Promise<string[]> {
  const redis = new Redis()
  const taken: string[] = []
  for (let item = await redis.lpop(key); item !== null; item = await redis.lpop(key)) {
    taken.push(item)
    await sleep(100)
  }
  await redis.quit()
  return taken
}

export async function nap(ms: number): Promise<number> {
  await sleep(ms)
  return Date.now()
}

/** Starts threads itself. */
export async function nest(): Promise<number> {
  const start = Date.now()
  const threads = [new Thread(nap, 300).start(), new Thread(nap, 500).start()]
  await Promise.all(threads.map((thread) => thread.join()))
  return Date.now() - start
}

/** Ends while a thread of its own still runs. */
export async function abandon(): Promise<string> {
  new Thread(nap, 3_600_000).start()
  await sleep(10)
  return 'gone'
}

/** Never rests, until its time is over. */
export async function poll(ms: number): Promise<number> {
  const redis = new Redis()
  const end = Date.now() + ms
  setTimeout(() => {}, ms)
  while (Date.now() < end) await redis.lpop('nothing')
  await redis.quit()
  return Date.now() - end
}

export async function portOfRedis(): Promise<number | undefined> {
  const redis = new Redis()
  await redis.ping()
  const { remotePort } = redis.stream
  await redis.quit()
  return remotePort
}
