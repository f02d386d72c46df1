import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadCatalogue } from '../../src/course/load.ts'
import { projectRoot } from '../../src/tools/project.ts'
import { desktop, openVisit, phone, stepFile, stepIds, write, type Visit } from './visit.ts'

/** For each step a wrong answer that people write. */
const mistakes: Record<(typeof stepIds)[number], string> = {
  '01-lists/01-queue': 'mistakes/pops-newest.ts',
  '01-lists/02-stack': 'mistakes/first-in-first-out.ts',
  '01-lists/03-binary': 'mistakes/nothing-for-zero.ts',
  '01-lists/04-two-stacks': 'mistakes/moves-back-and-forth.ts',
}

/** Of the whole course. */
const steps = loadCatalogue(projectRoot).chapters.flatMap((chapter) => chapter.steps)

let visit: Visit
beforeAll(async () => {
  visit = await openVisit()
})
afterAll(() => visit?.close())

/** The feedback that a mistake promises in its first line. */
function promisedWords(source: string): string {
  const words = /^\/\/ words: (.*)$/m.exec(source)?.[1]
  if (!words) throw new Error('the mistake promises no words')
  return words
}

async function answer(page: Page, isPhone: boolean, text: string): Promise<void> {
  if (isPhone) await page.getByRole('tab', { name: 'Code' }).click()
  await write(page, text)
  await page
    .locator('mr-actions')
    .getByRole('button', { name: /^Check/ })
    .click()
}

describe.each([
  ['a laptop', desktop, false],
  ['a phone', phone, true],
])('on %s', (_name, viewport, isPhone) => {
  test('a newcomer goes from the first page to the end of chapter 1, through wrong answers and right ones', async () => {
    const page = await visit.visitor({ viewport, hasTouch: isPhone })
    await page.goto(visit.url)
    await page
      .getByRole('link', { name: /^Start/ })
      .or(page.getByRole('button', { name: /^Start/ }))
      .click()
    for (const [index, step] of stepIds.entries()) {
      await page.waitForURL((url) => url.hash === `#/${step}`)
      await page
        .locator('mr-step')
        .getByText(`Step 1.${index + 1}`)
        .waitFor()
      const mistake = stepFile(step, mistakes[step])
      await answer(page, isPhone, mistake)
      const results = page.locator('mr-results')
      await results.getByText('What your code did').first().waitFor()
      await results.getByText(promisedWords(mistake)).first().waitFor()

      await answer(page, isPhone, stepFile(step, 'solution.ts'))
      await results.getByText(/All \d+ tests pass/).waitFor()
      const isLast = index === stepIds.length - 1
      if (!isLast) {
        const next = results
          .getByRole('link', { name: /Next/ })
          .or(results.getByRole('button', { name: /Next/ }))
        await next.waitFor()
        await page.keyboard.press('Enter')
      }
    }
    await page.goto(`${visit.url}#/`)
    await page.getByText(`4 of ${steps.length} done`).locator('visible=true').first().waitFor()
    expect(visit.troubles()).toEqual([])
    await page.context().close()
  }, 120_000)
})

test('the whole of a step can be done with the keyboard', async () => {
  const page = await visit.visitor()
  await page.goto(visit.url)
  const start = page.getByRole('link', { name: /^Start/ }).or(page.getByRole('button', { name: /^Start/ }))
  await start.waitFor()
  for (let tabs = 0; tabs < 30 && !(await start.evaluate((element) => element.matches(':focus'))); tabs++) {
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Enter')
  const editor = page.locator('.cm-content')
  await editor.waitFor()
  for (let tabs = 0; tabs < 40 && !(await editor.evaluate((element) => element.matches(':focus'))); tabs++) {
    await page.keyboard.press('Tab')
  }
  expect(await editor.evaluate((element) => element.matches(':focus'))).toBe(true)
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(stepFile('01-lists/01-queue', 'solution.ts'))
  // Out of the editor by the documented way, and on to what follows it.
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  expect(await editor.evaluate((element) => element.matches(':focus'))).toBe(false)
  await page.keyboard.press('Control+Shift+Enter')
  await page
    .locator('mr-results')
    .getByText(/All \d+ tests pass/)
    .waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.hash === '#/01-lists/02-stack')
  expect(visit.troubles()).toEqual([])
  await page.context().close()
})
