import { describe, expect, test, vi } from 'vitest'
import type { StepId } from '../../src/course/lesson.ts'
import { defaultSettings } from '../../src/workspace/settings.ts'
import {
  freshName,
  historyTexts,
  openTab,
  otherStep,
  readAll,
  readExport,
  savedDraft,
  step,
} from './tabs-for-test.ts'

describe('drafts', () => {
  test('a step without a draft has none; a saved one is there after the page is opened again', async () => {
    const name = freshName()
    const tab = await openTab(name, { clock: () => 1234 })
    expect(await tab.load(step)).toBeNull()
    const draft = { step, text: 'class MyQueue {}', revision: 1, savedAt: 1234 }
    expect(await tab.save(step, draft.text, 0, 'edit')).toEqual({ kind: 'saved', draft })
    await tab.close()

    const again = await openTab(name)
    expect(await again.load(step)).toEqual(draft)
    expect(await again.load(otherStep)).toBeNull()
    expect(again.storage).toEqual({ kind: 'saving' })
  })

  test('fast typing: every caller is answered, the newest text wins, few transactions do', async () => {
    const name = freshName()
    const tab = await openTab(name)
    const transactions = vi.spyOn(IDBDatabase.prototype, 'transaction')
    const texts = Array.from({ length: 500 }, (_, n) => 'x'.repeat(n + 1))
    const outcomes = await Promise.all(texts.map((text) => tab.save(step, text, 0, 'edit')))
    const count = transactions.mock.calls.length
    transactions.mockRestore()
    expect(outcomes.map(({ kind }) => kind)).toEqual(texts.map(() => 'saved'))
    expect(await tab.load(step)).toMatchObject({ text: texts.at(-1), revision: 2 })
    expect(count).toBeLessThan(5)
  })

  test('closing and loading wait for the saves that are on their way', async () => {
    const name = freshName()
    const tab = await openTab(name)
    void tab.save(step, 'first', 0, 'edit')
    void tab.save(step, 'last', 0, 'edit')
    expect(await tab.load(step)).toMatchObject({ text: 'last' })
    void tab.save(step, 'very last', 2, 'edit')
    await tab.close()
    expect(await (await openTab(name)).load(step)).toMatchObject({ text: 'very last', revision: 3 })
  })

  test('a text saved with a stale revision is refused within one tab too', async () => {
    const tab = await openTab(freshName())
    await tab.save(step, 'one', 0, 'edit')
    expect(await tab.save(step, 'two', 0, 'edit')).toMatchObject({
      kind: 'conflict',
      theirs: { text: 'one' },
    })
  })

  test('the same text again changes nothing, whatever its base', async () => {
    const tab = await openTab(freshName())
    const draft = savedDraft(await tab.save(step, 'same', 0, 'edit'))
    expect(await tab.save(step, 'same', draft.revision, 'edit')).toEqual({ kind: 'saved', draft })
    expect(await tab.save(step, 'same', 0, 'edit')).toEqual({ kind: 'saved', draft })
    expect(await historyTexts(tab)).toEqual(['edit same'])
  })
})

describe('history', () => {
  test('reset, solution, restore and undo each leave what was there, in order and after reopening', async () => {
    const name = freshName()
    let now = 0
    const tab = await openTab(name, { clock: () => (now += 1000) })
    let revision = 0
    for (const [reason, text] of [
      ['edit', 'm'],
      ['edit', 'mine'],
      ['solution', 'theirs'],
      ['undo', 'mine'],
      ['reset', 'starter'],
      ['restore', 'mine'],
      ['edit', 'mine!'],
    ] as const) {
      revision = savedDraft(await tab.save(step, text, revision, reason)).revision
    }
    const expected = [
      'edit mine!',
      'restore mine',
      'reset starter',
      'undo mine',
      'solution theirs',
      'edit mine',
    ]
    expect(await historyTexts(tab)).toEqual(expected)
    expect(await historyTexts(tab, otherStep)).toEqual([])
    await tab.close()
    const again = await openTab(name)
    expect(await historyTexts(again)).toEqual(expected)
    const entry = (await again.history(step))[0]
    expect(Object.keys(entry ?? {}).sort()).toEqual(['id', 'reason', 'savedAt', 'step', 'text'])
  })

  test('keeps a hundred entries a step, and the resets longest', async () => {
    const name = freshName()
    let now = 0
    const tab = await openTab(name, { clock: () => (now += 60_000) })
    let revision = savedDraft(await tab.save(step, 'start', 0, 'reset')).revision
    for (let n = 0; n < 120; n++) {
      revision = savedDraft(await tab.save(step, `edit ${n}`, revision, 'edit')).revision
    }
    const texts = await historyTexts(tab)
    expect(texts).toHaveLength(100)
    expect([texts[0], texts[98], texts[99]]).toEqual(['edit edit 119', 'edit edit 21', 'reset start'])
    expect(await readAll(name, 'history')).toHaveLength(100)
  })
})

