// words: some letters take two, three or four
// Counts the bytes of a page.
import { AsyncQueue } from './async-queue.ts'

type Page = { url: string; response: Response }

/** Asks for all pages at once and reads them with so many consumers. URL → length of its text; what fails is left out. */
export async function crawl(
  urls: string[],
  consumers: number,
  signal: AbortSignal = new AbortController().signal,
): Promise<Map<string, number>> {
  const lengths = new Map<string, number>()
  const queue = new AsyncQueue<Page | null>()

  /** Asks for one page and queues the answer. */
  async function produce(url: string): Promise<void> {
    try {
      const response = await fetch(url, { signal })
      if (response.ok) queue.put({ url, response })
    } catch (error) {
      console.error(`no answer from ${url}:`, error)
    }
  }

  /** Reads answers until it gets null, which says that no more will come. */
  async function consume(): Promise<void> {
    for (let page = await queue.get(); page !== null; page = await queue.get()) {
      try {
        lengths.set(page.url, (await page.response.arrayBuffer()).byteLength)
      } catch (error) {
        console.error(`half a page from ${page.url}:`, error)
      }
      queue.taskDone()
    }
  }

  const running = Array.from({ length: consumers }, consume)
  await Promise.all(urls.map(produce))
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
