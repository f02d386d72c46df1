import { chromium } from 'playwright'
import { chromiumLaunch } from '../../src/tools/browsers.ts'
import type { Driver } from './driver.ts'

export async function openChromium(): Promise<Driver> {
  const browser = await chromium.launch(chromiumLaunch())
  const page = await browser.newPage()
  return {
    version: `Chromium ${browser.version()}`,
    goto: async (url) => void (await page.goto(url)),
    evaluate: (expression) => page.evaluate(expression),
    type: (text) => page.keyboard.type(text),
    press: (keys) => page.keyboard.press(keys.join('+')),
    close: () => browser.close(),
  }
}
