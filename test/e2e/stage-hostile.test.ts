import { readFileSync } from 'node:fs'
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { longestTask } from './long-tasks.ts'
import { mainWith, openStep, openVisit, recordingTool, write, type Visit } from './visit.ts'

const redisStep = '04-redis/01-which-end'

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

async function run(text: string): Promise<void> {
  await write(page, text)
  await page.keyboard.press('Control+Enter')
}

/** Opens the stage, and waits until the last that it tells is so. */
async function openStage(end: RegExp): Promise<void> {
  await tab('Stage').click()
  // To find a role is work for the page, which has enough to do meanwhile.
  await expect.poll(position, { timeout: 60_000, interval: 500 }).toMatch(end)
}

async function openFile(name: string, text: string): Promise<void> {
  const chosen = page.waitForEvent('filechooser')
  await (await recordingTool(page, /^Open/)).click()
  await (await chosen).setFiles({ name, mimeType: 'application/x-ndjson', buffer: Buffer.from(text) })
}

/** Saves what the stage shows, and gives the file's text. */
async function saved(): Promise<string> {
  const download = page.waitForEvent('download')
  await (await recordingTool(page, 'Save recording')).click()
  return readFileSync(await (await download).path(), 'utf8')
}

test(
  '300,000 commands in one go: the page stays usable, the gap is told, and the list is right in the end',
  { timeout: 300_000 },
  async () => {
    await openStep(page, visit.url, redisStep)
    await tab('Stage').click()
    const longest = await longestTask(visit.browser, page, async () => {
      await run(`import { Redis } from 'ioredis'
${mainWith(`  const redis = new Redis()
  await redis.del('many')
  for (let round = 0; round < 300; round++) {
    const pipeline = redis.pipeline()
    for (let i = 0; i < 1000; i++) pipeline.rpush('many', String(i))
    await pipeline.exec()
    if (round === 20) console.log('under way')
  }
  console.log('in it:', await redis.llen('many'))
  await redis.quit()`)}`)
      await tab('Console').click()
      await page.locator('mr-console').getByText('under way').waitFor({ timeout: 120_000 })
      await tab('Stage').click()
      await tab('Console').click()
      await page.locator('mr-console').getByText('in it: 300000').waitFor({ timeout: 120_000 })
      await openStage(/The run has finished/)
      await slider().focus()
      for (const key of ['Home', 'ArrowRight', 'End']) await page.keyboard.press(key)
    })
    // A few frames, and much more on a slow machine; it was seconds.
    expect(longest).toBeLessThan(250)
    expect(await saved()).toMatch(/"kind":"gap"/)
  },
)

test('cyclic and huge values, line by line', async () => {
  await openStep(page, visit.url, '01-lists/01-queue')
  await tab('Stage').click()
  await page.getByRole('button', { name: 'Run plainly' }).waitFor()
  await run(
    mainWith(`  const cyclic: Record<string, unknown> = { name: 'ring' }
  cyclic.self = cyclic
  console.log(cyclic)
  const huge = { words: 'y'.repeat(5e6), many: new Array(1e6).fill(7) }
  console.log(huge)
  console.log('over')`),
  )
  await openStage(/The run has finished/)
  await tab('Console').click()
  await page.locator('mr-console').getByText('over', { exact: true }).waitFor()
  await tab('Stage').click()
  await slider().focus()
  await page.keyboard.press('Home')
  for (let step = 0; step < 6; step++) await page.keyboard.press('ArrowRight')
  await expect.poll(position).toMatch(/^event 7 of/)
  expect(visit.troubles()).toEqual([])
})

test('what never ends and is stopped stays to be looked at, with a word of it', async () => {
  await openStep(page, visit.url, redisStep)
  await run(`import { Redis } from 'ioredis'
import { Thread } from 'threading'
export function spin() { for (;;); }
${mainWith(`  const redis = new Redis()
  await redis.rpush('kept', 'a')
  new Thread(spin).start()
  console.log('spins')
  await redis.blpop('nothing', 0)`)}`)
  await tab('Stage').click()
  await slider().waitFor()
  await expect.poll(lastEvent).toBeGreaterThan(2)
  await page.getByRole('button', { name: /^Stop/ }).first().click()
  await expect.poll(position, { timeout: 20_000 }).toMatch(/stopped|ended/i)
  const text = await saved()
  expect(text).toMatch(/"rpush"/i)
  expect(text.trimEnd().split('\n').at(-1)).toContain('"kind":"over"')
})

test('a program that takes all memory: what came before stays, and the end is told', async () => {
  await openStep(page, visit.url, redisStep)
  await run(`import { Redis } from 'ioredis'
${mainWith(`  const redis = new Redis()
  await redis.rpush('kept', 'a')
  await new Promise((resolve) => setTimeout(resolve, 500))
  const keep: unknown[] = []
  for (;;) keep.push(new Array(1e6).fill(Math.random()))`)}`)
  await openStage(/memory|turn|stopped|ended/i)
  expect(await saved()).toMatch(/"rpush"/i)
})

test('a file that is none, one that is broken and one that was cut off', async () => {
  await openStep(page, visit.url, redisStep)
  await run(`import { Redis } from 'ioredis'
${mainWith(`  const redis = new Redis()
  for (let i = 0; i < 5; i++) await redis.rpush('kept', String(i))
  await redis.quit()`)}`)
  await openStage(/The run has finished/)
  const before = await lastEvent()
  const whole = await saved()
  const words = page.locator('mr-recording-file [role=status]')

  await openFile('notes.jsonl', 'just some words\n')
  await expect.poll(() => words.innerText()).toMatch(/^notes\.jsonl: .*recording.*\./)
  await openFile('broken.jsonl', '{"mailroom":"recording","version":1\n{{{')
  await expect.poll(() => words.innerText()).toMatch(/^broken\.jsonl: .+\./)
  expect(await lastEvent()).toBe(before)
  expect(await page.getByRole('button', { name: 'Back to my run' }).count()).toBe(0)

  const lines = whole.trimEnd().split('\n')
  await openFile('cut.jsonl', `${lines.slice(0, -2).join('\n')}\n${lines.at(-2)?.slice(0, 12)}`)
  await expect.poll(() => words.innerText()).toMatch(/cut\.jsonl is open\. .+\./)
  await page.getByRole('button', { name: 'Back to my run' }).click()
  await expect.poll(lastEvent).toBe(before)
  expect(visit.troubles()).toEqual([])
})
