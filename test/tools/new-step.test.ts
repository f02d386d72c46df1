import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lintCourse } from '../../src/course/lint.ts'
import { loadLesson } from '../../src/course/load.ts'
import { makeStep, NewStepError } from '../../src/tools/new-step.ts'
import { tempCourse } from '../course/temp-course.ts'

test('a new step is whole: the lint finds nothing, not even advice', () => {
  const { root } = tempCourse()
  const files = makeStep(root, '01-lists/13-third', 'A "third" step: done')
  expect(files).toContain('lessons/01-lists/13-third/exercise.test.ts')
  expect(lintCourse(root)).toMatchObject({ steps: 3, problems: [], advice: [] })
  expect(loadLesson('01-lists/13-third', { root })).toMatchObject({
    title: 'A "third" step: done',
    tests: ['the answer is right'],
  })
})

test('a new chapter gets its own front matter', () => {
  const { root } = tempCourse()
  makeStep(root, '02-more/01-first', 'First')
  expect(existsSync(join(root, 'lessons/02-more/chapter.md'))).toBe(true)
  expect(lintCourse(root).problems).toEqual([])
})

test.for([
  ['01-lists/11-first', 'First', 'lessons/01-lists/11-first is there already'],
  ['01-lists/11-other', 'Other', 'The number 11 belongs to lessons/01-lists/11-first already'],
  ['01-else/01-first', 'First', 'The number 01 belongs to lessons/01-lists already'],
  ['01-lists/queue', 'Queue', "'01-lists/queue' is no folder of a step"],
  ['01-lists/../13-a', 'Queue', 'is no folder of a step'],
  ['13-a', 'Queue', "'13-a' is no folder of a step"],
  ['01-lists/13-third', ' ', 'A new step needs a folder and a title'],
  [undefined, undefined, 'A new step needs a folder and a title'],
] as const)('refuses %s %s', ([id, title, message]) => {
  const { root } = tempCourse()
  const before = readFileSync(join(root, 'lessons/01-lists/11-first/lesson.md'), 'utf8')
  expect(() => makeStep(root, id, title)).toThrow(NewStepError)
  expect(() => makeStep(root, id, title)).toThrow(message)
  expect(readFileSync(join(root, 'lessons/01-lists/11-first/lesson.md'), 'utf8')).toBe(before)
})
