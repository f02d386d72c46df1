import { runThread } from '../runtime/threading/run-thread.ts'
import type { ThreadTask } from '../wire/thread-messages.ts'
import { openRoom, type LearnerScope, type Luggage } from './learner-room.ts'
import { seededDelay } from './seeded-delay.ts'
import type { Task } from './worker-door.ts'

/** Does a thread's task: loads the program anew, calls the function, answers its starter. */
export async function serveThread(
  scope: LearnerScope,
  { payload, ports, lane, report }: Task<ThreadTask>,
  luggage: Luggage,
): Promise<void> {
  const { program, request, order } = payload
  const answer = ports.answer?.postMessage.bind(ports.answer)
  const room = await openRoom(scope, { program, ports, lane, report, ...luggage })
  const { clock, recorder } = room
  await runThread(request, {
    load: async (name) => {
      const module = await room.load(name)
      await clock?.turn()
      if (clock && order) {
        const delayMs = seededDelay(order.seed, order.lane)
        await new Promise<void>((resolve) => clock.after(delayMs, resolve))
      }
      recorder?.add({ kind: 'start', target: request.exportName })
      return module
    },
    describe: (thrown) => room.readThrown(thrown),
    answer: (outcome) => {
      room.output.flush()
      // Before the answer, at which this worker is ended. One that cannot be copied is followed by another.
      recorder?.end(outcome.kind)
      // For ever: no time passes while the outcome is on its way and this worker is ended.
      const release = clock?.hold()
      try {
        answer?.(outcome)
      } catch (error) {
        release?.()
        throw error
      }
    },
  })
}
