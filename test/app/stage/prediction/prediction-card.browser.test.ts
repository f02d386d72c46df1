import { afterEach, describe, expect, test, vi } from 'vitest'
import '../../../../src/app/tokens.css'
import {
  PredictionDone,
  PredictionMade,
  type MrPrediction,
} from '../../../../src/app/stage/prediction/prediction-card.ts'
import type { OpenQuestion } from '../../../../src/app/stage/prediction/prediction.ts'
import { findAll, findButton, findOne, focused, press, violations, words } from '../../page.ts'

const question: OpenQuestion = {
  index: 2,
  before: 41,
  ask: 'Which letter does <code>pop()</code> take?',
  options: ['Bo', 'Ada', ''].map((text, at) => ({ id: `${at}.0`, text })),
  answer: '1.0',
  explain: 'It has waited <strong>longest</strong>.',
}

async function open(changes: Partial<OpenQuestion> = {}) {
  const card = document.createElement('mr-prediction')
  card.question = { ...question, ...changes }
  document.body.append(card)
  await card.updateComplete
  const made = vi.fn<(event: Event) => void>()
  const done = vi.fn<(event: Event) => void>()
  card.addEventListener(PredictionMade.type, made)
  card.addEventListener(PredictionDone.type, done)
  // Until it is cleaned it is not shown.
  await expect.poll(() => findAll(card, 'code').map(words)).toEqual(['pop()'])
  return { card, made, done }
}

async function choose(card: MrPrediction, text: string): Promise<void> {
  const label = findAll(card, 'label').find((one) => words(one) === text)
  label?.click()
  await card.updateComplete
}

afterEach(() => document.body.replaceChildren())

describe('a question', () => {
  test('is answered once, and the right answer is told with its reason', async () => {
    const { card, made, done } = await open()
    expect(findAll(card, 'label').map(words)).toEqual(['Bo', 'Ada', '(empty text)'])
    expect((findButton(card, 'That is my answer') as HTMLButtonElement).disabled).toBe(true)
    await choose(card, 'Ada')
    findButton(card, 'That is my answer').click()
    await card.updateComplete
    expect(made.mock.calls[0]?.[0]).toMatchObject({ index: 2, isRight: true })
    await expect.poll(() => words(findOne(card, '[role="status"]'))).toBe('Well seen. It has waited longest.')
    expect(focused()).toBe(findButton(card, 'Go on'))
    expect(findAll<HTMLInputElement>(card, 'input').every(({ disabled }) => disabled)).toBe(true)
    await press('{Enter}')
    expect(done.mock.calls[0]?.[0]).toMatchObject({ index: 2 })
    expect(made).toHaveBeenCalledTimes(1)
  })

  test('that was answered wrong is told kindly, with what is right', async () => {
    const { card, made } = await open()
    await choose(card, 'Bo')
    findButton(card, 'That is my answer').click()
    await card.updateComplete
    expect(made.mock.calls[0]?.[0]).toMatchObject({ isRight: false })
    expect(words(findOne(card, '[role="status"] p'))).toBe('Good to have asked: it is “Ada”.')
    expect(findAll(card, 'label').map(words)).toEqual(['Bo your answer', 'Ada ✓ right', '(empty text)'])
  })

  test('can be skipped, without an answer', async () => {
    const { card, made, done } = await open()
    findButton(card, 'Skip the question').click()
    expect(done).toHaveBeenCalledTimes(1)
    expect(made).not.toHaveBeenCalled()
  })

  test('stays as it is while the recording grows, and another one begins anew', async () => {
    const { card } = await open()
    await choose(card, 'Ada')
    findButton(card, 'That is my answer').click()
    await card.updateComplete
    card.question = { ...question }
    await card.updateComplete
    expect(words(card)).toContain('Well seen.')
    card.question = { ...question, before: 99 }
    await card.updateComplete
    expect(words(card)).not.toContain('Well seen.')
    expect(findAll<HTMLInputElement>(card, 'input').some(({ checked }) => checked)).toBe(false)
  })

  test('is answered by keys, which do not move the stage around', async () => {
    const { card, made } = await open()
    const heard = vi.fn<(event: Event) => void>()
    document.body.addEventListener('keydown', heard, { once: true })
    findOne(card, 'input').focus()
    await press(' {ArrowDown}')
    expect(heard).not.toHaveBeenCalled()
    document.body.removeEventListener('keydown', heard)
    await press('{Enter}')
    expect(made.mock.calls[0]?.[0]).toMatchObject({ isRight: true })
  })

  test('runs nothing that stands in its words', async () => {
    const { card } = await open({ ask: '<code>pop()</code><img src="x" onerror="document.title = \'ran\'">' })
    expect(findAll(card, '[onerror]')).toEqual([])
  })

  test.for(['light', 'dark'])('can be used by everybody, in the %s theme', async (theme) => {
    const { card } = await open()
    expect(await violations(card, theme)).toEqual([])
    await choose(card, 'Bo')
    findButton(card, 'That is my answer').click()
    await card.updateComplete
    expect(await violations(card, theme)).toEqual([])
  })
})
