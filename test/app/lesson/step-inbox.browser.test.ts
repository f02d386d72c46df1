import { afterEach, beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import '../../../src/app/tokens.css'
import { MrStep } from '../../../src/app/lesson/step.ts'
import { LanguageClient } from '../../../src/compiler/language-client.ts'
import { Workspace } from '../../../src/workspace/workspace.ts'
import { CompilerDouble, lessonDouble, printed, SandboxDouble } from '../doubles.ts'
import { deepText, findAll, findButton, findOne, violations } from '../page.ts'
import { noteDouble } from '../panels/inbox-doubles.ts'

let workspaces = 0

const mail = "import { createTransport } from 'nodemailer'\n"
const redis = "import { Redis } from 'ioredis'\n"

async function open(solution: string) {
  const compiler = new CompilerDouble()
  const sandbox = new SandboxDouble()
  sandbox.prints = () => printed('hello')
  const language = new LanguageClient(() => new Worker('data:text/javascript,'))
  language.start = () => {}
  const services = { compiler, sandbox, language, dispose: () => {} }
  const name = `step-inbox-${workspaces++}`
  const workspace = await Workspace.open({ indexedDB: null, BroadcastChannel: null, name })
  const step = new MrStep()
  Object.assign(step, { lesson: lessonDouble({ solution }), workspace, services })
  step.style.height = '100vh'
  document.body.append(step)
  await expect.poll(() => findAll(step, '.line').length).toBeGreaterThan(0)
  const deliver = (id: number) =>
    sandbox.opened[0]?.link.tellMail((listener) => listener.onMail?.([noteDouble(id)]))
  return { step, sandbox, deliver }
}

const words = (element: Element): string => deepText(element).replace(/\s+/g, ' ').trim()
const isSeen = (element: HTMLElement): boolean => element.getBoundingClientRect().height > 0
const tab = (step: Element, label: RegExp) => words(findButton(step, label))

beforeEach(() => void (document.body.style.margin = '0'))
afterEach(() => document.body.replaceChildren())

test('in a wide window the inbox has the column for itself, or shares it with Redis', async () => {
  await page.viewport(1280, 800)
  const { step, deliver } = await open(mail)
  await expect.poll(() => findAll(step, 'mr-inbox').length).toBe(1)
  deliver(1)
  await expect.poll(() => words(findOne(step, 'mr-inbox'))).toContain('Notice 1')
  expect(isSeen(findOne(step, 'mr-console'))).toBe(true)
  document.body.replaceChildren()

  const both = await open(mail + redis)
  await expect.poll(() => findAll(both.step, 'mr-redis, mr-inbox').length).toBe(2)
  expect(isSeen(findOne(both.step, 'mr-inbox'))).toBe(false)
  both.deliver(1)
  await expect.poll(() => tab(both.step, /^Inbox/)).toBe('Inbox1')
  findButton(both.step, /^Inbox/).click()
  await expect.poll(() => words(findOne(both.step, 'mr-inbox'))).toContain('Notice 1')
  await expect.poll(() => tab(both.step, /^Inbox/)).toBe('Inbox')
  for (const theme of ['light', 'dark']) expect(await violations(both.step, theme)).toEqual([])
})

test('on a phone it is a tab beside the console, with a badge for mail that nobody has seen', async () => {
  await page.viewport(390, 844)
  const { step, deliver } = await open(mail)
  findButton(step, /^Result$/).click()
  await expect.poll(() => findAll(step, 'mr-inbox').length).toBe(1)
  expect(isSeen(findOne(step, 'mr-inbox'))).toBe(false)
  for (let id = 1; id <= 3; id++) deliver(id)
  await expect.poll(() => tab(step, /^Inbox/)).toBe('Inbox3')
  findButton(step, /^Inbox/).click()
  await expect.poll(() => words(findOne(step, 'mr-inbox'))).toContain('Notice 3')
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390)
  expect(await violations(step, 'dark')).toEqual([])
})

test('each run begins with an empty inbox; a step that sends no mail has none', async () => {
  await page.viewport(1280, 800)
  const { step, sandbox, deliver } = await open(mail)
  await expect.poll(() => findAll(step, 'mr-inbox').length).toBe(1)
  deliver(1)
  await expect.poll(() => words(findOne(step, 'mr-inbox'))).toContain('Notice 1')
  findButton(step, /Run/).click()
  await expect.poll(() => sandbox.runs.length).toBe(2)
  // The mail of the last run can be read until the next one tells of its own server.
  expect(words(findOne(step, 'mr-inbox'))).toContain('Notice 1')
  const next = sandbox.openServices('')
  sandbox.prints = null
  findButton(step, /Run/).click()
  await expect.poll(() => sandbox.runs.length).toBe(3)
  sandbox.lastRun.listener.onServices?.(next)
  await expect.poll(() => words(findOne(step, 'mr-inbox'))).toContain('No mail yet.')
  document.body.replaceChildren()
  const plain = await open('')
  expect(findAll(plain.step, 'mr-inbox')).toEqual([])
})
