import { describe, expect, test } from 'vitest'
import type { StepId } from '../../src/course/lesson.ts'
import type { SaveReason } from '../../src/workspace/draft.ts'
import { historyLimit, readEntry, surplusEntries } from '../../src/workspace/history.ts'
import { UnsavedStep } from '../../src/workspace/unsaved-step.ts'

const step: StepId = '01-lists/01-queue'
const second = 1000
const long = 'const items: string[] = [] // what waits, oldest first\n'

/** History as it is after these texts, oldest first: `reason text`. */
async function historyOf(...saves: readonly (readonly [atMs: number, SaveReason, text: string])[]) {
  const unsaved = new UnsavedStep()
  for (const [savedAt, reason, text] of saves) {
    await unsaved.keep({ step, text, baseRevision: 0, reason, savedAt }, null)
  }
  return unsaved.entries.map(({ reason, text }) => `${reason} ${text}`)
}

describe('edits', () => {
  test('typing within 30 seconds is one entry, with the newest text', async () => {
    expect(
      await historyOf([0, 'edit', 'a'], [10 * second, 'edit', 'ab'], [29 * second, 'edit', 'abc']),
    ).toEqual(['edit abc'])
  })

  test('typing that goes on begins a new entry after 30 seconds of the first', async () => {
    const texts = await historyOf([0, 'edit', 'a'], [20 * second, 'edit', 'ab'], [30 * second, 'edit', 'abc'])
    expect(texts).toEqual(['edit ab', 'edit abc'])
  })

  test('typing that erases much at once leaves the entry with the text that was there', async () => {
    expect(
      await historyOf([0, 'edit', long], [1, 'edit', '']),
      'the erased line is still in history',
    ).toEqual([`edit ${long}`, 'edit '])
  })

  test('typing something and taking it back leaves no two equal neighbours', async () => {
    const saves = [
      [0, 'edit', 'a'],
      [40 * second, 'edit', 'ab'],
      [41 * second, 'edit', 'a'],
    ] as const
    expect(await historyOf(...saves)).toEqual(['edit a'])
  })

  test('a clock that is set back does not let an old entry swallow new typing', async () => {
    expect(await historyOf([90 * second, 'edit', 'a'], [0, 'edit', 'b'])).toEqual(['edit a', 'edit b'])
  })
})

describe('texts replaced as a whole', () => {
  test.each(['reset', 'solution', 'restore', 'undo', 'import', 'merge'] as const)(
    '%s leaves the text before and after, and typing after it touches neither',
    async (reason) => {
      const texts = await historyOf([0, 'edit', 'mine'], [1, reason, 'whole'], [2, 'edit', 'whole!'])
      expect(texts).toEqual(['edit mine', `${reason} whole`, 'edit whole!'])
    },
  )

  test('a text that is already there is marked, not stored twice, and later typing leaves it', async () => {
    const texts = await historyOf([0, 'edit', 'same'], [1, 'reset', 'same'], [2, 'edit', 'same?'])
    expect(texts).toEqual(['reset same', 'edit same?'])
  })

  test('the text before is kept when it is known only from the store', async () => {
    const unsaved = new UnsavedStep()
    const before = { step, text: 'stored', revision: 3, savedAt: 0 }
    await unsaved.keep({ step, text: 'whole', baseRevision: 3, reason: 'solution', savedAt: 1 }, before)
    expect(unsaved.entries.map(({ text }) => text)).toEqual(['stored', 'whole'])
    expect(unsaved.draft?.revision, 'what is not stored has no revision of its own').toBe(3)
  })
})

describe('limit', () => {
  test('keeps the newest hundred', async () => {
    const saves = Array.from({ length: 130 }, (_, n) => [n * 60 * second, 'edit', `text ${n}`] as const)
    const texts = await historyOf(...saves)
    expect(texts).toHaveLength(historyLimit)
    expect([texts[0], texts.at(-1)]).toEqual(['edit text 30', 'edit text 129'])
  })

  test('the oldest edits go first, then the oldest of the others, never the newest', () => {
    const entries = [
      { id: 1, reason: 'reset' },
      { id: 2, reason: 'edit' },
      { id: 3, reason: 'undo' },
      { id: 4, reason: 'edit' },
      { id: 5, reason: 'edit' },
    ] as const
    expect(surplusEntries(entries, 4)).toEqual([2])
    expect(surplusEntries(entries, 2)).toEqual([2, 4, 1])
    expect(surplusEntries(entries, 0)).toEqual([2, 4, 1, 3])
    expect(surplusEntries(entries, 5)).toEqual([])
  })
})

test('records of another shape are no entries', () => {
  const entry = { id: 1, step, text: '', savedAt: 0, reason: 'edit', typingSince: null }
  expect(readEntry(entry)).toEqual(entry)
  for (const [field, value] of Object.entries({
    id: 'x',
    step: 7,
    text: null,
    savedAt: NaN,
    reason: 'constructor',
    typingSince: 'no',
  })) {
    expect(readEntry({ ...entry, [field]: value }), field).toBeNull()
  }
  for (const value of [null, undefined, 'text', 7, [], {}]) expect(readEntry(value)).toBeNull()
})
