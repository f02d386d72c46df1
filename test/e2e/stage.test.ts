import { readFileSync } from 'node:fs'
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openStep, openVisit, phone, recordingTool, stepFile, write, type Visit } from './visit.ts'

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

const tab = (name: string | RegExp) => page.getByRole('tab', { name })
const slider = () => page.getByRole('slider', { name: /playhead|event/i })
const position = async (): Promise<string> => (await slider().getAttribute('aria-valuetext')) ?? ''
const lastEvent = async (): Promise<number> => Number(await slider().getAttribute('aria-valuemax'))

/** Opens the stage once the run is over and all of it was read. */
async function openStage(isOver = /The run has finished|over/): Promise<void> {
  await tab('Stage').click()
  await slider().waitFor()
  await slider().focus()
  await expect.poll(async () => await position(), { timeout: 20_000 }).toMatch(isOver)
}

async function run(text: string): Promise<void> {
  await write(page, text)
  await page.keyboard.press('Control+Enter')
}

test('chapter 1 is recorded line by line: editor, variables and console show the moment one looks at', async () => {
  await openStep(page, visit.url, '01-lists/01-queue')
  await run(stepFile('01-lists/01-queue', 'solution.ts'))
  await openStage()
  // Recorded anew, with its lines, when somebody looks.
  await page.getByRole('button', { name: 'Run plainly' }).waitFor()
  await expect.poll(lastEvent, { timeout: 20_000 }).toBeGreaterThan(30)
  await expect.poll(async () => await position(), { timeout: 20_000 }).toMatch(/The run has finished/)
  await page.keyboard.press('Home')
  for (let step = 0; step < 12; step++) await page.keyboard.press('ArrowRight')
  await page.locator('.cm-stage-line').first().waitFor()
  await tab('Variables').click()
  await page.locator('mr-frames').getByText('main').first().waitFor()
  await tab('Console').click()
  await page.getByText(/As it was: event 13 of/).waitFor()
  expect(await page.locator('mr-console').getByText('since nothing is left').count()).toBe(0)
  await page.getByRole('button', { name: 'Back to live' }).first().click()
  await page.locator('mr-console').getByText('since nothing is left').waitFor()
  await expect.poll(() => page.locator('.cm-stage-line').count()).toBe(0)
  expect(visit.troubles()).toEqual([])
})

test('the lists, keys and mails of a run can be gone back to, and one mail followed', async () => {
  await openStep(page, visit.url, '05-coroutines/05-notice-worker')
  await write(page, stepFile('05-coroutines/05-notice-worker', 'solution.ts'))
  await page.keyboard.press('Control+Enter')
  await page.getByText('Your app waits for requests').first().waitFor({ timeout: 20_000 })
  await tab('Web').click()
  await page
    .getByRole('button', { name: /user_id=1/ })
    .first()
    .click()
  await page.getByText('200').first().waitFor({ timeout: 20_000 })
  await tab('Stage').click()
  await slider().waitFor()
  await expect.poll(lastEvent, { timeout: 20_000 }).toBeGreaterThan(20)
  await page.getByRole('searchbox').first().fill('MAIL FROM')
  await page.getByRole('button', { name: 'Match before' }).click()
  await expect.poll(position).toMatch(/MAIL FROM/)
  await slider().focus()
  await page.keyboard.press('Home')
  await tab(/Inbox/).click()
  await page
    .getByText(/As it was: event 1 of/)
    .filter({ visible: true })
    .first()
    .waitFor()
  const mails = page.locator('mr-inbox').getByRole('option', { name: /notice/i })
  await expect.poll(async () => mails.count()).toBe(0)
  await page.getByRole('button', { name: 'Back to live' }).first().click()
  await expect.poll(async () => mails.count()).toBeGreaterThan(0)
  expect(visit.troubles()).toEqual([])
})

test('from the inbox a mail is followed: its way and the times on it, and its sign in list and inbox', async () => {
  await openStep(page, visit.url, '04-redis/06-registration')
  await run(stepFile('04-redis/06-registration', 'solution.ts'))
  await page
    .locator('mr-console')
    .getByText(/^Finished in/)
    .waitFor({ timeout: 20_000 })
  await tab(/^Inbox/).click()
  const row = page.locator('mr-inbox').getByRole('option', { name: /Your code/ })
  await row.click()
  await page.getByRole('button', { name: 'Follow this mail' }).click()
  const way = page.locator('mr-task-path')
  await way.getByText('waits in email_queue, put there by main program').waitFor()
  const stages = await way.getByRole('listitem').allInnerTexts()
  expect(stages.map((stage) => stage.replace(/\s+/g, ' '))).toEqual([
    expect.stringMatching(/^waits in email_queue, put there by main program [\d.]+ m?s/),
    expect.stringMatching(/^taken by main program [\d.]+ m?s/),
    expect.stringMatching(/hands it to the mail server \(session 1\) [\d.]+ m?s/),
    expect.stringMatching(/^in the inbox of ada@example\.com/),
  ])
  await expect.poll(async () => await slider().evaluate((one) => one.matches(':focus'))).toBe(true)
  // As it was when the mail came, and as it is now.
  await expect.poll(async () => row.allInnerTexts()).toEqual([expect.stringContaining('followed:')])
  await page.getByRole('button', { name: 'Back to live' }).first().click()
  await expect.poll(async () => row.allInnerTexts()).toEqual([expect.stringContaining('followed:')])
  // While it lay in the list.
  await way.getByRole('button', { name: /^waits in/ }).click()
  await tab(/^Redis/).click()
  const item = page.locator('mr-redis').getByRole('listitem').filter({ hasText: 'ada@example.com' })
  await expect.poll(async () => item.allInnerTexts()).toEqual([expect.stringContaining('followed:')])
  await page.getByRole('button', { name: 'Stop following' }).click()
  await expect.poll(async () => item.allInnerTexts()).toEqual([expect.not.stringContaining('followed:')])
  await page.getByRole('button', { name: 'Follow item 0' }).click()
  await expect.poll(async () => item.allInnerTexts()).toEqual([expect.stringContaining('followed:')])
  expect(visit.troubles()).toEqual([])
})

