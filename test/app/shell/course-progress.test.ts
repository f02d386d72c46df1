import { describe, expect, it } from 'vitest'
import { durationText, tally, tallyText, wayIn } from '../../../src/app/shell/course-progress.ts'
import type { Catalogue, StepEntry } from '../../../src/course/lesson.ts'

const step = (name: string, minutes = 5): StepEntry => ({
  id: `01-lists/${name}`,
  number: '1',
  title: name,
  minutes,
  concepts: [],
})
const steps = [step('a'), step('b'), step('c')]
const catalogue: Catalogue = { chapters: [{ id: '01-lists', number: 1, title: '', summary: '', steps }] }
const begun = { startedAt: 1, hints: 0, hasSeenSolution: false, checks: 0 }
const done = { ...begun, passedAt: 2 }

describe('wayIn', () => {
  it('starts a newcomer at the first step', () => {
    expect(wayIn(catalogue, {}, null)).toMatchObject({ kind: 'start', entry: { title: 'a' } })
  })

  it('goes on with the last step that was visited', () => {
    expect(wayIn(catalogue, {}, '01-lists/b')).toMatchObject({ kind: 'resume', entry: { title: 'b' } })
  })

  it('goes on after a last step that is passed, and comes back to one left out', () => {
    expect(wayIn(catalogue, { '01-lists/b': done }, '01-lists/b')).toMatchObject({ entry: { title: 'c' } })
    const allButFirst = { '01-lists/b': done, '01-lists/c': done }
    expect(wayIn(catalogue, allButFirst, '01-lists/c')).toMatchObject({
      kind: 'resume',
      entry: { title: 'a' },
    })
  })

  it('goes on from progress alone when the last step is gone from the course', () => {
    expect(wayIn(catalogue, { '01-lists/a': done }, '01-lists/gone')).toMatchObject({
      kind: 'resume',
      entry: { title: 'b' },
    })
  })

  it('offers another look when everything is passed, and nothing in an empty course', () => {
    const all = { '01-lists/a': done, '01-lists/b': done, '01-lists/c': done }
    expect(wayIn(catalogue, all, '01-lists/c')).toMatchObject({ kind: 'again', entry: { title: 'a' } })
    expect(wayIn({ chapters: [] }, {}, null)).toBeNull()
  })
})

it('counts passed steps only', () => {
  expect(tallyText(tally(steps, { '01-lists/a': done, '01-lists/b': begun }))).toBe('1 of 3 done')
})

it.each([
  [[1], 'about 1 minute'],
  [[8, 8], 'about 16 minutes'],
  [[8, 8, 12, 15], 'about 45 minutes'],
  [[60], 'about 1 hour'],
  [[50, 78], 'about 2 hours 10 minutes'],
])('tells the sum of %j minutes', (minutes, text) => {
  expect(durationText(minutes.map((count, at) => step(String(at), count)))).toBe(text)
})
