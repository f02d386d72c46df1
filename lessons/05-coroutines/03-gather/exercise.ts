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
    // ✎ Change this: hand the signal on to fetch, and queue only answers that are ok.
    //   An error of fetch may cost this page, and no other: tell it with console.error.
    const response = await fetch(url)
    queue.put({ url, response })
  }

  /** Reads answers until it gets null, which says that no more will come. */
  async function consume(): Promise<void> {
    for (let page = await queue.get(); page !== null; page = await queue.get()) {
      try {
        lengths.set(page.url, (await page.response.text()).length)
      } catch (error) {
        console.error(`half a page from ${page.url}:`, error)
      }
      queue.taskDone()
    }
  }

  const running = Array.from({ length: consumers }, consume)
  for (const url of urls) await produce(url) // ✎ Change this: it asks for one page after the other. Ask for all at once.
  // ✎ Write here: join the queue, put a null for each consumer, and let them end. An abort throws signal.reason.

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
