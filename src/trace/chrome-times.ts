import type { TraceEvent } from './event.ts'

/** Farther from the start than a run lasts: a time that is broken. 31 years in microseconds. */
const farthest = 1e15

/**
 * Microseconds of events from the start on, whole and each later than the one before: what happened in one moment by the
 * run's clock would else be drawn on top of each other, and an arrow could go back in time.
 */
export function chromeTimes(events: readonly TraceEvent[], startMs: number): readonly number[] {
  let last = -1
  return events.map(({ at }) => {
    const exact = Math.round((at - startMs) * 1_000)
    last = Math.max(last + 1, exact <= farthest ? exact : 0)
    return last
  })
}
