import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { buildIfNeeded, serveSite, type ServedSite } from '../../src/tools/site.ts'
import { openChromium } from './chromium.ts'
import { inPage, type Driver } from './driver.ts'
import { openFirefox } from './firefox.ts'
import { openWebKit } from './webkit.ts'

const solution = `export class MyQueue { items = []; push(item) { this.items.push(item) } pop() { return this.items.shift() } empty() { return this.items.length === 0 } }
export async function main() { console.log('it', 'runs') }`
/** Uses a client of each service, and what stands for Node's modules. */
const everything = [
  `import { randomUUID } from 'node:crypto'`,
  `import { Redis } from 'ioredis'`,
  `import { createTransport } from 'nodemailer'`,
  `import { Thread } from 'threading'`,
  `export async function double(n) { return 2 * n }`,
  `export async function main() {`,
  `const redis = new Redis(); await redis.rpush('letters', 'a'); const letter = await redis.lpop('letters'); await redis.quit()`,
  `const transport = createTransport({ host: 'localhost', port: 1025, auth: { user: 'u', pass: 'p' } })`,
  `const { accepted } = await transport.sendMail({ from: 'shop@example.com', to: 'ada@example.com', subject: 'Hello', text: 'Hi' })`,
  `const { status } = await fetch('https://example.com/')`,
  `console.log('all of it:', letter, accepted[0], status, randomUUID().length, await new Thread(double, 21).start().join()) }`,
]
  .join(';')
  .replaceAll('{;', '{')
const mailing = [
  `import { createTransport } from 'nodemailer'`,
  `export async function sendMail(receiver, subject, text) { if (/[\\r\\n]/.test(receiver + subject)) throw new Error('no')`,
  `const transport = createTransport({ host: 'localhost', port: 1025, auth: { user: 'u', pass: 'p' } })`,
  `try { const { rejected, messageId } = await transport.sendMail({ from: 'shop@example.com', to: receiver, subject, text })`,
  `if (rejected.length > 0) throw new Error('refused')`,
  `return messageId } finally { transport.close() } }`,
].join(';')
const pushing = [
  `import { Redis } from 'ioredis'`,
  `export async function main() {`,
  `const redis = new Redis()`,
  `for (const name of ['first', 'second', 'third']) await redis.rpush('letters', name)`,
  `await redis.lpop('letters')`,
  `await redis.quit()`,
  `console.log('all pushed') }`,
]
  .join(';')
  .replaceAll('{;', '{')
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

  test('reaches Redis, the mail server and the example web, and starts threads', async () => {
    await driver.goto(`${site.url}#/05-coroutines/05-notice-worker`)
    await expect.poll(consoleText, { timeout: 30_000 }).toMatch(/GET \/email_worker/)
    await write(everything)
    await driver.press(['Control', 'Enter'])
    await expect.poll(consoleText, { timeout: 30_000 }).toMatch(/all of it: a ada@example\.com 200 36 42/)
  })

  const position = () => inPage(driver, `find('.plot')?.getAttribute('aria-valuetext') ?? ''`)
  const event = () => inPage(driver, `Number(find('.plot')?.getAttribute('aria-valuenow'))`)
  const count = () => inPage(driver, `Number(find('.plot')?.getAttribute('aria-valuemax') ?? 0)`)

  /** Opens the stage, and puts the focus on its playhead once it shows a whole run of more events than `least`. */
  async function openStage(least = 0): Promise<void> {
    for (const name of ['Result', 'Stage'])
      await inPage(
        driver,
        `(([...everything(document)].find((one) => one.matches('[role=tab]') && one.textContent.trim() === '${name}'))?.click(), true)`,
      )
    await expect.poll(count, { timeout: 30_000 }).toBeGreaterThan(least)
    await expect.poll(position, { timeout: 30_000 }).toMatch(/The run has finished/)
    await inPage(driver, `(find('.plot').focus(), true)`)
  }

  test('records a run with Redis: by keys one goes back, and the panel shows what was then', async () => {
    await driver.goto(`${site.url}#/04-redis/01-which-end`)
    await expect
      .poll(() => inPage(driver, `textOf('.cm-content')`), { timeout: 30_000 })
      .toMatch(/Puts letters at the tail/)
    await write(pushing)
    await driver.press(['Control', 'Enter'])
    await expect.poll(consoleText, { timeout: 30_000 }).toMatch(/all pushed/)
    await openStage()
    for (let steps = 0; steps < 60 && !/RPUSH letters second/.test(String(await position())); steps++) {
      const before = await event()
      await driver.press(['ArrowLeft'])
      await expect.poll(event).not.toBe(before)
    }
    expect(await position()).toMatch(/RPUSH letters second → 2/)
    const redis = () => inPage(driver, `textOf('mr-redis-keys')`)
    await expect.poll(redis).toMatch(/first.*second/)
    const isPast = `[...everything(document)].some(({ textContent }) => /As it was: event \\d+ of \\d+/.test(textContent))`
    expect(await inPage(driver, isPast)).toBe(true)
    expect(await redis()).not.toMatch(/third/)
    expect(await inPage(driver, `textOf('mr-console')`)).not.toMatch(/all pushed/)
  })

  test('records a run line by line, and shows the line and the variables of each moment', async () => {
    await driver.goto(`${site.url}#/01-lists/01-queue`)
    await expect
      .poll(() => inPage(driver, `textOf('.cm-content')`), { timeout: 30_000 })
      .toMatch(/class MyQueue/)
    await write(solution)
    await driver.press(['Control', 'Enter'])
    await expect.poll(consoleText, { timeout: 30_000 }).toMatch(/it runs/)
    // Recorded anew, with its lines, when somebody looks.
    await openStage(5)
    await driver.press(['Home'])
    await expect.poll(event).toBe(1)
    for (let steps = 0; steps < 5 && !/enters main/.test(String(await position())); steps++) {
      const before = await event()
      await driver.press(['ArrowRight'])
      await expect.poll(event).not.toBe(before)
    }
    expect(await position()).toMatch(/main program: enters main\(\) at line \d/)
    await expect.poll(() => inPage(driver, `Boolean(find('.cm-stage-line'))`)).toBe(true)
    await expect.poll(consoleText).not.toMatch(/it runs/)
  })

  test('checks a step with Redis and mail', async () => {
    await driver.goto(`${site.url}#/04-redis/05-send-mail`)
    // The new step's own text: what is written before would go into the old one.
    await expect
      .poll(() => inPage(driver, `textOf('.cm-content')`), { timeout: 30_000 })
      .toMatch(/returns its message id/)
    await write(mailing)
    await driver.press(['Control', 'Shift', 'Enter'])
    await expect.poll(resultText, { timeout: 40_000 }).toMatch(/All \d+ tests pass/i)
  })
})
