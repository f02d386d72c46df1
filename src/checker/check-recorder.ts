import type { Test } from '@vitest/runner'
import type { ScopeClock } from '../runtime/scope-clock.ts'
import { LaneRecorder } from '../sandbox/lane-recorder.ts'
import { taskQueue } from '../sandbox/worker-clock.ts'
import type { Task } from '../sandbox/worker-door.ts'
import type { ConsoleLevel } from '../wire/value-data.ts'
import { watchAssertions } from './failing-assertions.ts'
import { testName } from './page-runner.ts'
import { readMessage, readResult } from './read-results.ts'

const { timeOrigin } = performance
const realNow = performance.now.bind(performance)

const levels: ReadonlySet<string> = new Set<ConsoleLevel>(['debug', 'log', 'info', 'warn', 'error'])

/** Tells what happens in a check, if it is to be recorded. Open it before any of the learner's code is loaded. */
export function openRecorder(
  { ports, lane, report }: Pick<Task<unknown>, 'ports' | 'lane' | 'report'>,
  clock: ScopeClock | null,
): LaneRecorder | null {
  if (lane === undefined) return null
  return new LaneRecorder({
    lane,
    post: ports.trace ? ports.trace.postMessage.bind(ports.trace) : report,
    at: clock ? clock.now : (ms) => timeOrigin + ms,
    now: realNow,
    defer: taskQueue(),
  })
}

/** `method`: which of the console's it was. */
export function recordLine(recorder: LaneRecorder, text: string, method: string): void {
  const level = levels.has(method) ? (method as ConsoleLevel) : 'log'
  const values = [{ kind: 'primitive', type: 'string', text }] as const
  recorder.add({ kind: 'console', entry: { level, form: 'line', values, count: 1, indent: 0 } })
}

/** Tells of assertions as soon as they do not hold. `testNow`: full name of the test that is running. */
export function recordFailures(recorder: LaneRecorder, testNow: () => string): void {
  watchAssertions((error) => {
    const words = error instanceof Error ? error.message : String(error)
    recorder.add({ kind: 'failed', name: testNow(), message: readMessage(words).message }, true)
  })
}

export function recordTested(recorder: LaneRecorder, test: Test): void {
  const { status, message } = readResult(test)
  recorder.add({ kind: 'tested', name: testName(test), status, message }, true)
}
