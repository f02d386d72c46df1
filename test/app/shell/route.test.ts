import { describe, expect, it } from 'vitest'
import { nearestStep, neighbours, readRoute } from '../../../src/app/shell/route.ts'
import type { Catalogue, StepEntry, StepId } from '../../../src/course/lesson.ts'

const step = (id: StepId): StepEntry => ({ id, number: '', title: id, minutes: 1, concepts: [] })
const catalogue: Catalogue = {
  chapters: [
    {
      id: '01-lists',
      number: 1,
      title: '',
      summary: '',
      steps: [step('01-lists/01-queue'), step('01-lists/02-stack')],
    },
    { id: '02-why', number: 2, title: '', summary: '', steps: [step('02-why/01-timing')] },
  ],
}

describe('readRoute', () => {
  it('takes no fragment, # and #/ for the front page', () => {
    for (const hash of ['', '#', '#/']) expect(readRoute(hash, catalogue)).toEqual({ kind: 'front' })
  })

  it('finds a step, also written with a closing slash or escapes', () => {
    for (const hash of ['#/01-lists/02-stack', '#/01-lists/02-stack/', '#/01-lists%2F02-stack']) {
      expect(readRoute(hash, catalogue)).toMatchObject({ kind: 'step', entry: { id: '01-lists/02-stack' } })
    }
  })

  it('names what it does not know, even where the escapes are broken', () => {
    expect(readRoute('#/01-lists/09-heap', catalogue)).toEqual({ kind: 'unknown', asked: '01-lists/09-heap' })
    expect(readRoute('#/%E0%A4%A', catalogue)).toEqual({ kind: 'unknown', asked: '%E0%A4%A' })
    expect(readRoute('#/__proto__', catalogue)).toEqual({ kind: 'unknown', asked: '__proto__' })
  })

  it('leaves anchors alone', () => {
    expect(readRoute('#example', catalogue)).toEqual({ kind: 'none' })
  })
})

describe('neighbours', () => {
  it('crosses from chapter to chapter and ends at both ends', () => {
    expect(neighbours(catalogue, '01-lists/01-queue')).toMatchObject({
      previous: null,
      next: { id: '01-lists/02-stack' },
    })
    expect(neighbours(catalogue, '01-lists/02-stack').next?.id).toBe('02-why/01-timing')
    expect(neighbours(catalogue, '02-why/01-timing').next).toBeNull()
  })
})

describe('nearestStep', () => {
  it.each([
    ['01-lists/02-stck', '01-lists/02-stack'],
    ['stack', '01-lists/02-stack'],
    ['02-why', '02-why/01-timing'],
    ['02-why/07-threads', '02-why/01-timing'],
    ['x'.repeat(100_000), '01-lists/01-queue'],
  ])('offers for %.20s the step %s', (asked, id) => {
    expect(nearestStep(catalogue, asked)?.id).toBe(id)
  })

  it('offers nothing when the course is empty', () => {
    expect(nearestStep({ chapters: [] }, 'stack')).toBeNull()
  })
})
