import axe from 'axe-core'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { desktop, mainWith, openStep, openVisit, phone, stepFile, write, type Visit } from './visit.ts'

const step = '01-lists/01-queue'

let visit: Visit
beforeAll(async () => {
  visit = await openVisit()
})
afterAll(() => visit?.close())

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const results = await page.evaluate(async () => {
    const { axe: run } = globalThis as unknown as { axe: typeof axe }
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    return (await run.run(document, { runOnly: { type: 'tag', values: tags } })).violations
  })
  return results.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

const check = async (page: Page, text: string): Promise<void> => {
  await write(page, text)
  await page.keyboard.press('Control+Shift+Enter')
}

/** Every screen, as a learner comes to it. */
const screens: Record<string, (page: Page) => Promise<void>> = {
  'the front page': async (page) => {
    await page.goto(visit.url)
    await page.getByText('Start').first().waitFor()
  },
  'the contents': async (page) => {
    await openStep(page, visit.url, step)
    await page.getByRole('button', { name: /Contents/ }).click()
    await page.getByRole('dialog').waitFor()
  },
  'the keys': async (page) => {
    await openStep(page, visit.url, step)
    await page.locator('h1').first().click()
    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
  },
  'an unknown step': async (page) => {
    await page.goto(`${visit.url}#/01-lists/99-nowhere`)
    await page.getByText('99-nowhere').first().waitFor()
  },
  'a step with a long console': async (page) => {
    await openStep(page, visit.url, step)
    await write(
      page,
      mainWith(`console.log({ a: [1, { b: 2 }] }, new Map([['k', 1]])); console.table([{ a: 1 }]); console.warn('w'); console.error('e')
console.group('g'); console.debug('d'); for (let i = 0; i < 300; i++) console.log('line', i); null.x`),
    )
    await page.locator('mr-console').getByText('TypeError').first().waitFor()
  },
  'a step that does not compile': async (page) => {
    await openStep(page, visit.url, step)
    await check(page, 'export class MyQueue {{')
    await page
      .locator('mr-results')
      .getByText(/does not compile/)
      .first()
      .waitFor()
    await page.getByRole('tab', { name: /Problems/ }).click()
  },
  'a failed check with hints': async (page) => {
    await openStep(page, visit.url, step)
    await page.getByRole('button', { name: /Show hint/ }).click()
    await check(page, stepFile(step, 'mistakes/pops-newest.ts'))
    await page.locator('mr-results').getByText('What your code did').first().waitFor()
    await page.locator('mr-results').getByText('Show the test').first().click()
  },
  'a passed check': async (page) => {
    await openStep(page, visit.url, step)
    await check(page, stepFile(step, 'solution.ts'))
    await page
      .locator('mr-results')
      .getByText(/All \d+ tests pass/)
      .waitFor()
  },
  'the solution': async (page) => {
    await openStep(page, visit.url, step)
    for (let hint = 0; hint < 3; hint++) await page.getByRole('button', { name: /Show hint/ }).click()
    await page.getByRole('button', { name: 'Compare with the solution' }).click()
    await page.locator('mr-solution .cm-line').first().waitFor()
  },
  'the history': async (page) => {
    await openStep(page, visit.url, step)
    await write(page, mainWith(`console.log('one')`))
    await page.getByRole('button', { name: 'Reset' }).click()
    await page.getByRole('button', { name: 'History' }).click()
    await page.getByRole('dialog').waitFor()
  },
}

describe.each([
  ['light', desktop],
  ['dark', desktop],
  ['dark', phone],
] as const)('in %s, %o', (colorScheme, viewport) => {
  const isPhone = viewport === phone
  // On a phone the same screens stand behind tabs; those that need several of them are covered above.
  const names = Object.keys(screens).filter((name) => !isPhone || /front|contents|unknown/.test(name))
  test.each(names)('axe finds nothing on %s', async (name) => {
    const page = await visit.visitor({ viewport, colorScheme })
    try {
      await screens[name]?.(page)
      // axe gives up where the page is drawn anew under its eyes; what it finds in the end is what counts.
      await expect.poll(() => violations(page), { timeout: 20_000 }).toEqual([])
    } finally {
      await page.context().close()
    }
  })
})
