import type { TaskMessage, TaskPorts, WorkerRole } from '../wire/sandbox-messages.ts'
import { watch } from './watch.ts'

/** What the frame needs of a worker; tests give doubles. */
export interface SuppliedWorker {
  postMessage(message: unknown, transfer: Transferable[]): void
  terminate(): void
  onerror: ((event: ErrorEvent) => void) | null
}

/** What a worker is started with. */
export interface WorkerOrder {
  readonly payload: unknown
  readonly ports: Omit<TaskPorts, 'control'>
  /** What it is called in the recording; undefined: it is not recorded. */
  readonly lane?: string | undefined
  /** How many milliseconds it may be silent. */
  readonly longestSilence: number
  /** Called at most once, when the worker was ended already. */
  readonly onHung: (ms: number) => void
  readonly onBroken: (message: string) => void
}

/**
 * When a spare is made after one was taken: once that one is at work and has had a head start, for on two cores the spare's
 * start would hold it up, the more the larger its script is. One that is silent may be in an endless loop, and about to
 * be replaced.
 */
const spareAfterMs = { answered: 60, silent: 600 }

/**
 * Makes workers from the roles' scripts and keeps one spare of each role warm.
 *
 *     const supply = new WorkerSupply(startWorker)
 *     supply.install('learner', script)
 *     const end = supply.start('learner', order)     // null as long as there is no script
 */
export class WorkerSupply {
  readonly #startWorker: (script: string) => SuppliedWorker
  readonly #scripts = new Map<WorkerRole, string>()
  readonly #spares = new Map<WorkerRole, SuppliedWorker>()
  readonly #waiting = new Map<WorkerRole, Set<() => void>>()

  constructor(startWorker: (script: string) => SuppliedWorker) {
    this.#startWorker = startWorker
  }

  /** Gives a role its script; spares of an older one are ended. */
  install(role: WorkerRole, script: string): void {
    this.#scripts.set(role, script)
    this.#spares.get(role)?.terminate()
    this.#spares.delete(role)
    this.#warm(role)
    const waiting = this.#waiting.get(role) ?? []
    this.#waiting.delete(role)
    for (const begin of waiting) begin()
  }

  /** Calls back once the role has a script, at once if it has. Returns the function that waits no longer. */
  whenInstalled(role: WorkerRole, begin: () => void): () => void {
    if (this.#scripts.has(role)) begin()
    else this.#waiting.set(role, (this.#waiting.get(role) ?? new Set()).add(begin))
    return () => void this.#waiting.get(role)?.delete(begin)
  }

  /** Starts a worker; returns the function that ends it, or null if its role has no script. */
  start(
    role: WorkerRole,
    { payload, ports, lane, longestSilence, onHung, onBroken }: WorkerOrder,
  ): (() => void) | null {
    this.#warm(role)
    const worker = this.#spares.get(role)
    if (!worker) return null
    this.#spares.delete(role)
    const control = new MessageChannel()
    const end = (): void => {
      worker.onerror = null
      endWatch()
      worker.terminate()
    }
    let spareTimer = setTimeout(() => this.#warm(role), spareAfterMs.silent)
    const endWatch = watch(control.port1, {
      longestSilence,
      onFirstAnswer: () => {
        clearTimeout(spareTimer)
        spareTimer = setTimeout(() => this.#warm(role), spareAfterMs.answered)
      },
      onHung: (ms) => {
        end()
        onHung(ms)
      },
    })
    worker.onerror = (event) => {
      end()
      onBroken(String(event.message ?? 'The worker could not start'))
    }
    const message: TaskMessage = {
      kind: 'mailroom-task',
      payload,
      ports: { ...ports, control: control.port2 },
      ...(lane !== undefined && { lane }),
    }
    worker.postMessage(message, Object.values(message.ports))
    return end
  }

  #warm(role: WorkerRole): void {
    const script = this.#scripts.get(role)
    if (script !== undefined && !this.#spares.has(role)) this.#spares.set(role, this.#startWorker(script))
  }
}
