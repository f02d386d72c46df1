import { afterEach, beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import '../../../src/app/tokens.css'
import { MrStep } from '../../../src/app/lesson/step.ts'
import { LanguageClient } from '../../../src/compiler/language-client.ts'
import { Workspace } from '../../../src/workspace/workspace.ts'
import { CompilerDouble, lessonDouble, SandboxDouble } from '../doubles.ts'
import { deepText, findAll, findButton, findOne, violations } from '../page.ts'
import { responseDouble } from '../panels/web-doubles.ts'

let workspaces = 0

async function open(solution = 'export const app = new Hono()\n') {
  const compiler = new CompilerDouble()
  const sandbox = new SandboxDouble()
  sandbox.answers = ({ path }) => responseDouble({ body: `this is ${path}` })
  const language = new LanguageClient(() => new Worker('data:text/javascript,'))
  language.start = () => {}
  const services = { compiler, sandbox, language, dispose: () => {} }
  const name = `step-web-${workspaces++}`
  const workspace = await Workspace.open({ indexedDB: null, BroadcastChannel: null, name })
  const step = new MrStep()
  const requests = [{ method: 'GET', path: '/users', body: '' }]
  Object.assign(step, { lesson: lessonDouble({ solution, requests }), workspace, services })
  step.style.height = '100vh'
  document.body.append(step)
  await expect.poll(() => sandbox.runs.length).toBe(1)
  sandbox.lastRun.listener.onState?.('serving')
  return { step, sandbox }
}

const words = (element: Element): string => deepText(element).replace(/\s+/g, ' ')
const isSeen = (element: HTMLElement): boolean => element.getBoundingClientRect().height > 0

beforeEach(() => void (document.body.style.margin = '0'))
afterEach(() => document.body.replaceChildren())

test.for([
  [1280, 800],
  [390, 844],
] as const)(
  'at %i × %i the address bar is a tab that asks the program under way',
  async ([width, height]) => {
    await page.viewport(width, height)
    const { step, sandbox } = await open()
    if (width < 760) findButton(step, /^Result$/).click()
    await expect.poll(() => words(findOne(step, 'mr-console'))).toContain('Your app waits for requests')
    findButton(step, /^Web$/).click()
    await expect.poll(() => findAll(step, 'mr-web').map(isSeen)).toEqual([true])
    findButton(step, 'GET /users').click()
    await expect.poll(() => words(findOne(step, 'mr-web'))).toContain('this is /users')
    expect(sandbox.runs.map(({ requests }) => requests.length)).toEqual([1])
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width)
    for (const theme of ['light', 'dark']) expect(await violations(step, theme)).toEqual([])
  },
)

test('beside a column with Redis it stays with the console, so that both are seen', async () => {
  await page.viewport(1280, 800)
  const { step } = await open("import { Redis } from 'ioredis'\nexport const app = new Hono()\n")
  await expect.poll(() => findAll(step, 'mr-redis').length).toBe(1)
  findButton(step, /^Web$/).click()
  await expect.poll(() => findAll(step, 'mr-web, mr-redis').map(isSeen)).toEqual([true, true])
})

test('while the app serves, the button stops it; a step without an app has no address bar', async () => {
  await page.viewport(1280, 800)
  const { step, sandbox } = await open()
  await expect.poll(() => findAll(step, '.run').map(words).join('')).toContain('Stop')
  findButton(step, /Stop/).click()
  expect(sandbox.lastRun.isStopped).toBe(true)
  document.body.replaceChildren()
  const { step: plain } = await open('export const apple = 1\n')
  expect(findAll(plain, '[role="tab"]').map(words)).not.toContain('Web')
  expect(findAll(plain, 'mr-web')).toEqual([])
})
