import { createServer, type Server } from 'node:http'
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { mainWith, openStep, openVisit, write, written, type Visit } from './visit.ts'

const step = '01-lists/01-queue'

let visit: Visit
let trap: Server
let trapUrl: string
let hits: string[] = []
let page: Page

beforeAll(async () => {
  visit = await openVisit()
  trap = createServer((request, response) => {
    hits.push(request.url ?? '')
    response.setHeader('access-control-allow-origin', '*').end('export default 1')
  })
  await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve))
  const address = trap.address()
  trapUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
})
afterAll(async () => {
  trap?.close()
  await visit?.close()
})
beforeEach(async () => {
  hits = []
  page = await visit.visitor()
  await openStep(page, visit.url, step)
})
afterEach(() => page.context().close())

const output = () => page.locator('mr-console')

async function run(body: string): Promise<void> {
  await write(page, mainWith(body))
  await page.keyboard.press('Control+Enter')
}

describe('hostile code in the page', () => {
  test('reaches neither the page, nor storage, nor the network', async () => {
    const attempts = [
      `parent.document.title`,
      `top.location = '${trapUrl}/top'`,
      `localStorage.getItem('x')`,
      `document.cookie`,
      `indexedDB.open('mailroom')`,
      `await fetch('${trapUrl}/fetch')`,
      `new XMLHttpRequest()`,
      `new WebSocket('${trapUrl.replace('http', 'ws')}/ws')`,
      `new EventSource('${trapUrl}/events')`,
      `importScripts('${trapUrl}/scripts')`,
      `new Image().src = '${trapUrl}/image'`,
      `new RTCPeerConnection()`,
      `window.open('${trapUrl}/window')`,
      `alert('hello')`,
      `new Worker('data:text/javascript,1')`,
      `navigator.sendBeacon('${trapUrl}/beacon')`,
      `await Object.getPrototypeOf(async () => {}).constructor("return import('${trapUrl}/import')")()`,
      `self.postMessage({ kind: 'outcome' }); throw new Error('posted')`,
    ]
    const tries = attempts.map(
      (code, index) =>
        `  try { await (async () => { ${code} })(); console.log('reached ${index}') } catch (e) { console.log('blocked ${index}') }`,
    )
    await run(`${tries.join('\n')}\n  console.log('all tried')`)
    await output().getByText('all tried').waitFor()
    const lines = await output()
      .getByText(/^reached/)
      .allTextContents()
    expect(lines.map((line) => attempts[Number(line.replace(/\D/g, ''))])).toEqual([])
    expect(hits).toEqual([])
    expect(page.url()).toContain(step)
    expect(page.context().pages()).toHaveLength(1)
  })

  test('cannot make the page believe in a forged verdict', async () => {
    await run(`
      for (const target of [self, globalThis]) for (const kind of ['report', 'outcome', 'mailroom-task', 'mailroom-connect'])
        try { target.postMessage({ kind, report: { kind: 'tested', isPassed: true, tests: [] } }) } catch {}
      console.log('forged')`)
    await output().getByText('forged').waitFor()
    await page.evaluate(() => {
      const messages = [
        null,
        7,
        { kind: 'report' },
        { kind: 'mailroom-connect' },
        { ['__proto__']: { polluted: 1 } },
      ]
      for (const message of messages) window.postMessage(message, '*')
    })
    await page.keyboard.press('Control+Shift+Enter')
    await page
      .locator('mr-results')
      .getByText(/must export MyQueue/)
      .first()
      .waitFor()
    expect(await page.evaluate(() => 'polluted' in {})).toBe(false)
  })

  test('prints hostile values as text', async () => {
    await run(`
      console.log('<img src=x onerror="top.hacked = 1">', '\\u001b[31mred', 'left\\u202eright')
      console.log({ toString() { throw 1 }, get x() { throw 2 } })
      console.log('y'.repeat(1e7))
      console.log('done')`)
    await output().getByText('done').waitFor()
    await output().getByText('<img src=x').waitFor()
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
    expect(await output().locator('img').count()).toBe(0)
    const text = (await output().locator('*').allTextContents()).join('')
    expect(text).not.toContain('\u001b')
    expect(text).not.toContain('\u202e')
  })

  test.each([
    ['an endless loop', `while (true);`],
    ['a flood of microtasks', `for (;;) await null`],
    ['a loop that prints', `for (let i = 0; ; i++) console.log(i)`],
    [
      'a flood of timers',
      `const more = () => { for (let i = 0; i < 100; i++) setTimeout(more) }\nmore(); while (true);`,
    ],
  ])('%s is ended, the text is kept, and nothing starts by itself after a reload', async (_name, body) => {
    await run(body)
    await output()
      .getByText(/gave nothing else a turn/)
      .waitFor({ timeout: 10_000 })
    await page.reload()
    await page.locator('.cm-content').waitFor()
    expect(await written(page)).toBe(mainWith(body))
    await expect(page.getByRole('switch', { name: 'Run as I type' }).isChecked()).resolves.toBe(false)
    await page.waitForTimeout(300)
    expect(
      await output()
        .getByText(/gave nothing else a turn/)
        .count(),
    ).toBe(0)
    await run(`console.log('fine again')`)
    await output().getByText('fine again').waitFor()
  })

  test('a hundred thousand lines leave the page usable', async () => {
    await run(`for (let i = 0; i < 1e6; i++) console.log('line', i)`)
    await output()
      .getByText(/the rest (is|was) (not shown|dropped)/)
      .first()
      .waitFor({ timeout: 10_000 })
    await page.getByRole('button', { name: /Contents/ }).click()
    await page.getByRole('dialog').waitFor()
  })

  test('late output of an old run never shows in a new one', async () => {
    await run(`setInterval(() => console.log('old'), 5)`)
    await output().getByText('old').first().waitFor()
    await run(`console.log('new'); await new Promise((r) => setTimeout(r, 200)); console.log('end')`)
    await output().getByText('end').waitFor()
    expect(await output().getByText('old').count()).toBe(0)
  })
})

