import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStep, openVisit, stepFile, write, type Visit } from './visit.ts'

let visit: Visit

beforeAll(async () => {
  visit = await openVisit()
})
afterAll(() => visit?.close())

test('the same failing order of a race is found again, at the event where it went wrong', async () => {
  const page = await visit.visitor()
  const step = '03-thread-workers/04-two-threads'
  await openStep(page, visit.url, step)
  await write(page, stepFile(step, 'mistakes/asks-for-the-size-first.ts'))
  await page.getByRole('tab', { name: 'Stage' }).click()
  const find = async (): Promise<{ words: string; at: string }> => {
    await page.getByRole('button', { name: 'Find a failing order' }).click()
    const found = page.locator('mr-stage-tools').getByText(/In order \d+, “.*” fails/)
    await found.waitFor({ timeout: 50_000 })
    const slider = page.getByRole('slider', { name: /playhead|event/i })
    const position = async (): Promise<string> => (await slider.getAttribute('aria-valuetext')) ?? ''
    await expect.poll(position).toMatch(/^event (\d+) of (?!\1)/)
    return { words: await found.innerText(), at: await position() }
  }
  const first = await find()
  expect((await find()).words).toBe(first.words)
  expect(visit.troubles()).toEqual([])
})
