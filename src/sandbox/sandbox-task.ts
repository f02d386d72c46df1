import type { SentRecords } from '../wire/lane-messages.ts'
import type { ConsoleEntry } from '../wire/value-data.ts'
import type { PageToFrame } from '../wire/sandbox-messages.ts'
import type { FrameEnd } from './frame-link.ts'

export interface TaskHandlers<T> {
  /** A message of the task's worker; `settle` ends the task. */
  onMessage(message: unknown, settle: (outcome: T) => void): void
  /** A line that one of the task's threads printed. */
  onThreadConsole(entries: readonly ConsoleEntry[]): void
  /** What one of the task's threads recorded, if its world has no services to tell. */
  onThreadRecords(lane: string, records: SentRecords): void
  onHung(ms: number): T
  onFrameEnd(reason: FrameEnd): T
  onBroken(message: string): T
}

/** How a task begins, once the frame has the scripts it takes. */
export interface TaskStart {
  readonly message: PageToFrame
  readonly onStarted?: () => void
  /** A script could not be loaded; `words` say so to the learner. */
  readonly onFailed: (words: string) => void
}

/** A task whatever its outcome's type. */
export type AnyTask = Omit<SandboxTask<unknown>, 'done' | 'settle'>

/** Milliseconds in which records of threads may still come after the end. */
const lateMs = 500

/** One run or check: a port to its worker until it is settled, and silence afterwards. */
export class SandboxTask<T> {
  readonly id: number
  readonly done: Promise<T>
  readonly #handlers: TaskHandlers<T>
  #resolve!: (outcome: T) => void
  readonly #channel = new MessageChannel()
  readonly #ports = [this.#channel.port1]
  #isSettled = false

  constructor(id: number, handlers: TaskHandlers<T>) {
    this.id = id
    this.#handlers = handlers
    this.done = new Promise((resolve) => {
      this.#resolve = resolve
    })
  }

  get isSettled(): boolean {
    return this.#isSettled
  }

  /** The worker's end of the task's port. */
  openPort(): MessagePort {
    const { port1, port2 } = this.#channel
    port1.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (isMessage(data)) this.#handlers.onMessage(data, (outcome) => this.settle(outcome))
    }
    return port2
  }

  /** To the worker, which may be on its way still. */
  post(message: unknown, ports: Transferable[]): void {
    this.#channel.port1.postMessage(message, ports)
  }

  /** A thread of the task has started, and its console reports on the port; what it records as well, if it has a lane. */
  threadStarted(
    { threadName: thread, lane }: { readonly threadName: string; readonly lane?: string },
    port: MessagePort,
  ): void {
    if (this.#isSettled) return port.close()
    this.#ports.push(port)
    port.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (!isMessage(data)) return
      const { entries, records } = data as { readonly entries?: unknown; readonly records?: unknown }
      if (Array.isArray(entries) && !this.#isSettled)
        this.#handlers.onThreadConsole(
          (entries as readonly ConsoleEntry[]).map((entry) => ({ thread, ...entry })),
        )
      else if (records !== undefined && lane !== undefined)
        this.#handlers.onThreadRecords(lane, records as SentRecords)
    }
  }

  /** Ends the task; only the first outcome counts, and late messages of the worker reach nobody. */
  settle(outcome: T): void {
    if (this.#isSettled) return
    this.#isSettled = true
    const [own, ...threads] = this.#ports
    if (own) own.onmessage = null
    own?.close()
    // What threads have recorded comes on ports of their own, and may still be on its way.
    setTimeout(() => threads.forEach((port) => port.close()), lateMs)
    this.#resolve(outcome)
  }

  hung(ms: number): void {
    this.settle(this.#handlers.onHung(ms))
  }

  broken(message: string): void {
    this.settle(this.#handlers.onBroken(message))
  }

  frameEnded(reason: FrameEnd): void {
    this.settle(this.#handlers.onFrameEnd(reason))
  }
}

function isMessage(data: unknown): boolean {
  return typeof data === 'object' && data !== null && typeof (data as { kind?: unknown }).kind === 'string'
}
