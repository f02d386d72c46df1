import type { LearnerToPage, RunProgram } from '../wire/sandbox-messages.ts'
import type { RunOutcome } from '../wire/outcome.ts'
import type { ThreadTask } from '../wire/thread-messages.ts'
import { openRoom, type LearnerRoom, type LearnerScope, type Luggage } from './learner-room.ts'
import { receiveTask, type Task } from './worker-door.ts'

/**
 * Waits for a task: a program whose `main()` is to be run, or one of its threads. Serves one: the frame ends the worker
 * and has a fresh one ready.
 */
export async function serveLearner(scope: LearnerScope, luggage: Luggage): Promise<void> {
  const task = await receiveTask<RunProgram | ThreadTask>(scope)
  const { payload } = task
  if (!('request' in payload)) return serveRun(scope, { ...task, payload }, luggage)
  await luggage.kit?.serveThread(scope, { ...task, payload }, luggage)
}

async function serveRun(scope: LearnerScope, task: Task<RunProgram>, luggage: Luggage): Promise<void> {
  const report = task.report as (message: LearnerToPage) => void
  const { ports, lane } = task
  const room = await openRoom(scope, { program: task.payload, ports, lane, report, ...luggage })
  const { output, recorder, now } = room
  const web = luggage.kit?.openWeb(ports.page, room)
  const started = now()
  const finish = (outcome: RunOutcome): void => {
    output.flush()
    recorder?.end(outcome.kind === 'threw' ? 'threw' : 'returned')
    report({ kind: 'outcome', outcome })
  }
  let isServing: boolean | undefined
  report({ kind: 'state', state: 'running' })
  try {
    const { entry } = task.payload
    const module = (await room.load(entry)) as { main?: unknown; app?: unknown }
    isServing = web?.serve(entry, module)
    if (typeof module.main !== 'function' && !isServing)
      throw new TypeError(`Run calls the function main(): ${entry} must have "export async function main()"`)
    // From here on all of its world agrees on the time.
    await room.clock?.turn()
    recorder?.add({ kind: 'start', target: 'main' })
    await (module.main as (() => unknown) | undefined)?.()
  } catch (thrown) {
    const error = room.readThrown(thrown)
    output.addError(error)
    return finish({ kind: 'threw', error, ms: now() - started })
  }
  const ms = now() - started
  output.flush()
  report({ kind: 'state', state: isServing ? 'serving' : 'waiting' })
  // From here on it does what it is asked to, for as long as it is let.
  if (isServing) return web?.open()
  await (luggage.kit?.endOf(room) ?? allDone(room))
  finish({ kind: 'finished', ms })
}

/** Where there are neither threads nor connections. */
async function allDone({ timers, programHandles }: LearnerRoom): Promise<void> {
  do {
    await timers.allDone()
    await programHandles?.allReleased()
  } while (timers.size > 0)
}
