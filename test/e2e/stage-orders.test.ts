import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStep, openVisit, stepFile, write, type Visit } from './visit.ts'

let visit: Visit

beforeAll(async () => {
  visit = await openVisit()
})
afterAll(() => visit?.close())

const threads = '03-thread-workers/04-two-threads'
const race = '05-coroutines/06-race'

/** What the lesson of 5.6 has one try: the solution, but it asks for the size and pops in one go. */
function inOneGo(): string {
  const [, lines = ''] = /```ts\n([^]*?)```/.exec(stepFile(race, 'lesson.md')) ?? []
  const solution = stepFile(race, 'solution.ts')
  const text = solution
    .replace(/ {4}for \(let id = .*\n/, `    for (;;) {\n${lines}`)
    .replace('isSent(id, send)) sent++', 'isSent(id as string, send)) sent++')
  expect(text).toContain('queue.qsize(), queue.pop()')
  return text
}

/** The same, whose `main` gives each drain a connection of its own. */
function inOneGoApart(): string {
  const text = inOneGo()
  const apart = text
    .replace('export async function main() {\n', (start) => `${start}  console.log('begun', Date.now())\n`)
    .replace(
      'spawn(drainInPairs, queue, send)',
      `spawn(async () => {
    const own = new NoticeQueue()
    const sent = await drainInPairs(own, send)
    await own.close()
    return sent
  })`,
    )
  expect(apart).toMatch(/begun[^]*const own/)
  return apart
}

/** Searches for an order in which a test fails. Returns what is said of it, and where the playhead stands then. */
async function findFailing(page: Page): Promise<{ words: string; at: string }> {
  await page.getByRole('button', { name: 'Find a failing order' }).click()
  const found = page.locator('mr-stage-tools').getByText(/In order \d+, “.*” fails/)
  await found.waitFor({ timeout: 100_000 })
  const slider = page.getByRole('slider', { name: /playhead|event/i })
  const position = async (): Promise<string> => (await slider.getAttribute('aria-valuetext')) ?? ''
  await expect.poll(position, { timeout: 20_000 }).toMatch(/^event (\d+) of (?!\1)/)
  return { words: await found.innerText(), at: await position() }
}

test('the same failing order of a race is found again, at the event where it went wrong', async () => {
  const page = await visit.visitor()
  await openStep(page, visit.url, threads)
  await write(page, stepFile(threads, 'mistakes/asks-for-the-size-first.ts'))
  await page.getByRole('tab', { name: 'Stage' }).click()
  const first = await findFailing(page)
  expect((await findFailing(page)).words).toBe(first.words)
  expect(visit.troubles()).toEqual([])
}, 240_000)

test('an answer that passes every test fails in some order, at the pop that found nothing; in another page as well', async () => {
  const find = async (): Promise<{ words: string; at: string }> => {
    const page = await visit.visitor()
    await openStep(page, visit.url, race)
    await write(page, inOneGo())
    await page.keyboard.press('Control+Shift+Enter')
    await page
      .locator('mr-results')
      .getByText(/All 8 tests pass/)
      .waitFor({ timeout: 60_000 })
    await page.getByRole('tab', { name: 'Stage' }).click()
    const found = await findFailing(page)
    await page.context().close()
    return found
  }
  const first = await find()
  expect(first.words).toMatch(/In order ([12]?\d|30), “four drains with a connection each do so too” fails/)
  expect(first.at).toMatch(/LPOP notices → \(nil\)/)
  expect(await find()).toEqual(first)
  expect(visit.troubles()).toEqual([])
}, 240_000)

test('a run in the same order goes the same way', async () => {
  /** What is printed in one order after the other, up to one in which somebody takes nothing for a notice. */
  const printedInOrders = async (): Promise<string[]> => {
    const page = await visit.visitor()
    await openStep(page, visit.url, race)
    await page.getByLabel('Speed of time').selectOption('fast')
    await write(page, inOneGoApart())
    // At one moment: `allTextContents` finds the lines first, and reads them when some are already of the next run.
    const printed = (): Promise<string> =>
      page
        .locator('mr-console')
        .evaluate(({ shadowRoot }) =>
          Array.from(shadowRoot?.querySelectorAll('.line') ?? [], ({ textContent }) => textContent).join(' '),
        )
    const ended = async (): Promise<string> => {
      await expect.poll(printed, { timeout: 20_000 }).toContain('nothing should be left')
      return await printed()
    }
    await expect.poll(printed, { timeout: 20_000 }).toContain('begun')
    let before = await ended()
    expect(before).not.toContain('the notice for null')
    await page.getByRole('tab', { name: 'Stage' }).click()
    const texts: string[] = []
    for (let order = 1; order <= 40; order++) {
      await page.getByRole('button', { name: 'Try another order' }).click()
      await page.locator('mr-stage-tools').getByText(`Order ${order}`, { exact: true }).waitFor()
      await expect.poll(printed, { timeout: 20_000 }).not.toContain(/begun \d+/.exec(before)?.[0] ?? '')
      before = await ended()
      texts.push(before.replace(/begun \d+/, ''))
      if (order > 4 && texts.some((text) => text.includes('the notice for null'))) break
    }
    await page.context().close()
    return texts
  }
  const first = await printedInOrders()
  expect(new Set(first).size).toBeGreaterThan(1)
  expect(first.join()).toContain('the notice for null')
  expect(await printedInOrders()).toEqual(first)
  expect(visit.troubles()).toEqual([])
}, 240_000)
