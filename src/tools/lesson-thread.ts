import type { ScopeClock } from '../runtime/scope-clock.ts'
import { installFetch } from './lesson-fetch.ts'
import { answerNames } from './lesson-names.ts'
import { redirectConnections, type LessonPorts } from './lesson-network.ts'

/** What a thread of a lesson's tests is told. */
export interface LessonThread {
  readonly ports: LessonPorts
}

/** Loaded by each thread of a lesson's tests before the learner's module. */
export function prepareThread({ ports }: LessonThread, clock: ScopeClock | null): void {
  if (!clock) return
  redirectConnections(ports, clock)
  answerNames()
  installFetch(clock)
}
