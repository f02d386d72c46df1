import type { CheckReport } from '../wire/outcome.ts'
import type { CheckerToPage, CheckJob } from '../wire/sandbox-messages.ts'
import { CheckLimit } from './check-limit.ts'
import { needsOf, scriptsFor } from './needs.ts'
import type { PageWorlds } from './page-worlds.ts'
import type { Check, CheckOptions } from './run.ts'
import type { AnyTask, SandboxTask, TaskHandlers, TaskStart } from './sandbox-task.ts'
import { crashedCheck, frameEndWords } from './sandbox-words.ts'
import type { SandboxScript } from './scripts.ts'
import { ThreadLines } from './thread-lines.ts'
import { lastPieces, TraceFollower } from './trace-follower.ts'

/** What is used of the sandbox. */
interface CheckRooms {
  readonly worlds: Pick<PageWorlds, 'open'>
  startTask(handlers: TaskHandlers<CheckReport>): SandboxTask<CheckReport>
  begin(task: AnyTask, scripts: readonly SandboxScript[], start: TaskStart): void
}

const testsLane = 'tests'

/** A checker that has not begun by then will not begin. */
const startWithinMs = 20_000

/** Threads tell on ports of their own, where what they told last may still be on its way. */
const threadsHeard = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 100))

/** Starts a check in a world of its own. `sandbox.check()` loads this, for nobody checks before the page stands. */
export function startCheck(
  job: CheckJob,
  { orderSeed = null, onTrace }: CheckOptions,
  { worlds, startTask, begin }: CheckRooms,
): Check {
  let startTimer: ReturnType<typeof setTimeout> | undefined
  const lines = new ThreadLines()
  const timedOut = (limitMs: number, test: string | null): CheckReport => ({
    kind: 'timed-out',
    limitMs,
    test,
  })
  const limit = new CheckLimit(job.timeLimitMs, (limitMs, test) => task.settle(timedOut(limitMs, test)))
  const needs = needsOf([...job.test, ...job.learner])
  const world = needs.world ? worlds.open('fast', needs.services ? '' : null, orderSeed) : null
  const task = startTask({
    onMessage: (data, settle) => {
      const message = data as CheckerToPage
      if (message.kind === 'test-started') limit.testStarted(message.name)
      else if (message.kind === 'report') settle(lines.addTo(message.report))
      else if (message.kind === 'records') onTrace?.({ ...message, lane: testsLane })
      // Its time begins when the checker does, not while its script is on the way.
      else if (message.kind === 'started') {
        clearTimeout(startTimer)
        limit.begin()
      }
    },
    onThreadConsole: (entries) => lines.add(entries),
    onThreadRecords: (lane, records) => onTrace?.({ kind: 'records', lane, records }),
    onHung: (ms) => timedOut(ms, null),
    onFrameEnd: (reason) => crashedCheck('memory', frameEndWords(reason)),
    onBroken: (message) => crashedCheck('checker', message),
  })
  new TraceFollower().follow(world?.services ?? null, onTrace)
  const done = task.done.then(async (report) => {
    clearTimeout(startTimer)
    limit.end()
    if (onTrace && world) await (world.services ? lastPieces(world.services) : threadsHeard())
    world?.close()
    return report
  })
  const recorder = job.linesOf === undefined ? [] : (['recorder'] as const)
  begin(task, ['checker', ...scriptsFor(needs), ...recorder], {
    message: {
      kind: 'start',
      task: task.id,
      role: 'checker',
      payload: job,
      world: world?.id ?? null,
      ...(onTrace && { lane: testsLane }),
    },
    onStarted: () => {
      const tooLate = `The checker did not start within ${startWithinMs / 1000} s. Try again.`
      startTimer = setTimeout(() => task.settle(crashedCheck('checker', tooLate)), startWithinMs)
    },
    onFailed: (words) => task.settle(crashedCheck('checker', `The tests could not be loaded: ${words}`)),
  })
  return { done, stop: () => task.settle({ kind: 'stopped' }) }
}
