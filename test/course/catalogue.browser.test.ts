import { expect, test } from 'vitest'
import { catalogue, loadLesson } from 'virtual:mailroom/catalogue'
import { UnknownStepError } from '../../src/course/lesson-loader.ts'

test('every step of the contents opens', async () => {
  const steps = catalogue.chapters.flatMap((chapter) => chapter.steps)
  expect(steps.length).toBeGreaterThan(0)
  for (const step of steps) {
    const lesson = await loadLesson(step.id)
    expect(lesson).toMatchObject(step)
    expect(lesson.hints).toHaveLength(3)
    expect(lesson.tests.length).toBeGreaterThan(0)
  }
})

test('an unknown step is told from a failed download', async () => {
  await expect(loadLesson('01-lists/99-none')).rejects.toBeInstanceOf(UnknownStepError)
})
