import { chromium } from 'playwright'
import { chromiumLaunch } from '../../src/tools/browsers.ts'
import { openStep, write } from '../e2e/visit.ts'
import { newPage, timed } from './page-bench.ts'
import { figure, type Figure } from './statistics.ts'

const rounds = 25
const warmUps = 5

const program = `import { Hono } from 'hono'
export const app = new Hono()
app.get('/round/:number', (c) => c.text('answer ' + c.req.param('number') + '.'))
export async function main() {}`

/** A request from the address bar to the learner's program with the real hono and back, and from Enter to the frame that shows it. */
export async function benchWeb(url: string): Promise<readonly Figure[]> {
  const browser = await chromium.launch(chromiumLaunch())
  try {
    const page = await newPage(browser)
    await openStep(page, url, '05-coroutines/05-notice-worker')
    await write(page, program)
    await page.getByRole('tab', { name: 'Web' }).click()
    const address = page.locator('mr-web #address')
    const samples: number[] = []
    for (let round = 0; round < rounds + warmUps; round++) {
      await address.fill(`/round/${round}`)
      const read = `textOf('mr-web').includes('answer ${round}.')`
      samples.push(await timed(page, 'keydown', read, () => address.press('Enter')))
    }
    const trips = await page.evaluate<number[]>(
      `performance.getEntriesByName('mailroom: app answered').map(({ duration }) => duration)`,
    )
    return [
      figure('address bar: round trip of a request', 'ms', trips.slice(warmUps), { atMost: 20 }),
      figure('address bar: Enter → the answer on screen', 'ms', samples.slice(warmUps), { atMost: 40 }),
    ]
  } finally {
    await browser.close()
  }
}
