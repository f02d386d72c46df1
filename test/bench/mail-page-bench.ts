import { chromium, type Page } from 'playwright'
import { chromiumLaunch } from '../../src/tools/browsers.ts'
import { openStep, write } from '../e2e/visit.ts'
import { newPage } from './page-bench.ts'
import { figure, type Figure } from './statistics.ts'

const rateRounds = 21
const inboxRounds = 5
/** So many lie in the inbox while it is measured how soon the next is there. */
const mailsBefore = 1000
const mailsMeasured = 9

/** Mails a second: one after the other, each on a connection of its own, and together over a pool of nodemailer's. */
type Rates = readonly [alone: number, pooled: number]

interface Arrivals {
  /** By the number in its subject: when `sendMail` resolved, milliseconds since 1970. */
  readonly sentAt: readonly number[]
  /** When the inbox had drawn it. */
  readonly shownAt: readonly number[]
  /** Between two frames of the page while the mails before came in, in milliseconds. */
  readonly longestFrame: number
}

const sending = `import { createTransport } from 'nodemailer'
const server = { host: 'localhost', port: 1025, auth: { user: 'u', pass: 'p' } }
const message = { from: 'ada@example.com', to: 'bob@example.com', subject: 'A notice', text: 'Hello\\n'.repeat(50) }
const pool = createTransport({ ...server, pool: true, maxMessages: Infinity })
const together = (count) => Promise.all(Array.from({ length: count }, () => pool.sendMail(message)))
`

const measuringRates = `${sending}
const one = createTransport(server)
const rate = async (count, send) => {
  const started = performance.now()
  await send(count)
  return Math.round(count / ((performance.now() - started) / 1000))
}
const inTurn = async (count) => { for (let at = 0; at < count; at++) await one.sendMail(message) }
export async function main() {
  const samples = []
  for (let round = -2; round < ${rateRounds}; round++) {
    const sample = [await rate(30, inTurn), await rate(60, together)]
    if (round >= 0) samples.push(sample)
  }
  pool.close()
  console.log('rates ' + JSON.stringify(samples) + ' end')
}`

const fillingInbox = (round: number): string => `${sending}
export async function main() {
  await together(${mailsBefore})
  console.log('filled ${round}.')
  const sentAt = []
  for (let at = 0; at < ${mailsMeasured}; at++) {
    await new Promise((resolve) => setTimeout(resolve, 200))
    await pool.sendMail({ ...message, subject: 'Mail ' + at + ' of round ${round}.' })
    sentAt.push(Math.round(performance.timeOrigin + performance.now()))
  }
  pool.close()
  console.log('sent ${round} ' + JSON.stringify(sentAt) + ' end')
}`

/** In the page: looks at each frame how long it took, and which mails the inbox's list has come to show. */
const watching = `globalThis.watch = (round) => {
  const watched = { longestFrame: 0, shownAt: [] }
  const subject = new RegExp('Mail (\\\\d+) of round ' + round + '\\\\.', 'g')
  let last = performance.now()
  let list
  const look = () => {
    const now = performance.now()
    watched.longestFrame = Math.max(watched.longestFrame, now - last)
    last = now
    if (!list?.isConnected) list = find('mr-inbox-list')
    for (const [, at] of (list?.shadowRoot.textContent ?? '').matchAll(subject))
      watched.shownAt[at] ??= performance.timeOrigin + now
    if (globalThis.watched === watched) requestAnimationFrame(look)
  }
  globalThis.watched = watched
  requestAnimationFrame(look)
}`

/** nodemailer in a learner's program, its mails in the page's inbox. */
export async function benchMailInPage(url: string): Promise<Figure[]> {
  const browser = await chromium.launch(chromiumLaunch())
  try {
    const page = await newPage(browser)
    await page.addInitScript(watching)
    await openStep(page, url, '04-redis/05-send-mail')
    await write(page, measuringRates)
    const rates = await runAndRead<readonly Rates[]>(page, 'rates ')
    const arrivals: Arrivals[] = []
    for (let round = 0; round < inboxRounds; round++) arrivals.push(await measureArrivals(page, round))
    const latencies = arrivals.flatMap(({ sentAt, shownAt }) =>
      sentAt.map((sent, at) => (shownAt[at] ?? NaN) - sent),
    )
    return [
      figure(
        'mails a second in the page, a new connection each',
        '/s',
        rates.map(([alone]) => alone),
        { atLeast: 150 },
      ),
      figure(
        'mails a second in the page, pooled',
        '/s',
        rates.map(([, pooled]) => pooled),
        { atLeast: 350 },
      ),
      figure('a mail is in the inbox, beside 1,000 others', 'ms', latencies, { atMost: 100 }),
      figure(
        'longest frame while 1,000 mails arrive',
        'ms',
        arrivals.map(({ longestFrame }) => longestFrame),
        { atMost: 100 },
      ),
    ]
  } finally {
    await browser.close()
  }
}

async function measureArrivals(page: Page, round: number): Promise<Arrivals> {
  await write(page, fillingInbox(round))
  await page.evaluate(`watch(${round})`)
  const sentAt = runAndRead<readonly number[]>(page, `sent ${round} `)
  await lineOf(page, `filled ${round}.`)
  const longestFrame = await page.evaluate<number>('watched.longestFrame')
  const sent = await sentAt
  // The last may still be on its way.
  await page.waitForFunction(`watched.shownAt.length === ${mailsMeasured}`)
  const shownAt = await page.evaluate<readonly number[]>('watched.shownAt')
  return { sentAt: sent, shownAt, longestFrame }
}

/** Runs what is written; resolves to the JSON printed after these words: one line, short enough to be shown whole. */
async function runAndRead<T>(page: Page, words: string): Promise<T> {
  // Nothing runs by itself while there are type errors, and these programs have no types.
  await page.keyboard.press('Control+Enter')
  const [, json = ''] = / (\[.*\]) end/.exec(await lineOf(page, words)) ?? []
  return JSON.parse(json) as T
}

async function lineOf(page: Page, words: string): Promise<string> {
  const line = page.locator('mr-console').getByText(words)
  await line.waitFor({ timeout: 60_000 })
  return (await line.textContent()) ?? ''
}
