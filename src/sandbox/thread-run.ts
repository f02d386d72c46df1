import { runThread } from '../runtime/threading/run-thread.ts'
import type { ThreadTask } from '../wire/thread-messages.ts'
import { openRoom, type LearnerScope, type Luggage } from './learner-room.ts'
import type { Task } from './worker-door.ts'

/** Does a thread's task: loads the program anew, calls the function, answers its starter. */
export async function serveThread(
  scope: LearnerScope,
  { payload, ports, report }: Task<ThreadTask>,
  luggage: Luggage,
): Promise<void> {
  const { program, request } = payload
  const answer = ports.answer?.postMessage.bind(ports.answer)
  const room = await openRoom(scope, { program, ports, report, ...luggage })
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
