import { mostThreads } from '../runtime/threading/threading.ts'
import { tooManyWords } from '../runtime/threading/thread-words.ts'
import type { RunProgram } from '../wire/sandbox-messages.ts'
import type { FrameToStarter, StarterToFrame, ThreadRequest, ThreadTask } from '../wire/thread-messages.ts'
import { ThreadLanes } from './thread-lanes.ts'
import { hungAfterMs } from './watch.ts'
import type { World } from './world.ts'
import type { WorkerSupply } from './worker-supply.ts'

export interface TaskThreadsOptions {
  readonly supply: WorkerSupply
  readonly world: World
  /** What threads load; null if none can start. */
  readonly program: RunProgram | null
  readonly isRecorded: boolean
  /** A thread has started; its console reports on the port. It has a lane if it is recorded. */
  readonly onStarted: (
    thread: { readonly threadName: string; readonly lane?: string },
    console: MessagePort,
  ) => void
}

type ThreadStart = Extract<StarterToFrame, { kind: 'thread-start' }>

/**
 * The threads of one task, and those that its threads start: all count together, are watched, and end with the task.
 *
 *     const threads = new TaskThreads({ supply, world, program, isRecorded, onStarted })
 *     const { port, end } = threads.openStarter()      // for the task's worker
 */
export class TaskThreads {
  readonly #options: TaskThreadsOptions
  #alive = 0

  constructor(options: TaskThreadsOptions) {
    this.#options = options
  }

  /** A worker's port for starting threads, and the function that ends all it has started. `lane`: the worker's. */
  openStarter(lane = 'main'): { readonly port: MessagePort; readonly end: () => void } {
    const { port1, port2 } = new MessageChannel()
    const own = new Map<number, () => void>()
    const lanes = new ThreadLanes(lane)
    const tell = (message: FrameToStarter): void => port1.postMessage(message)
    port1.onmessage = ({ data, ports: [answer] }: MessageEvent<unknown>) => {
      // A learner's worker may post anything: what is no message is ignored.
      if (!isStarterMessage(data)) return
      if (data.kind === 'thread-end') return own.get(data.id)?.()
      if (answer && !own.has(data.id)) this.#start(data, { answer, own, lanes, tell })
    }
    const end = (): void => {
      port1.onmessage = null
      port1.close()
      for (const endThread of [...own.values()]) endThread()
    }
    return { port: port2, end }
  }

  #start(
    { id, request }: ThreadStart,
    {
      answer,
      own,
      lanes,
      tell,
    }: {
      answer: MessagePort
      own: Map<number, () => void>
      lanes: ThreadLanes
      tell: (message: FrameToStarter) => void
    },
  ): void {
    const { supply, world, program, isRecorded, onStarted } = this.#options
    const threadName = request.threadName.slice(0, 100)
    const name = lanes.next(threadName)
    const lane = isRecorded ? name : undefined
    if (this.#alive >= mostThreads || !program) {
      const message = tooManyWords(threadName, program ? mostThreads : 0)
      return tell({ kind: 'thread-refused', id, message })
    }
    const console = new MessageChannel()
    const nested = this.openStarter(name)
    const { ports, leave } = world.join({ lane })
    const letGo = (): void => {
      if (!own.delete(id)) return
      this.#alive--
      nested.end()
      leave()
    }
    const broken = (message: string): void => {
      letGo()
      tell({ kind: 'thread-broken', id, message })
    }
    const order = world.orderSeed === null ? null : { seed: world.orderSeed, lane: name }
    const payload: ThreadTask = { program, request: { ...request, threadName }, order }
    this.#alive++
    own.set(id, letGo)
    const endWorker = supply.start('learner', {
      payload,
      ports: { ...ports, page: console.port2, threads: nested.port, answer },
      lane,
      longestSilence: hungAfterMs,
      onHung: (ms) => broken(hungWords(threadName, ms)),
      onBroken: (message) => broken(`${threadName} could not go on: ${message}`),
    })
    if (!endWorker) return broken(`${threadName} cannot start: the learner script is not loaded`)
    own.set(id, () => {
      endWorker()
      letGo()
    })
    tell({ kind: 'thread-started', id })
    onStarted({ threadName, ...(lane !== undefined && { lane }) }, console.port1)
  }
}

function hungWords(threadName: string, ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000))
  return `${threadName} was stopped: for ${seconds} s it gave nothing else a turn. Does a loop in it never come to its end?`
}

function isStarterMessage(data: unknown): data is StarterToFrame {
  if (typeof data !== 'object' || data === null) return false
  const { kind, id, request } = data as { kind?: unknown; id?: unknown; request?: unknown }
  if (typeof id !== 'number') return false
  return kind === 'thread-end' || (kind === 'thread-start' && isRequest(request))
}

function isRequest(data: unknown): data is ThreadRequest {
  if (typeof data !== 'object' || data === null) return false
  const { module, exportName, threadName, args } = data as { [key: string]: unknown }
  return [module, exportName, threadName].every((text) => typeof text === 'string') && Array.isArray(args)
}
