import type { Clients } from '../runtime/clients.ts'
import { runThread } from '../runtime/threading/run-thread.ts'
import type { LearnerToPage, RunProgram } from '../wire/sandbox-messages.ts'
import type { RunOutcome } from '../wire/outcome.ts'
import type { ThreadTask } from '../wire/thread-messages.ts'
import { openRoom, type LearnerScope } from './learner-room.ts'
import { openConnections, programIsOver } from './run-end.ts'
import { receiveTask, type Task } from './worker-door.ts'

/**
 * Waits for a task: a program whose `main()` is to be run, or one of its threads. Serves one: the frame ends the worker
 * and has a fresh one ready. `clients` are what the clients' script left here, if it was there.
 */
export async function serveLearner(scope: LearnerScope, clients: Clients | null): Promise<void> {
  const task = await receiveTask<RunProgram | ThreadTask>(scope)
  const { payload } = task
  if ('request' in payload) await serveThread(scope, { ...task, payload }, clients)
  else await serveRun(scope, { ...task, payload }, clients)
}

async function serveRun(scope: LearnerScope, task: Task<RunProgram>, clients: Clients | null): Promise<void> {
  const report = task.report as (message: LearnerToPage) => void
  const room = await openRoom(scope, { program: task.payload, ports: task.ports, clients, report })
  const { output, now } = room
  const started = now()
  const finish = (outcome: RunOutcome): void => {
    output.flush()
    report({ kind: 'outcome', outcome })
  }
  report({ kind: 'state', state: 'running' })
  try {
    const { entry } = task.payload
    const module = (await room.load(entry)) as { main?: unknown }
    if (typeof module.main !== 'function')
      throw new TypeError(`Run calls the function main(): ${entry} must have "export async function main()"`)
    await (module.main as () => unknown)()
  } catch (thrown) {
    const error = room.readThrown(thrown)
    output.addError(error)
    return finish({ kind: 'threw', error, ms: now() - started })
  }
  const ms = now() - started
  output.flush()
  report({ kind: 'state', state: 'waiting' })
  if ((await programIsOver(room)) === 'connections left') output.addNote(openConnections(room))
  finish({ kind: 'finished', ms })
}

async function serveThread(
  scope: LearnerScope,
  { payload, ports, report }: Task<ThreadTask>,
  clients: Clients | null,
): Promise<void> {
  const { program, request } = payload
  const answer = ports.answer?.postMessage.bind(ports.answer)
  const room = await openRoom(scope, { program, ports, clients, report })
  await runThread(request, {
    load: async (name) => {
      const module = await room.load(name)
      await room.clock?.turn()
      return module
    },
    describe: (thrown) => room.readThrown(thrown),
    answer: (outcome) => {
      room.output.flush()
      // For ever: no time passes while the outcome is on its way and this worker is ended.
      const release = room.clock?.hold()
      try {
        answer?.(outcome)
      } catch (error) {
        release?.()
        throw error
      }
    },
  })
}
