import { expect, test, vi } from 'vitest'
import type { Lesson } from '../../src/course/lesson.ts'
import { LessonDownloadError, LessonLoader, UnknownStepError } from '../../src/course/lesson-loader.ts'

const lesson: Lesson = {
  id: '01-lists/01-queue',
  number: '1.1',
  title: 'A queue',
  minutes: 5,
  concepts: [],
  html: '',
  learned: '',
  hints: [],
  starter: '',
  solution: '',
  test: '',
  tests: [],
  files: [],
  seed: '',
}

test('a failed download says what to do, and the next try asks another address', async () => {
  const importLesson = vi.fn(async (version: number) => {
    if (version === 0) throw new TypeError('Failed to fetch dynamically imported module')
    return { default: lesson }
  })
  const loader = new LessonLoader({ '01-lists/01-queue': importLesson })
  const failure = await loader.load('01-lists/01-queue').catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(LessonDownloadError)
  expect(failure).toMatchObject({
    message: 'This step could not be downloaded. Check your connection, then try again.',
    cause: expect.any(TypeError),
  })
  await expect(loader.load('01-lists/01-queue')).resolves.toBe(lesson)
  expect(importLesson.mock.calls).toEqual([[0], [1]])
})

test('refresh asks another address', async () => {
  const importLesson = vi.fn(async () => ({ default: lesson }))
  const loader = new LessonLoader({ a: importLesson })
  await loader.load('a')
  await loader.load('a')
  loader.refresh('a')
  await loader.load('a')
  expect(importLesson.mock.calls).toEqual([[0], [0], [1]])
})

test.for(['01-lists/99-none', '__proto__', 'constructor', ''])('%j is no step', async (id) => {
  await expect(new LessonLoader({}).load(id)).rejects.toBeInstanceOf(UnknownStepError)
})
