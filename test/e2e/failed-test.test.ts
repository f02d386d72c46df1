import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openStep, openVisit, stepFile, write, type Visit } from './visit.ts'

let visit: Visit
let page: Page

beforeAll(async () => {
  visit = await openVisit()
})
afterAll(() => visit?.close())
beforeEach(async () => {
  page = await visit.visitor()
})
afterEach(() => page.context().close())

const slider = () => page.getByRole('slider', { name: /playhead|event/i })
const position = async (): Promise<string> => (await slider().getAttribute('aria-valuetext')) ?? ''

/** Checks an answer and waits for what it says of it. */
async function check(step: string, text: string): Promise<void> {
  await openStep(page, visit.url, step)
  await write(page, text)
  await page.keyboard.press('Control+Shift+Enter')
  await page.getByRole('button', { name: 'See it happen' }).first().waitFor({ timeout: 30_000 })
}

const takesTheNewest = `export class MyQueue {
  #items: unknown[] = []

  push(item: unknown): void {
    this.#items.push(item)
  }

  pop(): unknown {
    const newest = this.#items.pop()
    return newest
  }

  empty(): boolean {
    return this.#items.length === 0
  }
}

export async function main() {}
`

test('in chapter 1 a failed test is seen line by line, at the line it went wrong after, with variables', async () => {
  await check('01-lists/01-queue', takesTheNewest)
  await page.getByRole('button', { name: 'See it happen' }).first().click()
  await slider().waitFor()
  // The line that gave back what should not have come.
  await expect.poll(position, { timeout: 30_000 }).toMatch(/^event \d+ of \d+, tests: line 10/)
  await page.locator('.cm-stage-line').filter({ hasText: 'return newest' }).waitFor()
  await page.getByRole('tab', { name: 'Variables' }).click()
  const variables = page.locator('mr-frames')
  for (const words of ['MyQueue.pop', 'newest', "'Ada'"]) await variables.getByText(words).first().waitFor()
  // On to what it gave back, and to the word of the test.
  await slider().focus()
  await page.keyboard.press('ArrowRight')
  await expect.poll(position).toMatch(/returns/)
  await page.getByRole('button', { name: 'Back to my run' }).click()
  await expect.poll(position).toMatch(/The run has finished/)
  expect(visit.troubles()).toEqual([])
})

test.each([
  ['03-thread-workers/04-two-threads', 'takes-all-then-works', 'lpop letters #3', 'LPOP letters → letter 3'],
  ['04-redis/02-blocking-pop', 'drops-the-last-letter', 'blpop queue_name #1', 'BLPOP queue_name 1 → .*Ada'],
  ['05-coroutines/06-race', 'sends-to-null', 'lpop notices #2', 'LPOP notices → \\(nil\\)'],
])('in %s a test names the moment at which it went wrong, and the page goes there', async (...step) => {
  const [id, mistake, moment, event] = step
  await check(id, stepFile(id, `mistakes/${mistake}.ts`))
  await page.locator('mr-results').getByRole('button', { name: moment }).first().click()
  await slider().waitFor()
  const there = new RegExp(`^event \\d+ of \\d+, tests: ${event}`)
  await expect.poll(position, { timeout: 30_000 }).toMatch(there)
  expect(visit.troubles()).toEqual([])
})

test('while it runs the stage says so, and one that is stopped shows how far it came', async () => {
  // Slow only where it is recorded, which its text tells it: one has time to stop it, and the check before is quick.
  const waiting = `  constructor() {
    const until = Date.now() + 1500
    while (String(MyQueue).includes('.st' + 'ep(') && Date.now() < until);
  }

  push`
  await check('01-lists/01-queue', takesTheNewest.replace('  push', waiting))
  await page.getByRole('button', { name: 'See it happen' }).last().click({ force: true })
  await page.getByText(/is run once more, recorded line by line …/).waitFor()
  await page.getByRole('button', { name: 'Stop the test' }).click()
  await page.getByText('You stopped the test before it could fail.').first().waitFor()
  expect(await page.getByText(/is run once more/).count()).toBe(0)
  expect(visit.troubles()).toEqual([])
})