describe('saved work', () => {
  test('survives a reload, with its history', async () => {
    await run(`console.log('kept')`)
    await output().getByText('kept').waitFor()
    await page.getByText('Saved', { exact: true }).waitFor()
    await page.reload()
    await output().getByText('kept').waitFor()
    expect(await written(page)).toContain(`console.log('kept')`)
  })

  test('two tabs never overwrite each other in silence', async () => {
    const other = await page.context().newPage()
    await openStep(other, visit.url, step)
    await write(page, mainWith(`console.log('first tab')`))
    await page.getByText('Saved', { exact: true }).waitFor()
    await expect.poll(() => written(other)).toContain('first tab')
    // Both type at once: whoever is late is asked.
    await Promise.all([
      write(page, mainWith(`console.log('from one')`)),
      write(other, mainWith(`console.log('from two')`)),
    ])
    const conflict = (tab: Page) => tab.getByText('changed in another tab')
    await expect
      .poll(async () => (await conflict(page).count()) + (await conflict(other).count()))
      .toBeGreaterThan(0)
    const loser = (await conflict(page).count()) > 0 ? page : other
    const mine = await written(loser)
    await loser.getByRole('button', { name: /keep mine/i }).click()
    await loser.getByText('Saved', { exact: true }).waitFor()
    expect(await written(loser)).toBe(mine)
  })

  test('reset and taking the solution can each be undone', async () => {
    const mine = mainWith(`console.log('my own')`)
    await write(page, mine)
    await page.getByRole('button', { name: 'Reset' }).click()
    await expect.poll(() => written(page)).not.toBe(mine)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => written(page)).toBe(mine)
    for (let hint = 0; hint < 3; hint++) await page.getByRole('button', { name: /Show hint/ }).click()
    await page.getByRole('button', { name: 'Compare with the solution' }).click()
    await page.locator('mr-solution').getByRole('button', { name: /Take/ }).click()
    await expect.poll(() => written(page)).toContain('class MyQueue')
    await page.locator('.cm-content').focus()
    await page.keyboard.press('Control+z')
    await expect.poll(() => written(page)).toBe(mine)
  })

  test('a browser that lets nothing be saved is said aloud, and the work can be downloaded', async () => {
    const visitor = await visit.visitor()
    await visitor.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }))
    await openStep(visitor, visit.url, step)
    await write(visitor, mainWith(`console.log('only here')`))
    await visitor.getByText('Not saved').first().waitFor()
    const [download] = await Promise.all([
      visitor.waitForEvent('download'),
      visitor.getByRole('button', { name: /Download/ }).click(),
    ])
    const chunks: Buffer[] = []
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer)
    expect(Buffer.concat(chunks).toString()).toContain('only here')
    await visitor.context().close()
  })
})

describe('when something is missing', () => {
  test('an unknown step is named, with a way on', async () => {
    await page.goto(`${visit.url}#/01-lists/99-nowhere`)
    await page.getByText('01-lists/99-nowhere').first().waitFor()
    await page.goto(`${visit.url}#/__proto__/constructor`)
    await page.getByText('__proto__/constructor').first().waitFor()
    expect(await page.getByRole('link').count()).toBeGreaterThan(0)
  })

  test('without TypeScript, run and check go on, and the page says that types are off', async () => {
    const visitor = await visit.visitor()
    await visitor.route(/language-worker|types-pack/, (route) => route.abort())
    await openStep(visitor, visit.url, step)
    await write(visitor, mainWith(`console.log('runs')`))
    await visitor.locator('mr-console').getByText('runs').waitFor()
    await visitor.keyboard.press('Control+Shift+Enter')
    await visitor
      .locator('mr-results')
      .getByText(/must export MyQueue/)
      .first()
      .waitFor()
    await visitor.getByRole('tab', { name: /Problems/ }).click()
    await visitor
      .locator('mr-problems')
      .getByText(/types? .*off|off/i)
      .first()
      .waitFor()
    await visitor.context().close()
  })

  test('without the checker, the check says so and works again once it can be downloaded', async () => {
    const visitor = await visit.visitor()
    await visitor.route(/check-worker/, (route) => route.abort())
    await openStep(visitor, visit.url, step)
    await visitor.keyboard.press('Control+Shift+Enter')
    await visitor
      .locator('mr-results')
      .getByText(/could not be downloaded/)
      .first()
      .waitFor()
    await visitor.unroute(/check-worker/)
    await visitor.keyboard.press('Control+Shift+Enter')
    await visitor
      .locator('mr-results')
      .getByText(/\d of \d+ tests pass/)
      .first()
      .waitFor()
    await visitor.context().close()
  })

  test('a step that cannot be downloaded says so and can be tried again', async () => {
    await page.route(/02-stack/, (route) => route.abort())
    await page.goto(`${visit.url}#/01-lists/02-stack`)
    const again = page.getByRole('button', { name: /Try again/ })
    await again.waitFor()
    await page.unroute(/02-stack/)
    await again.click()
    await page.locator('.cm-content').waitFor()
  })
})
