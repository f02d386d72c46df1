import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { desktop, openStep, openVisit, phone, stepFile, write, type Visit } from './visit.ts'

/** For each step a wrong answer that people write: of COURSE's ✗, the first that is told by a test. */
const mistakes = {
  '02-why-async/01-timing': 'for-each-async',
  '02-why-async/02-answer-first': 'awaits-the-mail',
  '02-why-async/03-schedule': 'only-sleeps',
  '02-why-async/04-threads': 'joins-at-once',
  '02-why-async/05-pass-dont-call': 'done-without-join',
  '03-thread-workers/01-backend-queue': 'leaves-the-queue-full',
  '03-thread-workers/02-results': 'one-object-for-all',
  '03-thread-workers/03-redis-queue': 'a-stack',
  '03-thread-workers/04-two-threads': 'takes-all-then-works',
  '04-redis/01-which-end': 'takes-the-newest',
  '04-redis/02-blocking-pop': 'hands-over-the-pair',
  '04-redis/03-serialise': 'pushes-the-object',
  '04-redis/04-pubsub': 'does-not-wait-for-subscribe',
  '04-redis/05-send-mail': 'swallows-the-error',
  '04-redis/06-registration': 'keeps-the-password',
  '05-coroutines/01-spawn': 'starts-at-join',
  '05-coroutines/02-async-queue': 'join-at-empty',
  '05-coroutines/03-gather': 'await-in-a-loop',
  '05-coroutines/04-redis-coroutines': 'one-shared-connection',
  '05-coroutines/05-notice-worker': 'returns-after-the-first-round',
  '05-coroutines/06-race': 'looks-then-pops-two',
  '05-coroutines/07-music': 'no-limit',
} as const

let visit: Visit
beforeAll(async () => {
  visit = await openVisit()
})
afterAll(() => visit?.close())

async function open(step: string, viewport = desktop): Promise<Page> {
  const page = await visit.visitor({ viewport, hasTouch: viewport === phone })
  await openStep(page, visit.url, step)
  return page
}

async function done(page: Page): Promise<void> {
  expect(visit.troubles()).toEqual([])
  await page.context().close()
}

const consoleLine = (page: Page, text: string | RegExp) => page.locator('mr-console').getByText(text).first()
const prompt = (page: Page) => page.locator('mr-redis-prompt input')

async function check(page: Page, text: string): Promise<void> {
  await write(page, text)
  await page
    .locator('mr-actions')
    .getByRole('button', { name: /^Check/ })
    .click()
}

describe.each(Object.entries(mistakes))('in the page, %s', (step, mistake) => {
  test('a wrong answer is told, the right one passes', async () => {
    const page = await open(step)
    const wrong = stepFile(step, `mistakes/${mistake}.ts`)
    const words = /^\/\/ words: (.*)$/m.exec(wrong)?.[1] ?? ''
    const results = page.locator('mr-results')
    await check(page, wrong)
    await results.getByText(words).first().waitFor()
    await check(page, stepFile(step, 'solution.ts'))
    await results.getByText(/All \d+ tests pass/).waitFor()
    await done(page)
  })
})

test('threads print in their own name, and time can be made to fly', async () => {
  const page = await open('02-why-async/05-pass-dont-call')
  await page.getByRole('combobox', { name: /speed|time/i }).selectOption('fast')
  await write(
    page,
    `import { setTimeout as sleep } from 'node:timers/promises'
import { Thread } from 'threading'
export async function job(id: number) { await sleep(3_600_000); console.log('an hour later', id) }
export async function main() {
  const start = Date.now()
  const threads = [new Thread(job, 1).start(), new Thread(job, 2).start()]
  for (const thread of threads) await thread.join()
  console.log('hours:', (Date.now() - start) / 3_600_000)
}`,
  )
  await consoleLine(page, 'hours:').waitFor()
  const lines = await page.locator('mr-console .line').allInnerTexts()
  const shown = lines.join('\n').replace(/\s+/g, ' ')
  expect(shown).toMatch(/Thread-1 ?:? an hour later 1/)
  expect(shown).toMatch(/Thread-2 ?:? an hour later 2/)
  expect(shown).toMatch(/hours: 1\b/)
  await done(page)
})

