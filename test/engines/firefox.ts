import { existsSync } from 'node:fs'
import puppeteer from 'puppeteer-core'
import type { Driver } from './driver.ts'

const candidates = [
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
]

/** Firefox through WebDriver BiDi, headless. */
export async function openFirefox(): Promise<Driver> {
  const executablePath = candidates.find((path) => existsSync(path))
  if (!executablePath) throw new Error('No Firefox was found (Debian: apt-get install firefox-esr)')
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    // A loop of a learner is ended by the page, not by Firefox's own dialog.
    extraPrefsFirefox: { 'dom.max_script_run_time': 0 },
  })
  const page = await browser.newPage()
  return {
    version: await browser.version(),
    goto: async (url) => void (await page.goto(url, { waitUntil: 'load' })),
    evaluate: (expression) => page.evaluate(expression),
    type: (text) => page.keyboard.type(text),
    press: async (keys) => {
      for (const key of keys) await page.keyboard.down(key)
      for (const key of keys.toReversed()) await page.keyboard.up(key)
    },
    close: () => browser.close(),
  }
}
