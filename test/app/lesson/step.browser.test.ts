import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import '../../../src/app/tokens.css'
import type { PageServices } from '../../../src/app/lesson/services.ts'
import { MrStep } from '../../../src/app/lesson/step.ts'
import { StepNavigate } from '../../../src/app/lesson/step-events.ts'
import { LanguageClient } from '../../../src/compiler/language-client.ts'
import type { Lesson } from '../../../src/course/lesson.ts'
import type { CheckReport } from '../../../src/wire/outcome.ts'
import { DraftChange, Workspace } from '../../../src/workspace/workspace.ts'
import { CompilerDouble, hung, lessonDouble, printed, problem, SandboxDouble, starter } from '../doubles.ts'
import { deepText, findAll, findButton, findOne, focused, press, violations } from '../page.ts'

const next = { id: '01-lists/02-stack', number: '1.2', title: 'Stack', minutes: 8, concepts: [] } as const
const passed: CheckReport = {
  kind: 'tested',
  isPassed: true,
  tests: [{ name: 'first in, first out', status: 'pass', ms: 1, message: '' }],
  lines: [],
  ms: 5,
}
const failed: CheckReport = {
  ...passed,
  isPassed: false,
  tests: [
    {
      name: 'first in, first out',
      status: 'fail',
      ms: 1,
      message: 'a should come first; b did.',
      feedback: 'Wrong end',
    },
  ],
}

let workspaces = 0

async function open(lesson: Lesson = lessonDouble()) {
  const compiler = new CompilerDouble()
  const sandbox = new SandboxDouble()
  const language = new LanguageClient(() => new Worker('data:text/javascript,'))
  // Types are not what is tested here.
  language.start = () => {}
  const services: PageServices = { compiler, sandbox, language, dispose: () => {} }
  const workspace = await Workspace.open({
    indexedDB: null,
    BroadcastChannel: null,
    name: `step-${workspaces++}`,
  })
  sandbox.prints = () => printed('hello')
  sandbox.reports = ({ learner }) => (learner.at(-1)?.code.includes('right') ? passed : failed)
  const step = new MrStep()
  Object.assign(step, { lesson, workspace, next, previous: null, services })
  step.style.height = '100vh'
  document.body.append(step)
  await expect.poll(() => findAll(step, '.cm-content').length).toBe(1)
  await expect.poll(() => findAll(step, '.line').length).toBe(1)
  return { step, workspace, sandbox, compiler, language }
}

const words = (element: Element): string => deepText(element).replace(/\s+/g, ' ')
const editorText = (step: MrStep): string =>
  findAll(step, '.cm-line')
    .map(({ textContent }) => textContent)
    .join('\n')
const tab = (step: MrStep, label: string): HTMLElement => findButton(step, new RegExp(`^${label}`))

/** Types at the end of the text, as a person would. */
async function typeAtEnd(step: MrStep, text: string): Promise<void> {
  findOne(step, '.cm-content').focus()
  await press('{Control>}{End}{/Control}')
  await userEvent.keyboard(text)
}

beforeEach(async () => {
  await page.viewport(1280, 800)
  document.body.style.margin = '0'
})
afterEach(() => document.body.replaceChildren())

