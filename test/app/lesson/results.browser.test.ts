import { afterEach, describe, expect, test, vi } from 'vitest'
import '../../../src/app/tokens.css'
import { MrResults } from '../../../src/app/lesson/results.ts'
import { StageShow, StepAction, StepNavigate } from '../../../src/app/lesson/step-events.ts'
import { PlaceChosen } from '../../../src/app/panels/place-link.ts'
import type { CheckReport, TestResult } from '../../../src/wire/outcome.ts'
import { lessonDouble, problem } from '../doubles.ts'
import { deepText, findAll, findButton, findOne, focused, press, violations } from '../page.ts'

const lesson = lessonDouble()
const next = { id: '01-lists/02-stack', number: '1.2', title: 'Stack', minutes: 8, concepts: [] } as const

async function show(report: CheckReport | null, changes: Partial<MrResults> = {}): Promise<MrResults> {
  const element = new MrResults()
  const judged = report && { report, text: 'text' }
  Object.assign(element, {
    judged,
    text: 'text',
    test: lesson.test,
    learned: lesson.learned,
    next,
    ...changes,
  })
  document.body.append(element)
  await element.updateComplete
  return element
}

const words = (element: Element): string => deepText(element).replace(/\s+/g, ' ')

const failing: TestResult = {
  name: 'first in, first out',
  status: 'fail',
  ms: 2,
  message: 'pop should return "a"; it returned "b" <b>\u001b[31m.',
  feedback: 'That is the newest item',
  difference: { expected: '[\n  "a",\n  "c",\n]', received: '[\n  "b",\n  "c",\n]' },
  error: {
    name: 'TypeError',
    message: 'no',
    frames: [{ file: 'exercise.ts', line: 4, column: 2, in: 'pop' }],
  },
}
const failed: CheckReport = {
  kind: 'tested',
  isPassed: false,
  tests: [
    { name: 'a new one is empty', status: 'pass', ms: 1, message: '' },
    failing,
    { ...failing, name: 'empty at last' },
  ],
  lines: ['printed'],
  ms: 9,
}
const passed: CheckReport = {
  ...failed,
  isPassed: true,
  tests: [{ name: 'empty at last', status: 'pass', ms: 1, message: '' }],
}
const error = {
  name: 'TypeError',
  message: 'x is not a function',
  frames: [{ file: 'exercise.ts', line: 9, column: 1, in: '' }],
}

afterEach(() => document.body.replaceChildren())

