/** Setup of each test file of a lesson: a world of its own, as in the page. */
import { afterAll, vi } from 'vitest'
import { openLessonWorld } from './lesson-clock.ts'

const close = await openLessonWorld()
afterAll(async () => {
  // Later, it would put this world's functions back into the next one.
  vi.unstubAllGlobals()
  await close()
})