test('a test that failed can be seen happening', async () => {
  await openStep(page, visit.url, '03-thread-workers/04-two-threads')
  await write(page, stepFile('03-thread-workers/04-two-threads', 'mistakes/takes-all-then-works.ts'))
  await page.keyboard.press('Control+Shift+Enter')
  await page.getByRole('button', { name: 'See it happen' }).first().click({ timeout: 30_000 })
  await slider().waitFor()
  await expect.poll(position, { timeout: 30_000 }).toMatch(/^event \d+ of \d+/)
  await page.getByRole('button', { name: 'Back to my run' }).waitFor()
  expect(visit.troubles()).toEqual([])
})

test(
  'another order: one that fails is found, and the playhead stands where it went wrong',
  { timeout: 120_000 },
  async () => {
    await openStep(page, visit.url, '05-coroutines/06-race')
    await tab('Stage').click()
    await page.getByRole('button', { name: 'Find a failing order' }).click({ timeout: 20_000 })
    await page.getByText(/In order \d+, “.*” fails/).waitFor({ timeout: 100_000 })
    await expect.poll(position).toMatch(/^event \d+ of \d+/)
    expect(visit.troubles()).toEqual([])
  },
)

test('a recording is saved, and opened again as it was', async () => {
  await openStep(page, visit.url, '04-redis/01-which-end')
  await run(stepFile('04-redis/01-which-end', 'solution.ts'))
  await openStage()
  const last = await lastEvent()
  const saved = page.waitForEvent('download')
  await (await recordingTool(page, 'Save recording')).click()
  const download = await saved
  expect(download.suggestedFilename()).toMatch(/^mailroom-.*\.jsonl$/)
  const path = await download.path()
  expect(readFileSync(path, 'utf8').split('\n')[0]).toContain('"mailroom":"recording"')
  const chosen = page.waitForEvent('filechooser')
  await (await recordingTool(page, /^Open/)).click()
  await (await chosen).setFiles(path)
  await page.getByRole('button', { name: 'Back to my run' }).waitFor()
  await expect.poll(lastEvent).toBe(last)
  expect(visit.troubles()).toEqual([])
})

test('a question is asked before something happens, and its answer is kept', async () => {
  await openStep(page, visit.url, '04-redis/01-which-end')
  await run(stepFile('04-redis/01-which-end', 'solution.ts'))
  await openStage()
  await page.keyboard.press('Space')
  await page.locator('mr-prediction').waitFor({ timeout: 30_000 })
  await page.locator('mr-prediction input').first().check()
  await page.locator('mr-prediction').getByRole('button').first().click()
  await expect
    .poll(async () =>
      page.evaluate(async () => {
        const open = indexedDB.open('mailroom')
        const db = await new Promise<IDBDatabase>((resolve) => (open.onsuccess = () => resolve(open.result)))
        const names = [...db.objectStoreNames]
        const all = await Promise.all(
          names.map(
            (name) =>
              new Promise((resolve) => {
                const request = db.transaction(name).objectStore(name).getAll()
                request.onsuccess = () => resolve(request.result)
              }),
          ),
        )
        db.close()
        return JSON.stringify(all)
      }),
    )
    .toMatch(/"predictions":\["(right|wrong)"/)
})

test('a lesson’s words lead to the moment they speak of', async () => {
  await openStep(page, visit.url, '01-lists/01-queue')
  await run(stepFile('01-lists/01-queue', 'solution.ts'))
  await page.locator('mr-lesson-text [data-moment]').first().click()
  await expect.poll(position, { timeout: 30_000 }).toMatch(/^event \d+ of \d+/)
  await page.locator('.cm-stage-line').first().waitFor()
})

test('on a phone nothing needs scrolling sideways', async () => {
  await page.setViewportSize(phone)
  await openStep(page, visit.url, '04-redis/01-which-end')
  await tab('Result').click()
  await tab('Stage').click()
  await slider().waitFor({ timeout: 20_000 })
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(sideways).toBeLessThanOrEqual(0)
})
