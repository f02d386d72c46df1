import { chromium, type Browser, type Page } from 'playwright'
import { chromiumLaunch } from '../../src/tools/browsers.ts'
import { newPage, timed, write } from './page-bench.ts'
import { figure, type Figure } from './statistics.ts'

const rounds = 25
const warmUps = 3

/** 19,000 lines: within the 20,000 that are recorded. */
const loop = `  let sum = 0
  for (let i = 0; i < 19_000; i++) {
    sum += i % 7
  }`

/** As in step 1.3: digits by way of a stack, some 15,000 lines and as many calls. */
const digits = `  class MyStack {
    #items: number[] = []
    push(item: number) { this.#items.push(item) }
    pop() { return this.#items.pop() }
    empty() { return this.#items.length === 0 }
  }
  function transform(num: number, stack = new MyStack()) {
    let digits = ''
    let rest = num
    do {
      stack.push(rest % 2)
      rest = Math.floor(rest / 2)
    } while (rest > 0)
    while (!stack.empty()) digits += stack.pop()
    return digits
  }
  for (let num = 0; num < 250; num++) transform(num)`

/** Goes on long after the recording has ended. */
const longLoop = loop.replace('19_000', '20_000_000')

/** What a person waits for: from a key to the result on the screen, with lines recorded, divided by without. */
export async function benchLinesInPage(url: string): Promise<readonly Figure[]> {
  const browser = await chromium.launch(chromiumLaunch())
  try {
    const plain = await openStep(browser, url)
    const recorded = await openStep(browser, url)
    // From now on its runs are recorded line by line.
    await recorded.getByRole('tab', { name: 'Stage' }).click()
    await recorded.getByRole('button', { name: 'Run plainly' }).waitFor()
    await recorded.getByRole('tab', { name: 'Console' }).click()
    const ratios = (body: string): Promise<number[]> => ratiosOf(body, plain, recorded)
    return [
      figure('edit → result of a loop of 19,000 lines, recorded ÷ plain', '×', await ratios(loop), {
        atMost: 2,
      }),
      figure(
        'edit → result of 15,000 lines and calls of step 1.3, recorded ÷ plain',
        '×',
        await ratios(digits),
        {
          atMost: 4,
        },
      ),
      figure('edit → result of a loop of 20,000,000 lines, recorded ÷ plain', '×', await ratios(longLoop), {
        atMost: 2,
      }),
    ]
  } finally {
    await browser.close()
  }
}

async function openStep(browser: Browser, url: string): Promise<Page> {
  const page = await newPage(browser)
  await page.goto(`${url}#/01-lists/01-queue`)
  await page.waitForFunction(`textOf('mr-console').includes('Ada')`)
  return page
}

async function ratiosOf(body: string, plain: Page, recorded: Page): Promise<number[]> {
  for (const page of [plain, recorded])
    await write(page, `export async function main() {\n${body}\n  console.log('result `, `')\n}`)
  const samples: number[] = []
  let typed = ''
  const press = async (page: Page, key: string): Promise<number> => {
    await page.bringToFront()
    const read = `textOf('mr-console').includes('result ${typed}')`
    const ms = await timed(page, 'keydown', read, () => page.keyboard.press(key))
    // What a run leaves to be done, as to read its recording, is not to weigh on the next one, of the other page.
    await page.waitForTimeout(200)
    await page.evaluate('new Promise(requestIdleCallback).then(() => undefined)')
    return ms
  }
  for (let round = 0; round < rounds + warmUps; round++) {
    const key = String(round % 10)
    typed += key
    // What else the machine does weighs on both; who begins changes.
    const first = round % 2 === 0 ? await press(plain, key) : null
    const ms = await press(recorded, key)
    const ratio = ms / (first ?? (await press(plain, key)))
    if (round >= warmUps) samples.push(ratio)
  }
  return samples
}
