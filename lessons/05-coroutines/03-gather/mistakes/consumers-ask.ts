// words: The consumers do the asking here
// Queues the addresses and lets the consumers fetch.
import { AsyncQueue } from './async-queue.ts'

/** Asks for all pages at once and reads them with so many consumers. URL → length of its text; what fails is left out. */
export async function crawl(
  urls: string[],
  consumers: number,
  signal: AbortSignal = new AbortController().signal,
): Promise<Map<string, number>> {
  const lengths = new Map<string, number>()
  const queue = new AsyncQueue<string | null>()

  async function consume(): Promise<void> {
    for (let url = await queue.get(); url !== null; url = await queue.get()) {
      try {
        const response = await fetch(url, { signal })
        if (response.ok) lengths.set(url, (await response.text()).length)
      } catch (error) {
        console.error(`no page from ${url}:`, error)
      }
      queue.taskDone()
    }
  }

  const running = Array.from({ length: consumers }, consume)
  for (const url of urls) queue.put(url)
  await queue.join()
  for (const _ of running) queue.put(null)
  await Promise.all(running)
  signal.throwIfAborted()

  return lengths
}

async function report(promise: string, urls: string[], signal?: AbortSignal): Promise<void> {
  const start = Date.now()
  try {
    console.log(promise, await crawl(urls, 2, signal))
  } catch (error) {
    console.log(promise, String(error))
  }
  console.log('  that took, in ms:', Date.now() - start)
}

export async function main() {
  const pages = ['https://example.com/about', 'https://example.com/slow', 'https://example.org/words']
  await report('three lengths should come, after 2000 ms:', pages)
  await report('three again, without the page that is down:', ['https://example.org/down', ...pages])
  await report('three again, without the site that is none:', ['https://nowhere.example/', ...pages])
  await report('an abort should end this one after 500 ms:', pages, AbortSignal.timeout(500))
}
