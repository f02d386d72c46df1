import learnerScript from './learner-worker.ts?bundle-text'
import type { CheckReport, RunOutcome } from '../wire/outcome.ts'
import type {
  CheckerToPage,
  CheckJob,
  FrameToPage,
  LearnerToPage,
  RunProgram,
} from '../wire/sandbox-messages.ts'
import type { ConsoleEntry } from '../wire/value-data.ts'
import { FrameLink, type FrameEnd } from './frame-link.ts'
import { SandboxTask } from './sandbox-task.ts'

export interface RunListener {
  onConsole(entries: readonly ConsoleEntry[]): void
  /** `waiting`: `main()` is done, some of its timers are not. */
  onState?(state: 'starting' | 'running' | 'waiting'): void
}

/** Something under way. `done` always resolves; `stop()` ends it within a moment, whatever it is doing. */
export interface Run {
  readonly done: Promise<RunOutcome>
  stop(): void
}

export interface Check {
  readonly done: Promise<CheckReport>
  stop(): void
}

/** How the sandbox gets the checker's script: late, because it is large. */
export type CheckerScriptSource = () => Promise<string>

/** A task whatever its outcome's type. */
type AnyTask = Pick<SandboxTask<unknown>, 'id' | 'isSettled' | 'openPort' | 'hung' | 'broken' | 'frameEnded'>

/** A checker that has not begun by then will not begin. */
const startWithinMs = 20_000

const stoppedByUser: RunOutcome = { kind: 'stopped', reason: 'user', message: 'Stopped.' }
const outOfMemory =
  'The code took more memory than there is, and was ended. Is something added again and again without an end?'
const navigatedAway = 'The code tried to leave its sandbox, and was ended.'

/**
 * Runs and checks compiled programs in a frame of an opaque origin, each in a worker of its own, so that nothing they
 * do reaches the page, the network or saved work, and that any of them can be stopped.
 *
 *     const sandbox = new Sandbox(host, loadCheckerScript)
 *     const run = sandbox.run({ modules, entry: 'exercise.ts' }, { onConsole: show })
 *     const outcome = await run.done
 */
export class Sandbox {
  readonly #host: HTMLElement
  readonly #loadChecker: CheckerScriptSource
  readonly #tasks = new Map<number, AnyTask>()
  #link: FrameLink
  #checkerScript: Promise<string> | undefined
  #run: Run | undefined
  #nextTask = 1

  constructor(host: HTMLElement, loadChecker: CheckerScriptSource) {
    this.#host = host
    this.#loadChecker = loadChecker
    this.#link = this.#makeLink()
  }

  /** Starts a program's `main()`; a run that is still going is stopped. */
  run(program: RunProgram, listener: RunListener): Run {
    this.#run?.stop()
    listener.onState?.('starting')
    const task = this.#startTask<RunOutcome>({
      onMessage: (message, settle) => {
        const { kind, ...rest } = message as LearnerToPage
        if (kind === 'console' && 'entries' in rest) listener.onConsole(rest.entries)
        else if (kind === 'state' && 'state' in rest) listener.onState?.(rest.state)
        else if (kind === 'outcome' && 'outcome' in rest) settle(rest.outcome)
      },
      onHung: (ms) => ({ kind: 'stopped', reason: 'hang', message: hungMessage(ms) }),
      onFrameEnd: (reason) => ({
        kind: 'stopped',
        reason: 'memory',
        message: reason === 'memory' ? outOfMemory : navigatedAway,
      }),
      onBroken: (message) => ({ kind: 'threw', error: { name: 'SandboxError', message, frames: [] }, ms: 0 }),
    })
    this.#send('learner', task, program)
    this.#run = { done: task.done, stop: () => task.settle(stoppedByUser) }
    return this.#run
  }

  /** Runs a step's tests on the learner's modules. Runs and checks go side by side. */
  check(job: CheckJob): Check {
    let running: string | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    const timedOut = (): CheckReport => ({ kind: 'timed-out', limitMs: job.timeLimitMs, test: running })
    const crashed = (reason: 'memory' | 'checker', message: string): CheckReport => ({
      kind: 'crashed',
      reason,
      error: { name: 'Error', message, frames: [] },
    })
    const task = this.#startTask<CheckReport>({
      onMessage: (data, settle) => {
        const message = data as CheckerToPage
        if (message.kind === 'test-started') running = message.name
        else if (message.kind === 'report') settle(message.report)
        // The clock starts when the checker does, not while its script is on the way.
        else if (message.kind === 'started') {
          clearTimeout(timer)
          timer = setTimeout(() => settle(timedOut()), job.timeLimitMs)
        }
      },
      onHung: timedOut,
      onFrameEnd: (reason) => crashed('memory', reason === 'memory' ? outOfMemory : navigatedAway),
      onBroken: (message) => crashed('checker', message),
    })
    void task.done.then(() => clearTimeout(timer))
    void this.#installChecker().then(
      () => {
        this.#send('checker', task, job)
        const tooLate = `The checker did not start within ${startWithinMs / 1000} s. Try again.`
        timer = setTimeout(() => task.settle(crashed('checker', tooLate)), startWithinMs)
      },
      (error: unknown) => task.settle(crashed('checker', `The tests could not be loaded: ${String(error)}`)),
    )
    return { done: task.done, stop: () => task.settle({ kind: 'stopped' }) }
  }

  /** Loads the checker ahead of its first use. */
  warmChecker(): void {
    void this.#installChecker().catch(() => undefined)
  }

  dispose(): void {
    for (const task of this.#tasks.values()) task.frameEnded('navigated')
    this.#link.dispose()
  }

  #startTask<T>(handlers: ConstructorParameters<typeof SandboxTask<T>>[1]): SandboxTask<T> {
    const task = new SandboxTask<T>(this.#nextTask++, handlers)
    this.#tasks.set(task.id, task)
    void task.done.then(() => {
      this.#tasks.delete(task.id)
      this.#link.send({ kind: 'end', task: task.id })
      this.#link.watchLife(this.#tasks.size > 0)
    })
    return task
  }

  #send(role: 'learner' | 'checker', task: AnyTask, payload: RunProgram | CheckJob): void {
    if (task.isSettled) return
    this.#link.watchLife(true)
    this.#link.send({ kind: 'start', task: task.id, role, payload }, [task.openPort()])
  }

  #installChecker(): Promise<string> {
    this.#checkerScript ??= this.#loadChecker().then(
      (script) => {
        this.#link.install('checker', script)
        return script
      },
      (error: unknown) => {
        // The next check tries again.
        this.#checkerScript = undefined
        throw error
      },
    )
    return this.#checkerScript
  }

  #makeLink(): FrameLink {
    const link = new FrameLink(this.#host, {
      onMessage: (message) => this.#receive(message),
      onEnd: (reason) => this.#rebuild(reason),
    })
    link.install('learner', learnerScript)
    return link
  }

  #rebuild(reason: FrameEnd): void {
    const lost = [...this.#tasks.values()]
    this.#link = this.#makeLink()
    void this.#checkerScript?.then((script) => this.#link.install('checker', script))
    for (const task of lost) task.frameEnded(reason)
  }

  #receive(message: Exclude<FrameToPage, { kind: 'pong' }>): void {
    const task = this.#tasks.get(message.task)
    switch (message.kind) {
      case 'hung':
        return task?.hung(message.ms)
      case 'broken':
        return task?.broken(message.message)
      default:
        return message satisfies never
    }
  }
}

function hungMessage(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000))
  return `Stopped: for ${seconds} s the code gave nothing else a turn. Does a loop never come to its end?`
}
