import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright'
import { chromiumLaunch } from '../../src/tools/browsers.ts'
import { projectRoot } from '../../src/tools/project.ts'
import { buildIfNeeded, serveSite, type ServedSite } from '../../src/tools/site.ts'

/** The built site, served, and a browser to visit it with. */
export interface Visit {
  readonly url: string
  readonly browser: Browser
  /** A new visitor, with nothing saved and nothing cached. Errors of the page itself fail the test that reads them. */
  visitor(options?: BrowserContextOptions): Promise<Page>
  /** What went wrong in any visitor's page since it was last asked: uncaught errors and refused requests. */
  troubles(): string[]
  close(): Promise<void>
}

export const desktop = { width: 1280, height: 800 }
export const phone = { width: 390, height: 844 }

export async function openVisit(): Promise<Visit> {
  await buildIfNeeded()
  const site: ServedSite = await serveSite()
  const browser = await chromium.launch(chromiumLaunch())
  let troubles: string[] = []
  return {
    url: site.url,
    browser,
    visitor: async (options = {}) => {
      const context = await browser.newContext({ viewport: desktop, ...options })
      const page = await context.newPage()
      page.on('pageerror', (error) => troubles.push(`uncaught: ${error.message}`))
      page.on('console', (message) => {
        if (message.type() === 'error') troubles.push(`console: ${message.text()}`)
      })
      return page
    },
    troubles: () => {
      const found = troubles
      troubles = []
      return found
    },
    close: async () => {
      await browser.close()
      await site.close()
    },
  }
}

export const stepIds = [
  '01-lists/01-queue',
  '01-lists/02-stack',
  '01-lists/03-binary',
  '01-lists/04-two-stacks',
] as const

/** A file of a step: `solution.ts`, `mistakes/pops-newest.ts`. */
export function stepFile(step: string, name: string): string {
  return readFileSync(join(projectRoot, 'lessons', step, name), 'utf8')
}

/** Opens a step and waits until it has run by itself. */
export async function openStep(page: Page, url: string, step: string): Promise<void> {
  await page.goto(`${url}#/${step}`)
  await page.locator('.cm-content').waitFor({ state: 'attached' })
  await page.locator('mr-console').getByText(/\S/).first().waitFor({ state: 'attached' })
}

/** Replaces the text in the editor, as pasting does. */
export async function write(page: Page, text: string): Promise<void> {
  await page.locator('mr-code:not([inert]) .cm-content').focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(text)
}

/** What the editor shows, whole: CodeMirror draws only the lines in view, so ask for little texts. */
export async function written(page: Page): Promise<string> {
  return (await page.locator('.cm-line').allTextContents()).join('\n')
}

/** A program of which only `main()` matters. */
export const mainWith = (body: string): string => `export async function main() {\n${body}\n}`

/** A button of the stage's tools, which stands behind "Recording" as soon as there is one. */
export async function recordingTool(page: Page, name: string | RegExp): Promise<Locator> {
  const tool = page.getByRole('button', { name })
  const fold = page.getByRole('button', { name: 'Recording', exact: true, expanded: false })
  do {
    await fold.or(tool).first().waitFor()
    if (await fold.isVisible()) await fold.click()
  } while (!(await tool.isVisible()))
  return tool
}
