import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../../src/grade/chromium.ts'
import { buildIfNeeded, serveSite, type ServedSite } from '../../src/tools/site.ts'
import { mainWith } from './visit.ts'

// By puppeteer, since Playwright itself breaks down when a frame's process dies.
let site: ServedSite
let browser: Browser
let page: Page

beforeAll(async () => {
  await buildIfNeeded()
  site = await serveSite()
  browser = await launchChromium(['127.0.0.1'])
  page = await browser.newPage()
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})

async function write(text: string): Promise<void> {
  await page.waitForSelector('>>> .cm-content')
  await page.focus('>>> .cm-content')
  await page.keyboard.down('Control')
  await page.keyboard.press('a')
  await page.keyboard.up('Control')
  await page.keyboard.sendCharacter(text)
}

const consoleSays = (words: string): Promise<unknown> =>
  page.waitForSelector(`>>> mr-console ::-p-text(${words})`, { timeout: 30_000 })

test('code that takes all memory is ended; the page, the text and the next run live', async () => {
  await page.goto(`${site.url}#/01-lists/01-queue`)
  const bomb = mainWith(
    'const keep: unknown[] = []; for (;;) { keep.push(new Array(1e6).fill(Math.random())); if (keep.length % 9 === 0) await new Promise((r) => setTimeout(r)) }',
  )
  await write(bomb)
  await consoleSays('more memory than there is')
  const text = await page.$eval('>>> .cm-content', (element) => element.textContent)
  expect(text).toContain('keep.push')
  await write(mainWith(`console.log('alive again')`))
  await page.keyboard.down('Control')
  await page.keyboard.press('Enter')
  await page.keyboard.up('Control')
  await consoleSays('alive again')
})