describe.each([
  ['a laptop', desktop],
  ['a phone', phone],
])('the Redis panel, on %s', (_name, viewport) => {
  test('shows what a run left, and answers at its prompt', async () => {
    const page = await open('04-redis/01-which-end', viewport)
    if (viewport === phone) await page.getByRole('tab', { name: 'Code' }).click()
    await write(
      page,
      `import { Redis } from 'ioredis'
export async function main() {
  const redis = new Redis()
  await redis.rpush('letters', 'Ada', 'Bo')
  await redis.set('soon', 'gone', 'EX', 600)
  await redis.quit()
  console.log('left in Redis')
}`,
    )
    await consoleLine(page, 'left in Redis').waitFor({ state: 'attached' })
    if (viewport === phone) {
      await page.getByRole('tab', { name: 'Result' }).click()
      await page.getByRole('tab', { name: /^Redis/ }).click()
    }
    const panel = page.locator('mr-redis')
    await panel.getByText('letters').first().waitFor()
    await prompt(page).fill('lrange letters 0 -1')
    await prompt(page).press('Enter')
    await panel.getByText('2) "Bo"').waitFor()
    await prompt(page).fill('lpop')
    await prompt(page).press('Enter')
    await panel.getByText("(error) ERR wrong number of arguments for 'lpop' command").waitFor()
    await done(page)
  })
})

test('a message published at the prompt reaches a program that listens; Stop ends it', async () => {
  const page = await open('04-redis/04-pubsub')
  await write(
    page,
    `import { Redis } from 'ioredis'
export async function main() {
  const redis = new Redis()
  redis.on('message', (channel, text) => console.log('heard', text, 'on', channel))
  await redis.subscribe('news')
  console.log('listening')
  await new Promise(() => setInterval(() => undefined, 1000))
}`,
  )
  await consoleLine(page, 'listening').waitFor()
  await prompt(page).fill('publish news "fresh letters"')
  await prompt(page).press('Enter')
  await consoleLine(page, 'heard fresh letters on news').waitFor()
  await page.locator('mr-actions').getByRole('button', { name: /^Stop/ }).click()
  await prompt(page).fill('publish news "nobody hears"')
  await prompt(page).press('Enter')
  await page.locator('mr-redis').getByText('(integer) 0').first().waitFor()
  await done(page)
})

test('data can be kept from run to run, and each run starts afresh otherwise', async () => {
  const page = await open('04-redis/01-which-end')
  const program = (mark: string): string => `import { Redis } from 'ioredis'
export async function main() {
  const redis = new Redis()
  console.log('${mark}', await redis.incr('runs'))
  await redis.quit()
}`
  await write(page, program('first'))
  await consoleLine(page, 'first 1').waitFor()
  await write(page, program('second'))
  await consoleLine(page, 'second 1').waitFor()
  await page.locator('mr-redis').getByRole('switch', { name: /keep/i }).check()
  await write(page, program('third'))
  await consoleLine(page, 'third 2').waitFor()
  await done(page)
})

test('a Redis that is full says so, and the page goes on', async () => {
  const page = await open('04-redis/01-which-end')
  await write(
    page,
    `import { Redis } from 'ioredis'
export async function main() {
  const redis = new Redis()
  const megabyte = 'x'.repeat(1_000_000)
  let count = 0
  try {
    for (; count < 200; count++) await redis.set('key ' + count, megabyte)
  } catch (error) {
    console.log('full after some', count > 50 && count < 70, String(error))
  }
  await redis.flushall()
  console.log('again', await redis.set('key', 'small'))
  await redis.quit()
}`,
  )
  await consoleLine(page, /full after some true .*OOM command not allowed/).waitFor()
  await consoleLine(page, 'again OK').waitFor()
  await done(page)
})
