import { timersPromises } from '../runtime/timers-promises.ts'
import type { LearnerToPage, RunProgram } from '../wire/sandbox-messages.ts'
import type { RunOutcome } from '../wire/outcome.ts'
import { captureConsole, type ConsoleCapture } from './console-capture.ts'
import { bindTimers, countTimers, type TimerScope } from './counted-timers.ts'
import { makeBlobModules } from './module-loader.ts'
import { shutDoors } from './shut-doors.ts'
import { describeThrown, type StackReader } from './stack.ts'
import { receiveTask } from './worker-door.ts'

/** The worker's global scope, as far as a run touches it. */
export type LearnerScope = EventTarget & TimerScope & { performance: Performance; console: unknown }

/**
 * Waits for a program, runs its `main()`, reports what it prints and how it ends. Serves one run: the frame ends the
 * worker and has a fresh one ready. Whatever the report needs is taken before the program's modules are loaded.
 */
export async function serveRun(scope: LearnerScope): Promise<void> {
  const { payload, report: post } = await receiveTask<RunProgram>(scope)
  const report = post as (message: LearnerToPage) => void
  const now = scope.performance.now.bind(scope.performance)
  const own = bindTimers(scope)
  const timers = countTimers(scope)
  const output = captureConsole((entries) => report({ kind: 'console', entries }), {
    now,
    defer: (flush) => void own.setTimeout(flush, 10),
  })
  const started = now()
  const elapsed = (): number => now() - started
  const finish = (outcome: RunOutcome): void => {
    output.flush()
    report({ kind: 'outcome', outcome })
  }
  let reader: StackReader = { fileOf: () => undefined, linesBefore: 0 }
  const readThrown = (thrown: unknown) => describeThrown(thrown, reader)

  report({ kind: 'state', state: 'running' })
  watchUncaught(scope, output, readThrown)
  furnish(scope, output, timers)
  try {
    const urls = await makeBlobModules(
      payload.modules,
      { 'node:timers/promises': timersPromises(timersFor(timers)) },
      scope,
    )
    reader = { fileOf: urls.fileOf, linesBefore: 0 }
    shutDoors(scope)
    const module = (await import(/* @vite-ignore */ urls.urlOf(payload.entry))) as { main?: unknown }
    if (typeof module.main !== 'function') {
      throw new TypeError(
        `Run calls the function main(): ${payload.entry} must have "export async function main()"`,
      )
    }
    await (module.main as () => unknown)()
  } catch (thrown) {
    const error = readThrown(thrown)
    output.addError(error)
    return finish({ kind: 'threw', error, ms: elapsed() })
  }
  const ms = elapsed()
  output.flush()
  report({ kind: 'state', state: 'waiting' })
  await timers.allDone()
  finish({ kind: 'finished', ms })
}

function timersFor(timers: TimerScope) {
  return {
    setTimeout: (callback: () => void, ms: number) => timers.setTimeout(callback, ms),
    clearTimeout: (timer: unknown) => timers.clearTimeout(timer as number),
  }
}

/** Registered before any other listener can be: the learner's code cannot keep an error from the console. */
function watchUncaught(
  scope: EventTarget,
  output: ConsoleCapture,
  readThrown: (thrown: unknown) => ReturnType<typeof describeThrown>,
): void {
  scope.addEventListener('error', (event) => {
    event.preventDefault()
    output.addError(readThrown((event as ErrorEvent).error))
  })
  scope.addEventListener('unhandledrejection', (event) => {
    event.preventDefault()
    output.addError(readThrown((event as PromiseRejectionEvent).reason))
  })
}

/** Gives the learner's code the console and the timers that the sandbox can see. */
function furnish(scope: object, output: ConsoleCapture, timers: TimerScope): void {
  const { setTimeout, clearTimeout, setInterval, clearInterval } = timers
  const names = { console: output.console, setTimeout, clearTimeout, setInterval, clearInterval }
  for (const [name, value] of Object.entries(names)) {
    Object.defineProperty(scope, name, { value, writable: true, configurable: true })
  }
}
