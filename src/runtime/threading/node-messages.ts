/** Messages between a program in Node and its threads. Modules go over a port of their own. */
import type { MessagePort } from 'node:worker_threads'
import type { ThreadOutcome, ThreadRequest } from '../../wire/thread-messages.ts'
import type { ClockPorts } from './node-clock-ports.ts'
import type { ThreadPreload } from './node-program.ts'

/** Starter → thread, as its `workerData`. */
export interface NodeThreadTask {
  readonly request: ThreadRequest
  /** The module that serves the thread, for vite's runner. */
  readonly entry: string
  readonly modules: MessagePort
  readonly alive: Int32Array<SharedArrayBuffer>
  readonly preloads: readonly ThreadPreload[]
  /** Without them, time is real. */
  readonly clock: ClockPorts | null
}

/** Thread → starter. Lines and outcome share a port, so that no line is later than the outcome. */
export type NodeThreadMessage =
  | { readonly kind: 'print'; readonly stream: 'log' | 'error'; readonly text: string }
  | { readonly kind: 'outcome'; readonly outcome: ThreadOutcome }

/** Thread → starter, on the port for modules: what vite's runner asks. */
export interface ModuleQuestion {
  readonly id: number
  readonly name: string
  readonly parameters: readonly unknown[]
}

export interface ModuleAnswer {
  readonly id: number
  readonly answer:
    { readonly result: unknown } | { readonly error: { readonly name: string; readonly message: string } }
}
