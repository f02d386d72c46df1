import type { ScopeClock } from '../runtime/scope-clock.ts'
import { installFetch } from './lesson-fetch.ts'
import { redirectRedis } from './lesson-network.ts'

/** What a thread of a lesson's tests is told. */
export interface LessonThread {
  readonly redisPort: number
}

/** Loaded by each thread of a lesson's tests before the learner's module. */
export function prepareThread({ redisPort }: LessonThread, clock: ScopeClock | null): void {
  if (!clock) return
  redirectRedis(redisPort, clock)
  installFetch(clock)
}
