import { readFileSync } from 'node:fs'
import { Redis } from 'ioredis'
import { chromium, type Page } from 'playwright'
import { chromiumLaunch } from '../../src/tools/browsers.ts'
import { startReal } from '../services/redis/real-server.ts'
import { openStep, write } from '../e2e/visit.ts'
import { rates, type Rates } from './redis-rates.mjs'
import { figure, type Figure } from './statistics.ts'

const rounds = 21
const step = '04-redis/01-which-end'
const steps = ['04-redis/02-blocking-pop', step] as const

interface PageSample extends Rates {
  /** Milliseconds from the push to the moment in which the waiting pop has its element. */
  readonly wake: number
  /** Milliseconds from `start()` to the function's first line. */
  readonly thread: number
}

/** The same text runs in Node and, without its `export`, in the page. */
const measuring = readFileSync(new URL('redis-rates.mjs', import.meta.url), 'utf8').replace(/^export /m, '')

const program = (round: number): string => `import { Redis } from 'ioredis'
import { Thread } from 'threading'
${measuring}
export function now() { return Date.now() }
export async function main() {
  const redis = new Redis()
  const other = redis.duplicate()
  const found = await rates(redis)
  const wakes = []
  for (let count = 0; count < 21; count++) {
    const popped = other.blpop('letters', 5)
    await other.duplicate().quit()
    const start = performance.now()
    await Promise.all([redis.rpush('letters', 'x'), popped])
    wakes.push(performance.now() - start)
  }
  const starts = []
  for (let count = 0; count < 5; count++) {
    const start = Date.now()
    starts.push(await new Thread(now).start().join() - start)
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
  const median = (values) => values.sort((a, b) => a - b)[values.length >> 1]
  await Promise.all([redis.quit(), other.quit()])
  console.log('sample ${round} ' + JSON.stringify({ ...found, wake: median(wakes), thread: median(starts) }) + ' end')
}`

/** ioredis against our Redis in the page, as a ratio to ioredis against redis-server in Node, taken in turns; and threads. */
export async function benchRedisInPage(url: string): Promise<Figure[]> {
  const browser = await chromium.launch(chromiumLaunch())
  const real = await startReal()
  const redis = new Redis(real.port)
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    const firstReady = await measureFirstReady(page, url)
    const ready = await measureReady(page)
    const samples: { readonly page: PageSample; readonly node: Rates }[] = []
    for (let round = 0; round < rounds; round++)
      samples.push({ node: await rates(redis), page: await sampleInPage(page, round) })
    const ratio = (name: keyof Rates): number[] => samples.map(({ page, node }) => page[name] / node[name])
    const ours = samples.map((sample) => sample.page)
    return [
      figure('ioredis in the page, one command after the other, against Node', '×', ratio('sequential'), {
        atLeast: 0.8,
      }),
      figure('ioredis in the page, pipelined by 100, against Node', '×', ratio('pipelined'), {
        atLeast: 0.6,
      }),
      figure(
        'a blocked BLPOP wakes',
        'ms',
        ours.map(({ wake }) => wake),
        { atMost: 2 },
      ),
      figure(
        'a thread starts',
        'ms',
        ours.map(({ thread }) => thread),
        { atMost: 60 },
      ),
      figure('services ready', 'ms', ready, { atMost: 150 }),
      figure('services ready, on the first page of a visit', 'ms', firstReady, { atMost: 300 }),
    ]
  } finally {
    redis.disconnect()
    await real.stop()
    await browser.close()
  }
}

async function sampleInPage(page: Page, round: number): Promise<PageSample> {
  await write(page, program(round))
  // Nothing runs by itself while there are type errors, and this program has no types.
  await page.keyboard.press('Control+Enter')
  const line = page.locator('mr-console').getByText(`sample ${round} `)
  await line.waitFor({ timeout: 60_000 })
  const [, json = ''] = / (\{.*\}) end/.exec((await line.textContent()) ?? '') ?? []
  return JSON.parse(json) as PageSample
}

const readyName = 'mailroom: services ready'

/** Milliseconds from the opening of the page's next world to its Redis' being filled and listening. */
function nextReady(page: Page): Promise<number> {
  return page.evaluate<number>(`new Promise((resolve) => {
    const look = () => {
      const [measured] = performance.getEntriesByName('${readyName}')
      measured ? resolve(measured.duration) : setTimeout(look, 20)
    }
    look()
  })`)
}

/** On several visits, each with everything to load, from the browser's cache. */
async function measureFirstReady(page: Page, url: string): Promise<number[]> {
  const samples: number[] = []
  for (let round = 0; round < rounds; round++) {
    await page.goto('about:blank')
    await openStep(page, url, step)
    samples.push(await nextReady(page))
  }
  return samples
}

/** Going from step to step, as learners do. */
async function measureReady(page: Page): Promise<number[]> {
  const samples: number[] = []
  for (let round = 0; round < rounds; round++) {
    await page.evaluate(`performance.clearMeasures('${readyName}'); location.hash = '#/${steps[round % 2]}'`)
    samples.push(await nextReady(page))
    // Until the spare is warm again.
    await page.waitForTimeout(1000)
  }
  return samples
}
