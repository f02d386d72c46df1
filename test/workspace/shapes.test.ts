import { expect, test } from 'vitest'
import { readDraft } from '../../src/workspace/draft.ts'
import { writeExport } from '../../src/workspace/export-file.ts'
import {
  isSameProgress,
  mergeProgress,
  noProgress,
  progressOf,
  readProgress,
  withPrediction,
} from '../../src/workspace/progress.ts'
import { defaultSettings, isSameSettings, mergeSettings, readSettings } from '../../src/workspace/settings.ts'
import { describeFailure } from '../../src/workspace/storage-state.ts'

const hostile = JSON.parse('{ "__proto__": { "isPolluted": true }, "constructor": 1 }') as {
  [key: string]: never
}

function expectNoPollution(): void {
  expect(({} as { isPolluted?: boolean }).isPolluted, 'Object.prototype is as it was').toBeUndefined()
}

test('a draft is a step, a text, a revision and a time; all else is none', () => {
  const draft = { step: '01-lists/01-queue', text: '', revision: 1, savedAt: 0 }
  expect(readDraft({ ...draft, ...hostile })).toEqual(draft)
  for (const [field, value] of Object.entries({ step: {}, text: 7, revision: -1, savedAt: Infinity })) {
    expect(readDraft({ ...draft, [field]: value }), field).toBeNull()
  }
  for (const value of [null, 'text', [], {}]) expect(readDraft(value)).toBeNull()
  expectNoPollution()
})

test('progress has no prototype and is not polluted by the names of steps', () => {
  const none = { hints: 0, hasSeenSolution: false, checks: 0 }
  const progress = progressOf([
    ['__proto__', { ...none, checks: 1 }],
    ['constructor', { ...none, checks: 2 }],
  ])
  expect(Object.getPrototypeOf(progress)).toBeNull()
  expect(Object.keys(progress)).toEqual(['__proto__', 'constructor'])
  expect(progress['toString']).toBeUndefined()
  expect(Object.isFrozen(progress)).toBe(true)
  expectNoPollution()
})

test('progress only grows, whichever tab knows what', () => {
  const step = '01-lists/01-queue'
  const one = progressOf([[step, { startedAt: 5, hints: 1, hasSeenSolution: true, checks: 3 }]])
  const merged = mergeProgress(one, [
    [step, { startedAt: 2, passedAt: 9, hints: 2, hasSeenSolution: false, checks: 1 }],
  ])
  expect({ ...merged }).toEqual({
    [step]: { startedAt: 2, passedAt: 9, hints: 2, hasSeenSolution: true, checks: 3 },
  })
  expect(mergeProgress(merged, Object.entries(one)), 'nothing new: the same object').toBe(merged)
})

test('records of another shape are no progress', () => {
  const record = { step: 'a/b', hints: 0, hasSeenSolution: false, checks: 0 }
  expect(readProgress(record)).toEqual(['a/b', { hints: 0, hasSeenSolution: false, checks: 0 }])
  for (const [field, value] of Object.entries({
    step: 1,
    hints: -1,
    hasSeenSolution: 1,
    checks: 0.5,
    passedAt: 'x',
    startedAt: null,
    predictions: ['right', 'perhaps'],
  })) {
    expect(readProgress({ ...record, [field]: value }), field).toBeNull()
  }
})

test('answers to questions are kept by their place, and a right one stays right', () => {
  const once = withPrediction(noProgress, 2, false)
  expect(once.predictions).toEqual(['open', 'open', 'wrong'])
  expect(withPrediction(once, 2, true).predictions).toEqual(['open', 'open', 'right'])
  const both = withPrediction(withPrediction(once, 2, true), 0, false)
  expect(both.predictions).toEqual(['wrong', 'open', 'right'])
  expect(withPrediction(both, 2, false).predictions).toEqual(['wrong', 'open', 'right'])
  expect(() => withPrediction(noProgress, -1, true)).toThrow('Question -1 of a step')
  expect(() => withPrediction(noProgress, 1e9, true)).toThrow(RangeError)
})

