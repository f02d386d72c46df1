import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { chromiumLaunch } from './browsers.ts'
import { projectRoot } from './project.ts'
import { buildSite, serveSite } from './site.ts'

/** The picture of the README: a step, as somebody sees it who has run it once. */
const file = join(projectRoot, '.github', 'screenshot.png')

await buildSite()
const site = await serveSite()
const browser = await chromium.launch(chromiumLaunch())
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' })
  await page.goto(`${site.url}#/01-lists/01-queue`)
  await page.locator('.cm-content').first().click()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Control+Enter')
  await page.locator('mr-console').getByText(/\S/).first().waitFor()
  mkdirSync(join(projectRoot, '.github'), { recursive: true })
  await page.screenshot({ path: file })
  console.log('Written: .github/screenshot.png')
} finally {
  await browser.close()
  await site.close()
}