describe('outcomes are told apart', () => {
  test('failed: the first failing test first, with message, feedback, difference, place and source', async () => {
    const element = await show(failed)
    expect(words(element)).toContain('1 of 3 tests pass.')
    const first = findOne(element, '.first')
    expect(words(first)).toContain('first in, first out')
    expect(words(first)).toContain('it returned "b" <b>\\x1b[31m.')
    expect(words(findOne(first, '.feedback'))).toContain('That is the newest item')
    expect(findAll(first, '.differs').map(({ textContent }) => textContent)).toEqual(['+  "a",', '−  "b",'])
    const chosen = vi.fn<(event: Event) => void>()
    element.addEventListener(PlaceChosen.type, chosen)
    findButton(first, 'exercise.ts:4:2').click()
    expect(chosen.mock.calls[0]?.[0]).toMatchObject({ line: 4, column: 2 })
    findButton(first, 'Show the test').click()
    await expect.poll(() => findAll(first, '.tok-string').length).toBeGreaterThan(0)
    expect(findOne(first, '.source mr-source').shadowRoot?.textContent).toContain(
      "test('first in, first out'",
    )
  })

  test('failed: a moment that the test names leads to the stage, while the text is the one that was tested', async () => {
    const named: TestResult = {
      ...failing,
      message: 'three should wait; it held 0 (see lpop letters #3), as in exercise.ts:4:2.',
      feedback: 'Too soon (see the lesson), (see MyQueue.push() #1).',
    }
    const element = await show({ ...failed, tests: [named] })
    const asked: unknown[] = []
    element.addEventListener(StageShow.type, (event) => asked.push((event as StageShow).what))
    expect(words(element)).toContain('it held 0 (see lpop letters #3), as in exercise.ts:4:2 .')
    for (const label of ['lpop letters #3', 'MyQueue.push() #1', 'See it happen'])
      findButton(element, label).click()
    expect(asked).toEqual([1, 2, 3].map(() => ({ test: failing.name })))
    findButton(element, 'exercise.ts:4:2')
    element.text = 'another text'
    await element.updateComplete
    expect(words(element)).toContain('it held 0 (see lpop letters #3), as in')
    expect(words(element)).not.toContain('See it happen')
  })

  test('failed: true and false beside each other say nothing', async () => {
    const differing = (expected: string, received: string): Promise<Element> =>
      show({ ...failed, tests: [{ ...failing, difference: { expected, received } }] })
    expect(words(await differing('true', 'false'))).not.toContain('Received')
    expect(words(await differing('true', 'undefined'))).toContain('Received')
  })

  test('failed: the other tests are there, folded', async () => {
    const element = await show(failed)
    const others = findAll<HTMLDetailsElement>(element, '.test')
    expect(others.map((other) => [words(other.querySelector('summary') ?? other), other.open])).toEqual([
      [expect.stringContaining('Passed: a new one is empty'), false],
      [expect.stringContaining('Failed: empty at last'), false],
    ])
  })

  test('does not compile: a list of places', async () => {
    const element = await show({ kind: 'refused', diagnostics: [problem(), problem({ line: 8 })] })
    expect(words(element)).toContain('does not compile')
    expect(findAll(element, '.places li')).toHaveLength(2)
    findButton(element, 'exercise.ts:8:5')
  })

  test('crashed: error, place, and what it means', async () => {
    const load = words(await show({ kind: 'crashed', reason: 'load', error }))
    expect(load).toContain('TypeError: x is not a function')
    expect(load).toContain('exercise.ts:9:1')
    expect(load).toContain('outside of functions and classes')
    expect(words(await show({ kind: 'crashed', reason: 'checker', error }))).toContain('not your mistake')
  })

  test('timed out: which test, and what to look for', async () => {
    const element = await show({ kind: 'timed-out', limitMs: 5000, test: 'empty at last' })
    expect(words(element)).toContain('The test empty at last was not done after 5 seconds')
    expect(words(element)).toContain('loop that never ends')
  })

  test('passed: what was learned, and on by Enter', async () => {
    const element = await show(passed)
    await expect.poll(() => words(element)).toContain('You can build a queue.')
    expect(words(element)).toContain('All 1 test passes.')
    const moved = vi.fn<(event: Event) => void>((event) => event.preventDefault())
    element.addEventListener(StepNavigate.type, moved)
    element.focusNext()
    expect(words(focused() ?? element)).toContain('Next: 1.2 Stack')
    await press('{Enter}')
    expect(moved.mock.calls[0]?.[0]).toMatchObject({ id: '01-lists/02-stack' })
  })

  test('not every test ran: never called passed', async () => {
    const element = await show({ ...passed, isPassed: false })
    expect(words(element)).toContain('Not every test ran')
    expect(findAll(element, '.passed')).toHaveLength(0)
  })
})

test('before the first check it says what to do, and after an edit that the report is old', async () => {
  const checked = vi.fn<(event: Event) => void>()
  const empty = await show(null)
  empty.addEventListener(StepAction.type, checked)
  findButton(empty, 'Check my code').click()
  const old = await show(failed, { text: 'edited' })
  old.addEventListener(StepAction.type, checked)
  findButton(old, 'Check again').click()
  expect(checked.mock.calls.map(([event]) => event instanceof StepAction && event.name)).toEqual([
    'check',
    'check',
  ])
})

test.each(['light', 'dark'])('axe finds nothing, %s', async (theme) => {
  const reports: (CheckReport | null)[] = [
    null,
    failed,
    passed,
    { kind: 'refused', diagnostics: [problem()] },
    { kind: 'crashed', reason: 'load', error },
  ]
  for (const report of reports) {
    const element = await show(report)
    for (const details of findAll<HTMLDetailsElement>(element, 'details')) details.open = true
    expect(await violations(element, theme)).toEqual([])
    element.remove()
  }
})