describe('a whole step by keyboard alone', () => {
  test('write, run, check, fail, mend, pass, and on to the next step', async () => {
    const { step, sandbox, workspace } = await open()
    const moved = vi.fn<(event: Event) => void>()
    step.addEventListener(StepNavigate.type, moved)

    await typeAtEnd(step, '// wrong')
    await expect.poll(async () => (await workspace.load('01-lists/01-queue'))?.text).toContain('// wrong')
    const runs = sandbox.runs.length
    await press('{Control>}{Enter}{/Control}')
    await expect.poll(() => sandbox.runs.length).toBeGreaterThan(runs)
    expect(editorText(step)).toBe(`${starter}// wrong`)

    await press('{Control>}{Shift>}{Enter}{/Shift}{/Control}')
    await expect.poll(() => words(step)).toContain('a should come first; b did.')
    await expect
      .poll(() => words(findOne(step, '.page ~ [role="status"]')))
      .toBe('0 of 1 test passes; first to fix: first in, first out.')
    // Failing leaves the cursor where one writes.
    expect(focused()).toBe(findOne(step, '.cm-content'))

    await userEvent.keyboard(', now right')
    await press('{Control>}{Shift>}{Enter}{/Shift}{/Control}')
    await expect.poll(() => focused()?.textContent.replace(/\s+/g, ' ').trim()).toContain('Next: 1.2 Stack')
    expect(workspace.progress['01-lists/01-queue']?.passedAt).toBeGreaterThan(0)
    await press('{Enter}')
    expect(moved.mock.calls[0]?.[0]).toMatchObject({ id: '01-lists/02-stack' })
  })

  test('hints come one at a time, and the focus goes along', async () => {
    const { step } = await open()
    findButton(step, 'Show hint 1 of 3').focus()
    await press('{Enter}')
    await expect.poll(() => words(step)).toContain('The concept.')
    await expect.poll(() => words(focused() ?? step)).toContain('Hint 1 of 3')
    expect(words(step)).not.toContain('The place.')
    await press('{Tab}{Enter}')
    await expect.poll(() => words(step)).toContain('The place.')
    findButton(step, 'Show hint 3 of 3').click()
    await expect
      .poll(() => findAll(step, 'button').map(({ textContent }) => textContent.trim()))
      .toContain('Compare with the solution')
  })
})

describe('help that replaces the text can be undone', () => {
  test('solution: compare, take, undo by the notice; and the editor undoes it, too', async () => {
    const { step } = await open()
    for (const number of [1, 2, 3]) {
      findButton(step, `Show hint ${number}`).click()
      await step.updateComplete
      await expect.poll(() => words(step)).toContain(`Hint ${number} of 3`)
    }
    const take = async (): Promise<void> => {
      findButton(step, 'Compare with the solution').click()
      await expect.poll(() => findAll(step, 'dialog[open]').length).toBe(1)
      findButton(step, 'Take it').click()
      await expect.poll(() => words(step)).toContain('Solution taken.')
      await expect.poll(() => findAll(step, 'dialog').length).toBe(0)
    }
    await take()
    expect(editorText(step)).toContain('// the solution')
    findButton(step, 'Undo').click()
    await expect.poll(() => editorText(step)).toContain('main()')
    expect(words(step)).not.toContain('Solution taken.')
    await take()
    findOne(step, '.cm-content').focus()
    await press('{Control>}z{/Control}')
    await expect.poll(() => editorText(step)).toContain('main()')
  })

  test('reset, then an earlier text from the history', async () => {
    const { step } = await open()
    await typeAtEnd(step, '// mine')
    findButton(step, 'Reset').click()
    await expect.poll(() => editorText(step)).not.toContain('// mine')
    expect(words(step)).toContain('Back at the start.')
    findButton(step, 'History').click()
    await expect.poll(() => findAll(step, '.entry').length).toBeGreaterThan(1)
    findButton(step, 'Restore').click()
    await expect.poll(() => editorText(step)).toContain('// mine')
    expect(words(step)).toContain('Earlier text restored.')
    await expect.poll(() => findAll(step, 'dialog').length).toBe(0)
  })
})

test('a text that does not compile: Run shows why and leads there', async () => {
  const { step, compiler } = await open()
  compiler.refuses = () => [problem({ line: 1, column: 8 })]
  await typeAtEnd(step, '// {{')
  await press('{Control>}{Enter}{/Control}')
  await expect.poll(() => words(step)).toContain("';' expected.")
  findButton(step, 'exercise.ts:1:8').click()
  await expect.poll(() => focused()).toBe(findOne(step, '.cm-content'))
})

test('a run that had to be stopped switches "Run as I type" off and says so', async () => {
  const { step, sandbox } = await open()
  sandbox.prints = null
  await press('{Control>}{Enter}{/Control}')
  await expect.poll(() => sandbox.lastRun.isStopped).toBe(false)
  await expect.poll(() => words(findOne(step, 'mr-actions'))).toContain('Stop')
  sandbox.lastRun.finish(hung)
  await expect.poll(() => words(step)).toContain('press Run; it does not run as you type')
  expect(findOne<HTMLInputElement>(step, 'input[role="switch"]').checked).toBe(false)
})

