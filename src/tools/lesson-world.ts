/** Setup of each test file of a lesson: a world of its own, as in the page. */
import { afterAll } from 'vitest'
import { openLessonWorld } from './lesson-clock.ts'

const close = await openLessonWorld()
afterAll(close)
