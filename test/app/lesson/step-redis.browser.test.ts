import { afterEach, beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import '../../../src/app/tokens.css'
import { MrStep } from '../../../src/app/lesson/step.ts'
import { LanguageClient } from '../../../src/compiler/language-client.ts'
import { Workspace } from '../../../src/workspace/workspace.ts'
import { CompilerDouble, lessonDouble, printed, SandboxDouble } from '../doubles.ts'
import { deepText, findAll, findButton, findOne, violations } from '../page.ts'
import { commandDouble, keyDouble, stateDouble } from '../panels/redis-doubles.ts'

let workspaces = 0

async function open(solution = "import { Redis } from 'ioredis'\n") {
  const compiler = new CompilerDouble()
  const sandbox = new SandboxDouble()
  sandbox.prints = () => printed('hello')
  const language = new LanguageClient(() => new Worker('data:text/javascript,'))
  language.start = () => {}
  const services = { compiler, sandbox, language, dispose: () => {} }
  const name = `step-redis-${workspaces++}`
  const workspace = await Workspace.open({ indexedDB: null, BroadcastChannel: null, name })
  const step = new MrStep()
  Object.assign(step, { lesson: lessonDouble({ solution }), workspace, services })
  step.style.height = '100vh'
  document.body.append(step)
  await expect.poll(() => findAll(step, '.line').length).toBe(1)
  return { step, sandbox, workspace }
}

const words = (element: Element): string => deepText(element).replace(/\s+/g, ' ')
const isSeen = (element: HTMLElement): boolean => element.getBoundingClientRect().height > 0

beforeEach(() => void (document.body.style.margin = '0'))
afterEach(() => document.body.replaceChildren())

test('in a wide window Redis stands beside code and console, with what it holds before any run', async () => {
  await page.viewport(1280, 800)
  const { step, sandbox } = await open()
  await expect.poll(() => findAll(step, 'mr-redis').length).toBe(1)
  expect(findAll(step, '[role="tab"]').map(words)).not.toContain('Redis')
  const link = sandbox.opened[0]?.link
  link?.tell((listener) => listener.onState?.(stateDouble({ keys: [keyDouble('q', 'list', ['a'])] })))
  await expect.poll(() => words(findOne(step, 'mr-redis-keys'))).toContain('head ↓')
  expect([isSeen(findOne(step, 'mr-console')), isSeen(findOne(step, 'mr-redis'))]).toEqual([true, true])
  findButton(step, /^Reset data/).click()
  expect(sandbox.opened).toHaveLength(2)
  for (const theme of ['light', 'dark']) expect(await violations(step, theme)).toEqual([])
})

test('on a phone it is a tab, with a badge for news', async () => {
  await page.viewport(390, 844)
  const { step, sandbox } = await open()
  await expect.poll(() => findAll(step, 'mr-redis').length).toBe(1)
  findButton(step, /^Result$/).click()
  await expect.poll(() => isSeen(findOne(step, 'mr-console'))).toBe(true)
  expect(isSeen(findOne(step, 'mr-redis'))).toBe(false)
  sandbox.opened[0]?.link.tell((listener) => listener.onCommands?.([commandDouble(['ping'])], 0))
  await expect.poll(() => words(findButton(step, /^Redis/)).trim()).toBe('Redis1')
  findButton(step, /^Redis/).click()
  await expect.poll(() => isSeen(findOne(step, 'mr-redis'))).toBe(true)
  await expect.poll(() => words(findButton(step, /^Redis/)).trim()).toBe('Redis')
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390)
  expect(await violations(step, 'dark')).toEqual([])
})

test('the speed of time is chosen beside Run, and kept; a step without time has no such choice', async () => {
  await page.viewport(1280, 800)
  const { step, workspace, sandbox } = await open(
    "import { setTimeout as sleep } from 'node:timers/promises'\n",
  )
  await expect.poll(() => findAll(step, 'mr-speed select').length + findAll(step, 'select').length).toBe(1)
  const menu = findOne<HTMLSelectElement>(step, 'select')
  menu.value = 'fast'
  menu.dispatchEvent(new Event('change'))
  await expect.poll(() => workspace.settings.speed).toBe('fast')
  findButton(step, /Run/).click()
  await expect.poll(() => sandbox.lastRun.options.speed).toBe('fast')
  expect(findAll(step, 'mr-redis')).toEqual([])
  document.body.replaceChildren()
  const { step: plain } = await open('')
  expect(findAll(plain, 'mr-speed, mr-redis')).toEqual([])
})