test('given files are read-only tabs', async () => {
  const { step } = await open()
  tab(step, 'given.ts').click()
  await expect.poll(() => editorText(step)).toContain('export const given = 1')
  findOne(step, '.cm-content').focus()
  await userEvent.keyboard('x')
  expect(editorText(step)).toContain('export const given = 1')
  tab(step, 'exercise.ts').click()
  await expect.poll(() => editorText(step)).toBe(starter)
})

test('the next lesson takes the page over: its text, no old results, no undo into the old step', async () => {
  const { step } = await open()
  await press('{Control>}{Shift>}{Enter}{/Shift}{/Control}')
  await expect.poll(() => words(step)).toContain('a should come first')
  step.lesson = lessonDouble({ id: '01-lists/02-stack', title: 'Stack', starter: '// another starter\n' })
  await expect.poll(() => editorText(step)).toContain('// another starter')
  expect(words(step)).not.toContain('a should come first')
  expect(findOne(step, 'h1[tabindex]').textContent).toBe('Stack')
  findOne(step, '.cm-content').focus()
  await press('{Control>}z{/Control}')
  expect(editorText(step)).toContain('// another starter')
})

describe('on a phone', () => {
  beforeEach(() => page.viewport(390, 844))

  test('Text, Code and Result are switched, and a check goes to its result', async () => {
    const { step } = await open()
    const isSeen = (selector: string): boolean => findOne(step, selector).getBoundingClientRect().height > 0
    expect([isSeen('h1'), isSeen('mr-editor')]).toEqual([true, false])
    tab(step, 'Code').click()
    await expect.poll(() => [isSeen('h1'), isSeen('mr-editor')]).toEqual([false, true])
    const check = findButton(findOne(step, 'mr-actions'), 'Check')
    const { bottom, height } = check.getBoundingClientRect()
    expect(bottom).toBeLessThanOrEqual(innerHeight)
    expect(height).toBeGreaterThanOrEqual(44)
    check.click()
    await expect.poll(() => isSeen('.outcome')).toBe(true)
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390)
  })

  test('turning to a wide window keeps text, cursor and undo', async () => {
    const { step } = await open()
    tab(step, 'Code').click()
    await step.updateComplete
    await typeAtEnd(step, '// typed')
    await page.viewport(1280, 800)
    await expect.poll(() => findAll(step, '.wide').length).toBe(1)
    await expect.poll(() => editorText(step)).toContain('// typed')
    findOne(step, '.cm-content').focus()
    await press('{Control>}z{/Control}')
    await expect.poll(() => editorText(step)).not.toContain('// typed')
  })
})

test.each([
  ['light', 1280, 800],
  ['dark', 1280, 800],
  ['light', 390, 844],
  ['dark', 390, 844],
])('axe finds nothing, %s at %i px', async (theme, width, height) => {
  await page.viewport(width, height)
  const { step, workspace } = await open()
  await expect.poll(() => words(step)).toContain('Build a queue.')
  findButton(step, 'Show hint 1').click()
  const draft = { step: lessonDouble().id, text: 'from another tab', revision: 9, savedAt: 0 }
  workspace.dispatchEvent(new DraftChange(draft))
  await expect.poll(() => editorText(step)).toBe('from another tab')
  if (width < 760) tab(step, 'Code').click()
  await step.updateComplete
  await typeAtEnd(step, '!')
  workspace.dispatchEvent(new DraftChange({ ...draft, revision: 99 }))
  await expect.poll(() => words(step)).toContain('changed in another tab')
  expect(await violations(step, theme)).toEqual([])
  await press('{Control>}{Shift>}{Enter}{/Shift}{/Control}')
  await expect.poll(() => words(step)).toContain('a should come first')
  findButton(step, 'Show hint 2').click()
  expect(await violations(step, theme)).toEqual([])
  findButton(step, 'History').click()
  await expect.poll(() => findAll(step, 'dialog[open]').length).toBe(1)
  expect(await violations(step, theme)).toEqual([])
})
