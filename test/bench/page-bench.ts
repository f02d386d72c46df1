import { chromium, type Browser, type Page } from 'playwright'
import { chromiumLaunch } from '../../src/tools/browsers.ts'
import { pageFunctions } from '../engines/driver.ts'
import { figure, type Figure } from './statistics.ts'

const rounds = 20
const step = '#/01-lists/01-queue'

/**
 * Measures the built site as a learner meets it: each time runs from the event in the page (a key, a click) to the frame
 * in which its effect is drawn.
 */
export async function benchPage(url: string): Promise<Figure[]> {
  const browser = await chromium.launch(chromiumLaunch())
  try {
    const load = await measureLoad(browser, url)
    const page = await openStep(browser, url)
    return [
      figure('page load → first result, empty cache', 'ms', load, { atMost: 600 }),
      figure('edit → result on screen', 'ms', await measureEdit(page), { atMost: 40 }),
      figure('key press → squiggle', 'ms', await measureSquiggle(page), { atMost: 200 }),
      figure('warm check of a step’s tests', 'ms', await measureCheck(page), { atMost: 120 }),
      figure('Stop of an endless loop → next result', 'ms', await measureStop(page), { atMost: 300 }),
    ]
  } finally {
    await browser.close()
  }
}

/** In the page: `measured(event, selector, test)` resolves to the time from the next such event to the frame that shows it. */
const measuring = `${pageFunctions}
  const shown = (read, since) => new Promise((resolve, reject) => {
    const look = (now) => {
      if (read()) resolve(performance.now() - since)
      else if (now - since > 20000) reject(new Error('never shown'))
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
  const measured = (event, read) => new Promise((resolve, reject) => {
    addEventListener(event, () => { shown(read, performance.now()).then(resolve, reject) }, { capture: true, once: true })
  })
  Object.assign(globalThis, { find, textOf, shown, measured })
`

export async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  await page.addInitScript(measuring)
  return page
}

/** A new context each time: nothing is cached. */
async function measureLoad(browser: Browser, url: string): Promise<number[]> {
  const samples: number[] = []
  for (let round = 0; round < rounds; round++) {
    const page = await newPage(browser)
    await page.addInitScript(`globalThis.firstResult = shown(() => textOf('mr-console').includes('Ada'), 0)`)
    await page.goto(url + step)
    samples.push(await page.evaluate<number>('firstResult'))
    await page.context().close()
  }
  return samples
}

async function openStep(browser: Browser, url: string): Promise<Page> {
  const page = await newPage(browser)
  await page.goto(url + step)
  await page.waitForFunction(`textOf('mr-console').includes('Ada')`)
  return page
}

export async function write(page: Page, before: string, after: string): Promise<void> {
  await page.evaluate(`find('.cm-content').focus()`)
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(before + after)
  for (const _ of after) await page.keyboard.press('ArrowLeft')
}

/** One measured action: arm in the page, act through the browser, read the time. */
export async function timed(
  page: Page,
  event: string,
  read: string,
  act: () => Promise<void>,
): Promise<number> {
  await page.evaluate(`void (globalThis.pending = measured(${JSON.stringify(event)}, () => ${read}))`)
  await act()
  return await page.evaluate<number>('pending')
}

async function measureEdit(page: Page): Promise<number[]> {
  await write(page, `export async function main() { console.log('result `, `') }`)
  const samples: number[] = []
  let typed = ''
  for (let round = 0; round < rounds + 5; round++) {
    const key = String(round % 10)
    typed += key
    samples.push(
      await timed(page, 'keydown', `textOf('mr-console').includes('result ${typed}')`, () =>
        page.keyboard.press(key),
      ),
    )
    await page.waitForTimeout(120)
  }
  return samples.slice(5)
}

async function measureSquiggle(page: Page): Promise<number[]> {
  await write(page, `const stamp = 1\nexport const answer: number = stamp`, ``)
  await page.waitForFunction(`!find('.cm-lintRange-error')`)
  const samples: number[] = []
  for (let round = 0; round < rounds + 5; round++) {
    const appears = await timed(page, 'keydown', `find('.cm-lintRange-error')`, () =>
      page.keyboard.press('x'),
    )
    samples.push(appears)
    await page.keyboard.press('Backspace')
    await page.waitForFunction(`!find('.cm-lintRange-error')`)
  }
  return samples.slice(5)
}

async function measureCheck(page: Page): Promise<number[]> {
  const wrong = `export class MyQueue { items = []; push(item) { this.items.push(item) } pop() { return this.items.shift() } empty() { return !this.items.length } } // `
  await write(page, wrong, '')
  const samples: number[] = []
  for (let round = 0; round < rounds + 2; round++) {
    // Another answer each time, so that what is shown is news.
    const isRight = round % 2 === 0
    await write(page, isRight ? wrong : wrong.replace('shift', 'pop'), '')
    await page.waitForTimeout(600)
    const read = isRight
      ? `/All \\d+ tests pass/i.test(textOf('mr-results'))`
      : `/of \\d+ tests pass/.test(textOf('mr-results')) && !/All \\d/.test(textOf('mr-results'))`
    samples.push(await timed(page, 'keydown', read, () => page.keyboard.press('Control+Shift+Enter')))
  }
  return samples.slice(2)
}

async function measureStop(page: Page): Promise<number[]> {
  const samples: number[] = []
  for (let round = 0; round < rounds + 1; round++) {
    const after = `while (true); console.log('ready ${round}') }`
    await write(page, `export async function main() { console.log('spin ${round}'); `, after)
    await page.waitForFunction(`textOf('mr-console').includes('spin ${round}')`)
    const time = await timed(page, 'click', `textOf('mr-console').includes('ready ${round}')`, async () => {
      await page.evaluate(`find('mr-actions').shadowRoot.querySelector('.run').click()`)
      await page.evaluate(`find('.cm-content').focus()`)
      // The loop becomes a comment's beginning: what is left prints.
      await page.keyboard.insertText('if (0) ')
      await page.keyboard.press('Control+Enter')
    })
    samples.push(time)
  }
  return samples.slice(1)
}
