import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { buildIfNeeded, serveSite, type ServedSite } from '../../src/tools/site.ts'
import { openChromium } from './chromium.ts'
import { inPage, type Driver } from './driver.ts'
import { openFirefox } from './firefox.ts'
import { openWebKit } from './webkit.ts'

const solution = `export class MyQueue { items = []; push(item) { this.items.push(item) } pop() { return this.items.shift() } empty() { return this.items.length === 0 } }
export async function main() { console.log('it', 'runs') }`
const endless = `export async function main() { console.log('going'); while (true); }`
const failing = `export async function main() { null.x }`

let site: ServedSite
beforeAll(async () => {
  await buildIfNeeded()
  site = await serveSite()
})
afterAll(() => site.close())

describe.each([
  ['Chromium', openChromium],
  ['Firefox', openFirefox],
  ['WebKit', openWebKit],
])('%s', (_name, open) => {
  let driver: Driver
  beforeAll(async () => {
    driver = await open()
    await driver.goto(`${site.url}#/01-lists/01-queue`)
    await vi.waitUntil(() => inPage(driver, `Boolean(find('.cm-content'))`), {
      timeout: 30_000,
      interval: 100,
    })
  })
  afterAll(() => driver?.close())

  const consoleText = () => inPage(driver, `textOf('mr-console')`)
  const resultText = () => inPage(driver, `textOf('mr-results')`)

  async function write(text: string): Promise<void> {
    await inPage(driver, `(find('.cm-content').focus(), true)`)
    await driver.press(['Control', 'a'])
    await driver.type(text)
  }

  test('runs the starter by itself', async () => {
    await expect.poll(consoleText, { timeout: 15_000 }).toMatch(/Ada|queue|undefined/i)
  })

  test('says where an error arose', async () => {
    await write(failing)
    await driver.press(['Control', 'Enter'])
    await expect.poll(consoleText, { timeout: 15_000 }).toMatch(/TypeError.*exercise\.ts:1/)
  })

  test('stops an endless loop, and runs again', async () => {
    await write(endless)
    await driver.press(['Control', 'Enter'])
    await expect.poll(consoleText, { timeout: 15_000 }).toMatch(/gave nothing else a turn/)
    await write(solution)
    await driver.press(['Control', 'Enter'])
    await expect.poll(consoleText, { timeout: 15_000 }).toMatch(/it runs/)
  })

  test('checks', async () => {
    await driver.press(['Control', 'Shift', 'Enter'])
    await expect.poll(resultText, { timeout: 20_000 }).toMatch(/All \d+ tests pass/i)
  })
})