describe('progress and settings', () => {
  test('each mark is seen at once, told, and there after reopening', async () => {
    const name = freshName()
    const tab = await openTab(name, { clock: () => 77 })
    const told = vi.fn()
    tab.addEventListener('progress-change', told)
    const before = tab.progress
    const started = tab.markStarted(step)
    expect(tab.progress[step], 'before it is stored').toMatchObject({ startedAt: 77 })
    await started
    await Promise.all([
      tab.countCheck(step),
      tab.countCheck(step),
      tab.markHint(step, 2),
      tab.markHint(step, 1),
    ])
    await tab.markSolutionSeen(step)
    await tab.markPrediction(step, 1, true)
    await tab.markPassed(step)
    const expected = {
      startedAt: 77,
      passedAt: 77,
      hints: 2,
      hasSeenSolution: true,
      checks: 2,
      predictions: ['open', 'right'],
    }
    expect(tab.progress[step]).toEqual(expected)
    expect(before[step], 'a snapshot stays as it was').toBeUndefined()
    const count = told.mock.calls.length
    await tab.markPassed(step)
    expect(told, 'nothing new is not told').toHaveBeenCalledTimes(count)
    await tab.close()
    const again = await openTab(name, { clock: () => 99 })
    await again.markStarted(step)
    await again.markPassed(step)
    expect(again.progress[step], 'the first time counts').toEqual(expected)
  })

  test('settings have defaults, are seen at once and kept', async () => {
    const name = freshName()
    const tab = await openTab(name)
    expect(tab.settings).toEqual(defaultSettings)
    const told = vi.fn()
    tab.addEventListener('settings-change', told)
    const changed = tab.changeSettings({ theme: 'dark', panes: { text: 40 } })
    expect(tab.settings.theme).toBe('dark')
    await Promise.all([
      changed,
      tab.changeSettings({ lastStep: step }),
      tab.changeSettings({ isAutoRun: false }),
    ])
    expect(told).toHaveBeenCalledTimes(3)
    await tab.close()
    const again = await openTab(name)
    expect(again.settings).toEqual({
      ...defaultSettings,
      theme: 'dark',
      panes: { text: 40 },
      lastStep: step,
      isAutoRun: false,
    })
  })
})

test('steps named like parts of Object are steps like any other (SAFETY row 6)', async () => {
  const name = freshName()
  const tab = await openTab(name)
  const hostile = ['__proto__', 'constructor', '__proto__/polluted', 'toString'] as StepId[]
  for (const id of hostile) {
    await tab.save(id, `text of ${id}`, 0, 'edit')
    await tab.countCheck(id)
  }
  await tab.changeSettings({
    panes: JSON.parse('{ "__proto__": 1, "constructor": 2 }') as { [name: string]: number },
  })
  await tab.close()
  const again = await openTab(name)
  expect(Object.getPrototypeOf(again.progress)).toBeNull()
  expect(Object.keys(again.progress).sort()).toEqual([...hostile].sort())
  expect(again.progress['valueOf']).toBeUndefined()
  expect(Object.keys(again.settings.panes)).toEqual(['__proto__', 'constructor'])
  for (const id of hostile) expect(await again.load(id)).toMatchObject({ text: `text of ${id}` })
  const file = await readExport(again)
  expect(file['drafts']).toHaveLength(4)
  expect(Object.keys({}.constructor.prototype as object), 'Object.prototype is as it was').toEqual([])
  expect(({} as { text?: string }).text).toBeUndefined()
})

test('an export has everything, in a format that names itself', async () => {
  const tab = await openTab(freshName(), { clock: () => 5 })
  await tab.save(step, 'mine', 0, 'edit')
  await tab.save(step, 'starter', 1, 'reset')
  await tab.markStarted(step)
  const last = tab.save(otherStep, 'on its way', 0, 'edit')
  expect(await readExport(tab)).toMatchObject({
    format: 'mailroom-work',
    version: 1,
    exportedAt: 5,
    drafts: [
      { step, text: 'starter', revision: 2, savedAt: 5 },
      { step: otherStep, text: 'on its way' },
    ],
    history: [
      { step, text: 'mine', reason: 'edit' },
      { step, text: 'starter', reason: 'reset' },
      { step: otherStep, text: 'on its way' },
    ],
    progress: [{ step, startedAt: 5 }],
    quarantine: [],
  })
  await last
})

test('the browser is asked once, at the first save, to keep the storage; a refusal is ignored', async () => {
  const persist = vi.spyOn(navigator.storage, 'persist').mockRejectedValue(new Error('no'))
  const tab = await openTab(freshName())
  await tab.markStarted(step)
  expect(persist).not.toHaveBeenCalled()
  await tab.save(step, 'a', 0, 'edit')
  await tab.save(step, 'b', 1, 'edit')
  expect(persist).toHaveBeenCalledTimes(1)
  persist.mockRestore()
})
