import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright'
import { createServer } from 'vite'
import { expect, onTestFinished, test } from 'vitest'
import { lessons } from '../../src/course/vite-plugin.ts'
import { chromiumLaunch } from '../../src/tools/browsers.ts'
import { projectRoot } from '../../src/tools/project.ts'

const step = '01-lists/01-queue'

/** Shows the step's text, and again when it is told that it changed. */
const page = `<main></main><script type="module">
  import { loadLesson } from 'virtual:mailroom/catalogue'
  const show = async () => { document.querySelector('main').innerHTML = (await loadLesson('${step}')).html }
  import.meta.hot.on('mailroom:lesson', ({ id }) => { if (id === '${step}') show() })
  await show()
</script>`

async function openCourse() {
  const root = mkdtempSync(join(tmpdir(), 'mailroom-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  cpSync(join(projectRoot, 'lessons'), join(root, 'lessons'), { recursive: true })
  writeFileSync(join(root, 'index.html'), page)
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins: [lessons()],
    server: { host: '127.0.0.1', port: 0, fs: { strict: false } },
  })
  onTestFinished(() => server.close())
  await server.listen()
  const browser = await chromium.launch(chromiumLaunch())
  onTestFinished(() => browser.close())
  const tab = await browser.newPage()
  await tab.goto(server.resolvedUrls?.local[0] ?? '')
  await tab.locator('main p').first().waitFor()
  await tab.evaluate(() => document.documentElement.setAttribute('data-same', ''))
  const file = join(root, `lessons/${step}/lesson.md`)
  const text = readFileSync(file, 'utf8')
  return { tab, write: (change: (text: string) => string) => writeFileSync(file, change(text)) }
}

const isSamePage = (tab: Page) => tab.evaluate(() => document.documentElement.hasAttribute('data-same'))

test('an edited lesson is shown without a reload, as often as it is edited', async () => {
  const { tab, write } = await openCourse()
  for (const words of ['First edit', 'Second edit']) {
    write((text) => `${text}\n\n${words}\n`)
    await tab.getByText(words).waitFor()
  }
  expect(await isSamePage(tab)).toBe(true)
})

test('a broken lesson says what is wrong over the page, and its repair takes that away', async () => {
  const { tab, write } = await openCourse()
  write((text) => text.replace(/^minutes: .*$/m, 'minutes: abc'))
  const overlay = tab.locator('vite-error-overlay')
  await overlay.waitFor()
  expect(await overlay.locator('.message-body').innerText()).toMatch(
    /lessons\/01-lists\/01-queue\/lesson\.md:\d+: minutes is 'abc', expected a number/,
  )
  write((text) => `${text}\n\nRepaired\n`)
  await tab.getByText('Repaired').waitFor()
  await overlay.waitFor({ state: 'detached' })
})
