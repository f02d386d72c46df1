import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStep, openVisit, phone, stepFile, write, type Visit } from './visit.ts'

const step = '05-coroutines/05-notice-worker'

let visit: Visit
beforeAll(async () => {
  visit = await openVisit()
})
afterAll(() => visit?.close())

/** The solution's `app`, with a `main` that sends nothing: what is seen comes from visits. */
const quiet = stepFile(step, 'solution.ts').replace(/export async function main[^]*/, '')

test('a visit of the page is a mail in the inbox, and how it went is in Redis', async () => {
  const page = await visit.visitor()
  await openStep(page, visit.url, step)
  await write(page, quiet)
  const web = page.locator('mr-web')
  await page.getByRole('tab', { name: 'Web' }).click()
  await page.getByRole('tab', { name: /^Inbox/ }).click()

  await web.getByRole('button', { name: 'GET /email_worker/?user_id=1' }).click()
  await web.getByRole('region', { name: 'Answer' }).getByText('200').first().waitFor()
  const mail = page.getByRole('option', { name: /A notice for you/ })
  await mail.first().waitFor()
  expect(await mail.count()).toBe(1)
  await mail.first().click()
  await page.getByRole('region', { name: 'The mail as text' }).getByText('your parcel has arrived').waitFor()

  await web.getByRole('button', { name: 'GET /email_worker/?user_id=99' }).click()
  await web.getByRole('region', { name: 'Answer' }).getByText('404').first().waitFor()
  await web.getByRole('button', { name: 'GET /email_worker/?user_id=3' }).click()
  await expect.poll(() => web.getByRole('region', { name: 'Answer' }).innerText()).toMatch(/200/)
  expect(await mail.count()).toBe(1)

  await page.getByRole('tab', { name: /^Redis/ }).click()
  const prompt = page.locator('mr-redis-prompt input')
  for (const [line, answer] of [
    ['select 6', 'OK'],
    ['get 1', '"success"'],
    ['get 3', /"failed: .*550/],
    ['llen notices', '(integer) 0'],
  ] as const) {
    await prompt.fill(line)
    await prompt.press('Enter')
    await page.locator('mr-redis-prompt').getByText(answer).last().waitFor()
  }
  expect(visit.troubles()).toEqual([])
  await page.context().close()
})

test('an app that throws answers 500, with the error and its line', async () => {
  const page = await visit.visitor({ viewport: phone, hasTouch: true })
  await openStep(page, visit.url, step)
  await page.getByRole('tab', { name: 'Code' }).click()
  await write(
    page,
    `import { Hono } from 'hono'
export const app = new Hono()
app.get('/email_worker/', () => {
  throw new RangeError('no such parcel')
})`,
  )
  await page.getByRole('tab', { name: 'Result' }).click()
  await page.getByRole('tab', { name: 'Web' }).click()
  const web = page.locator('mr-web')
  await web.getByRole('button', { name: 'GET /email_worker/?user_id=1' }).click()
  const answer = web.getByRole('region', { name: 'Answer' })
  await answer.getByText('500').first().waitFor()
  await answer.getByText(/RangeError: no such parcel/).waitFor()
  await answer
    .getByText(/exercise\.ts:4/)
    .first()
    .waitFor()
  expect(visit.troubles()).toEqual([])
  await page.context().close()
})