test('two tabs put their answers together; a record without any stays as it was', () => {
  const step = '01-lists/01-queue'
  const here = progressOf([[step, withPrediction(noProgress, 0, true)]])
  const there = withPrediction(withPrediction(noProgress, 0, false), 1, false)
  expect(mergeProgress(here, [[step, there]])[step]?.predictions).toEqual(['right', 'wrong'])
  expect(mergeProgress(here, [[step, noProgress]]), 'nothing new: the same object').toBe(here)
  expect(isSameProgress(noProgress, there)).toBe(false)
  expect(readProgress({ step, ...there })).toEqual([step, there])
  expect(readProgress({ step, ...noProgress })?.[1]).not.toHaveProperty('predictions')
})

test('settings take what is theirs, default what is missing, and refuse a wrong shape', () => {
  expect(readSettings({ theme: 'dark' })).toEqual({ ...defaultSettings, theme: 'dark' })
  expect(readSettings({ speed: 'fast' })).toEqual({ ...defaultSettings, speed: 'fast' })
  for (const [field, value] of Object.entries({
    isAutoRun: 'yes',
    lastStep: 7,
    wasRunKilled: null,
    theme: 'purple',
    speed: 3,
    panes: { left: 'wide' },
  })) {
    expect(readSettings({ [field]: value }), field).toBeNull()
  }
  for (const value of [null, 7, 'dark', []]) expect(readSettings(value)).toBeNull()
})

test('changed settings: null is a value, unknown keys and sizes that are no numbers are not', () => {
  const panes = { ...(JSON.parse('{ "__proto__": 7 }') as { [name: string]: number }), text: 40, code: NaN }
  const settings = mergeSettings(
    { ...defaultSettings, lastStep: 'a/b' },
    { lastStep: null, panes, ...hostile },
  )
  expect(settings.lastStep).toBeNull()
  expect(Object.getPrototypeOf(settings.panes)).toBeNull()
  expect(Object.entries(settings.panes)).toEqual([
    ['__proto__', 7],
    ['text', 40],
  ])
  expect(Object.keys(settings).sort()).toEqual(Object.keys(defaultSettings).sort())
  expect(isSameSettings(settings, mergeSettings(settings, {}))).toBe(true)
  expect(isSameSettings(settings, mergeSettings(settings, { panes: { text: 41 } }))).toBe(false)
  expect(isSameSettings(settings, mergeSettings(settings, { speed: 20 }))).toBe(false)
  expectNoPollution()
})

test('an export holds damaged records of any kind', async () => {
  const cyclic: { [key: string]: unknown } = {
    big: 7n,
    when: new Date(0),
    map: new Map([['a', 1]]),
    no: undefined,
  }
  cyclic['self'] = cyclic
  const blob = writeExport({
    format: 'mailroom-work',
    version: 1,
    exportedAt: 0,
    drafts: [],
    history: [],
    progress: [],
    quarantine: [{ store: 'drafts', key: 'a/b', value: cyclic, movedAt: 0 }, hostile],
  })
  expect(blob.type).toBe('application/json')
  const text = await blob.text()
  const file = JSON.parse(text) as { quarantine: [{ value: { [key: string]: unknown } }, unknown] }
  expect(file.quarantine[0].value).toMatchObject({ big: '7', no: 'undefined', map: [['a', 1]], self: '…' })
  expect(text, 'also what would pollute is kept as it was').toContain('"__proto__": {')
  expectNoPollution()
})

test('each failure says what happened and offers the download', () => {
  const reasons = Object.fromEntries(
    ['SecurityError', 'QuotaExceededError', 'VersionError', 'UnknownError'].map((name) => {
      const failure = describeFailure(new DOMException('', name))
      expect(failure.message, name).toMatch(/Download it to keep it/)
      return [name, failure.reason]
    }),
  )
  expect(reasons).toEqual({
    SecurityError: 'blocked',
    QuotaExceededError: 'full',
    VersionError: 'newer',
    UnknownError: 'failed',
  })
  expect(describeFailure('a string').reason).toBe('failed')
})
