import { expect, test, vi } from 'vitest'
import { DraftChange } from '../../src/workspace/workspace.ts'
import { freshName, historyTexts, nextEvent, openTab, otherStep, savedDraft, step } from './tabs-for-test.ts'

test('the older text never overwrites the newer, and is kept in history (SAFETY row 16)', async () => {
  const name = freshName()
  const [one, two] = [await openTab(name), await openTab(name)]
  await one.save(step, 'common', 0, 'edit')
  const base = (await two.load(step))?.revision ?? 0
  const newer = savedDraft(await one.save(step, 'common, and more of one', base, 'edit'))
  const outcome = await two.save(step, 'common, and more of two', base, 'edit')
  expect(outcome).toEqual({ kind: 'conflict', theirs: newer })
  expect(await two.load(step)).toEqual(newer)
  expect((await historyTexts(one)).slice(0, 2)).toEqual([
    'merge common, and more of two',
    'edit common, and more of one',
  ])
  // Typing on in the conflict does not fill history.
  await two.save(step, 'common, and more of two!', base, 'edit')
  expect((await historyTexts(one)).slice(0, 2)).toEqual([
    'merge common, and more of two!',
    'edit common, and more of one',
  ])
  expect(one.storage.kind).toBe('saving')
})

test('taking mine after a conflict leaves both texts in history, each once', async () => {
  const name = freshName()
  const [one, two] = [await openTab(name), await openTab(name)]
  const theirs = savedDraft(await one.save(step, 'theirs', 0, 'edit'))
  await two.save(step, 'mine', 0, 'edit')
  savedDraft(await two.save(step, 'mine', theirs.revision, 'merge'))
  expect(await historyTexts(two)).toEqual(['merge mine', 'edit theirs'])
})

test.each(['edit', 'reset', 'solution', 'restore', 'undo', 'import', 'merge'] as const)(
  'a stale %s overwrites nothing either',
  async (reason) => {
    const name = freshName()
    const [one, two] = [await openTab(name), await openTab(name)]
    await one.save(step, 'theirs', 0, 'edit')
    expect(await two.save(step, 'mine', 0, reason)).toMatchObject({ kind: 'conflict' })
    expect(await one.load(step)).toMatchObject({ text: 'theirs', revision: 1 })
    expect(await historyTexts(one)).toEqual(['merge mine', 'edit theirs'])
  },
)

test('of many saves at the same moment from two tabs each is stored or in conflict, none lost', async () => {
  const name = freshName()
  const [one, two] = [await openTab(name), await openTab(name)]
  const outcomes = await Promise.all([
    one.save(step, 'of one', 0, 'reset'),
    two.save(step, 'of two', 0, 'reset'),
  ])
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['conflict', 'saved'])
  expect((await historyTexts(one)).map((entry) => entry.replace(/^\w+ /, '')).sort()).toEqual([
    'of one',
    'of two',
  ])
})

test('another tab hears of a saved draft, with its text; the one that saved does not', async () => {
  const name = freshName()
  const [one, two] = [await openTab(name), await openTab(name)]
  const own = vi.fn()
  one.addEventListener('draft-change', own)
  const heard = nextEvent(two, 'draft-change')
  const draft = savedDraft(await one.save(step, 'news', 0, 'edit'))
  const event = await heard
  expect(event).toBeInstanceOf(DraftChange)
  expect(event).toMatchObject({ step, draft })
  expect(own).not.toHaveBeenCalled()
})

test('another tab hears of progress and settings', async () => {
  const name = freshName()
  const [one, two] = [await openTab(name), await openTab(name)]
  const progress = nextEvent(two, 'progress-change')
  await one.markPassed(step)
  await progress
  expect(two.progress[step]?.passedAt).toBe(one.progress[step]?.passedAt)
  const settings = nextEvent(two, 'settings-change')
  await one.changeSettings({ theme: 'dark' })
  await settings
  expect(two.settings.theme).toBe('dark')
})

test('without BroadcastChannel revisions and merged progress still keep two tabs safe', async () => {
  const name = freshName()
  class Broken {
    constructor() {
      throw new DOMException('no', 'SecurityError')
    }
  }
  const one = await openTab(name, { BroadcastChannel: null })
  const two = await openTab(name, { BroadcastChannel: Broken as unknown as typeof BroadcastChannel })
  await one.save(step, 'of one', 0, 'edit')
  expect(await two.save(step, 'of two', 0, 'edit')).toMatchObject({
    kind: 'conflict',
    theirs: { text: 'of one' },
  })
  await one.markHint(step, 2)
  await two.markPassed(step)
  expect(two.progress[step]).toMatchObject({ hints: 2 })
  await one.changeSettings({ theme: 'dark' })
  await two.changeSettings({ lastStep: otherStep })
  expect(two.settings).toMatchObject({ theme: 'dark', lastStep: otherStep })
})

test('forged and malformed messages of a channel change nothing (SAFETY rows 5 and 6)', async () => {
  const name = freshName()
  const [one, two] = [await openTab(name), await openTab(name)]
  savedDraft(await one.save(step, 'true', 0, 'edit'))
  await two.load(step)
  const heard = vi.fn()
  two.addEventListener('draft-change', heard)
  const forger = new BroadcastChannel(name)
  const forged = { kind: 'draft', step, draft: { step, text: 'forged', revision: 99, savedAt: 0 } }
  const messages = [
    null,
    7,
    'draft',
    [],
    {},
    { kind: '__proto__' },
    { kind: 'draft', step: { __proto__: 1 } },
    forged,
  ]
  for (const message of messages) forger.postMessage(message)
  // One channel delivers in order: when this is heard, the others were.
  const last = nextEvent(two, 'draft-change')
  await one.save(otherStep, 'next', 0, 'edit')
  expect(await last).toMatchObject({ step: otherStep })
  forger.close()
  expect(heard).toHaveBeenCalledTimes(1)
  expect(await two.load(step)).toMatchObject({ text: 'true', revision: 1 })
})
